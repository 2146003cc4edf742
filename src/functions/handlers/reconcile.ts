/**
 * Drives a service that CodeDeploy owns to what the template wants. Both handlers do the same: look at the world, do at most one
 * thing about it, say whether it is done. The first call may come twice, a later one may be lost; the world is the only memory.
 */
import { act, Verdict } from './act';
import { Aws } from './aws';
import { abortCommand, approveCommand } from './console';
import { decide } from './decide';
import { classify, errorText } from './errors';
import { constantId, IsCompleteAnswer, OnEventAnswer } from './event';
import { LAST_MINUTES, MINUTE } from './judge';
import { headingOf } from './memory';
import { remove } from './remove';
import { budgetOf, readRequest, RolloutEvent, startedAt } from './request';
import { Direction, direction, directionAtFirst } from './stack';
import { readWorld } from './world';
import { RESOURCES } from '../wire/rollout';

/** How long a role may need until everybody knows what it is allowed. */
const PROPAGATION = 3 * MINUTE;

/** Begins, if there is time for it; whatever goes wrong here, the polls make good. */
export async function begin(event: RolloutEvent, aws: Aws, now: number, pause = 2000): Promise<OnEventAnswer> {
  const arrived = { PhysicalResourceId: event.PhysicalResourceId ?? constantId(event, 'rollout'), StartedAt: new Date(now).toISOString() };
  if (event.RequestType === 'Delete') { return arrived; }
  const heading = await directionAtFirst(aws, event.StackId, pause);
  const atFirst = event.ResourceType === RESOURCES.rollout ? await headingOf(aws, event, heading) : heading;
  const begun = { ...arrived, ...atFirst === 'FORWARD' || atFirst === 'ROLLBACK' ? { Direction: atFirst } : {} };
  try {
    await reconcile({ ...event, ...begun }, aws, now, heading, true);
  } catch (error) {
    console.error(`Left to the next poll: ${errorText(error)}`);
  }
  return begun;
}

export async function poll(event: RolloutEvent, aws: Aws, now: number): Promise<IsCompleteAnswer> {
  if (event.RequestType === 'Delete') {
    return { IsComplete: event.ResourceType === RESOURCES.wait || await remove(aws, event, now) };
  }
  const heading = await direction(aws, event.StackId);
  try {
    return await reconcile(event, aws, now, heading, false);
  } catch (error) {
    return unlessHopeless(event, error, now, event.Direction ?? heading ?? 'ROLLBACK');
  }
}

async function reconcile(event: RolloutEvent, aws: Aws, now: number, heading: Direction | undefined, first: boolean): Promise<IsCompleteAnswer> {
  // A request that comes at once after a stack has begun may still see it as it was.
  const isEarly = heading === 'OVER' && now - startedAt(event, now) < MINUTE;
  if (heading === undefined) { throw new Error('It cannot be told yet whether the stack goes forward or back'); }
  const request = readRequest(event, isEarly ? event.Direction ?? 'FORWARD' : heading, now);
  const world = await readWorld(aws, request);
  const action = decide(world.situation);
  console.log(JSON.stringify({ ...action, heading, ...world.situation.active?.status === 'Ready' ? commands(world.situation.active.id) : {} }));
  if (isEarly && action.kind !== 'done') { return { IsComplete: false }; }
  // The first answer can only say that the request has begun; the first poll ends it.
  if (first && (action.kind === 'done' || action.kind === 'fail')) { return { IsComplete: false }; }
  const Data = await act(aws, request, world, action);
  return Data ? { IsComplete: true, Data } : { IsComplete: false };
}

const commands = (id: string) => ({ toApprove: approveCommand(id), toAbort: abortCommand(id) });

/**
 * Throwing ends the request for good, so only a verdict is thrown, or what will never change, or what nobody can wait for longer.
 * A stack of which it cannot be told where it is heading has the patience of one that goes back.
 */
function unlessHopeless(event: RolloutEvent, error: unknown, now: number, heading: Direction): IsCompleteAnswer {
  if (error instanceof Verdict) { throw error; }
  console.error(errorText(error));
  const age = now - startedAt(event, now);
  const over = age > budgetOf(event.ResourceProperties, heading) + LAST_MINUTES;
  const kind = classify(error);
  const patient = heading === 'ROLLBACK' || kind === 'pending' || kind === 'benign' || (kind === 'denied' && age < PROPAGATION)
    // What the stack has just made may not be known everywhere.
    || age < MINUTE;
  if (patient && !over) { return { IsComplete: false }; }
  throw error;
}
