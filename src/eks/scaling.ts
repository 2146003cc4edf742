import { CountRange, ScalingPolicySpec, WorkloadSpec } from '../model';

/**
 * Lets the number of pods follow the load, within the workload's bounds. The Deployment then says no number, so that
 * deploying does not undo what scaling did. Policies that need other metrics than the cluster has were refused before.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/
 */
export function renderScaling({ scaling }: WorkloadSpec, name: string): object | undefined {
  if (scaling.kind !== 'range') {
    return undefined;
  }
  return {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
    minReplicas: scaling.min,
    maxReplicas: scaling.max,
    metrics: scaling.policies.flatMap(renderMetric),
    behavior: renderPace(scaling),
  };
}

function renderMetric(policy: ScalingPolicySpec): object[] {
  return policy.kind === 'cpu' || policy.kind === 'memory'
    ? [{ type: 'Resource', resource: { name: policy.kind, target: { type: 'Utilization', averageUtilization: policy.targetPercent } } }]
    : [];
}

/** A cooldown is the time after which a step may follow a step: at most doubling on the way up, at most halving on the way down. */
export function renderPace({ scaleInCooldown, scaleOutCooldown }: CountRange): object {
  return {
    scaleUp: { stabilizationWindowSeconds: 0, policies: pace(100, scaleOutCooldown.toSeconds(), 4), selectPolicy: 'Max' },
    scaleDown: { stabilizationWindowSeconds: scaleInCooldown.toSeconds(), policies: pace(50, scaleInCooldown.toSeconds(), 1), selectPolicy: 'Max' },
  };
}

function pace(percent: number, seconds: number, pods: number): object[] {
  const periodSeconds = Math.max(1, seconds);
  return [{ type: 'Percent', value: percent, periodSeconds }, { type: 'Pods', value: pods, periodSeconds }];
}
