/** The arithmetic of a rolling update: how many pods the sets of a Deployment may have next. */
import { record } from '../api/values';

export interface SetCount {
  readonly replicas: number;
  readonly available: number;
}

export interface Bounds {
  readonly desired: number;
  readonly maxSurge: number;
  readonly maxUnavailable: number;
}

/** Shares are of the desired count; the surge is rounded up, the other down, and they are not both nothing. */
export function boundsOf(spec: Record<string, any>): Bounds {
  const { maxSurge = '25%', maxUnavailable = '25%' } = record(record(spec.strategy).rollingUpdate);
  const desired = Number(spec.replicas ?? 1);
  const surge = amount(maxSurge, desired, Math.ceil);
  const unavailable = amount(maxUnavailable, desired, Math.floor);
  return { desired, maxSurge: surge, maxUnavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

function amount(given: unknown, of: number, round: (value: number) => number): number {
  return typeof given === 'string' && given.endsWith('%') ? round(Number(given.slice(0, -1)) * of / 100) : Number(given);
}

/** The count of the new set: as many as there is room for beside the old ones. */
export function nextOfNew(current: SetCount, old: readonly SetCount[], { desired, maxSurge }: Bounds): number {
  if (current.replicas >= desired) { return desired; }
  const room = desired + maxSurge - total(current, old);
  return current.replicas + Math.max(0, Math.min(room, desired - current.replicas));
}

/** The counts of the old sets, oldest first: pods that never got well go first, well ones only as the new ones take their place. */
export function nextOfOld(current: SetCount, old: readonly SetCount[], { desired, maxUnavailable }: Bounds): number[] {
  const needed = desired - maxUnavailable;
  let toSpare = Math.max(0, total(current, old) - needed - (current.replicas - current.available));
  const sick = old.map(({ replicas, available }) => {
    const away = Math.min(toSpare, replicas - available);
    toSpare -= away;
    return replicas - away;
  });
  let well = Math.max(0, Math.min(toSpare, [current, ...old].reduce((sum, { available }) => sum + available, 0) - needed));
  return sick.map(replicas => {
    const away = Math.min(well, replicas);
    well -= away;
    return replicas - away;
  });
}

function total(current: SetCount, old: readonly SetCount[]): number {
  return [current, ...old].reduce((sum, { replicas }) => sum + replicas, 0);
}
