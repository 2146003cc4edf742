/** The judgements on time that decisions rest on. */
import { DeploymentView, Situation } from './situation';

export const MINUTE = 60_000;

/** CloudFormation gives a custom resource an hour; what is stopped at the end of the budget has these minutes to end. */
export const LAST_MINUTES = 4 * MINUTE;

/** How long CodeDeploy may take to begin taking a failed deployment back. */
const PAUSE_BEFORE_ROLLBACK = 0.75 * MINUTE;

/** How long a deployment that takes another one back may be known, but not listed. */
const LISTED_WITHIN = 3 * MINUTE;

export function isLate(s: Situation): boolean {
  return s.now - s.request.startedAt > s.policy.budget;
}

/** Nothing more can be waited for: an answer of ours is better than none. */
export function isOver(s: Situation): boolean {
  return s.now - s.request.startedAt > s.policy.budget + LAST_MINUTES;
}

/** CodeDeploy itself would give copies an hour to come up. */
export function tooSlow(s: Situation, deployment: DeploymentView): boolean {
  return deployment.installingSince !== undefined && s.now - deployment.installingSince > s.policy.startTimeout;
}

export function latest(deployments: DeploymentView[]): DeploymentView | undefined {
  return deployments[deployments.length - 1];
}

/** Between the end of a deployment and the beginning of the one that takes it back, nothing seems to be under way. */
export function mayBeTakenBack(s: Situation, last: DeploymentView): boolean {
  if (last.status === 'Succeeded' || last.rollback || isOver(s)) { return false; }
  const since = s.now - (last.endedAt ?? s.now);
  if (last.takenBackBy === undefined) { return since < PAUSE_BEFORE_ROLLBACK; }
  return since < LISTED_WITHIN && !s.ended.some(deployment => deployment.id === last.takenBackBy);
}

/** The more often it has failed, the longer the rest: the cause may need time to pass. */
export function backoff(failures: number): number {
  return Math.min(failures, 5) * MINUTE;
}

/** Just before the stack turned back, the request from which it turned may have begun a deployment. */
export function mayComeUp(s: Situation): boolean {
  return s.request.otherVersion && s.now - s.request.startedAt < MINUTE;
}
