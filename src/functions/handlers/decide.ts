/**
 * Decides what to do about a situation. A pure function that is asked again every few seconds and remembers nothing, so that a lost
 * answer, a second invocation or a restart changes nothing.
 */
import { Action, Done } from './action';
import { decideRelay } from './decide-relay';
import { follow } from './follow';
import { backoff, isLate, isOver, latest, mayBeTakenBack, mayComeUp, MINUTE } from './judge';
import { DeploymentView, ServiceView, Situation } from './situation';

export function decide(s: Situation): Action {
  if (s.request.superseded) { return { kind: 'done', status: 'Superseded', applies: false, resumes: false }; }
  if (s.request.role === 'relay') { return decideRelay(s); }
  if (!s.active) { return s.request.rollback ? goBack(s) : goForward(s); }
  if (s.active.rollback) {
    return isOver(s)
      ? { kind: 'fail', because: 'CodeDeploy is still taking a deployment back', deployment: s.active.id }
      : { kind: 'wait', because: `CodeDeploy takes a deployment back with ${s.active.id}` };
  }
  if (s.active.mine || s.active.same) { return follow(s, s.active); }
  return s.request.rollback ? clearTheWayBack(s, s.active) : clearTheWay(s, s.active);
}

function clearTheWay(s: Situation, active: DeploymentView): Action {
  const inTheWay = { kind: 'fail', because: `deployment ${active.id} of another version is under way`, deployment: active.id } as const;
  if (isLate(s)) { return inTheWay; }
  if (active.shifted) { return { kind: 'endWait', deployment: active.id }; }
  switch (s.policy.onActiveDeployment) {
    case 'FAIL': return inTheWay;
    case 'STOP': return { kind: 'stop', deployment: active.id, rollback: true, because: 'another version is to be deployed' };
    case 'WAIT': return { kind: 'wait', because: `deployment ${active.id} of another version is under way` };
  }
}

function clearTheWayBack(s: Situation, active: DeploymentView): Action {
  if (isOver(s)) { return { kind: 'fail', because: `deployment ${active.id} of another version does not end`, deployment: active.id }; }
  if (active.shifted && !s.service?.blueIsWanted) { return { kind: 'endWait', deployment: active.id }; }
  return { kind: 'stop', deployment: active.id, rollback: true, because: 'the stack goes back to the version before' };
}

/** Nothing is under way, and the stack goes forward. */
function goForward(s: Situation): Action {
  const last = latest(s.ended);
  const mine = latest(s.ended.filter(deployment => deployment.mine));
  if (mine?.status === 'Succeeded') { return { kind: 'done', status: 'Succeeded', deployment: mine.id, applies: true, resumes: true }; }
  if (last && mayBeTakenBack(s, last)) { return { kind: 'wait', because: `CodeDeploy may take ${last.id} back` }; }
  if (mine) { return { kind: 'fail', because: 'it failed', deployment: mine.id }; }
  if (!s.service) { return missing(s); }
  if (s.service.primaryIsWanted && !s.request.again) { return s.request.first ? settle(s, s.service) : unchanged(); }
  if (isLate(s)) { return { kind: 'fail', because: 'there was no time left to begin a deployment' }; }
  if (s.firing.length === 0) { return { kind: 'create', hurry: false }; }
  if (s.policy.alarmsFiringAtStart === 'FAIL') {
    return { kind: 'fail', because: `alarms are firing before the deployment begins: ${s.firing.join(', ')}` };
  }
  return { kind: 'create', hurry: false, alarms: s.policy.alarms.filter(alarm => !s.firing.includes(alarm)) };
}

/** Nothing is under way, and the stack goes back: whatever it takes, as often as it takes, while there is time. */
function goBack(s: Situation): Action {
  const mine = s.ended.filter(deployment => deployment.mine);
  const lastOfMine = latest(mine);
  if (lastOfMine?.status === 'Succeeded') { return { kind: 'done', status: 'Succeeded', deployment: lastOfMine.id, applies: true, resumes: true }; }
  if (!s.service) { return missing(s); }
  if (s.service.primaryIsWanted) {
    return mayComeUp(s) ? { kind: 'wait', because: 'a deployment may have begun that is not listed yet' } : unchanged();
  }
  const last = latest(s.ended);
  if (last && !last.mine && mayBeTakenBack(s, last)) { return { kind: 'wait', because: `CodeDeploy may take ${last.id} back` }; }
  if (isLate(s)) { return { kind: 'fail', because: 'the version before could not be brought back', deployment: lastOfMine?.id }; }
  if (lastOfMine && s.now < (lastOfMine.endedAt ?? s.now) + backoff(mine.length)) { return { kind: 'wait', because: `${lastOfMine.id} failed; soon once more` }; }
  return { kind: 'create', hurry: true };
}

const unchanged = (): Done => ({ kind: 'done', status: 'Unchanged', applies: true, resumes: true });

/** A service that has just been made already runs what is wanted; its copies still have to come up. */
function settle(s: Situation, service: ServiceView): Action {
  const { desiredCount, startTimeout } = s.policy;
  const counted = desiredCount === undefined || desiredCount === service.desiredCount;
  if (counted && service.steady) { return { kind: 'done', status: 'Created', applies: true, resumes: true }; }
  if (isLate(s) || s.now - s.request.startedAt > startTimeout) { return { kind: 'fail', because: 'the copies of the new service did not come up in time' }; }
  return counted ? { kind: 'wait', because: 'copies come up' } : { kind: 'settle' };
}

function missing(s: Situation): Action {
  return s.now - s.request.startedAt > 2 * MINUTE ? { kind: 'fail', because: 'the service does not exist' } : { kind: 'wait', because: 'the service is not there yet' };
}
