/** Counts how updates ended, and puts it into a table. */
import { isBenign } from './life';
import type { Ending } from './live';

export interface Tally {
  lives: number;
  updates: number;
  complete: number;
  wentBack: number;
  failedRollbacks: number;
  /** Updates after which something was not as it has to be. */
  broken: number;
  creates: number;
  /** Updates of which nothing was wrong but the way to AWS. */
  benign: number;
  benignWentBack: number;
  benignCreates: number;
}

export const emptyTally = (): Tally => ({
  lives: 0, updates: 0, complete: 0, wentBack: 0, failedRollbacks: 0, broken: 0, creates: 0, benign: 0, benignWentBack: 0, benignCreates: 0,
});

export function add(tally: Tally, endings: readonly Ending[], tell: (broken: string) => void): void {
  tally.lives++;
  for (const [index, { update, status, reason, creates, broken }] of endings.entries()) {
    tally.updates++;
    tally.creates += creates;
    tally.complete += status === 'UPDATE_COMPLETE' ? 1 : 0;
    tally.wentBack += status === 'UPDATE_ROLLBACK_COMPLETE' ? 1 : 0;
    tally.failedRollbacks += status === 'UPDATE_ROLLBACK_FAILED' ? 1 : 0;
    tally.broken += broken.length > 0 ? 1 : 0;
    broken.forEach(what => tell(`update ${index}: ${what}`));
    if (isBenign(update)) {
      tally.benign++;
      tally.benignCreates += creates;
      if (status === 'UPDATE_ROLLBACK_COMPLETE') {
        tally.benignWentBack++;
        tell(`update ${index}: nothing was wrong, but it went back: ${reason}`);
      }
    }
  }
}

export function table(tally: Tally): string {
  const per = (count: number, of: number) => of === 0 ? '-' : (count / of).toFixed(2);
  const rows: [string, string | number][] = [
    ['services', tally.lives],
    ['updates of stacks', tally.updates],
    ['that arrived', tally.complete],
    ['that went back', tally.wentBack],
    ['rollbacks that failed', tally.failedRollbacks],
    ['ends at which something was not as it has to be', tally.broken],
    ['deployments begun for each update', per(tally.creates, tally.updates)],
    ['updates with nothing wrong but the way to AWS', tally.benign],
    ['of these, that went back', tally.benignWentBack],
    ['deployments begun for each of these', per(tally.benignCreates, tally.benign)],
  ];
  return ['| | |', '|---|---:|', ...rows.map(([what, count]) => `| ${what} | ${count} |`)].join('\n');
}
