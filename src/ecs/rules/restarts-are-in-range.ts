import { Rule } from '../../model/rules/rule';
import { checkRange } from '../../model/rules/support/in-range';

const MOST_CODES = 50;

export const restartsAreInRange: Rule = ({ containers }, report) => {
  for (const { name, restart } of containers) {
    const path = `containers.${name}.restartPolicy`;
    if (restart && !restart.attemptPeriod.isUnresolved()) {
      const seconds = restart.attemptPeriod.toMilliseconds() / 1000;
      checkRange(report, `${path}.attemptPeriod`, 'the time that a container must have run', seconds, { min: 60, max: 1800, unit: 'seconds', whole: true });
    }
    if (restart && restart.ignoredExitCodes.length > MOST_CODES) {
      report('EcsTooManyExitCodes', `${path}.ignoredExitCodes`, { given: restart.ignoredExitCodes.length, most: MOST_CODES });
    }
  }
};
