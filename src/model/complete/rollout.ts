import { DEFAULTS } from '../defaults';
import { RolloutAlarms, RolloutDraft, RolloutSpec } from '../rollout';

export function completeRollout(draft: RolloutDraft | undefined, alarmsExist: boolean): RolloutSpec {
  const alarms: RolloutAlarms = { kind: alarmsExist ? 'default' : 'none' };
  const enabled = draft?.circuitBreaker?.enabled ?? DEFAULTS.rollout.circuitBreaker.enabled;
  return {
    ...DEFAULTS.rollout,
    kind: 'rolling',
    alarms,
    ...draft,
    circuitBreaker: { enabled, rollback: enabled && DEFAULTS.rollout.circuitBreaker.rollback, ...draft?.circuitBreaker },
  };
}
