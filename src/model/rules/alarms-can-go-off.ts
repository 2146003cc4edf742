import { Rule } from './rule';
import { checkRange } from './support/in-range';

const PERCENT = { min: 0, max: 100, unit: '%' };

export const alarmsCanGoOff: Rule = ({ alarms }, report) => {
  if (!alarms) {
    return;
  }
  const { errorPercent, latency, cpuPercent, memoryPercent, restarts } = alarms;
  const percents = { errorPercent, cpuPercent, memoryPercent };
  for (const [member, percent] of Object.entries(percents)) {
    if (percent !== undefined) {
      checkRange(report, `alarms.${member}`, 'the share that an alarm begins at', percent, PERCENT);
    }
  }
  if (latency && !latency.isUnresolved()) {
    checkRange(report, 'alarms.latency', 'the response time that an alarm begins at', latency.toMilliseconds(), { min: 1, unit: 'ms' });
  }
  if (restarts !== undefined) {
    checkRange(report, 'alarms.restarts', 'the number of restarts that an alarm begins at', restarts, { min: 1, whole: true });
  }
};
