import { Rule } from './rule';
import { checkRange } from './support/in-range';

export const rolloutPercentagesAreInRange: Rule = ({ rollout }, report) => {
  checkRange(report, 'rollout.minHealthyPercent', 'the share of healthy copies', rollout.minHealthyPercent, { min: 0, max: 100, unit: '%', whole: true });
  checkRange(report, 'rollout.maxHealthyPercent', 'the share of running copies', rollout.maxHealthyPercent, { min: 100, max: 200, unit: '%', whole: true });
};
