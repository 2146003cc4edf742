import { Match } from 'aws-cdk-lib/assertions';
import { Duration } from 'aws-cdk-lib/core';
import { WorkloadDraft } from '../../../src/model';
import { NONE, refuses, renders, Row } from '../matrix';

function policies(...given: NonNullable<Extract<WorkloadDraft['scaling'], { kind: 'range' }>['policies']>): Partial<WorkloadDraft> {
  return {
    scaling: { kind: 'range', min: 2, max: 8, policies: given, scaleInCooldown: Duration.minutes(3), scaleOutCooldown: Duration.seconds(30) },
    exposures: [{ kind: 'http', audience: 'public' }],
  };
}

function tracking(given: object): object {
  return { PolicyType: 'TargetTrackingScaling', TargetTrackingScalingPolicyConfiguration: { ScaleInCooldown: 180, ScaleOutCooldown: 30, ...given } };
}

export const SCALING: readonly Row[] = [
  {
    feature: 'a fixed number of copies',
    covers: ['workload.scaling', 'scaling.fixed', 'scaling.count'],
    given: { scaling: { kind: 'fixed', count: 3 } },
    ecs: renders({ 'AWS::ECS::Service': { DesiredCount: 3 }, 'AWS::ApplicationAutoScaling::ScalableTarget': NONE }),
    eks: renders({ Deployment: { spec: Match.objectLike({ replicas: 3 }) }, HorizontalPodAutoscaler: NONE }),
  },
  {
    feature: 'a range, and no number in the template',
    covers: ['scaling.range', 'scaling.min', 'scaling.max', 'scaling.policies', 'scaling.scaleInCooldown', 'scaling.scaleOutCooldown', 'policy.cpu', 'policy.targetPercent'],
    given: policies({ kind: 'cpu', targetPercent: 55 }),
    ecs: renders({
      'AWS::ECS::Service': { DesiredCount: Match.absent() },
      'AWS::ApplicationAutoScaling::ScalableTarget': { MinCapacity: 2, MaxCapacity: 8 },
      'AWS::ApplicationAutoScaling::ScalingPolicy': tracking({ TargetValue: 55, PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' } }),
    }),
    eks: renders({
      Deployment: { spec: Match.objectLike({ replicas: Match.absent() }) },
      HorizontalPodAutoscaler: {
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop' },
          minReplicas: 2,
          maxReplicas: 8,
          metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 55 } } }],
          behavior: { scaleDown: Match.objectLike({ stabilizationWindowSeconds: 180 }), scaleUp: Match.objectLike({ policies: Match.arrayWith([{ type: 'Percent', value: 100, periodSeconds: 30 }]) }) },
        },
      },
    }),
  },
  {
    feature: 'memory',
    covers: ['policy.memory', 'policy.targetPercent'],
    given: policies({ kind: 'memory', targetPercent: 70 }),
    ecs: renders({
      'AWS::ApplicationAutoScaling::ScalingPolicy': tracking({ TargetValue: 70, PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageMemoryUtilization' } }),
    }),
    eks: renders({ HorizontalPodAutoscaler: { spec: { metrics: [{ type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 70 } } }] } } }),
  },
  {
    feature: 'requests',
    covers: ['policy.requests', 'policy.perMinuteAndCopy'],
    given: policies({ kind: 'requests', perMinuteAndCopy: 600 }),
    ecs: renders({
      'AWS::ApplicationAutoScaling::ScalingPolicy': tracking({ TargetValue: 600, CustomizedMetricSpecification: { Metrics: Match.anyValue() } }),
    }),
    eks: refuses('EksScalingPolicy'),
  },
  {
    feature: 'requests without anybody who counts them',
    covers: ['policy.requests'],
    given: { ...policies({ kind: 'requests', perMinuteAndCopy: 600 }), exposures: [] },
    ecs: refuses('RequestsWithoutExposure'),
    eks: refuses('RequestsWithoutExposure', 'EksScalingPolicy'),
  },
  {
    feature: 'other bounds at certain times',
    covers: ['policy.schedule', 'policy.name', 'policy.expression', 'policy.timeZone', 'policy.min', 'policy.max'],
    given: policies({ kind: 'schedule', name: 'evening', expression: 'cron(0 20 * * ? *)', timeZone: 'Europe/Berlin', min: 1, max: 4 }),
    ecs: renders({
      'AWS::ApplicationAutoScaling::ScalableTarget': {
        ScheduledActions: [{
          ScheduledActionName: 'evening', Schedule: 'cron(0 20 * * ? *)', Timezone: 'Europe/Berlin', ScalableTargetAction: { MinCapacity: 1, MaxCapacity: 4 },
        }],
      },
    }),
    eks: refuses('EksScalingPolicy'),
  },
];
