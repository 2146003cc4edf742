import { DEFAULTS } from '../defaults';
import { ScalingDraft, ScalingPolicySpec, ScalingSpec } from '../scaling';
import { WorkloadDefaults } from '../workload';

export function completeScaling(draft: ScalingDraft | undefined, { desiredCount }: WorkloadDefaults): ScalingSpec {
  if (draft?.kind === 'perInstance' || draft?.kind === 'perRun') {
    return { kind: draft.kind };
  }
  if (draft?.kind !== 'range') {
    return { kind: 'fixed', count: draft?.count ?? desiredCount };
  }
  const { max: usualMax, cpuTargetPercent, scaleInCooldown, scaleOutCooldown } = DEFAULTS.scaling;
  const min = draft.min ?? Math.min(desiredCount, draft.max ?? desiredCount);
  const usual: ScalingPolicySpec[] = [{ kind: 'cpu', targetPercent: cpuTargetPercent }];
  return {
    kind: 'range',
    min,
    max: draft.max ?? Math.max(min, usualMax),
    policies: draft.policies?.length ? draft.policies : usual,
    scaleInCooldown: draft.scaleInCooldown ?? scaleInCooldown,
    scaleOutCooldown: draft.scaleOutCooldown ?? scaleOutCooldown,
  };
}
