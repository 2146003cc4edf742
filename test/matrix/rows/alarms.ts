import { Duration } from 'aws-cdk-lib/core';
import { AlarmsDraft, WorkloadDraft } from '../../../src/model';
import { NONE, refuses, renders, Row } from '../matrix';

const exposures: WorkloadDraft['exposures'] = [{ kind: 'http', audience: 'public' }];

/** The alarms of a service that is exposed to the public. */
function alarms(given: Omit<AlarmsDraft, 'kind'>): Partial<WorkloadDraft> {
  return { exposures, alarms: { kind: 'standard', ...given } };
}

function alarm(properties: object) {
  return renders({ 'AWS::CloudWatch::Alarm': properties });
}

/** Without any of the others. */
const ALONE = ['errors', 'latency', 'unhealthy', 'noneHealthy', 'cpu', 'memory', 'restarts'] as const;
const only = (kind: typeof ALONE[number]) => alarms({ without: ALONE.filter(each => each !== kind) });

export const ALARMS: readonly Row[] = [
  {
    feature: 'failed requests',
    covers: ['alarm.errorPercent'],
    given: alarms({ errorPercent: 2 }),
    ecs: alarm({ Threshold: 2, EvaluationPeriods: 3 }),
    eks: alarm({ Threshold: 2, EvaluationPeriods: 3 }),
  },
  {
    feature: 'slow requests',
    covers: ['alarm.latency'],
    given: alarms({ latency: Duration.millis(1500) }),
    ecs: alarm({ Threshold: 1.5, EvaluationPeriods: 5 }),
    eks: alarm({ Threshold: 1.5, EvaluationPeriods: 5 }),
  },
  {
    feature: 'copies that are unwell',
    covers: ['alarm.unhealthy'],
    given: only('unhealthy'),
    ecs: alarm({ ComparisonOperator: 'GreaterThanOrEqualToThreshold', EvaluationPeriods: 5 }),
    eks: alarm({ ComparisonOperator: 'GreaterThanOrEqualToThreshold', EvaluationPeriods: 5 }),
  },
  {
    feature: 'no copy that is well',
    covers: ['alarm.noneHealthy'],
    given: only('noneHealthy'),
    ecs: alarm({ ComparisonOperator: 'LessThanOrEqualToThreshold', Threshold: 0 }),
    eks: alarm({ ComparisonOperator: 'LessThanOrEqualToThreshold', Threshold: 0 }),
  },
  {
    // Nothing limits the CPU of pods, so there is no share of it.
    feature: 'CPU in use',
    covers: ['alarm.cpuPercent'],
    given: { ...only('cpu'), rollout: { kind: 'rolling' } },
    ecs: alarm({ MetricName: 'CPUUtilization', Threshold: 90 }),
    eks: renders({ 'AWS::CloudWatch::Alarm': NONE }),
  },
  {
    feature: 'a bound of its own for CPU in use',
    covers: ['alarm.cpuPercent', 'alarm.asked'],
    given: { ...alarms({ cpuPercent: 75 }), rollout: { kind: 'rolling' } },
    ecs: alarm({ MetricName: 'CPUUtilization', Threshold: 75 }),
    eks: refuses('EksHasNoCpuAlarm'),
  },
  {
    feature: 'memory in use',
    covers: ['alarm.memoryPercent'],
    given: alarms({ memoryPercent: 75 }),
    ecs: alarm({ MetricName: 'MemoryUtilization', Threshold: 75 }),
    eks: alarm({ MetricName: 'pod_memory_utilization_over_pod_limit', Threshold: 75 }),
  },
  {
    // The platform of the matrix keeps no events on ECS, which is where such ends are counted; others do (test/ecs/alarms.test.ts).
    feature: 'copies that end unasked',
    covers: ['alarm.restarts'],
    given: { exposures, alarms: { kind: 'standard', restarts: 5, without: ALONE.filter(each => each !== 'restarts') }, rollout: { kind: 'rolling' } },
    ecs: renders({ 'AWS::CloudWatch::Alarm': NONE }),
    eks: alarm({ MetricName: 'pod_number_of_container_restarts', Threshold: 5, Period: 900 }),
  },
  {
    // Nobody listens here; somebody who does hears of both.
    feature: 'news that is good',
    covers: ['alarm.tellWhenOver'],
    given: alarms({ tellWhenOver: true }),
    ecs: renders({ 'AWS::CloudWatch::Alarm': {} }),
    eks: renders({ 'AWS::CloudWatch::Alarm': {} }),
  },
  {
    feature: 'alarms that never go off',
    covers: ['workload.alarms', 'alarm.memoryPercent', 'alarm.restarts'],
    given: alarms({ memoryPercent: 110, restarts: 0 }),
    ecs: refuses('OutOfRange', 'OutOfRange'),
    eks: refuses('OutOfRange', 'OutOfRange'),
  },
  {
    feature: 'a rollout that is to watch the alarms, where none tells how users fare',
    covers: ['workload.alarms'],
    given: { ...alarms({ without: ['errors', 'latency', 'unhealthy'] }), rollout: { kind: 'rolling', alarms: { kind: 'default' } } },
    ecs: refuses('RolloutAlarmsOff'),
    eks: refuses('RolloutAlarmsOff'),
  },
];
