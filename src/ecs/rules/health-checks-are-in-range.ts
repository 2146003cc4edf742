import { Rule } from '../../model/rules/rule';
import { nearestInRange } from '../../model/rules/support/in-range';
import { known } from '../../model/rules/support/known';

const SECONDS = [
  { member: 'interval', what: 'interval', min: 5, max: 300 },
  { member: 'timeout', what: 'timeout', min: 2, max: 60 },
  { member: 'startPeriod', what: 'start period', min: 0, max: 300 },
] as const;
const RETRIES = { min: 1, max: 10, whole: true };

export const healthChecksAreInRange: Rule = ({ containers }, report) => {
  for (const { name, probe } of containers) {
    if (probe === undefined) {
      continue;
    }
    for (const { member, what, min, max } of SECONDS) {
      const duration = probe[member];
      const given = duration.isUnresolved() ? min : duration.toMilliseconds() / 1000;
      const nearest = nearestInRange(given, { min, max, whole: true });
      if (given !== nearest) {
        report('EcsHealthCheckOutOfRange', `containers.${name}.probe.${member}`, { what, given, min, max, unit: ' seconds', nearest });
      }
    }
    const nearest = nearestInRange(probe.failures, RETRIES);
    if (known(probe.failures) && probe.failures !== nearest) {
      report('EcsHealthCheckOutOfRange', `containers.${name}.probe.failures`, { what: 'number of failures', given: probe.failures, ...RETRIES, unit: '', nearest });
    }
  }
};
