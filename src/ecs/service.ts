import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { checkCapacity, renderCapacity } from './capacity';
import { allowExec, cdkGrantsExec } from './exec';
import { EcsGround } from './ground';
import { ecsOptions } from './options';
import { renderRollout } from './rollout';
import { Finding, finding } from '../findings';
import { mostCopiesPercent, WorkloadSpec } from '../model';
import { Capacity } from '../vocabulary';

/** What a service is made of. */
export interface ServiceParts {
  readonly platform: EcsGround;
  readonly spec: WorkloadSpec;
  readonly taskDefinition: ecs.TaskDefinition;
  readonly securityGroup: ec2.SecurityGroup;
  readonly alarms: readonly cloudwatch.Alarm[];
}

/** What a service of this platform would be refused for. */
export function checkService(spec: WorkloadSpec, platformCapacity: readonly Capacity[]): Finding[] {
  const options = ecsOptions(spec);
  const capacity = options.capacity ?? platformCapacity;
  return [
    ...checkCapacity(capacity, 'ecs.capacity'),
    ...(spec.runtime.os !== 'linux' && capacity.some(choice => choice._toSpec().pool.kind === 'fargateSpot')
      ? [finding('SpotIsLinuxOnly', 'ecs.capacity', { os: spec.runtime.os })] : []),
    ...(options.availabilityZoneRebalancing && spec.rollout.kind !== 'codeDeploy' && !leavesRoom(spec)
      ? [finding('RebalancingWithoutRoom', 'ecs.availabilityZoneRebalancing', { maxHealthyPercent: mostCopiesPercent(spec.rollout) })] : []),
  ];
}

/** The service that keeps the workload's tasks running. */
export function makeService(scope: Construct, { platform, spec, taskDefinition, securityGroup, alarms }: ServiceParts): ecs.BaseService {
  const options = ecsOptions(spec);
  const rebalancing = options.availabilityZoneRebalancing ?? leavesRoom(spec);
  const { capacity, subnets, assignPublicIp, securityGroups } = placementOf(platform, spec, securityGroup);
  const service = new ecs.FargateService(scope, 'Service', {
    ...renderRollout(spec, alarms, Stack.of(scope).region),
    cluster: platform.cluster,
    taskDefinition,
    desiredCount: spec.scaling.kind === 'fixed' ? spec.scaling.count : undefined,
    capacityProviderStrategies: renderCapacity(capacity, pool => platform._pools.ofPool(pool).providerName!),
    vpcSubnets: subnets,
    assignPublicIp,
    securityGroups: [...securityGroups],
    availabilityZoneRebalancing: rebalancing ? ecs.AvailabilityZoneRebalancing.ENABLED : ecs.AvailabilityZoneRebalancing.DISABLED,
    enableExecuteCommand: spec.exec && cdkGrantsExec(platform.cluster) ? true : undefined,
    propagateTags: ecs.PropagatedTagSource.SERVICE,
    enableECSManagedTags: true,
  });
  if (spec.exec) {
    allowExec(service, platform.cluster);
  }
  return service;
}

/** Where the tasks of a service are, and what they run on. */
export interface ServicePlacement {
  readonly capacity: readonly Capacity[];
  readonly subnets: ec2.SubnetSelection;
  readonly assignPublicIp: boolean;
  readonly securityGroups: readonly ec2.ISecurityGroup[];
}

/** The workload's own choice, or else the platform's. */
export function placementOf({ network, capacity }: EcsGround, spec: WorkloadSpec, securityGroup: ec2.ISecurityGroup): ServicePlacement {
  const options = ecsOptions(spec);
  return {
    capacity: options.capacity ?? capacity,
    subnets: options.subnets ?? network.workloadSubnets,
    assignPublicIp: options.assignPublicIp ?? network.workloadsArePublic,
    securityGroups: [securityGroup, ...options.securityGroups ?? []],
  };
}

/** Rebalancing starts a copy in the emptier zone before it stops one in the fuller. */
function leavesRoom({ rollout }: WorkloadSpec): boolean {
  return rollout.kind !== 'codeDeploy' && mostCopiesPercent(rollout) > 100;
}
