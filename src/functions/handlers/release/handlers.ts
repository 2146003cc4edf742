/**
 * Runs the task of a release to its end. The first answer to a request only writes down when it began, and where the stack was heading;
 * each poll then looks at the world, does what is to be done about it, and says whether that was the last.
 */
import { ReleaseAction, Remember } from './action';
import { ReleaseAws } from './aws';
import { decide } from './decide';
import { explain } from './explain';
import { remember, shortId } from './memory';
import { ReleaseEvent, ReleaseRequest } from './request';
import { MINUTE, ReleaseMemory } from './situation';
import { answerVerdict, VerdictEvent } from './verdict';
import { markOf, readWorld, ReleaseWorld } from './world';
import { RELEASE_RESOURCES, ReleaseProperties } from '../../wire/release';
import { classify, errorName, errorText } from '../errors';
import { constantId, IsCompleteAnswer, OnEventAnswer } from '../event';
import { directionAtFirst } from '../stack';

/** There is nothing left to hope for: what CloudFormation, and whoever deploys, is told. */
class Verdict extends Error {}

/** What remembers something is looked at again at once, so that it need not wait for the next poll. */
const STEPS = 4;

export type AnyReleaseEvent = ReleaseEvent | VerdictEvent;

export async function begin(event: AnyReleaseEvent, aws: Pick<ReleaseAws, 'describeStacks'>, now: number, pause = 2000): Promise<OnEventAnswer> {
  const arrived = { PhysicalResourceId: event.PhysicalResourceId ?? constantId(event, 'release'), StartedAt: new Date(now).toISOString() };
  if (event.RequestType === 'Delete' || isVerdict(event)) { return arrived; }
  const heading = await directionAtFirst(aws, event.StackId, pause);
  return { ...arrived, ...heading === 'FORWARD' || heading === 'ROLLBACK' ? { Direction: heading } : {} };
}

export async function poll(event: AnyReleaseEvent, aws: ReleaseAws, now: number, pause = 2000): Promise<IsCompleteAnswer> {
  if (isVerdict(event)) { return answerVerdict(event); }
  try {
    let written: ReleaseMemory | undefined;
    for (let step = 0; step < STEPS; step++) {
      const world = await readWorld(aws, event, now);
      const action = decide({ ...world.situation, memory: written ?? world.situation.memory });
      console.info(JSON.stringify({ ...action, ...world.request.view }));
      const answer = await act(aws, world, action, pause);
      if (answer) { return answer; }
      if (action.kind !== 'remember') { break; }
      // Whoever has written it need not wait until it can be read.
      written = memoryOf(action, world);
    }
    return { IsComplete: false };
  } catch (error) {
    return unlessHopeless(event, error, now);
  }
}

async function act(aws: ReleaseAws, world: ReleaseWorld, action: ReleaseAction, pause: number): Promise<IsCompleteAnswer | undefined> {
  const { request } = world;
  const { subject, props } = request;
  switch (action.kind) {
    case 'wait': return undefined;
    case 'remember': return void await remember(aws, subject.taskDefinition, subject.kind, memoryOf(action, world));
    case 'start': return void await start(aws, request, action.attempt);
    case 'stop': return void await aws.stopTask({ cluster: props.cluster, task: action.run, reason: action.because });
    case 'done': return { IsComplete: true, Data: { Status: action.status, Task: action.run ?? '' } };
    case 'fail': throw new Verdict(await explain(aws, world, action, pause));
  }
}

function memoryOf({ state }: Remember, { request: { view }, situation: { now, memory } }: ReleaseWorld): ReleaseMemory {
  const past = !memory ? [] : memory.request === view.id ? memory.past : [memory.request, ...memory.past];
  return { state, request: view.id, since: view.startedAt, at: now, past };
}

async function start(aws: Pick<ReleaseAws, 'runTask'>, request: ReleaseRequest, attempt: number): Promise<void> {
  const { props, subject } = request;
  const { tasks = [], failures = [] } = await aws.runTask({
    // The same again, should the answer be lost, or somebody else ask at the same time.
    clientToken: shortId(request.job, request.view.id, `${attempt}`),
    startedBy: markOf(request, attempt),
    cluster: props.cluster,
    taskDefinition: subject.taskDefinition,
    count: 1,
    ...placeOf(props),
    enableECSManagedTags: true,
    propagateTags: 'TASK_DEFINITION',
    ...props.exec === 'true' ? { enableExecuteCommand: true } : {},
    ...subject.command ? { overrides: { containerOverrides: [{ name: props.container, command: subject.command }] } } : {},
  });
  if (tasks.length === 0) {
    const said = failures.map(({ reason, detail }) => [reason, detail].filter(Boolean).join(': ')).join('; ') || 'no task';
    throw Object.assign(new Error(said), { name: NO_ROOM });
  }
}

const NO_ROOM = 'ServiceUnavailableForTask';

/** CloudFormation hands every number over as a text. */
function numbered({ capacityProvider, weight, base }: NonNullable<ReleaseProperties['capacityProviders']>[number]) {
  return { capacityProvider, weight: Number(weight), base: Number(base) };
}

function placeOf(props: ReleaseProperties) {
  const { network, capacityProviders, launchType, placementConstraints, placementStrategy } = props;
  return {
    ...capacityProviders?.length ? { capacityProviderStrategy: capacityProviders.map(numbered) } : { launchType },
    ...network ? { networkConfiguration: { awsvpcConfiguration: network } } : {},
    ...placementConstraints ? { placementConstraints: placementConstraints as { type: 'memberOf' }[] } : {},
    ...placementStrategy ? { placementStrategy: placementStrategy as { type: 'spread' }[] } : {},
  };
}

/** For how long something may be in the way that should pass. */
const PATIENCE = { terminal: 2, benign: 50, denied: 4, pending: 50 } as const;

/** Machines may still come, and a role may still become known. */
const PATIENCE_TO_START = 10;

/** The last minute in which CloudFormation hears of it. */
const OVER = 54;

/**
 * Throwing ends the request for good, so only a verdict is thrown, or what will not change, or what nobody can wait for longer.
 * Whoever has nothing to run ends well even then: on the way back, and out, nothing may stand in between.
 */
function unlessHopeless(event: ReleaseEvent, error: unknown, now: number): IsCompleteAnswer {
  if (error instanceof Verdict) { throw error; }
  console.error(errorText(error));
  const minutes = (now - (event.StartedAt === undefined ? now : Date.parse(event.StartedAt))) / MINUTE;
  const patience = [NO_ROOM, 'Client'].includes(errorName(error)) ? PATIENCE_TO_START : PATIENCE[classify(error)];
  const nothingToRun = event.RequestType === 'Delete' || event.Direction === 'ROLLBACK' && !event.OldResourceProperties?.undoCommand?.length;
  if (minutes <= (nothingToRun ? Math.min(patience, OVER) : patience) && minutes <= OVER) { return { IsComplete: false }; }
  if (nothingToRun) { return { IsComplete: true, Data: { Status: 'NotRun', Task: '' } }; }
  throw new Error(`The release could not be run: ${errorText(error)}`);
}

function isVerdict(event: AnyReleaseEvent): event is VerdictEvent {
  return event.ResourceType === RELEASE_RESOURCES.verdict;
}

