import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Tags } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Ec2Plan } from './plan';
import { refreshInstances } from './refresh';
import { renderRequirements } from './requirements';
import { acknowledge } from '../../../private/acknowledge';
import { Ec2CapacityOptions } from '../../../vocabulary';
import { EcsGround } from '../../ground';

/**
 * The group that starts and stops the instances. How many there are is never said, only between which bounds: ECS chooses.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/asg-capacity-providers-create-auto-scaling-group.html
 */
export function makeGroup(
  scope: Construct, { network }: EcsGround, plan: Ec2Plan, options: Ec2CapacityOptions, launchTemplate: ec2.LaunchTemplate,
): autoscaling.AutoScalingGroup {
  const group = new autoscaling.AutoScalingGroup(scope, 'Group', {
    vpc: network.vpc,
    vpcSubnets: options.subnets ?? network.workloadSubnets,
    minCapacity: plan.min,
    maxCapacity: plan.max,
    ...plan.mixed ? { mixedInstancesPolicy: mixed(plan, options, launchTemplate) } : { launchTemplate },
    newInstancesProtectedFromScaleIn: plan.terminationProtection,
    capacityRebalance: plan.spotPercent > 0,
    maxInstanceLifetime: options.maxInstanceLifetime,
    groupMetrics: [autoscaling.GroupMetrics.all()],
  });
  if (options.warmPool) {
    group.addWarmPool(options.warmPool);
  }
  refreshInstances(group.node.defaultChild as autoscaling.CfnAutoScalingGroup, plan, options.refresh);
  // Without it ECS may not touch the group. ECS adds it as well, but a tag that the template knows is never lost to it.
  Tags.of(group).add('AmazonECSManaged', 'true');
  acknowledge(group, 'AwsSolutions-AS3', 'Instances come and go with the tasks. ECS says in events what becomes of tasks and instances, and the group publishes all its metrics.');
  // The packs find the launch template of a group with one type of instances, and look there.
  for (const rule of plan.mixed ? ['AwsSolutions-EC26', 'EC2IMDSv2Enabled'] : []) {
    acknowledge(group, rule, 'The launch template of the group says it: encrypted disks, and only the newer metadata service.');
  }
  return group;
}

function mixed(plan: Ec2Plan, options: Ec2CapacityOptions, launchTemplate: ec2.LaunchTemplate): autoscaling.MixedInstancesPolicy {
  return {
    launchTemplate,
    launchTemplateOverrides: options.instanceRequirements
      ? [{ instanceRequirements: renderRequirements(options.instanceRequirements) }]
      : plan.types.map(instanceType => ({ instanceType })),
    instancesDistribution: {
      onDemandBaseCapacity: plan.onDemandBase,
      onDemandPercentageAboveBaseCapacity: 100 - plan.spotPercent,
      onDemandAllocationStrategy: options.instanceRequirements
        ? autoscaling.OnDemandAllocationStrategy.LOWEST_PRICE : autoscaling.OnDemandAllocationStrategy.PRIORITIZED,
      spotAllocationStrategy: options.spotAllocationStrategy ?? autoscaling.SpotAllocationStrategy.PRICE_CAPACITY_OPTIMIZED,
    },
  };
}
