import { Match } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Handle, RollingDraft, WorkloadDraft } from '../../../src/model';
import { NONE, podContainer, refuses, renders, Row, service } from '../matrix';

const exposures: WorkloadDraft['exposures'] = [{ kind: 'http', audience: 'public' }];

function rolling(given: Omit<RollingDraft, 'kind'>): Partial<WorkloadDraft> {
  return { exposures, rollout: { kind: 'rolling', ...given } };
}

function deployment(given: object) {
  return service({ DeploymentController: { Type: 'ECS' }, DeploymentConfiguration: given });
}

export const ROLLOUT: readonly Row[] = [
  {
    feature: 'a few copies at a time, back when they do not come up',
    covers: ['workload.rollout', 'rollout.rolling', 'rollout.minHealthyPercent', 'rollout.maxHealthyPercent', 'rollout.circuitBreaker', 'breaker.enabled', 'breaker.rollback'],
    given: rolling({}),
    ecs: deployment({ MinimumHealthyPercent: 100, MaximumPercent: 200, DeploymentCircuitBreaker: { Enable: true, Rollback: true } }),
    eks: renders({
      'Deployment': { spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '100%', maxUnavailable: '0%' } } } },
      'Custom::AWSCDK-EKS-KubernetesObjectValue': { ObjectType: 'replicaset', JsonPath: '.items[?(@.status.availableReplicas>=2)].metadata.name' },
    }),
  },
  {
    feature: 'other shares, and zones that cannot be rebalanced then',
    covers: ['rollout.minHealthyPercent', 'rollout.maxHealthyPercent'],
    given: rolling({ minHealthyPercent: 50, maxHealthyPercent: 100 }),
    ecs: service({ AvailabilityZoneRebalancing: 'DISABLED', DeploymentConfiguration: { MinimumHealthyPercent: 50, MaximumPercent: 100 } }),
    eks: renders({ Deployment: { spec: { strategy: { rollingUpdate: { maxSurge: '0%', maxUnavailable: '50%' } } } } }),
  },
  {
    feature: 'no circuit breaker',
    covers: ['breaker.enabled'],
    given: rolling({ circuitBreaker: { enabled: false } }),
    ecs: deployment({ DeploymentCircuitBreaker: { Enable: false, Rollback: false } }),
    eks: renders({ 'Custom::AWSCDK-EKS-KubernetesObjectValue': NONE }),
  },
  {
    feature: 'stop, but stay',
    covers: ['breaker.rollback'],
    given: rolling({ circuitBreaker: { rollback: false } }),
    ecs: deployment({
      DeploymentCircuitBreaker: { Enable: true, Rollback: false },
      Alarms: { Enable: true, Rollback: false, AlarmNames: Match.anyValue() },
    }),
    eks: refuses('EksGateAlwaysRollsBack'),
  },
  {
    feature: 'a number of failed copies',
    covers: ['breaker.threshold', 'threshold.count'],
    given: rolling({ circuitBreaker: { threshold: { kind: 'count', value: 5 } } }),
    ecs: deployment({ DeploymentCircuitBreaker: { Enable: true, ThresholdConfiguration: { Type: 'COUNT', Value: 5 } } }),
    eks: refuses('EksGateHasNoThreshold'),
  },
  {
    feature: 'a share of failed copies',
    covers: ['breaker.threshold', 'threshold.percent'],
    given: rolling({ circuitBreaker: { threshold: { kind: 'percent', value: 25 } } }),
    ecs: deployment({ DeploymentCircuitBreaker: { ThresholdConfiguration: { Type: 'BOUNDED_PERCENT', Value: 25 } } }),
    eks: refuses('EksGateHasNoThreshold'),
  },
  {
    feature: "the workload's own alarms",
    covers: ['workload.alarms', 'rollout.alarms', 'alarms.default'],
    given: rolling({}),
    ecs: deployment({
      Alarms: { Enable: true, Rollback: true, AlarmNames: ['Errors', 'Unhealthy', 'Latency'].map(kind => ({ Ref: Match.stringLikeRegexp(`${kind}Alarm`) })) },
    }),
    eks: renders({ 'AWS::CloudWatch::Alarm': {} }),
  },
  {
    feature: 'no alarms at all',
    covers: ['workload.alarms', 'alarms.none'],
    given: { ...rolling({}), alarms: false },
    ecs: renders({ 'AWS::CloudWatch::Alarm': NONE, 'AWS::ECS::Service': { DeploymentConfiguration: { Alarms: Match.absent() } } }),
    eks: renders({ 'AWS::CloudWatch::Alarm': NONE }),
  },
  {
    feature: 'alarms that watch, but roll nothing back',
    covers: ['alarms.none'],
    given: rolling({ alarms: { kind: 'none' } }),
    ecs: renders({ 'AWS::CloudWatch::Alarm': {}, 'AWS::ECS::Service': { DeploymentConfiguration: { Alarms: Match.absent() } } }),
    eks: renders({ 'AWS::CloudWatch::Alarm': {} }),
  },
  {
    feature: 'alarms of your own',
    covers: ['alarms.given'],
    given: on => rolling({ alarms: { kind: 'given', alarms: [new Handle('sales', cloudwatch.Alarm.fromAlarmName(on.stack, 'Sales', 'no-sales'))] } }),
    ecs: deployment({ Alarms: { Enable: true, Rollback: true, AlarmNames: ['no-sales'] } }),
    eks: refuses('EksRolloutAlarms'),
  },
  {
    feature: 'default alarms where none are made',
    covers: ['alarms.default'],
    given: { ...rolling({ alarms: { kind: 'default' } }), alarms: false },
    ecs: refuses('RolloutAlarmsOff'),
    eks: refuses('RolloutAlarmsOff'),
  },
  {
    feature: 'time to get well',
    covers: ['rollout.healthCheckGracePeriod'],
    given: rolling({ healthCheckGracePeriod: Duration.minutes(3) }),
    ecs: service({ HealthCheckGracePeriodSeconds: 180 }),
    eks: podContainer({ startupProbe: Match.objectLike({ periodSeconds: 10, failureThreshold: 18 }) }),
  },
];
