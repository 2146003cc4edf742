/** What can be done about the traffic, one thing at a time. */
export type ShiftAction = ShiftWait | ShiftDone | MoveTraffic | TakeBack | ShiftFail;

/** Look again later. */
export interface ShiftWait {
  readonly kind: 'wait';
  readonly because: string;
}

export interface ShiftDone {
  readonly kind: 'done';
  readonly status: string;
}

/** Give the version this share of these routes' traffic, and look again. */
export interface MoveTraffic {
  readonly kind: 'move';
  readonly share: number;
  readonly routes: readonly number[];
}

/** Give all the traffic to the version before, and fail. */
export interface TakeBack {
  readonly kind: 'takeBack';
  readonly routes: readonly number[];
  readonly because: string;
}

export interface ShiftFail {
  readonly kind: 'fail';
  readonly because: string;
}
