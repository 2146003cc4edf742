/** How far a poll has come. */
export interface Progress {
  readonly done: boolean;
  readonly waitsFor?: string;
  /** Whether it may never pass, so that waiting has to have an end. */
  readonly inTheWay?: boolean;
}

/** What will not pass, and is nobody's error of the kind that AWS names. */
export class Hopeless extends Error {}

export const DONE: Progress = { done: true };

export function waitFor(waitsFor: string): Progress {
  return { done: false, waitsFor };
}

export function blockedBy(waitsFor: string): Progress {
  return { done: false, waitsFor, inTheWay: true };
}
