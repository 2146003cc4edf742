/**
 * Decides for a relay, which goes on waiting where the rollout before it may not wait any longer. It never begins anything: what it
 * waits for has been begun, and on a stack's way back there is nothing to wait for.
 */
import { Action } from './action';
import { follow } from './follow';
import { isLate, isOver, latest, mayBeTakenBack, MINUTE } from './judge';
import { Situation } from './situation';

export function decideRelay(s: Situation): Action {
  if (s.request.rollback) { return { kind: 'done', status: 'Unchanged', applies: false, resumes: false }; }
  const ours = latest(s.ended.filter(deployment => deployment.same && !deployment.rollback));
  if (s.active?.same && !s.active.rollback) { return follow(s, s.active); }
  if (s.active?.rollback) {
    return isOver(s)
      ? { kind: 'fail', because: 'CodeDeploy is still taking it back', deployment: ours?.id ?? s.active.id }
      : { kind: 'wait', because: `CodeDeploy takes a deployment back with ${s.active.id}` };
  }
  if (ours?.status === 'Succeeded') { return { kind: 'done', status: 'Succeeded', deployment: ours.id, applies: true, resumes: true }; }
  if (s.active) {
    return isLate(s)
      ? { kind: 'fail', because: `deployment ${s.active.id} of another version is under way`, deployment: s.active.id }
      : { kind: 'wait', because: `deployment ${s.active.id} of another version is under way` };
  }
  if (ours && mayBeTakenBack(s, ours)) { return { kind: 'wait', because: `CodeDeploy may take ${ours.id} back` }; }
  if (s.service?.primaryIsWanted) { return { kind: 'done', status: 'Unchanged', applies: true, resumes: true }; }
  if (ours) { return { kind: 'fail', because: 'it failed', deployment: ours.id }; }
  return s.now - s.request.startedAt > 2 * MINUTE
    ? { kind: 'fail', because: 'no deployment of this version is under way any more' }
    : { kind: 'wait', because: 'no deployment of this version is listed yet' };
}
