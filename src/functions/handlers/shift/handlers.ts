/**
 * Moves the traffic to a version of pods. The first answer to a request only writes down when it began, and where the stack was heading;
 * each poll then looks at the world, does at most one thing about it, and says whether that was the last.
 */
import { ShiftAction } from './action';
import { decide } from './decide';
import { decideReady, minutesSince } from './ready';
import { ShiftRequestView, ShiftSituation } from './situation';
import { isSuperseded, stackOf, StackView } from './stack';
import { answerTarget } from './target';
import { move, readRoutes, readTraffic, Traffic } from './world';
import { RESOURCES, RevisionReadyProperties, RevisionTargetProperties, TrafficShiftProperties } from '../../wire/rollout';
import { Aws } from '../aws';
import { classify, errorName, errorText } from '../errors';
import { Begun, constantId, IsCompleteAnswer, OnEventAnswer, ResourceEvent } from '../event';
import { patiently } from '../patiently';

export type ShiftEvent = ResourceEvent<RevisionTargetProperties | RevisionReadyProperties | TrafficShiftProperties> & Begun;

type ShiftAws = Pick<Aws, 'describeRules' | 'describeTargetHealth' | 'modifyRule' | 'describeStacks' | 'describeAlarms'>;

/** There is nothing left to hope for: what CloudFormation, and whoever deploys, is told. */
class Verdict extends Error {}

/** A role takes a while until everybody knows what it is allowed. */
const PROPAGATION_MINUTES = 3;

/** CloudFormation gives a custom resource an hour; no plan of ours needs more than this. */
const LAST_MINUTE = 54;

/** A resource that goes away must not hold up a stack for long. */
const LEAVING_MINUTES = 5;

export async function begin(event: ShiftEvent, aws: ShiftAws, now: number, pause?: number): Promise<OnEventAnswer> {
  if (event.ResourceType === RESOURCES.revisionTarget) {
    return event.RequestType === 'Delete'
      ? { PhysicalResourceId: event.PhysicalResourceId ?? constantId(event, 'target') }
      : answerTarget(event as ResourceEvent<RevisionTargetProperties>, aws, pause);
  }
  const begun = { PhysicalResourceId: event.PhysicalResourceId ?? constantId(event, 'shift'), StartedAt: new Date(now).toISOString() };
  const stack = await patiently(() => stackOf(aws, event.StackId), undefined, pause).catch((error: unknown) => void console.error(errorText(error)));
  // What is at rest has not heard yet that it is under way; the polls see where it is heading.
  return { ...begun, ...stack && !stack.atRest && { Direction: stack.direction } };
}

export async function poll(event: ShiftEvent, aws: ShiftAws, now: number): Promise<IsCompleteAnswer> {
  if (event.ResourceType === RESOURCES.revisionTarget) { return { IsComplete: true }; }
  const minutes = minutesSince(Date.parse(event.StartedAt!), now);
  try {
    const stack = await stackOf(aws, event.StackId);
    if (stack?.atRest && minutes < 1) { return { IsComplete: false }; }
    const request = requestOf(event, stack);
    return event.ResourceType === RESOURCES.revisionReady
      ? await awaitCopies(event.ResourceProperties as RevisionReadyProperties, request, aws, minutes)
      : await moveTraffic(event.ResourceProperties as TrafficShiftProperties, request, aws, { now, startedAt: Date.parse(event.StartedAt!) });
  } catch (error) {
    if (error instanceof Verdict) { throw error; }
    console.error(errorText(error));
    const hopeless = isHopeless(error, minutes) || event.RequestType === 'Delete' && minutes > LEAVING_MINUTES;
    if (!hopeless) { return { IsComplete: false }; }
    if (event.RequestType === 'Delete') { return { IsComplete: true }; }
    throw error;
  }
}

async function awaitCopies(props: RevisionReadyProperties, request: ShiftRequestView, aws: ShiftAws, minutes: number): Promise<IsCompleteAnswer> {
  const isIdle = request.leaving || request.superseded || request.rollback;
  const routes = isIdle ? [] : await readRoutes(aws, props.routes);
  const targets = routes.map(({ view }) => view.target);
  const action = decideReady({ minutes, request, copies: Number(props.copies), timeoutMinutes: Number(props.timeoutMinutes), targets });
  return conclude(action, props.revision, async () => undefined);
}

async function moveTraffic(
  props: TrafficShiftProperties, request: ShiftRequestView, aws: ShiftAws, time: Pick<ShiftSituation, 'now' | 'startedAt'>,
): Promise<IsCompleteAnswer> {
  const isIdle = request.superseded || request.leaving && !request.rollback;
  const { routes, firing } = isIdle ? NOTHING : await readTraffic(aws, props, !request.leaving && !request.rollback);
  const plan = {
    steps: props.steps.map(({ minute, share }) => ({ minute: Number(minute), share: Number(share) })),
    from: Number(props.fromMinute),
    to: Number(props.toMinute),
    copies: Number(props.copies),
  };
  const action = decide({ ...time, request, plan, routes: routes.map(({ view }) => view), firing });
  return conclude(action, props.revision, (numbers, share) => move(aws, numbers.map(number => routes[number]), share));
}

const NOTHING: Traffic = { routes: [], firing: [] };

async function conclude(
  action: ShiftAction, revision: string, give: (routes: readonly number[], share: number) => Promise<unknown>,
): Promise<IsCompleteAnswer> {
  console.log(JSON.stringify({ revision, ...action }));
  switch (action.kind) {
    case 'wait': return { IsComplete: false };
    case 'done': return { IsComplete: true, Data: { Status: action.status } };
    case 'move': await give(action.routes, action.share); return { IsComplete: false };
    case 'takeBack': await give(action.routes, 0); throw new Verdict(`Version ${revision} is taken back: ${action.because}`);
    case 'fail': throw new Verdict(`Version ${revision} is given up: ${action.because}`);
  }
}

function requestOf(event: ShiftEvent, stack: StackView | undefined): ShiftRequestView {
  return {
    leaving: event.RequestType === 'Delete',
    rollback: (event.Direction ?? stack?.direction) === 'ROLLBACK',
    superseded: isSuperseded(event, stack),
  };
}

/** Throwing ends the request for good. Whatever may pass is waited out, because a poll that fails is no reason to fail a deployment. */
function isHopeless(error: unknown, minutes: number): boolean {
  if (minutes > LAST_MINUTE) { return true; }
  if (errorName(error) === 'RuleNotFound') { return minutes > 1; }
  switch (classify(error)) {
    case 'terminal': return minutes > 1;
    case 'denied': return minutes > PROPAGATION_MINUTES;
    default: return false;
  }
}
