import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { Ec2Plan } from './plan';
import { Ec2ScalingOptions } from '../../../vocabulary';

/** What makes the instances known to ECS. */
export function makeProvider(scope: Construct, plan: Ec2Plan, scaling: Ec2ScalingOptions = {}, autoScalingGroup: autoscaling.AutoScalingGroup): ecs.AsgCapacityProvider {
  return new ecs.AsgCapacityProvider(scope, 'Provider', {
    autoScalingGroup,
    enableManagedScaling: plan.managedScaling,
    enableManagedTerminationProtection: plan.terminationProtection,
    enableManagedDraining: plan.draining,
    targetCapacityPercent: plan.targetCapacityPercent,
    minimumScalingStepSize: scaling.minStep ?? 1,
    maximumScalingStepSize: scaling.maxStep ?? 10_000,
    instanceWarmupPeriod: plan.instanceWarmup.toSeconds(),
    spotInstanceDraining: plan.spotPercent > 0,
  });
}
