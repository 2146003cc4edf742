import { Rule } from './rule';
import { checkRange, nearestInRange } from './support/in-range';
import { known } from './support/known';

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
      return;
    }
    const range = { min: kind === 'canary' ? 0.1 : 3, max: 100, unit: '%' };
    checkRange(report, 'rollout.shift.percent', what, percent, range);
    const nearest = nearestTenth(percent);
    if (known(percent) && nearestInRange(percent, range) === percent && Math.abs(percent - nearest) > 1e-6) {
      report('RolloutPercentTooFine', 'rollout.shift.percent', { what, given: percent, nearest });
    }
  }
};

/** Written as one writes it: most tenths are none in binary. */
function nearestTenth(percent: number): number {
  return Math.round(percent * 10) / 10;
}
