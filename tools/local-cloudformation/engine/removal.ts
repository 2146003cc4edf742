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
  readonly failed: ResourceState[];
}

/** Deletes the resources one by one, in the order given. */
export async function remove(
  resources: readonly ResourceState[], policy: Policy, stack: StackState, log: EventLog, around: Surroundings,
): Promise<Removed> {
  const failed: ResourceState[] = [];
  for (const resource of resources) {
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
      log.state('DELETE_FAILED', resource, (error as Error).message);
    }
  }
  return { failed };
}
