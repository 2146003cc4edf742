import { Rule } from './rule';
import { repetitions } from './support/names';

const MOST = 10;

export const rolloutHooksAreFew: Rule = ({ rollout }, report) => {
  if (rollout.kind === 'rolling') {
    return;
  }
  if (rollout.hooks.length > MOST) {
    report('TooManyRolloutHooks', 'rollout.hooks', { count: rollout.hooks.length, most: MOST });
  }
  repetitions(rollout.hooks, ({ stage, function: { label } }) => `${stage} ${label}`)
    .forEach(({ item, index }) => report('RolloutHookTwice', `rollout.hooks[${index}]`, { stage: item.stage, given: item.function.label }));
};
