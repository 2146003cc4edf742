/** How a run is started: in the words of ECS's own call, which all that start runs have in common, each in its spelling. */
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { WorkloadSpec } from '../../model';
import { renderCapacity } from '../capacity';
import { EcsGround } from '../ground';
import { constraintsOf, strategiesOf } from '../placement';
import { placementOf } from '../service';
import { hasOwnAddress, TaskNetwork } from '../task-network';

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html */
export interface RunTaskRequest {
  readonly cluster: string;
  readonly taskDefinition: string;
  readonly capacityProviderStrategy?: readonly { readonly capacityProvider: string; readonly weight: number; readonly base?: number }[];
  /** For what has no capacity provider: external machines, and clusters without any. */
  readonly launchType?: 'FARGATE' | 'EXTERNAL';
  readonly networkConfiguration?: {
    readonly awsvpcConfiguration: {
      readonly subnets: readonly string[];
      readonly securityGroups: readonly string[];
      readonly assignPublicIp: 'ENABLED' | 'DISABLED';
    };
  };
  readonly placementConstraints?: readonly object[];
  readonly placementStrategy?: readonly object[];
  readonly enableExecuteCommand?: true;
  /** The tags of the task definition are those of its tasks. */
  readonly propagateTags: 'TASK_DEFINITION';
  readonly enableECSManagedTags: true;
}

export function runTaskRequest(platform: EcsGround, spec: WorkloadSpec, taskDefinition: ecs.TaskDefinition, network: TaskNetwork): RunTaskRequest {
  const { capacity, subnets, assignPublicIp, securityGroups } = placementOf(platform, spec, network);
  const strategy = renderCapacity(capacity, pool => platform._pools.ofPool(pool).providerName!);
  const constraints = constraintsOf(spec)?.flatMap(constraint => constraint.toJson()) ?? [];
  const strategies = strategiesOf(spec)?.flatMap(each => each.toJson()) ?? [];
  return {
    cluster: platform.cluster.clusterArn,
    taskDefinition: taskDefinition.taskDefinitionArn,
    ...strategy
      ? { capacityProviderStrategy: strategy.map(({ capacityProvider, weight = 0, base }) => ({ capacityProvider, weight, ...base && { base } })) }
      : { launchType: network.launchType === 'external' ? 'EXTERNAL' as const : 'FARGATE' as const },
    ...hasOwnAddress(network.mode) && {
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: platform.network.vpc.selectSubnets(subnets).subnetIds,
          securityGroups: securityGroups.map(({ securityGroupId }) => securityGroupId),
          assignPublicIp: assignPublicIp ? 'ENABLED' as const : 'DISABLED' as const,
        },
      },
    },
    ...constraints.length > 0 && { placementConstraints: constraints },
    ...strategies.length > 0 && { placementStrategy: strategies },
    ...spec.exec && { enableExecuteCommand: true as const },
    propagateTags: 'TASK_DEFINITION',
    enableECSManagedTags: true,
  };
}

/** The same with every member's name beginning with a capital, as Step Functions wants it. */
export function inPascalCase(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(inPascalCase);
  }
  return typeof value !== 'object' || value === null ? value
    : Object.fromEntries(Object.entries(value).map(([name, member]) => [name.charAt(0).toUpperCase() + name.slice(1), inPascalCase(member)]));
}
