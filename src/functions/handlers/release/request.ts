/** Reads a request to run a release: what it is for, and whether anybody still waits for it. */
import { Memories, MemoryKind, shortId } from './memory';
import { MINUTE, ReleaseRequestView } from './situation';
import { ReleaseProperties } from '../../wire/release';
import { Begun, ResourceEvent } from '../event';
import { Direction } from '../stack';

export type ReleaseEvent = ResourceEvent<ReleaseProperties> & Begun;

/** What would be run, and where that is remembered. */
export interface Subject {
  readonly taskDefinition: string;
  readonly kind: MemoryKind;
  readonly command?: string[];
}

export interface ReleaseRequest {
  readonly view: ReleaseRequestView;
  readonly subject: Subject;
  readonly props: ReleaseProperties;
  /** Stands for the job in the marks of its runs. */
  readonly job: string;
}

/** The revision that a request finds, where that is another than it wants. */
export function revisionBefore({ RequestType, ResourceProperties: props, OldResourceProperties: old }: ReleaseEvent): string | undefined {
  // What is deleted is left, too.
  return RequestType === 'Delete' ? props.taskDefinition : old?.taskDefinition === props.taskDefinition ? undefined : old?.taskDefinition;
}

export interface Reading {
  readonly now: number;
  readonly heading: Direction | undefined;
  readonly wanted: Memories;
  readonly before: Memories;
}

export function readRequest(event: ReleaseEvent, reading: Reading): ReleaseRequest {
  const { ResourceProperties: props, OldResourceProperties: old } = event;
  const id = shortId(event.RequestId);
  const startedAt = event.StartedAt === undefined ? reading.now : Date.parse(event.StartedAt);
  const direction = directionOf(event, id, reading);
  const purpose = purposeOf(event, direction, reading);
  return {
    view: { id, startedAt, purpose, standing: standingOf(event, id, direction, startedAt, reading) },
    subject: purpose === 'undo'
      // Only the version that a stack leaves knows how to take back what it has done.
      ? { taskDefinition: old!.taskDefinition, kind: 'undo', command: old!.undoCommand }
      : { taskDefinition: props.taskDefinition, kind: 'release' },
    props: purpose === 'undo' ? old! : props,
    job: shortId(event.StackId, event.LogicalResourceId),
  };
}

/** Where the stack was heading when the request was made, which is not always when it was delivered. */
function directionOf({ Direction: atFirst }: ReleaseEvent, id: string, { heading, wanted }: Reading): 'FORWARD' | 'ROLLBACK' {
  // On the way back nobody begins to release the version that is wanted.
  if (wanted.release?.request === id) { return 'FORWARD'; }
  return atFirst ?? (heading === 'ROLLBACK' ? 'ROLLBACK' : 'FORWARD');
}

function purposeOf({ RequestType, OldResourceProperties: old }: ReleaseEvent, direction: 'FORWARD' | 'ROLLBACK', { wanted }: Reading) {
  if (RequestType === 'Delete') { return 'settle'; }
  if (direction === 'FORWARD') { return 'release'; }
  // A version to go back to has been released before; anything else is a request that has come late.
  return old?.undoCommand?.length && wanted.release?.state === 'succeeded' ? 'undo' : 'settle';
}

function standingOf(
  event: ReleaseEvent, id: string, direction: 'FORWARD' | 'ROLLBACK', startedAt: number, { now, heading, wanted: { release } }: Reading,
): ReleaseRequestView['standing'] {
  if (event.RequestType === 'Delete') { return 'CURRENT'; }
  // A later request has taken the same revision on, be it that this one began before or was only delivered again.
  if (release && release.request !== id && (release.since > startedAt || release.past.includes(id))) { return 'OUTLIVED'; }
  if (heading === 'UNKNOWABLE' || heading === direction) { return 'CURRENT'; }
  if (heading === undefined) { return 'UNCLEAR'; }
  // Who comes at once after a stack has begun may still see it as it was.
  return heading === 'OVER' && now - startedAt < MINUTE ? 'UNCLEAR' : 'OUTLIVED';
}
