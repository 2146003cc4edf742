import { Rule } from './rule';
import { checkRange } from './support/in-range';

export const rolloutPercentagesAreInRange: Rule = ({ rollout }, report) => {
  const check = (path: string, what: string, given: number, min: number, max: number) =>
    checkRange(report, `rollout.${path}`, what, given, { min, max, unit: '%', whole: true });
  if (rollout.kind === 'rolling') {
    check('minHealthyPercent', 'the share of healthy copies', rollout.minHealthyPercent, 0, 100);
    check('maxHealthyPercent', 'the share of running copies', rollout.maxHealthyPercent, 100, 200);
  } else if (rollout.shift.kind === 'canary' || rollout.shift.kind === 'linear') {
    const { kind, percent } = rollout.shift;
    const what = `the share of the traffic that ${kind === 'canary' ? 'moves first' : 'each step moves'}`;
    if (rollout.kind === 'codeDeploy') {
      check('shift.percent', what, percent, 1, 99);
    } else {
      // Tenths of a percent are compared as whole numbers, because they are none in binary.
      const min = kind === 'canary' ? 0.1 : 3;
      const tenths = Math.round(percent * 1e6) / 1e5;
      checkRange(report, 'rollout.shift.percent', what, Number.isInteger(tenths) ? percent : Number.NaN, { min, max: 100, unit: '%' });
    }
  }
};
