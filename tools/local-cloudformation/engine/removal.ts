/** Deletes resources, honouring the policies that say otherwise, and goes on after a failure so that all of them are reported. */
import { EventLog } from './events';
import { Surroundings } from './ports';
import { ResourceState, StackState } from './state';

export type Policy = (resource: ResourceState) => string | undefined;

export const deletionPolicy: Policy = resource => resource.declared.DeletionPolicy;
export const replacePolicy: Policy = resource => resource.declared.UpdateReplacePolicy;
/** During the rollback of a creation even `RetainExceptOnCreate` goes. */
export const onCreatePolicy: Policy = resource => resource.declared.DeletionPolicy === 'Retain' ? 'Retain' : 'Delete';

export interface Removed {
  /** What could not be deleted. */
  readonly failed: ResourceState[];
  /** What was not tried, because something that failed still needs it. */
  readonly needed: ResourceState[];
}

/** Deletes the resources one by one, in the order given: dependents first. */
export async function remove(
  resources: readonly ResourceState[], policy: Policy, stack: StackState, log: EventLog, around: Surroundings,
): Promise<Removed> {
  const failed: ResourceState[] = [];
  const needed: ResourceState[] = [];
  const neededIds = new Set<string>();
  for (const resource of resources) {
    if (neededIds.has(resource.logicalId)) {
      needed.push(resource);
      resource.dependencies.forEach(id => neededIds.add(id));
      continue;
    }
    const keep = policy(resource);
    if (keep === 'Retain' || keep === 'RetainExceptOnCreate') {
      log.state('DELETE_SKIPPED', resource);
      continue;
    }
    log.state('DELETE_IN_PROGRESS', resource);
    try {
      await around.provisioner.delete({ stack, resource });
      log.state('DELETE_COMPLETE', resource);
    } catch (error) {
      failed.push(resource);
      resource.dependencies.forEach(id => neededIds.add(id));
      log.state('DELETE_FAILED', resource, (error as Error).message);
    }
  }
  return { failed, needed };
}

/** What a stack still has after a removal that did not get through. */
export function remaining(failed: readonly ResourceState[], needed: readonly ResourceState[]): Map<string, ResourceState> {
  const states = [...needed].reverse().concat(failed.map(state => ({ ...state, status: 'DELETE_FAILED' })));
  return new Map(states.map(state => [state.logicalId, state]));
}
