/** What CloudFormation, through the CDK's provider framework, says to the handlers of custom resources, and what they answer. */
import { createHash } from 'node:crypto';

export interface ResourceEvent<Properties> {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly RequestId: string;
  readonly StackId: string;
  readonly LogicalResourceId: string;
  readonly ResourceType: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Properties;
  readonly OldResourceProperties?: Properties;
}

/** What the first answer to a request leaves for all later polls; the framework hands it back with each of them. */
export interface Begun {
  readonly StartedAt?: string;
  /** Where the stack was heading when the request began; missing if that could not be told. */
  readonly Direction?: 'FORWARD' | 'ROLLBACK';
}

export interface OnEventAnswer extends Begun {
  readonly PhysicalResourceId: string;
  readonly Data?: object;
}

export interface IsCompleteAnswer {
  readonly IsComplete: boolean;
  readonly Data?: object;
}

/** Stays the same for the life of the resource, so that CloudFormation never takes an update for a replacement. */
export function constantId(event: Pick<ResourceEvent<unknown>, 'StackId' | 'LogicalResourceId'>, kind: string): string {
  return `${kind}-${createHash('sha256').update(`${event.StackId}/${event.LogicalResourceId}`).digest('hex').slice(0, 24)}`;
}
