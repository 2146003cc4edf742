/** Release jobs on both platforms: nothing for the packs or the validator to say, and nothing acknowledged in vain. */
import { App, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { EcsPlatform, EksPlatform, Image, OnRollback, PlatformProfile, ReleaseJob, WebService } from '../../../src';
import { acknowledgementsIn, covers, findingsIn, findingsWithoutAcknowledgements, tell } from '../../compliance/packs';
import { diagnosticsIn, VALIDATION_CONTEXT } from '../../compliance/validator';
import { kubectl } from '../../eks/support';
import { IRELAND, RECOMMENDED } from '../support';

const image = Image.fromRegistry('public.ecr.aws/docker/library/alpine:3.22');

function app(profile: PlatformProfile, onEks: boolean): App {
  const root = new App({ context: { ...RECOMMENDED, ...VALIDATION_CONTEXT } });
  const stack = new Stack(root, 'Shop', { env: IRELAND });
  const platform = onEks ? new EksPlatform(stack, 'Platform', { profile, kubectlLayer: kubectl(stack) }) : new EcsPlatform(stack, 'Platform', { profile });
  const migration = new ReleaseJob(stack, 'Migrate', { platform, image, releaseId: '42', ...onEks ? {} : { onRollback: OnRollback.run('migrate', 'down') } });
  migration.runBefore(new WebService(stack, 'Api', { platform, image, port: 8080, exposures: [] }));
  return root;
}

const RELEASE = /^Shop\/(Migrate|ReleaseRunner)\//;

const isOfRelease = ({ node }: Construct): boolean => RELEASE.test(node.path);

describe.each([
  ['on ECS in production', PlatformProfile.PRODUCTION, false], ['on ECS in development', PlatformProfile.DEVELOPMENT, false],
  ['on EKS in production', PlatformProfile.PRODUCTION, true],
] as const)('%s', (_, profile, onEks) => {
  test('release jobs leave the packs nothing to say', () => {
    const made = app(profile, onEks);
    made.synth();
    expect(findingsIn(made).map(tell).filter(finding => RELEASE.test(finding.replace(/^.* at /, '')))).toEqual([]);
  });

  test('what is acknowledged is what they would say', () => {
    const made = app(profile, onEks);
    made.synth();
    const acknowledged = acknowledgementsIn(made).filter(({ construct, rule }) => isOfRelease(construct) && /IAM5/.test(rule) && /Migrate/.test(construct.node.path));
    const found = findingsWithoutAcknowledgements(made);
    const inVain = acknowledged.filter(each => !found.some(finding => covers(each, finding)));
    expect(inVain.map(({ construct, rule }) => `${rule} at ${construct.node.path}`)).toEqual([]);
  });

  test('the validator has nothing to say', () => {
    expect(diagnosticsIn(app(profile, onEks)).filter(said => /Shop\/(Migrate|ReleaseRunner)/.test(said))).toEqual([]);
  });
});
