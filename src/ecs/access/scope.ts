import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ArnFormat, Lazy, Stack } from 'aws-cdk-lib/core';
import { EcsAccessOptions } from './options';
import { and, Conditions } from './rule';
import { Subject, subjectOf } from './subject';
import { workloadTag } from './workload-tag';

/** What in a cluster belongs to services, with the service's name in its ARN. */
export type ServicePart = 'service' | 'service-deployment' | 'service-revision' | 'task-set';

/** What in a cluster has only the cluster's name in its ARN. */
export type ClusterPart = 'task' | 'container-instance';

/**
 * Where a pack holds, in the words of IAM: ARNs with patterns for what CloudFormation or ECS names, and conditions for the rest.
 *
 * Nothing in here refers to a resource but to the cluster: services of other stacks are known by the beginning of their name, so
 * that the stack of the platform does not come to depend on theirs, and policies are there before services are.
 */
export class Scope {
  /** The workloads that were named, if any were. */
  public readonly named?: readonly Subject[];

  constructor(
    private readonly cluster: ecs.ICluster,
    private readonly stack: Stack,
    private readonly options: EcsAccessOptions,
  ) {
    this.named = options.workloads?.map(workload => subjectOf(workload));
  }

  public get clusterArn(): string {
    return this.cluster.clusterArn;
  }

  /** Only calls that concern this cluster. */
  public get inCluster(): Conditions {
    return { ArnEquals: { 'ecs:cluster': this.clusterArn } };
  }

  /** Parts of the services in the scope. */
  public ofServices(...parts: readonly ServicePart[]): string[] {
    return parts.flatMap(part => this.serviceNames.map(name => this.arn(part, part === 'service' || name === '*' ? name : `${name}/*`)));
  }

  /** Parts of the cluster. What does not concern all of it needs `ofTasks` besides. */
  public ofCluster(...parts: readonly ClusterPart[]): string[] {
    return parts.map(part => this.arn(part, '*'));
  }

  /** All revisions of the workloads' task definitions. */
  public families(workloads: readonly Subject[]): string[] {
    return workloads.map(({ taskDefinition }) => this.format('task-definition', `${taskDefinition.family}:*`));
  }

  /** Anything of ECS in the account and region. */
  public anywhere(part: ClusterPart | 'capacity-provider' | 'task-definition'): string {
    return this.format(part, '*');
  }

  /** Tasks of the workloads that were named, with the tags that were asked for. */
  public get ofTasks(): Conditions | undefined {
    return and(this.named && { StringEquals: { [workloadTag.condition]: this.named.map(workloadTag.of) } }, this.tagged);
  }

  /** The tags that were asked for. */
  public get tagged(): Conditions | undefined {
    return and(...this.tags.map(([name, value]) => ({ StringEquals: { [`aws:ResourceTag/${name}`]: value } })));
  }

  /** The tags that were asked for, in calls that create something. */
  public get tagging(): Conditions | undefined {
    return and(...this.tags.map(([name, value]) => ({ StringEquals: { [`aws:RequestTag/${name}`]: value } })));
  }

  /** No tag in the call that makes something look like part of another scope. */
  public get notMistagging(): Conditions | undefined {
    return and(
      this.named && { StringEqualsIfExists: { [`aws:RequestTag/${workloadTag.key}`]: this.named.map(workloadTag.of) } },
      ...this.tags.map(([name, value]) => ({ StringEqualsIfExists: { [`aws:RequestTag/${name}`]: value } })),
    );
  }

  /** Tasks that are not in the scope, by any of these conditions. A tag that is missing is one that differs. */
  public get otherTasks(): Conditions[] {
    return [...this.named ? [{ StringNotEquals: { [workloadTag.condition]: this.named.map(workloadTag.of) } }] : [], ...this.otherwiseTagged];
  }

  /** The same for whatever has tags. */
  public get otherwiseTagged(): Conditions[] {
    return this.tags.map(([name, value]) => ({ StringNotEquals: { [`aws:ResourceTag/${name}`]: value } }));
  }

  /** The same for calls that create something. */
  public get otherwiseTagging(): Conditions[] {
    return this.tags.map(([name, value]) => ({ StringNotEquals: { [`aws:RequestTag/${name}`]: value } }));
  }

  /** Who of those that have the pack. */
  public get callers(): Conditions | undefined {
    return and(...Object.entries(this.options.principalTags ?? {}).map(([name, value]) => ({ StringEquals: { [`aws:PrincipalTag/${name}`]: value } })));
  }

  private get tags(): [string, string][] {
    return Object.entries(this.options.resourceTags ?? {});
  }

  private get serviceNames(): string[] {
    return this.named?.flatMap(({ service }) => service ? [namePattern(service)] : []) ?? ['*'];
  }

  private arn(part: ServicePart | ClusterPart, rest: string): string {
    return this.format(part, `${this.cluster.clusterName}/${rest}`);
  }

  private format(resource: string, resourceName: string): string {
    return this.stack.formatArn({ service: 'ecs', resource, resourceName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
  }
}

/** CloudFormation appends something random to the names of the stack and of the resource. */
function namePattern(service: ecs.BaseService): string {
  const cfnService = service.node.defaultChild as ecs.CfnService;
  return Lazy.uncachedString({
    produce: context => context.resolve(cfnService.serviceName) ?? `${Stack.of(service).stackName}-${context.resolve(cfnService.logicalId)}-*`,
  });
}
