/**
 * Takes a group's instances away before CloudFormation deletes the group, which it would otherwise try for hours: ECS leaves the
 * instances protected, and nobody is there any more to end their lifecycle hooks.
 */
import { CapacityAws } from './aws';
import { DONE, Progress, waitFor } from './progress';
import { KeeperProperties } from '../../wire/capacity';
import { errorName } from '../errors';

/** How many ids one question may have, well below the length of a filter. */
const AT_A_TIME = 50;

export async function empty({ cluster, group }: KeeperProperties, aws: CapacityAws): Promise<Progress> {
  const { AutoScalingGroups: [found] = [] } = await aws.describeAutoScalingGroups({ AutoScalingGroupNames: [group] });
  if (!found) {
    return DONE;
  }
  if (found.Status === undefined) {
    await deleteWithInstances(group, aws);
  }
  await forget(cluster, (found.Instances ?? []).map(({ InstanceId }) => InstanceId!), aws);
  return waitFor(`the instances of ${group} to end`);
}

async function deleteWithInstances(group: string, aws: CapacityAws): Promise<void> {
  try {
    await aws.deleteAutoScalingGroup({ AutoScalingGroupName: group, ForceDelete: true });
  } catch (error) {
    const passes = /^(ScalingActivityInProgress|ResourceInUse|ResourceContention)$/.test(errorName(error)) || /not found/.test((error as Error).message);
    if (!passes) {
      throw error;
    }
  }
}

/** ECS notices by itself that instances have ended, but not always before the cluster is to be deleted, which it then refuses. */
async function forget(cluster: string, instances: readonly string[], aws: CapacityAws): Promise<void> {
  for (let from = 0; from < instances.length; from += AT_A_TIME) {
    const ids = instances.slice(from, from + AT_A_TIME).map(id => `'${id}'`);
    for (const containerInstance of await listed(cluster, `ec2InstanceId in [${ids.join()}]`, aws)) {
      await deregister(cluster, containerInstance, aws);
    }
  }
}

/** Whoever asks twice is told that there is none. */
async function deregister(cluster: string, containerInstance: string, aws: CapacityAws): Promise<void> {
  try {
    await aws.deregisterContainerInstance({ cluster, containerInstance, force: true });
  } catch (error) {
    if (!/not found/.test((error as Error).message)) {
      throw error;
    }
  }
}

async function listed(cluster: string, filter: string, aws: CapacityAws): Promise<string[]> {
  try {
    return (await aws.listContainerInstances({ cluster, filter })).containerInstanceArns ?? [];
  } catch (error) {
    if (errorName(error) === 'ClusterNotFound') {
      return [];
    }
    throw error;
  }
}
