import { Match } from 'aws-cdk-lib/assertions';
import * as sns from 'aws-cdk-lib/aws-sns';
import { ground, IRELAND, only, resources, service, templates, web } from './support';
import { Exposure, PlatformProfile, Rollout, RolloutAlarms } from '../../src/vocabulary';

describe("the alarms of a workload's own target groups", () => {
  test('look at blue and green together, so that they mean the same whichever is live', () => {
    const { template } = web();
    const [errors, unhealthy] = resources(template, 'AWS::CloudWatch::Alarm');

    const names = ({ Metrics }: Record<string, any>) => Metrics.filter(({ MetricStat }: any) => MetricStat)
      .map(({ Id, MetricStat: { Metric: { MetricName } } }: any) => `${Id} ${MetricName}`).sort();
    expect(names(errors)).toEqual(['blueErrors HTTPCode_Target_5XX_Count', 'blueRequests RequestCount', 'greenErrors HTTPCode_Target_5XX_Count', 'greenRequests RequestCount']);
    expect(names(unhealthy)).toEqual(['blueUnhealthy UnHealthyHostCount', 'greenUnhealthy UnHealthyHostCount']);
    expect(errors.Metrics[0].Expression).toBe('IF(FILL(blueRequests, 0) + FILL(greenRequests, 0) >= 20, '
      + '100 * (FILL(blueErrors, 0) + FILL(greenErrors, 0)) / (FILL(blueRequests, 0) + FILL(greenRequests, 0)), 0)');
    expect(errors).toMatchObject({ Threshold: 5, EvaluationPeriods: 3, TreatMissingData: 'notBreaching' });
    expect(unhealthy).toMatchObject({ Threshold: 1, EvaluationPeriods: 5, TreatMissingData: 'notBreaching' });
  });

  test('are made for each way in', () => {
    const { template, workload } = web({ exposures: [Exposure.public(), Exposure.internal()] });

    template.resourceCountIs('AWS::CloudWatch::Alarm', 4);
    expect(workload.alarms).toHaveLength(4);
  });

  test('are named to the service without leading back to it', () => {
    const { template } = web();
    const alarms = Object.entries(template.findResources('AWS::CloudWatch::Alarm'));

    expect(only(template, 'AWS::ECS::Service').DeploymentConfiguration.Alarms.AlarmNames).toEqual(alarms.map(([id]) => ({ Ref: id })));
    expect(JSON.stringify(alarms)).not.toMatch(/ApiService/);
  });

  test('tell a topic', () => {
    const on = ground();
    const alarmTopic = new sns.Topic(on.stack, 'Pager');
    service(on.stack, 'Api', on.platform({ alarmTopic }));

    const [template] = templates(on);
    resources(template, 'AWS::CloudWatch::Alarm').forEach(({ AlarmActions }) => expect(AlarmActions).toEqual([{ Ref: expect.stringMatching(/^Pager/) }]));
  });

  test('are not made in development, where the rollout then watches none', () => {
    const { template } = web({}, { profile: PlatformProfile.DEVELOPMENT });

    template.resourceCountIs('AWS::CloudWatch::Alarm', 0);
    template.hasResourceProperties('AWS::ECS::Service', { DeploymentConfiguration: { Alarms: Match.absent() } });
  });

  test('can be asked for in development', () => {
    web({ alarms: true }, { profile: PlatformProfile.DEVELOPMENT }).template.resourceCountIs('AWS::CloudWatch::Alarm', 2);
  });

  test('leave the rollout alone when it says so', () => {
    const { template } = web({ rollout: Rollout.rolling({ alarms: RolloutAlarms.none() }) });

    template.resourceCountIs('AWS::CloudWatch::Alarm', 2);
    template.hasResourceProperties('AWS::ECS::Service', { DeploymentConfiguration: { Alarms: Match.absent() } });
  });

  test('do not exist without a way in, and the rollout does not ask for them', () => {
    const { template } = web({ exposures: [] });

    template.resourceCountIs('AWS::CloudWatch::Alarm', 0);
    template.hasResourceProperties('AWS::ECS::Service', { DeploymentConfiguration: { Alarms: Match.absent() } });
  });
});

test.each([['cn-north-1'], ['us-gov-west-1'], ['us-iso-east-1']])('in %s, where deployments cannot watch alarms, the alarms are made all the same', region => {
  const { template } = web({}, {}, { env: { ...IRELAND, region } });

  template.resourceCountIs('AWS::CloudWatch::Alarm', 2);
  template.hasResourceProperties('AWS::ECS::Service', { DeploymentConfiguration: { Alarms: Match.absent() } });
});
