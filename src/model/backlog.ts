/**
 * The arithmetic of queues: how much work one copy may have in front of it.
 */

/** What is known of the messages of a queue, times in seconds. */
export interface Pace {
  /** From sending a message to the end of the work on it. */
  readonly acceptableLatency: number;
  /** How long a copy works on one message. */
  readonly processingTime: number;
  /** On how many a copy works at once. */
  readonly concurrency: number;
}

/**
 * The messages for which one copy may be responsible, those that it works on among them: with more, the last of them would be
 * done too late.
 */
export function backlogPerCopy({ acceptableLatency, processingTime, concurrency }: Pace): number {
  return concurrency * acceptableLatency / processingTime;
}

/**
 * For how many waiting messages a message counts that somebody works on. A copy with its hands full has as much as it may have,
 * so it is not taken away while others keep the queue short; without this, a queue that is worked off in time looks like one
 * that needs nobody.
 */
export function weightInHand(perCopy: number, concurrency: number): number {
  return Math.max(1, perCopy / concurrency);
}

/** A number of copies that a number of waiting messages wakes, once there are at least so many. */
export interface WakingStep {
  readonly from: number;
  readonly copies: number;
}

/** Scaling policies have at most twenty steps. Twice as many copies with each reach far enough with fewer. */
const MOST_STEPS = 20;

/** How many copies to begin with, by the number of messages that wait: never more than there is work for, but for the first. */
export function wakingSteps(perCopy: number, max: number): WakingStep[] {
  const steps: WakingStep[] = [{ from: 1, copies: 1 }];
  for (let copies = 2; steps.length < MOST_STEPS; copies *= 2) {
    const step = { from: Math.max(1, Math.ceil(perCopy * Math.min(copies, max))), copies: Math.min(copies, max) };
    if (step.copies <= steps[steps.length - 1].copies) {
      break;
    }
    // Where one message is work for several copies, the first step is as good as the last.
    if (step.from <= steps[steps.length - 1].from) {
      steps.pop();
    }
    steps.push({ ...step, from: steps.length === 0 ? 1 : step.from });
  }
  return steps;
}
