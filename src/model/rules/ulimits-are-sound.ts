import { Rule } from './rule';
import { known } from './support/known';
import { repetitions } from './support/names';
import { didYouMean } from '../../private/did-you-mean';

/** The limits that Linux knows and container runtimes set. */
export const ULIMITS: readonly string[] = [
  'core', 'cpu', 'data', 'fsize', 'locks', 'memlock', 'msgqueue', 'nice', 'nofile', 'nproc', 'rss', 'rtprio', 'rttime', 'sigpending', 'stack',
];

/** How "no limit" is written. */
const UNLIMITED = -1;

export const ulimitsAreSound: Rule = ({ containers }, report) => {
  for (const { name: container, ulimits } of containers) {
    for (const { name, soft, hard } of ulimits) {
      const path = `containers.${container}.ulimits.${name}`;
      if (!ULIMITS.includes(name)) {
        report('UlimitUnknown', path, { given: name, nearest: didYouMean(name, ULIMITS), known: ULIMITS });
      }
      if (known(soft) && known(hard) && hard !== UNLIMITED && (soft > hard || soft === UNLIMITED)) {
        report('UlimitReversed', path, { name, soft, hard });
      }
    }
    for (const { item } of repetitions(ulimits, ({ name }) => name)) {
      report('UlimitTaken', `containers.${container}.ulimits.${item.name}`, { given: item.name });
    }
  }
};
