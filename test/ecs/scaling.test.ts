import { only, PLAIN, RECOMMENDED, resources, web } from './support';
import { Exposure } from '../../src/vocabulary';

function requestsPolicy(exposures?: Exposure[]) {
  return web({ exposures, scaling: { max: 9, targetRequestsPerMinute: 500 } }).template;
}

function metrics(exposures?: Exposure[]): any[] {
  const policy = only(requestsPolicy(exposures), 'AWS::ApplicationAutoScaling::ScalingPolicy');
  return policy.TargetTrackingScalingPolicyConfiguration.CustomizedMetricSpecification.Metrics;
}

describe('scaling on requests', () => {
  test('counts the requests of each copy over both target groups, whichever is live', () => {
    const [sum, ...queries] = metrics();

    expect(sum).toEqual({
      Id: 'requestsPerCopy', Expression: 'FILL(blueRequests, 0) + FILL(greenRequests, 0)', Label: 'requests per copy and minute', ReturnData: true,
    });
    const described = queries.map(({ Id, ReturnData, MetricStat: { Stat, Metric } }) => (
      { Id, ReturnData, Stat, name: Metric.MetricName, dimensions: Metric.Dimensions }));
    expect(described).toEqual(
      ['blue', 'green'].map(colour => ({
        Id: `${colour}Requests`,
        ReturnData: false,
        Stat: 'Sum',
        name: 'RequestCountPerTarget',
        dimensions: [
          { Name: 'LoadBalancer', Value: { 'Fn::GetAtt': [expect.stringMatching(/^PlatformPublicIngressLoadBalancer/), 'LoadBalancerFullName'] } },
          { Name: 'TargetGroup', Value: { 'Fn::GetAtt': [expect.stringMatching(new RegExp(`^ApiPublic${colour}`, 'i')), 'TargetGroupFullName'] } },
        ],
      })),
    );
  });

  test('adds up all ways in, because a copy answers the requests of each', () => {
    const [sum, ...queries] = metrics([Exposure.public(), Exposure.internal()]);

    expect(sum.Expression).toBe('FILL(blueRequests, 0) + FILL(greenRequests, 0) + FILL(blueRequests2, 0) + FILL(greenRequests2, 0)');
    expect(queries).toHaveLength(4);
  });

  test('is one policy of the one scalable target', () => {
    const template = requestsPolicy();

    expect(only(template, 'AWS::ApplicationAutoScaling::ScalingPolicy')).toMatchObject({
      PolicyType: 'TargetTrackingScaling', ScalingTargetId: { Ref: Object.keys(template.findResources('AWS::ApplicationAutoScaling::ScalableTarget'))[0] },
    });
  });
});

describe('a range', () => {
  test('leaves the number of copies out of the template, so that a deployment does not undo it', () => {
    const { template, workload } = web({ scaling: { max: 9 } });

    expect(only(template, 'AWS::ECS::Service').DesiredCount).toBeUndefined();
    expect(only(template, 'AWS::ApplicationAutoScaling::ScalableTarget')).toMatchObject({ MinCapacity: 2, MaxCapacity: 9, ScalableDimension: 'ecs:service:DesiredCount' });
    expect(workload.scalableTaskCount).toBeDefined();
  });

  test('follows the processor when nothing else is said', () => {
    expect(only(web({ scaling: { max: 9 } }).template, 'AWS::ApplicationAutoScaling::ScalingPolicy').TargetTrackingScalingPolicyConfiguration).toEqual({
      PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' }, TargetValue: 60, ScaleInCooldown: 300, ScaleOutCooldown: 60,
    });
  });

  test.each([['recommended flags', { flags: RECOMMENDED }], ['no flags', PLAIN]])('may have every policy at once: %s', (_, setting) => {
    const { template } = web({
      scaling: {
        max: 9,
        targetCpuPercent: 50,
        targetMemoryPercent: 70,
        targetRequestsPerMinute: 500,
        schedules: [{ name: 'night', schedule: 'cron(0 22 * * ? *)', timeZone: 'Europe/Berlin', min: 1, max: 2 }, { name: 'day', schedule: 'cron(0 6 * * ? *)', min: 2 }],
      },
    }, {}, setting);

    expect(resources(template, 'AWS::ApplicationAutoScaling::ScalingPolicy')).toHaveLength(3);
    expect(only(template, 'AWS::ApplicationAutoScaling::ScalableTarget').ScheduledActions).toEqual([
      { ScheduledActionName: 'night', Schedule: 'cron(0 22 * * ? *)', Timezone: 'Europe/Berlin', ScalableTargetAction: { MinCapacity: 1, MaxCapacity: 2 } },
      { ScheduledActionName: 'day', Schedule: 'cron(0 6 * * ? *)', Timezone: 'Etc/UTC', ScalableTargetAction: { MinCapacity: 2 } },
    ]);
  });
});

test('a fixed number of copies has nothing that scales', () => {
  const { template, workload } = web({ desiredCount: 5 });

  expect(only(template, 'AWS::ECS::Service').DesiredCount).toBe(5);
  expect(workload.scalableTaskCount).toBeUndefined();
});
