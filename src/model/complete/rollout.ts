import { DEFAULTS } from '../defaults';
import { RolloutAlarms, RolloutDraft, RolloutSpec } from '../rollout';

export function completeRollout(draft: RolloutDraft | undefined, alarmsExist: boolean): RolloutSpec {
  const alarms: RolloutAlarms = { kind: alarmsExist ? 'default' : 'none' };
  return {
    ...DEFAULTS.rollout,
    kind: 'rolling',
    alarms,
    ...draft,
    circuitBreaker: { ...DEFAULTS.rollout.circuitBreaker, ...draft?.circuitBreaker },
  };
}
