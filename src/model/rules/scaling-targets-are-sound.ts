import { Rule } from './rule';
import { checkRange } from './support/in-range';
import { repetitions } from './support/names';

const PERCENT = { min: 1, max: 100, unit: '%' };

export const scalingTargetsAreSound: Rule = ({ scaling, exposures }, report) => {
  if (scaling.kind !== 'range') {
    return;
  }
  for (const policy of scaling.policies) {
    const path = `scaling.policies.${policy.kind}`;
    switch (policy.kind) {
      case 'cpu':
        checkRange(report, `${path}.targetPercent`, 'the CPU target', policy.targetPercent, PERCENT);
        break;
      case 'memory':
        checkRange(report, `${path}.targetPercent`, 'the memory target', policy.targetPercent, PERCENT);
        break;
      case 'requests':
        checkRange(report, `${path}.perMinuteAndCopy`, 'the number of requests a minute and copy', policy.perMinuteAndCopy, { min: 1 });
        if (exposures.length === 0) {
          report('RequestsWithoutExposure', path, {});
        }
        break;
      case 'schedule':
        break;
    }
  }
  const targets = scaling.policies.filter(({ kind }) => kind !== 'schedule');
  for (const { item } of repetitions(targets, ({ kind }) => kind)) {
    report('ScalingPolicyTaken', `scaling.policies.${item.kind}`, { kind: item.kind });
  }
};
