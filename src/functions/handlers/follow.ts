/** Decides about a deployment of what is wanted that is under way: whether it has come far enough, may go on, or has to end. */
import { Action, Done } from './action';
import { isLate, isOver, tooSlow } from './judge';
import { DeploymentView, Situation } from './situation';

export function follow(s: Situation, active: DeploymentView): Action {
  const { rollback } = s.request;
  const done = (status: string, then: Pick<Done, 'applies' | 'resumes'>): Done => ({ kind: 'done', status, deployment: active.id, ...then });
  // Once all the traffic has moved there is nothing left that waiting could save: old copies that outlive the budget are no failure.
  if (active.shifted && (rollback || s.policy.waitFor !== 'COMPLETED' || isLate(s))) { return done('TrafficShifted', { applies: true, resumes: true }); }
  if (rollback && active.status === 'Ready') { return { kind: 'approve', deployment: active.id }; }
  if (!rollback && s.policy.waitFor === 'STARTED') { return done('Started', { applies: true, resumes: false }); }
  const slow = tooSlow(s, active);
  if (isOver(s)) { return { kind: 'fail', because: 'it could not be stopped in time', deployment: active.id }; }
  if (isLate(s) && s.policy.relaysLeft > 0 && !rollback && !slow) { return done('InProgress', { applies: false, resumes: false }); }
  if (slow || isLate(s)) {
    const because = slow ? 'its copies did not come up in time' : 'it did not finish in time';
    // What a stack goes back to must never be taken back to what it comes from.
    return { kind: 'stop', deployment: active.id, rollback: !rollback, because };
  }
  return { kind: 'wait', because: active.status === 'Ready' ? `${active.id} waits for approval` : `${active.id} is under way` };
}
