/** What can be done about a release, one thing at a time. */
import { ReleaseMemory } from './situation';

export type ReleaseAction = ReleaseWait | StartRun | StopRun | Remember | ReleaseDone | ReleaseFail;

/** Look again later. */
export interface ReleaseWait {
  readonly kind: 'wait';
  readonly because: string;
}

export interface StartRun {
  readonly kind: 'start';
  readonly attempt: number;
}

export interface StopRun {
  readonly kind: 'stop';
  readonly run: string;
  readonly because: string;
}

/** Write down how far the revision has come, and look again. */
export interface Remember {
  readonly kind: 'remember';
  readonly state: ReleaseMemory['state'];
}

export interface ReleaseDone {
  readonly kind: 'done';
  readonly status: string;
  /** The run that succeeded. */
  readonly run?: string;
}

export interface ReleaseFail {
  readonly kind: 'fail';
  readonly because: string;
  /** The run to blame. */
  readonly run?: string;
}
