import { Rule } from './rule';
import { checkRange } from './support/in-range';

export const circuitBreakersMakeSense: Rule = ({ rollout }, report) => {
  if (rollout.kind !== 'rolling') {
    return;
  }
  const { enabled, threshold } = rollout.circuitBreaker;
  if (!enabled && threshold !== undefined) {
    report('ThresholdWithoutCircuitBreaker', 'rollout.circuitBreaker.threshold', {});
  }
  const path = 'rollout.circuitBreaker.threshold.value';
  if (threshold?.kind === 'count') {
    checkRange(report, path, 'the number of failed copies', threshold.value, { min: 1, unit: 'copies', whole: true });
  } else if (threshold?.kind === 'percent') {
    checkRange(report, path, 'the share of failed copies', threshold.value, { min: 1, max: 100, unit: '%', whole: true });
  }
};
