import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Names, Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Ec2Plan } from './plan';
import { Ec2ScalingOptions } from '../../../vocabulary';

/** What makes the instances known to ECS. */
export function makeCapacityProvider(
  scope: Construct, plan: Ec2Plan, scaling: Ec2ScalingOptions = {}, autoScalingGroup: autoscaling.AutoScalingGroup,
): ecs.AsgCapacityProvider {
  return new ecs.AsgCapacityProvider(scope, 'Provider', {
    capacityProviderName: providerName(scope),
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

/**
 * CloudFormation makes names that begin with that of the stack, and ECS refuses some beginnings. A name of ours only where it has to
 * be, because a thing with a name cannot be replaced.
 */
export function providerName(scope: Construct): string | undefined {
  const { stackName } = Stack.of(scope);
  return !Token.isUnresolved(stackName) && /^(aws|ecs|fargate)/i.test(stackName)
    ? `on-${Names.uniqueResourceName(scope, { maxLength: 250, allowedSpecialCharacters: '-' })}` : undefined;
}
