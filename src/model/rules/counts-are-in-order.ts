import { Report, Rule } from './rule';
import { checkRange } from './support/in-range';
import { known } from './support/known';
import { assertNever } from '../../private/assert-never';

const COUNT = { min: 0, unit: 'copies', whole: true };

export const countsAreInOrder: Rule = ({ scaling }, report) => {
  switch (scaling.kind) {
    case 'fixed':
      return checkRange(report, 'scaling.count', 'the count', scaling.count, COUNT);
    case 'perInstance':
    case 'perRun':
      return;
    case 'range':
      checkBounds(scaling.min, scaling.max, 'scaling', report);
      for (const policy of scaling.policies) {
        if (policy.kind === 'schedule') {
          checkBounds(policy.min, policy.max, `scaling.policies.${policy.name}`, report);
        }
      }
      return;
    default:
      return assertNever(scaling);
  }
};

function checkBounds(min: number | undefined, max: number | undefined, path: string, report: Report): void {
  checkRange(report, `${path}.min`, 'the smallest count', min, COUNT);
  checkRange(report, `${path}.max`, 'the largest count', max, COUNT);
  if (known(min) && known(max) && min > max) {
    report('ScalingBoundsReversed', path, { min, max });
  }
}
