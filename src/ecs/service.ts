import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { renderCapacity } from './capacity';
import { allowExec, cdkGrantsExec } from './exec';
import { EcsGround } from './ground';
import { measureOften } from './high-resolution';
import { LaunchType, launchTypeOf } from './launch-type';
import { ecsOptions } from './options';
import { constraintsOf, isRebalanced, strategiesOf } from './placement';
import { renderRollout } from './rollout';
import { hasOwnAddress, TaskNetwork } from './task-network';
import { isPerInstance, WorkloadSpec } from '../model';
import { assertNever } from '../private/assert-never';
import { Capacity } from '../vocabulary';

/** What a service is made of. */
export interface ServiceParts {
  readonly platform: EcsGround;
  readonly spec: WorkloadSpec;
  readonly taskDefinition: ecs.TaskDefinition;
  readonly network: TaskNetwork;
  readonly alarms: readonly cloudwatch.Alarm[];
}

/** The service that keeps the workload's tasks running. */
export function makeService(scope: Construct, parts: ServiceParts): ecs.BaseService {
  const { platform, spec } = parts;
  const { capacity } = placementOf(platform, spec, parts.network);
  const service = newService(scope, parts, launchTypeOf(capacity));
  service.node.addDependency(...capacity.flatMap(choice => platform._pools.of(choice).ready));
  if (spec.exec) {
    allowExec(service, platform.cluster);
  }
  if (ecsOptions(spec).highResolutionMetrics) {
    measureOften(service);
  }
  return service;
}

/** The kinds of services differ in what they check and in a few properties; their ids are the same, so they can take each other's place. */
function newService(scope: Construct, { platform, spec, taskDefinition, network, alarms }: ServiceParts, launchType: LaunchType): ecs.BaseService {
  const { capacity, subnets, assignPublicIp, securityGroups } = placementOf(platform, spec, network);
  const daemon = isPerInstance(spec) || undefined;
  const common = {
    ...renderRollout(spec, alarms, Stack.of(scope).region),
    cluster: clusterFor(scope, platform.cluster, launchType),
    taskDefinition,
    desiredCount: spec.scaling.kind === 'fixed' ? spec.scaling.count : undefined,
    // ECS takes a launch type from a daemon, and no capacity providers.
    capacityProviderStrategies: daemon ? undefined : renderCapacity(capacity, pool => platform._pools.ofPool(pool).providerName!),
    enableExecuteCommand: spec.exec && cdkGrantsExec(platform.cluster) ? true : undefined,
    propagateTags: ecs.PropagatedTagSource.SERVICE,
    enableECSManagedTags: true,
  };
  const addresses = hasOwnAddress(network.mode) ? { vpcSubnets: subnets, assignPublicIp, securityGroups: [...securityGroups] } : {};
  const availabilityZoneRebalancing = isRebalanced(spec, launchType)
    ? ecs.AvailabilityZoneRebalancing.ENABLED : ecs.AvailabilityZoneRebalancing.DISABLED;
  switch (launchType) {
    case 'fargate':
      return placed(new ecs.FargateService(scope, 'Service', { ...common, ...addresses, availabilityZoneRebalancing }), spec);
    case 'ec2': {
      const service = new ecs.Ec2Service(scope, 'Service', {
        ...common,
        ...addresses,
        availabilityZoneRebalancing,
        daemon,
        placementStrategies: strategiesOf(spec),
        placementConstraints: constraintsOf(spec),
      });
      if (!daemon) {
        // Fargate's L2 does not say it, and CloudFormation would replace a service for the word alone when it moves.
        cfn(service).schedulingStrategy = undefined;
      }
      return service;
    }
    case 'managedInstances': {
      const service = new ecs.FargateService(scope, 'Service', { ...common, securityGroups: [...network.groups], ...addresses, availabilityZoneRebalancing });
      if (!hasOwnAddress(network.mode)) {
        cfn(service).networkConfiguration = undefined;
        // The L2 makes one when it is given none.
        service.node.tryRemoveChild('SecurityGroup');
      }
      return placed(service, spec);
    }
    case 'external':
      return placed(new ecs.ExternalService(scope, 'Service', { ...common, daemon }), spec);
    default:
      return assertNever(launchType);
  }
}

/** In words of the L1: not every kind of service has an L2 for it. Empty lists take away what a service had elsewhere. */
function placed(service: ecs.BaseService, spec: WorkloadSpec): ecs.BaseService {
  cfn(service).placementConstraints = constraintsOf(spec)?.flatMap(constraint => constraint.toJson());
  cfn(service).placementStrategies = strategiesOf(spec)?.flatMap(strategy => strategy.toJson());
  return service;
}

/**
 * The same cluster, as the L2 of the service wants to see it. It refuses EC2 instances that the cluster's own L2 has not added,
 * and external machines in a cluster with a namespace, which they simply do not use.
 */
function clusterFor(scope: Construct, cluster: ecs.ICluster, launchType: LaunchType): ecs.ICluster {
  const fits = launchType === 'external' ? cluster.defaultCloudMapNamespace === undefined : launchType !== 'ec2' || cluster.hasEc2Capacity;
  return fits ? cluster : ecs.Cluster.fromClusterAttributes(scope, 'Cluster', {
    clusterName: cluster.clusterName,
    clusterArn: cluster.clusterArn,
    vpc: cluster.vpc,
    securityGroups: [],
    hasEc2Capacity: launchType === 'ec2',
    defaultCloudMapNamespace: launchType === 'ec2' ? cluster.defaultCloudMapNamespace : undefined,
    executeCommandConfiguration: cluster.executeCommandConfiguration,
  });
}

function cfn(service: ecs.BaseService): ecs.CfnService {
  return service.node.defaultChild as ecs.CfnService;
}

/** Where the tasks of a service are, and what they run on. */
export interface ServicePlacement {
  readonly capacity: readonly Capacity[];
  readonly subnets: ec2.SubnetSelection;
  readonly assignPublicIp: boolean;
  readonly securityGroups: readonly ec2.ISecurityGroup[];
}

/** The workload's own choice, or else the platform's. */
export function placementOf({ network, capacity }: EcsGround, spec: WorkloadSpec, { ownGroup }: TaskNetwork): ServicePlacement {
  const options = ecsOptions(spec);
  const chosen = options.capacity ?? capacity;
  return {
    capacity: chosen,
    subnets: options.subnets ?? network.workloadSubnets,
    assignPublicIp: launchTypeOf(chosen) === 'fargate' && (options.assignPublicIp ?? network.workloadsArePublic),
    securityGroups: [...ownGroup ? [ownGroup] : [], ...options.securityGroups ?? []],
  };
}
