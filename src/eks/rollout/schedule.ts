import { shiftMinutes, ShiftSpec, shiftSteps } from '../../model';

/** When which share of the traffic moves, and which custom resource looks after which minutes of it. */
export interface Schedule {
  readonly steps: readonly Step[];
  readonly parts: readonly Part[];
}

/** Thousandths of the traffic that a version has from a minute on. */
export interface Step {
  readonly minute: number;
  readonly share: number;
}

export interface Part {
  readonly from: number;
  readonly to: number;
}

/** One custom resource may take an hour, and steps that are late add to it. */
export const PART_MINUTES = 45;

export function scheduleOf(shift: ShiftSpec, bakeMinutes: number): Schedule {
  const minutes = shiftMinutes(shift) + bakeMinutes;
  const parts = Array.from({ length: Math.max(1, Math.ceil(minutes / PART_MINUTES)) }, (_, number) => ({
    from: number * PART_MINUTES, to: Math.min(minutes, (number + 1) * PART_MINUTES),
  }));
  return { steps: stepsOf(shift), parts };
}

function stepsOf(shift: ShiftSpec): Step[] {
  switch (shift.kind) {
    case 'allAtOnce': return [{ minute: 0, share: 1000 }];
    case 'canary': return [{ minute: 0, share: Math.round(10 * shift.percent) }, { minute: shift.interval.toMinutes({ integral: false }), share: 1000 }];
    case 'linear': {
      const every = shift.interval.toMinutes({ integral: false });
      return Array.from({ length: shiftSteps(shift.percent) + 1 }, (_, number) => ({
        minute: number * every, share: Math.min(1000, Math.round(10 * shift.percent * (number + 1))),
      }));
    }
  }
}
