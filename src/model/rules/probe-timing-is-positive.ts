import { Report, Rule } from './rule';
import { ProbeTiming } from '../probe';
import { checkRange } from './support/in-range';

/** Seconds and counts that make sense anywhere; each platform has bounds of its own on top. */
export const probeTimingIsPositive: Rule = ({ containers, exposures, networkListeners }, report) => {
  for (const { name, probe } of containers) {
    if (probe !== undefined) {
      checkTiming(probe, `containers.${name}.probe`, report);
    }
  }
  exposures.forEach(({ health }, index) => checkTiming(health, `exposures[${index}].health`, report));
  networkListeners.forEach(({ health }, index) => checkTiming(health, `listeners[${index}].probe`, report));
};

function checkTiming(timing: ProbeTiming, path: string, report: Report): void {
  for (const [member, what] of [['interval', 'the interval of the probe'], ['timeout', 'the timeout of the probe']] as const) {
    const duration = timing[member];
    if (!duration.isUnresolved()) {
      checkRange(report, `${path}.${member}`, what, duration.toMilliseconds() / 1000, { min: 1, unit: 'seconds', whole: true });
    }
  }
  checkRange(report, `${path}.failures`, 'the number of failures', timing.failures, { min: 1, whole: true });
  checkRange(report, `${path}.successes`, 'the number of successes', timing.successes, { min: 1, whole: true });
}
