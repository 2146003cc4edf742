/**
 * How long a rollout takes if all goes well: what the limits of CloudFormation and ECS are compared with. What is decided at
 * deployment takes no time here, and neither does what no rollout can do; other rules judge that.
 */
import { Duration } from 'aws-cdk-lib/core';
import { CodeDeployRollout, ForeignShift, ShiftingRollout, ShiftSpec } from './rollout';

/** One custom resource may take an hour. It is given less, so that there is time to stop a deployment and to say so. */
export const RELAY_MINUTES = 50;

/** What everything else takes: starting, looking, and the pauses in between. */
const SLACK_MINUTES = 5;

/** The smallest part of the traffic that anybody moves. */
const LEAST_PERCENT = 0.1;

/** How often the traffic moves before it has moved altogether. */
export function shiftSteps(percent: number): number {
  return percent >= LEAST_PERCENT ? Math.max(0, Math.ceil(100 / percent - 1e-9) - 1) : 0;
}

/** The minutes of a duration, none where they are decided at deployment. */
export function minutesOf(duration: Duration): number {
  return duration.isUnresolved() ? 0 : duration.toMinutes({ integral: false });
}

/** Minutes from the first request on the new version to the last on the old one. */
export function shiftMinutes(shift: ShiftSpec | ForeignShift): number {
  switch (shift.kind) {
    case 'canary': return minutesOf(shift.interval);
    case 'linear': return shiftSteps(shift.percent) * minutesOf(shift.interval);
    case 'allAtOnce': return 0;
    // Nobody knows; the longest of those that come with CodeDeploy.
    case 'foreign': return 27;
  }
}

/** Minutes that ECS counts against its own limit: those in which two versions serve, and the last bake. */
export function nativeMinutes({ shift, bakeTime }: ShiftingRollout): number {
  return shiftMinutes(shift) + minutesOf(bakeTime);
}

/** Minutes that a stack waits for CodeDeploy. */
export function codeDeployMinutes(rollout: CodeDeployRollout): number {
  const { shift, bakeTime, startTimeout, hooks, approval, waitFor } = rollout;
  if (waitFor === 'started') {
    return SLACK_MINUTES;
  }
  const minutes = [startTimeout, ...hooks.map(({ timeout }) => timeout), ...approval ? [approval.timeout] : [], ...waitFor === 'completed' ? [bakeTime] : []]
    .reduce((sum, duration) => sum + minutesOf(duration), 0);
  return minutes + shiftMinutes(shift) + SLACK_MINUTES;
}

/** How many custom resources after the first one go on waiting. */
export function relays(maxWaitMinutes: number): number {
  return Math.max(0, Math.ceil(maxWaitMinutes / RELAY_MINUTES) - 1);
}
