/** Reads the deployments of a deployment group: the one under way, and those that have ended of late. */
import type { DeploymentInfo, DeploymentStatus, DeploymentTarget, ListDeploymentsInput } from '@aws-sdk/client-codedeploy';
import { Aws } from './aws';
import { classify } from './errors';
import { RolloutProperties } from '../wire/rollout';

export type DeploymentReader = Pick<Aws, 'listDeployments' | 'batchGetDeployments' | 'getDeploymentTarget'>;

export const UNDER_WAY: DeploymentStatus[] = ['Created', 'Queued', 'InProgress', 'Baking', 'Ready'];

/** As many as CodeDeploy describes at once. */
const AT_ONCE = 25;

export interface Deployments {
  readonly active?: DeploymentInfo;
  /** The oldest first. */
  readonly ended: DeploymentInfo[];
}

/** One under way may have begun days ago: CodeDeploy keeps old copies for up to two. */
export async function readDeployments(aws: DeploymentReader, group: GroupName, since: number): Promise<Deployments> {
  const of = { applicationName: group.application, deploymentGroupName: group.deploymentGroup };
  const [active, recent] = await Promise.all([
    list(aws, { ...of, includeOnlyStatuses: UNDER_WAY }),
    list(aws, { ...of, createTimeRange: { start: new Date(since) } }),
  ]);
  const infos = await describe(aws, [...new Set([...active, ...recent])]);
  return { active: infos.filter(isUnderWay).pop(), ended: infos.filter(info => !isUnderWay(info)) };
}

export type GroupName = Pick<RolloutProperties, 'application' | 'deploymentGroup'>;

export const isUnderWay = (info: DeploymentInfo): boolean => UNDER_WAY.includes(info.status ?? 'Created');

export const time = (date: Date | undefined): number => date === undefined ? 0 : new Date(date).getTime();

/** What CodeDeploy has done for a service so far; nothing before it has begun. */
export async function readTarget(aws: DeploymentReader, deploymentId: string, props: Pick<RolloutProperties, 'cluster' | 'service'>): Promise<DeploymentTarget['ecsTarget']> {
  try {
    const { deploymentTarget } = await aws.getDeploymentTarget({ deploymentId, targetId: `${props.cluster}:${props.service}` });
    return deploymentTarget?.ecsTarget;
  } catch (error) {
    if (['terminal', 'denied'].includes(classify(error)) || isNotThere(error)) { return undefined; }
    throw error;
  }
}

async function list(aws: DeploymentReader, input: ListDeploymentsInput): Promise<string[]> {
  const ids: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await aws.listDeployments({ ...input, nextToken });
    ids.push(...page.deployments ?? []);
    nextToken = page.nextToken;
  } while (nextToken && ids.length < 4 * AT_ONCE);
  return ids;
}

async function describe(aws: DeploymentReader, deploymentIds: string[]): Promise<DeploymentInfo[]> {
  const infos: DeploymentInfo[] = [];
  for (let first = 0; first < deploymentIds.length; first += AT_ONCE) {
    const page = await aws.batchGetDeployments({ deploymentIds: deploymentIds.slice(first, first + AT_ONCE) });
    infos.push(...page.deploymentsInfo ?? []);
  }
  return infos.sort((one, other) => time(one.createTime) - time(other.createTime));
}

const isNotThere = (error: unknown): boolean => /^Deployment(Target)?(DoesNotExist|NotStarted)/.test(String((error as Error | undefined)?.name));
