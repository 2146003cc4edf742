/** CPU and memory are measured every 20 seconds where one asks for it, and scaling follows that. */
import { only, resources, web } from './support';

const METRIC_TYPES = (scaling: object, ecs?: object) => resources(web({ scaling: scaling as never, ecs }).template, 'AWS::ApplicationAutoScaling::ScalingPolicy')
  .map(({ TargetTrackingScalingPolicyConfiguration: { PredefinedMetricSpecification } }) => PredefinedMetricSpecification?.PredefinedMetricType);

test('a service is measured every minute unless one asks for more', () => {
  expect(only(web().template, 'AWS::ECS::Service').Monitoring).toBeUndefined();
  expect(only(web({ ecs: { highResolutionMetrics: true } }).template, 'AWS::ECS::Service').Monitoring).toEqual({
    MetricConfigurations: [{ MetricNames: ['CPUUtilization', 'MemoryUtilization'], ResolutionSeconds: 20 }],
  });
});

test('scaling on CPU and memory looks as often as there is something to see, and scaling on requests as ever', () => {
  const scaling = { max: 9, targetCpuPercent: 50, targetMemoryPercent: 60, targetRequestsPerMinute: 100 };
  expect(METRIC_TYPES(scaling)).toEqual(['ECSServiceAverageCPUUtilization', 'ECSServiceAverageMemoryUtilization', undefined]);
  expect(METRIC_TYPES(scaling, { highResolutionMetrics: true }))
    .toEqual(['ECSServiceAverageCPUUtilizationHighResolution', 'ECSServiceAverageMemoryUtilizationHighResolution', undefined]);
});
