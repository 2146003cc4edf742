/** What can be done about a situation, one thing at a time. */
export type Action = Wait | Create | Stop | EndWait | Approve | Settle | Done | Fail;

/** Look again later. */
export interface Wait {
  readonly kind: 'wait';
  readonly because: string;
}

export interface Create {
  readonly kind: 'create';
  /** At once, without hooks, alarms and a way back: on the way back of a stack nothing may stand in between. */
  readonly hurry: boolean;
  /** The only alarms to watch, where not all of them. */
  readonly alarms?: string[];
}

export interface Stop {
  readonly kind: 'stop';
  readonly deployment: string;
  /** Whether CodeDeploy moves the traffic back to the copies that had it before. */
  readonly rollback: boolean;
  readonly because: string;
}

/** Take the old copies down now. */
export interface EndWait {
  readonly kind: 'endWait';
  readonly deployment: string;
}

/** Let a deployment that waits for a person go on. */
export interface Approve {
  readonly kind: 'approve';
  readonly deployment: string;
}

/** Bring a new service to the count it should have. */
export interface Settle {
  readonly kind: 'settle';
}

export interface Done {
  readonly kind: 'done';
  readonly status: string;
  readonly deployment?: string;
  /** The settings that need no deployment are applied, those that had to wait for it. */
  readonly applies: boolean;
  /** Scaling goes on, because no copies are on the move any more. */
  readonly resumes: boolean;
}

export interface Fail {
  readonly kind: 'fail';
  readonly because: string;
  /** The deployment to blame. */
  readonly deployment?: string;
}
