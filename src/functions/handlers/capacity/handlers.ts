/** Makes EC2 capacity known to its cluster, and takes it apart again so that nothing of it is left. */
import { CapacityAws } from './aws';
import { empty } from './keeper';
import { link, unlink } from './link';
import { DONE, Hopeless, Progress, waitFor } from './progress';
import { CAPACITY_RESOURCES, KeeperProperties, LinkProperties } from '../../wire/capacity';
import { classify, errorText } from '../errors';
import { Begun, IsCompleteAnswer, OnEventAnswer, ResourceEvent } from '../event';
import { startedAt } from '../request';

export type CapacityEvent = ResourceEvent<LinkProperties | KeeperProperties> & Begun;

/** For how long something may be in the way that should pass: tasks that end, permissions that have just been given. */
const PATIENCE_MS = 20 * 60_000;

/** All of the work is left to the polls, each of which may be the first to get somewhere. */
export async function beginCapacity(event: CapacityEvent, now: number): Promise<OnEventAnswer> {
  return { PhysicalResourceId: event.RequestType === 'Delete' ? event.PhysicalResourceId! : idOf(event), StartedAt: new Date(now).toISOString() };
}

export async function completeCapacity(event: CapacityEvent, aws: CapacityAws, now: number): Promise<IsCompleteAnswer> {
  const patient = now - startedAt(event, now) < PATIENCE_MS;
  const { done, waitsFor, inTheWay } = await progress(event, aws, patient);
  if (!done) {
    console.info(`${event.RequestType} of ${event.PhysicalResourceId}: waiting for ${waitsFor}`);
  }
  if (!patient && inTheWay) {
    throw new Error(`Gave up waiting for ${waitsFor}`);
  }
  return { IsComplete: done };
}

async function progress(event: CapacityEvent, aws: CapacityAws, patient: boolean): Promise<Progress> {
  try {
    return await act(event, aws);
  } catch (error) {
    if (!patient || error instanceof Hopeless || !['pending', 'denied'].includes(classify(error))) {
      throw error;
    }
    console.info(errorText(error));
    return waitFor('AWS to answer otherwise');
  }
}

async function act({ RequestType, ResourceType, ResourceProperties }: CapacityEvent, aws: CapacityAws): Promise<Progress> {
  const isLink = ResourceType === CAPACITY_RESOURCES.link;
  if (RequestType === 'Delete') {
    return isLink ? unlink(ResourceProperties as LinkProperties, aws) : empty(ResourceProperties as KeeperProperties, aws);
  }
  return isLink ? link(ResourceProperties as LinkProperties, aws) : DONE;
}

/** What is linked or kept: when that is another one, CloudFormation deletes the resource for the one before, after the services have moved. */
function idOf({ ResourceType, ResourceProperties }: CapacityEvent): string {
  return ResourceType === CAPACITY_RESOURCES.link
    ? `${(ResourceProperties as LinkProperties).cluster}/${(ResourceProperties as LinkProperties).provider}`
    : (ResourceProperties as KeeperProperties).group;
}
