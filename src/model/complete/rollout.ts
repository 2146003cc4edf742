import { Duration } from 'aws-cdk-lib/core';
import { DEFAULTS } from '../defaults';
import {
  CodeDeployDraft, CodeDeployRollout, ForeignShift, RolloutAlarms, RolloutApprovalSpec, RolloutDraft, RolloutHookDraft, RolloutHookSpec, RolloutSpec,
  ShiftDraft, ShiftingDraft, ShiftSpec,
} from '../rollout';
import { codeDeployMinutes, minutesOf, RELAY_MINUTES } from '../rollout-time';
import { ScalingSpec } from '../scaling';

export function completeRollout(draft: RolloutDraft | undefined, scaling: ScalingSpec, alarmsExist: boolean): RolloutSpec {
  const alarms: RolloutAlarms = { kind: alarmsExist ? 'default' : 'none' };
  switch (draft?.kind) {
    case 'shifting': {
      const { basics, sideBySide, native } = DEFAULTS.rollout;
      return { ...basics, ...sideBySide, ...native, alarms, ...draft, ...parts(draft, native.hookTimeout), shift: completeShift(draft.shift ?? { kind: 'allAtOnce' }) };
    }
    case 'codeDeploy':
      return completeCodeDeploy(draft, alarms);
    default: {
      const { basics, rolling, perInstance } = DEFAULTS.rollout;
      const percentages = scaling.kind === 'perInstance' ? perInstance : {};
      return { ...basics, ...rolling, ...percentages, kind: 'rolling', alarms, ...draft, circuitBreaker: { ...rolling.circuitBreaker, ...draft?.circuitBreaker } };
    }
  }
}

function completeCodeDeploy(draft: CodeDeployDraft, alarms: RolloutAlarms): CodeDeployRollout {
  const { basics, sideBySide, codeDeploy: { hookTimeout, shift, ...codeDeploy } } = DEFAULTS.rollout;
  const rollout = {
    ...basics,
    ...sideBySide,
    ...codeDeploy,
    alarms,
    maxWait: Duration.minutes(RELAY_MINUTES),
    waitFor: 'trafficShifted' as const,
    ...draft,
    ...parts(draft, hookTimeout),
    shift: completeCodeDeployShift(draft.shift ?? shift),
  };
  const waitFor = draft.waitFor ?? (fitsWithBake(rollout) ? 'completed' : 'trafficShifted');
  const minutes = codeDeployMinutes({ ...rollout, waitFor });
  return { ...rollout, waitFor, maxWait: draft.maxWait ?? Duration.minutes(Math.max(RELAY_MINUTES, Math.ceil(minutes))) };
}

/** A short bake is waited for, so that what comes back afterwards is still taken back by CloudFormation. */
function fitsWithBake(rollout: CodeDeployRollout): boolean {
  return !rollout.bakeTime.isUnresolved() && minutesOf(rollout.bakeTime) <= 15 && codeDeployMinutes({ ...rollout, waitFor: 'completed' }) <= RELAY_MINUTES;
}

function completeCodeDeployShift(draft: ShiftDraft | ForeignShift): ShiftSpec | ForeignShift {
  return draft.kind === 'foreign' ? draft : completeShift(draft);
}

function completeShift(draft: ShiftDraft): ShiftSpec {
  return draft.kind === 'allAtOnce' ? { kind: 'allAtOnce' } : { ...DEFAULTS.rollout.shifts[draft.kind], ...draft } as ShiftSpec;
}

function parts({ hooks = [], approval }: ShiftingDraft | CodeDeployDraft, hookTimeout: Duration) {
  return {
    hooks: hooks.map((hook: RolloutHookDraft): RolloutHookSpec => ({ ...DEFAULTS.rollout.hook, timeout: hookTimeout, ...hook })),
    approval: approval && { ...DEFAULTS.rollout.approval, ...approval } as RolloutApprovalSpec,
  };
}
