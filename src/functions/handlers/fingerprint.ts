/** Tells two versions of a service apart by everything that only a deployment can change. */
import { createHash } from 'node:crypto';
import type { LoadBalancer, TaskSet } from '@aws-sdk/client-ecs';
import type { CapacityShare, Revision } from '../wire/rollout';

/** Equal for two revisions exactly if deploying one over the other would change nothing. */
export function fingerprint(revision: Revision): string {
  const parts = [
    revision.taskDefinition.split('task-definition/').pop(),
    revision.containerName,
    Number(revision.containerPort),
    anyPlatform(revision.platformVersion) ? '' : revision.platformVersion,
    sorted(revision.subnets),
    sorted(revision.securityGroups),
    revision.subnets?.length ? revision.assignPublicIp : '',
    shares(revision.capacityProviders),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

/** Whether these copies are what is wanted. ECS names the platform version it chose, which only matters where one is asked for. */
export function isRevision(taskSet: TaskSet, want: Revision): boolean {
  const network = taskSet.networkConfiguration?.awsvpcConfiguration;
  const behind: LoadBalancer = taskSet.loadBalancers?.[0] ?? {};
  return fingerprint(want) === fingerprint({
    taskDefinition: taskSet.taskDefinition ?? '',
    containerName: behind.containerName ?? '',
    containerPort: String(behind.containerPort ?? ''),
    platformVersion: anyPlatform(want.platformVersion) ? undefined : taskSet.platformVersion,
    subnets: network?.subnets ?? [],
    securityGroups: network?.securityGroups ?? [],
    assignPublicIp: network?.assignPublicIp ?? 'DISABLED',
    capacityProviders: taskSet.capacityProviderStrategy?.map(item => ({
      capacityProvider: item.capacityProvider ?? '',
      weight: String(item.weight ?? 0),
      base: String(item.base ?? 0),
    })),
  });
}

const anyPlatform = (version: string | undefined): boolean => !version || version === 'LATEST';

const sorted = (values: string[] | undefined): string[] => [...values ?? []].sort();

/** Providers that get no copy make no difference. */
const shares = (providers: CapacityShare[] | undefined): string[] => sorted((providers ?? [])
  .map(share => ({ name: share.capacityProvider, weight: Number(share.weight), base: Number(share.base) }))
  .filter(share => share.weight > 0 || share.base > 0)
  .map(share => `${share.name}:${share.weight}:${share.base}`));
