/** Jobs of all kinds on ECS: nothing for the packs or the validator to say, and nothing acknowledged in vain. */
import * as sns from 'aws-cdk-lib/aws-sns';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import { IRELAND, RECOMMENDED } from './support';
import { EcsPlatform, Image, JobSchedule, OverlapPolicy, PlatformProfile, ScheduledJob, StandaloneTask, WebService } from '../../src';
import { acknowledgementsIn, covers, findingsIn, findingsWithoutAcknowledgements, tell } from '../compliance/packs';
import { diagnosticsIn, VALIDATION_CONTEXT } from '../compliance/validator';

const image = Image.fromRegistry('public.ecr.aws/docker/library/alpine:3.22');
const schedule = JobSchedule.cron('0 3 * * ? *');

function app(profile: PlatformProfile, told: boolean): App {
  const root = new App({ context: { ...RECOMMENDED, ...VALIDATION_CONTEXT } });
  const stack = new Stack(root, 'Shop', { env: IRELAND });
  const alarmTopic = told ? sns.Topic.fromTopicArn(stack, 'Alarms', 'arn:aws:sns:eu-west-1:111122223333:alarms') : undefined;
  const platform = new EcsPlatform(stack, 'Platform', { profile, alarmTopic });
  new ScheduledJob(stack, 'Direct', { platform, image, schedule });
  new ScheduledJob(stack, 'Watched', { platform, image, schedule, overlap: OverlapPolicy.SKIP, timeout: Duration.hours(1), retries: 1 });
  const task = new StandaloneTask(stack, 'Export', { platform, image, exec: true });
  const api = new WebService(stack, 'Api', { platform, image, port: 8080, exposures: [] });
  task.callableFrom(api);
  return root;
}

const JOBS = /^Shop\/(Direct|Watched|Export|Api)\//;

describe.each([
  ['production', PlatformProfile.PRODUCTION, true], ['production without anybody to tell', PlatformProfile.PRODUCTION, false],
  ['development', PlatformProfile.DEVELOPMENT, true],
] as const)('in %s', (_, profile, told) => {
  test('jobs leave the packs nothing to say', () => {
    const made = app(profile, told);
    made.synth();

    expect(findingsIn(made).map(tell).filter(finding => JOBS.test(finding.replace(/^.* at /, '')))).toEqual([]);
  });

  test('what is acknowledged of the roles and the queue is what they would say', () => {
    const made = app(profile, told);
    made.synth();
    const acknowledged = acknowledgementsIn(made).filter(({ construct, rule }) => JOBS.test(construct.node.path) && /IAM5|SQS/.test(rule));
    const found = findingsWithoutAcknowledgements(made);

    const inVain = acknowledged.filter(each => !found.some(finding => covers(each, finding)));
    expect(inVain.map(({ construct, rule }) => `${rule} at ${construct.node.path}`)).toEqual([]);
  });

  test('the validator has nothing to say', () => {
    expect(diagnosticsIn(app(profile, told)).filter(said => /Shop\/(Direct|Watched|Export)/.test(said))).toEqual([]);
  });
});
