/** Decides whether the copies of a version are well enough to be given traffic. */
import { ShiftAction } from './action';
import { MINUTE, ShiftRequestView, TargetHealth } from './situation';

export interface ReadySituation {
  readonly minutes: number;
  readonly request: ShiftRequestView;
  readonly copies: number;
  readonly timeoutMinutes: number;
  readonly targets: readonly TargetHealth[];
}

export function decideReady({ minutes, request, copies, timeoutMinutes, targets }: ReadySituation): ShiftAction {
  // The version before has been well, and is waited for where the traffic moves.
  if (request.leaving || request.rollback) { return { kind: 'done', status: 'NotAwaited' }; }
  if (request.superseded) { return { kind: 'fail', because: 'the stack has gone another way since' }; }
  const fewest = Math.min(...targets.map(({ healthy }) => healthy));
  if (fewest >= copies) { return { kind: 'done', status: 'Ready' }; }
  const seen = `${fewest} of ${copies} copies are well`;
  if (minutes <= timeoutMinutes) { return { kind: 'wait', because: seen }; }
  const complaints = [...new Set(targets.flatMap(target => target.complaints))].slice(0, 3).join('; ');
  return { kind: 'fail', because: `after ${timeoutMinutes} minutes, ${seen}${complaints && ` (${complaints})`}` };
}

export const minutesSince = (startedAt: number, now: number): number => (now - startedAt) / MINUTE;
