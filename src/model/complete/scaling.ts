import { compact } from '../../private/compact';
import { DEFAULTS } from '../defaults';
import { followsWork, ScalingDraft, ScalingPolicyDraft, ScalingPolicySpec, ScalingSpec } from '../scaling';
import { WorkloadDefaults } from '../workload';

export function completeScaling(draft: ScalingDraft | undefined, { desiredCount }: WorkloadDefaults): ScalingSpec {
  if (draft?.kind === 'perInstance' || draft?.kind === 'perRun') {
    return { kind: draft.kind };
  }
  if (draft?.kind !== 'range') {
    return { kind: 'fixed', count: draft?.count ?? desiredCount };
  }
  const { max: usualMax, cpuTargetPercent, scaleInCooldown, scaleOutCooldown, work } = DEFAULTS.scaling;
  const min = draft.min ?? Math.min(desiredCount, draft.max ?? desiredCount);
  const usual: ScalingPolicySpec[] = [{ kind: 'cpu', targetPercent: cpuTargetPercent }];
  const policies = draft.policies?.length ? draft.policies.map(completePolicy) : usual;
  return {
    kind: 'range',
    min,
    max: draft.max ?? Math.max(min, usualMax),
    policies,
    scaleInCooldown: draft.scaleInCooldown ?? scaleInCooldown,
    scaleOutCooldown: draft.scaleOutCooldown ?? (policies.some(followsWork) ? work.scaleOutCooldown : scaleOutCooldown),
  };
}

function completePolicy(draft: ScalingPolicyDraft): ScalingPolicySpec {
  const { perCopy, concurrency, idleTime } = DEFAULTS.scaling.work;
  switch (draft.kind) {
    case 'backlog': return { perCopy, concurrency, idleTime, ...compact(draft) };
    case 'metric': return { idleTime, ...compact(draft) };
    default: return draft;
  }
}
