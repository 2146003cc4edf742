import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { checkCapacity, renderCapacity } from './capacity';
import type { EcsPlatform } from './platform';
import { refineRollout, renderRollout } from './rollout';
import { finding, refuse } from '../findings';
import { WorkloadSpec } from '../model';
import { acknowledge } from '../private/acknowledge';
import { EcsWorkloadOptions } from '../vocabulary';

/** What a service is made of. */
export interface ServiceParts {
  readonly platform: EcsPlatform;
  readonly spec: WorkloadSpec;
  readonly taskDefinition: ecs.FargateTaskDefinition;
  readonly securityGroup: ec2.SecurityGroup;
  readonly alarms: readonly cloudwatch.Alarm[];
}

/** The service that keeps the workload's tasks running. */
export function makeService(scope: Construct, { platform, spec, taskDefinition, securityGroup, alarms }: ServiceParts): ecs.FargateService {
  const options = (spec.platformOptions.ecs?.value ?? {}) as EcsWorkloadOptions;
  const capacity = options.capacity ?? platform.capacity;
  const rebalancing = options.availabilityZoneRebalancing ?? true;
  refuse(scope, [
    ...checkCapacity(capacity, 'ecs.capacity'),
    ...(spec.runtime.os !== 'linux' && capacity.some(choice => choice._toSpec().provider === 'FARGATE_SPOT')
      ? [finding('SpotIsLinuxOnly', 'ecs.capacity', { os: spec.runtime.os })] : []),
    ...(rebalancing && spec.rollout.maxHealthyPercent <= 100
      ? [finding('RebalancingWithoutRoom', 'ecs.availabilityZoneRebalancing', { maxHealthyPercent: spec.rollout.maxHealthyPercent })] : []),
  ]);

  const service = new ecs.FargateService(scope, 'Service', {
    ...renderRollout(spec.rollout, alarms),
    cluster: platform.cluster,
    taskDefinition,
    desiredCount: spec.scaling.kind === 'fixed' ? spec.scaling.count : undefined,
    capacityProviderStrategies: renderCapacity(capacity),
    vpcSubnets: options.subnets ?? platform.network.workloadSubnets,
    assignPublicIp: options.assignPublicIp ?? platform.network.workloadsArePublic,
    securityGroups: [securityGroup, ...options.securityGroups ?? []],
    availabilityZoneRebalancing: rebalancing ? ecs.AvailabilityZoneRebalancing.ENABLED : ecs.AvailabilityZoneRebalancing.DISABLED,
    enableExecuteCommand: spec.exec ? true : undefined,
    propagateTags: ecs.PropagatedTagSource.SERVICE,
    enableECSManagedTags: true,
  });
  refineRollout(service, spec.rollout);
  if (spec.exec) {
    acknowledge(taskDefinition.taskRole, 'AwsSolutions-IAM5[Resource::*]', 'A shell session needs ssmmessages actions, which cannot be limited to a resource. Who may open one is decided by ecs:ExecuteCommand.');
  }
  return service;
}
