import { Rule } from './rule';
import { checkRange, nearestInRange, Range } from './support/in-range';
import { known } from './support/known';

/** More than 100 % never fails, and 0 % of the processor or more is always in use. */
const SHARES = {
  errorPercent: { min: 0, below: 100, max: 99, unit: '%' },
  cpuPercent: { above: 0, min: 1, max: 100, unit: '%' },
  memoryPercent: { above: 0, min: 1, max: 100, unit: '%' },
} as const;

/** With a bound that is not reached itself, in the place of the one that is the nearest whole number to it. */
interface OpenRange extends Range {
  readonly above?: number;
  readonly below?: number;
}

export const alarmsCanGoOff: Rule = ({ alarms }, report) => {
  if (!alarms) {
    return;
  }
  const { latency, restarts } = alarms;
  for (const [member, range] of Object.entries(SHARES) as [keyof typeof SHARES, OpenRange][]) {
    const given = alarms[member];
    if (known(given) && !isWithin(given, range)) {
      report('OutOfRange', `alarms.${member}`, { what: 'the share that an alarm begins at', given, nearest: nearestInRange(given, range), ...range });
    }
  }
  if (latency && !latency.isUnresolved()) {
    checkRange(report, 'alarms.latency', 'the response time that an alarm begins at', latency.toMilliseconds(), { min: 1, unit: 'ms' });
  }
  if (restarts !== undefined) {
    checkRange(report, 'alarms.restarts', 'the number of restarts that an alarm begins at', restarts, { min: 1, whole: true });
  }
};

function isWithin(share: number, { min = -Infinity, max = Infinity, above, below }: OpenRange): boolean {
  return (above === undefined ? share >= min : share > above) && (below === undefined ? share <= max : share < below);
}
