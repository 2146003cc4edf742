/** The world as one request to run a release finds it: a plain record, so that what to do can be decided, and tested, without AWS. */

export interface ReleaseSituation {
  readonly now: number;
  readonly request: ReleaseRequestView;
  readonly timeout: number;
  /** What is remembered of the revision that the request wants to have been run, or taken back. */
  readonly memory?: ReleaseMemory;
  /** The same of the revision that a stack leaves on its way back. */
  readonly leaving?: ReleaseMemory;
  /** Tasks of the job that ECS knows of, the oldest first: running ones, and those that ended within the last hour. */
  readonly runs: readonly RunView[];
}

export interface ReleaseRequestView {
  readonly id: string;
  readonly startedAt: number;
  /** What it is for: to run a release, to take one back, or only to see to it that nothing is left running. */
  readonly purpose: 'release' | 'undo' | 'settle';
  /** Whether the stack is where the request may begin something. `UNCLEAR` where that cannot be told yet. */
  readonly standing: 'CURRENT' | 'UNCLEAR' | 'OUTLIVED';
}

/** What is written down about a revision, by whom, and when. */
export interface ReleaseMemory {
  readonly state: 'begun' | 'succeeded' | 'failed';
  readonly request: string;
  /** When the request began. */
  readonly since: number;
  /** When it was written. */
  readonly at: number;
  /** Requests for the same revision that came before, the latest first. */
  readonly past: readonly string[];
}

export interface RunView {
  readonly id: string;
  readonly createdAt: number;
  /** The request that started it; missing where it was not started by a release of this job. */
  readonly request?: string;
  /** Which try of the request it is. */
  readonly attempt: number;
  /** `stopping` as soon as somebody wants it stopped. */
  readonly phase: 'active' | 'stopping' | 'ended';
  /** Whether any code of it has run. */
  readonly started: boolean;
  /** Of the container that counts. */
  readonly exitCode?: number;
  /** Whether it ended because somebody or something stopped it, whatever its exit code is. */
  readonly interrupted: boolean;
}

export const MINUTE = 60_000;
