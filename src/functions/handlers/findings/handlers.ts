/**
 * Holds a deployment back until it is known what is weak about the images that it is about to run, and fails it if that is too much.
 *
 * Nothing may stop a stack that goes back, or that goes: the images of before have run already, and what is worse than running them
 * is a stack that can go neither way.
 */
import { FindingsAws } from './aws';
import { decide } from './decide';
import { explain } from './explain';
import { look } from './look';
import { UnscannedImage } from './situation';
import { FindingsProperties } from '../../wire/findings';
import { Begun, constantId, IsCompleteAnswer, OnEventAnswer, ResourceEvent } from '../event';
import { ROOM } from '../release/room';
import { headingOf } from '../release/stack';
import { directionAtFirst } from '../stack';

export type FindingsEvent = ResourceEvent<FindingsProperties> & Begun;

const MINUTE = 60_000;

/** Who comes at once after a stack has begun may still see it as it was. */
const UNCLEAR_MINUTES = 1;

/** For how long somebody who may not ask where the stack is heading hopes to be let, and waits for an answer. */
const DENIED_MINUTES = 4;
const SILENT_MINUTES = 52;

const NOT_ASKED: IsCompleteAnswer = { IsComplete: true, Data: { Status: 'NotAsked' } };
const NOT_YET: IsCompleteAnswer = { IsComplete: false };

export async function begin(event: FindingsEvent, aws: Pick<FindingsAws, 'describeStacks'>, now: number, pause = 2000): Promise<OnEventAnswer> {
  const arrived = { PhysicalResourceId: event.PhysicalResourceId ?? constantId(event, 'image-findings'), StartedAt: new Date(now).toISOString() };
  if (event.RequestType === 'Delete') { return arrived; }
  const heading = await directionAtFirst(aws, event.StackId, pause);
  return { ...arrived, ...heading === 'FORWARD' || heading === 'ROLLBACK' ? { Direction: heading } : {} };
}

export async function poll(event: FindingsEvent, aws: FindingsAws, now: number): Promise<IsCompleteAnswer> {
  const { RequestType, Direction, ResourceProperties: props } = event;
  if (RequestType === 'Delete' || Direction === 'ROLLBACK') { return NOT_ASKED; }
  const minutes = (now - (event.StartedAt === undefined ? now : Date.parse(event.StartedAt))) / MINUTE;
  const standing = await standingOf(event, aws, minutes);
  if (standing !== 'FORWARD') { return standing === 'UNCLEAR' ? NOT_YET : NOT_ASKED; }

  const images = await Promise.all(props.images.map(image => look(aws, image, props)));
  const verdict = decide(images, props, minutes < Number(props.patienceMinutes));
  console.info(JSON.stringify(verdict));
  switch (verdict.kind) {
    case 'accept': return { IsComplete: true, Data: { Status: 'Accepted', Unknown: listOf(verdict.unknown) } };
    case 'wait': return NOT_YET;
    case 'refuse': {
      // It may have turned while ECR was asked.
      const again = await standingOf(event, aws, minutes);
      if (again !== 'FORWARD') { return again === 'UNCLEAR' ? NOT_YET : NOT_ASKED; }
      throw new Error(explain(verdict.faults, props));
    }
  }
}

/** CloudFormation takes 4096 bytes of an answer, and fails for more. All of them are in the log. */
function listOf(unknown: readonly UnscannedImage[]): string {
  const all = unknown.map(({ image }) => image).join(', ').replace(/[^\x20-\x7e]/g, '?');
  return all.length <= ROOM ? all : `${all.slice(0, ROOM)}...`;
}

/**
 * Whether the stack still goes where the request belongs. Somebody who cannot find out refuses to come into being, and lets everything
 * pass that is there already: a gate that might stop a stack on its way back is worse than none.
 */
async function standingOf(event: FindingsEvent, aws: Pick<FindingsAws, 'describeStacks'>, minutes: number): Promise<'FORWARD' | 'OUTLIVED' | 'UNCLEAR'> {
  const heading = await headingOf(aws, event);
  switch (heading) {
    case 'FORWARD': return 'FORWARD';
    case 'ROLLBACK': return 'OUTLIVED';
    case 'OVER': return minutes < UNCLEAR_MINUTES ? 'UNCLEAR' : 'OUTLIVED';
    case 'UNKNOWABLE': return unknowable(event, minutes < DENIED_MINUTES, 'nobody may call cloudformation:DescribeStacks here');
    case undefined: return unknowable(event, minutes < SILENT_MINUTES, 'CloudFormation does not answer');
  }
}

function unknowable({ RequestType }: FindingsEvent, hopeful: boolean, because: string): 'UNCLEAR' | 'OUTLIVED' {
  if (hopeful) { return 'UNCLEAR'; }
  if (RequestType === 'Create') {
    throw new Error(`Whether images may run cannot be decided, because ${because}: a stack that goes back could not be told from one that goes forward.`);
  }
  console.error(`The images are not asked about, because ${because}.`);
  return 'OUTLIVED';
}
