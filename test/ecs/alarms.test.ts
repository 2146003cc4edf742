import { Match, Template } from 'aws-cdk-lib/assertions';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Duration } from 'aws-cdk-lib/core';
import { ground, IRELAND, NGINX, only, resources, service, templates, web } from './support';
import { AlarmKind, Alarms, Exposure, JobSchedule, NetworkListener, PlatformProfile, Rollout, RolloutAlarms } from '../../src/vocabulary';
import { NetworkService, ScheduledJob } from '../../src/workloads';

describe("the alarms of a workload's own target groups", () => {
  test('look at blue and green together, so that they mean the same whichever is live', () => {
    const { template } = web();
    const { errors, unhealthy } = alarmsIn(template);

    const names = ({ Metrics }: Record<string, any>) => Metrics.filter(({ MetricStat }: any) => MetricStat)
      .map(({ Id, MetricStat: { Metric: { MetricName } } }: any) => `${Id} ${MetricName}`).sort();
    expect(names(errors)).toEqual(['blue', 'green'].flatMap(group => [
      `${group}Errors HTTPCode_Target_5XX_Count`, `${group}Requests RequestCount`, `${group}Unreached TargetConnectionErrorCount`,
    ]));
    expect(names(unhealthy)).toEqual(['blueUnhealthy UnHealthyHostCount', 'greenUnhealthy UnHealthyHostCount']);
    expect(errors.Metrics[0].Expression).toBe('IF(FILL(blueRequests, 0) + FILL(greenRequests, 0) >= 20, '
      + '100 * (FILL(blueErrors, 0) + FILL(blueUnreached, 0) + FILL(greenErrors, 0) + FILL(greenUnreached, 0)) / (FILL(blueRequests, 0) + FILL(greenRequests, 0)), 0)');
    expect(errors).toMatchObject({ Threshold: 5, EvaluationPeriods: 3, TreatMissingData: 'notBreaching' });
    expect(unhealthy).toMatchObject({ Threshold: 1, EvaluationPeriods: 5, TreatMissingData: 'notBreaching' });
  });

  test('are made for each way in', () => {
    const { template, workload } = web({ exposures: [Exposure.public(), Exposure.internal()] });

    template.resourceCountIs('AWS::CloudWatch::Alarm', 11);
    expect(workload.alarms).toHaveLength(11);
  });

  test('tell of slow requests where there are enough of them, and of a way in that leads nowhere', () => {
    const { latency, noneHealthy } = alarmsIn(web().template);
    // Each target group has to have enough of its own: a small canary with two requests is no judge.
    expect(latency.Metrics[0].Expression)
      .toBe('MAX([IF(FILL(blueRequests, 0) >= 20, FILL(blueTime, 0), 0), IF(FILL(greenRequests, 0) >= 20, FILL(greenTime, 0), 0)])');
    expect(latency).toMatchObject({ Threshold: 5, ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 5, DatapointsToAlarm: 5 });
    expect(latency.Metrics.map(({ MetricStat }: any) => MetricStat?.Stat)).toContain('p99');
    expect(noneHealthy.Metrics[0].Expression).toBe('FILL(blueHealthy, 0) + FILL(greenHealthy, 0)');
    expect(noneHealthy).toMatchObject({ Threshold: 0, ComparisonOperator: 'LessThanOrEqualToThreshold', EvaluationPeriods: 3 });
  });

  test.each([['HTTP', web], ['TCP', tcp]])('know of a healthy copy when one zone has some and another has none: %s', (_, make) => {
    const [[, { Properties: { Metrics } }]] = Object.entries(make().template.findResources('AWS::CloudWatch::Alarm')).filter(([id]) => /NoneHealthyAlarm/.test(id));
    const reduce = { Minimum: Math.min, Maximum: Math.max };
    const healthy = (...zones: number[]) => Metrics.filter(({ MetricStat }: any) => MetricStat?.Metric.Namespace.startsWith('AWS/'))
      .map(({ MetricStat: { Stat } }: any) => reduce[Stat as keyof typeof reduce](...zones));

    expect(healthy(0, 2)).toEqual([2, 2]);
    expect(healthy(0, 0)).toEqual([0, 0]);
  });

  test('do not miss copies of what may have none', () => {
    expect(Object.keys(alarmsIn(web({ desiredCount: 0 }).template))).not.toContain('noneHealthy');
  });

  test('that tell how users fare are named to the service, without leading back to it', () => {
    const { template } = web();
    const named = only(template, 'AWS::ECS::Service').DeploymentConfiguration.Alarms.AlarmNames.map(({ Ref }: any) => Ref);

    expect(named.map(kindOf)).toEqual(['errors', 'unhealthy', 'latency']);
    const judges = Object.entries(template.findResources('AWS::CloudWatch::Alarm')).filter(([id]) => named.includes(id));
    expect(judges).toHaveLength(3);
    expect(JSON.stringify(judges)).not.toMatch(/ApiService/);
  });

  test('tell a topic', () => {
    const on = ground();
    const alarmTopic = new sns.Topic(on.stack, 'Pager');
    service(on.stack, 'Api', on.platform({ alarmTopic }));

    const [template] = templates(on);
    const alarms = resources(template, 'AWS::CloudWatch::Alarm');
    expect(alarms).toHaveLength(7);
    alarms.forEach(({ AlarmActions, OKActions }) => {
      expect(AlarmActions).toEqual([{ Ref: expect.stringMatching(/^Pager/) }]);
      expect(OKActions).toBeUndefined();
    });
  });

  test('tell it as well when they are over, if one says so', () => {
    const on = ground();
    service(on.stack, 'Api', on.platform({ alarmTopic: new sns.Topic(on.stack, 'Pager') }), { alarms: Alarms.standard({ tellWhenOver: true }) });

    const [template] = templates(on);
    resources(template, 'AWS::CloudWatch::Alarm').forEach(({ AlarmActions, OKActions }) => expect(OKActions).toEqual(AlarmActions));
  });

  test('of jobs tell it as well when they are over, if the platform says so', () => {
    const on = ground();
    const platform = on.platform({
      alarmTopic: new sns.Topic(on.stack, 'Pager'), workloadDefaults: { alarms: Alarms.standard({ tellWhenOver: true }) },
    });
    new ScheduledJob(on.stack, 'Report', { platform, image: NGINX, schedule: JobSchedule.cron('0 3 * * ? *') });

    const alarms = resources(templates(on)[0], 'AWS::CloudWatch::Alarm').filter(({ AlarmDescription }) => /^A run of report/.test(AlarmDescription));
    expect(alarms).toHaveLength(2);
    alarms.forEach(({ AlarmActions, OKActions }) => expect(OKActions).toEqual(AlarmActions));
  });

  test('are not made in development, where the rollout then watches none', () => {
    const { template } = web({}, { profile: PlatformProfile.DEVELOPMENT });

    template.resourceCountIs('AWS::CloudWatch::Alarm', 0);
    template.hasResourceProperties('AWS::ECS::Service', { DeploymentConfiguration: { Alarms: Match.absent() } });
  });

  test('can be asked for in development', () => {
    // Nobody keeps events in development, so nobody knows of restarts.
    expect(Object.keys(alarmsIn(web({ alarms: Alarms.standard() }, { profile: PlatformProfile.DEVELOPMENT }).template)))
      .toEqual(['cpu', 'errors', 'latency', 'memory', 'noneHealthy', 'unhealthy']);
  });

  test('are those that the platform says, where a workload says nothing', () => {
    expect(Object.keys(alarmsIn(web({}, { workloadDefaults: { alarms: Alarms.standard({ without: [AlarmKind.CPU] }) } }).template))).not.toContain('cpu');
    expect(Object.keys(alarmsIn(web({}, { workloadDefaults: { alarms: Alarms.none() } }).template))).toEqual([]);
    expect(Object.keys(alarmsIn(web({ alarms: Alarms.standard() }, { workloadDefaults: { alarms: Alarms.none() } }).template))).toContain('cpu');
  });

  test('begin where one says', () => {
    const alarms = Alarms.standard({ errorPercent: 1, latency: Duration.millis(250), cpuPercent: 70, memoryPercent: 80, restarts: 1 });
    const { template } = web({ alarms });
    expect(Object.fromEntries(Object.entries(alarmsIn(template)).map(([kind, { Threshold }]) => [kind, Threshold]))).toEqual({
      errors: 1, latency: 0.25, unhealthy: 1, noneHealthy: 0, cpu: 70, memory: 80, restarts: 1,
    });
  });

  test.each([
    [AlarmKind.ERRORS, 'errors'], [AlarmKind.LATENCY, 'latency'], [AlarmKind.UNHEALTHY, 'unhealthy'], [AlarmKind.NONE_HEALTHY, 'noneHealthy'],
    [AlarmKind.CPU, 'cpu'], [AlarmKind.MEMORY, 'memory'], [AlarmKind.RESTARTS, 'restarts'],
  ])('are left out one by one: %#', (kind, name) => {
    const all = Object.keys(alarmsIn(web().template));
    expect(Object.keys(alarmsIn(web({ alarms: Alarms.standard({ without: [kind] }) }).template))).toEqual(all.filter(each => each !== name));
  });

  test('leave the rollout alone when it says so', () => {
    const { template } = web({ rollout: Rollout.rolling({ alarms: RolloutAlarms.none() }) });

    expect(Object.keys(alarmsIn(template))).toContain('errors');
    template.hasResourceProperties('AWS::ECS::Service', { DeploymentConfiguration: { Alarms: Match.absent() } });
  });

  test('do not exist without a way in, and the rollout does not ask for them', () => {
    const { template } = web({ exposures: [] });

    expect(Object.keys(alarmsIn(template))).toEqual(['cpu', 'memory', 'restarts']);
    template.hasResourceProperties('AWS::ECS::Service', { DeploymentConfiguration: { Alarms: Match.absent() } });
  });
});

test.each([['cn-north-1'], ['us-gov-west-1'], ['us-iso-east-1']])('in %s, where deployments cannot watch alarms, the alarms are made all the same', region => {
  const { template } = web({}, {}, { env: { ...IRELAND, region } });

  expect(Object.keys(alarmsIn(template))).toContain('errors');
  template.hasResourceProperties('AWS::ECS::Service', { DeploymentConfiguration: { Alarms: Match.absent() } });
});

describe('the alarms on what tasks use', () => {
  test('are those of the service, for a quarter of an hour', () => {
    const { cpu, memory } = alarmsIn(web().template);
    const dimensions = [
      { Name: 'ClusterName', Value: { Ref: expect.stringMatching(/^PlatformCluster/) } },
      { Name: 'ServiceName', Value: { 'Fn::GetAtt': [expect.stringMatching(/^ApiService/), 'Name'] } },
    ];
    for (const [alarm, MetricName] of [[cpu, 'CPUUtilization'], [memory, 'MemoryUtilization']]) {
      expect(alarm).toMatchObject({
        Namespace: 'AWS/ECS', MetricName, Dimensions: dimensions, Statistic: 'Average', Period: 60, EvaluationPeriods: 15, Threshold: 90, ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      });
    }
  });

  test('count tasks that ended unasked, as the platform counts them', () => {
    const { template } = web({}, {}, { env: IRELAND });
    const { restarts } = alarmsIn(template);
    const { MetricTransformations: [counted] } = only(template, 'AWS::Logs::MetricFilter');

    expect(restarts).toMatchObject({ Namespace: counted.MetricNamespace, MetricName: counted.MetricName, Statistic: 'Sum', Period: 900, Threshold: 3, EvaluationPeriods: 1 });
    expect(restarts.Dimensions.map(({ Name }: any) => Name).sort()).toEqual(counted.Dimensions.map(({ Key }: any) => Key).sort());
    const { Cluster, Group } = Object.fromEntries(restarts.Dimensions.map(({ Name, Value }: any) => [Name, Value]));
    expect(Group).toEqual({ 'Fn::Join': ['', ['service:', { 'Fn::GetAtt': [expect.stringMatching(/^ApiService/), 'Name'] }]] });
    expect(Cluster).toEqual({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':ecs:eu-west-1:111122223333:cluster/', { Ref: expect.stringMatching(/^PlatformCluster/) }]] });
  });

  test('know nothing of restarts where nobody keeps events', () => {
    expect(Object.keys(alarmsIn(web({}, { taskEvents: false }).template))).not.toContain('restarts');
  });
});

/** A service behind a Network Load Balancer. */
function tcp() {
  const on = ground();
  new NetworkService(on.stack, 'Api', { platform: on.platform(), image: NGINX, listeners: [NetworkListener.tcp({ port: 1883 })] });
  return { template: templates(on)[0] };
}

/** Alarms by their kinds; of several ways in the last. */
function alarmsIn(template: Template): Record<string, Record<string, any>> {
  const alarms = Object.entries(template.findResources('AWS::CloudWatch::Alarm')).map(([id, { Properties }]) => [kindOf(id), Properties] as const);
  return Object.fromEntries(alarms.sort(([one], [other]) => one.localeCompare(other)));
}

function kindOf(id: string): string {
  const [, kind] = /^Api(?:Public|Internal)?(\w+)Alarm/.exec(id)!;
  return kind.charAt(0).toLowerCase() + kind.slice(1);
}
