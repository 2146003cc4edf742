/**
 * Refuses a change of who moves the traffic that would take a service down. It is asked before anything has happened to the service,
 * and only on the way forward: on the way back there is nothing to gain from refusing.
 */
import type { Service } from '@aws-sdk/client-ecs';
import { Aws } from './aws';
import { errorName } from './errors';
import { patiently } from './patiently';
import { direction } from './stack';
import { PinProperties } from '../wire/rollout';

type Reader = Pick<Aws, 'listServices' | 'describeServices' | 'describeStacks'>;

/** As many as ECS describes at once. */
const AT_ONCE = 10;

export async function guard(aws: Reader, props: PinProperties, stackId: string): Promise<void> {
  // There are no services where the copies are pods.
  if (!props.cluster) { return; }
  if (await direction(aws, stackId) === 'ROLLBACK') { return; }
  const service = await serviceBehind(aws, props);
  if (!service) { return; }
  const codeDeploys = service.deploymentController?.type === 'CODE_DEPLOY';
  if (props.mode === 'codeDeploy' && !codeDeploys) {
    throw new Error(`Service ${service.serviceName} is deployed by ECS and cannot be handed over to CodeDeploy. Make a service with another name `
      + '(another construct id) that is rolled out by CodeDeploy, move the traffic to it, and take this one away.');
  }
  if (props.mode !== 'codeDeploy' && codeDeploys && (service.taskSets?.length ?? 0) > 1) {
    throw new Error(`CodeDeploy is still at work on service ${service.serviceName}: it has ${service.taskSets?.length} sets of copies. `
      + 'Let the deployment end, or end its waiting with `aws deploy continue-deployment --deployment-id ID --deployment-wait-type TERMINATION_WAIT`, then deploy again.');
  }
}

/** The service whose copies are, or were meant to be, behind the rule. */
async function serviceBehind(aws: Reader, props: PinProperties): Promise<Service | undefined> {
  let nextToken: string | undefined;
  do {
    const page = await listed(aws, props.cluster, nextToken);
    const arns = page?.serviceArns ?? [];
    for (let first = 0; first < arns.length; first += AT_ONCE) {
      const { services } = await patiently(() => aws.describeServices({ cluster: props.cluster, services: arns.slice(first, first + AT_ONCE) }));
      const found = services?.find(service => service.status === 'ACTIVE' && isBehind(service, [props.blue, props.green]));
      if (found) { return found; }
    }
    nextToken = page?.nextToken;
  } while (nextToken);
  return undefined;
}

async function listed(aws: Reader, cluster: string, nextToken: string | undefined) {
  try {
    return await patiently(() => aws.listServices({ cluster, nextToken, maxResults: 100 }));
  } catch (error) {
    if (errorName(error) === 'ClusterNotFound') { return undefined; }
    throw error;
  }
}

function isBehind(service: Service, pair: string[]): boolean {
  const all = [...service.loadBalancers ?? [], ...(service.taskSets ?? []).flatMap(set => set.loadBalancers ?? [])];
  return all.some(one => pair.includes(one.targetGroupArn ?? '') || pair.includes(one.advancedConfiguration?.alternateTargetGroupArn ?? ''));
}
