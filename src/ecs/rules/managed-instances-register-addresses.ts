import * as ecs from 'aws-cdk-lib/aws-ecs';
import { reportMissing } from './launch-types';
import { EcsRule } from './target';
import { hasLoadBalancer } from '../../model';
import { networkModeOf } from '../task-network';

const INSTANCE_TARGETS = {
  name: 'load balancer in front of tasks without addresses of their own', has: ['ec2'], instead: 'leave `ecs.networkMode` out, which gives each task an address',
} as const;

/**
 * Load balancers find tasks on Managed Instances by their addresses, never by the instance. Other network modes than these two are
 * not there at all, which is said elsewhere.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ManagedInstances.html#managed-instances-load-balancing
 */
export const managedInstancesRegisterAddresses: EcsRule = ({ launchType }) => (spec, report) => {
  if (launchType === 'managedInstances' && hasLoadBalancer(spec) && networkModeOf(spec, launchType) === ecs.NetworkMode.HOST) {
    reportMissing(report, INSTANCE_TARGETS, 'ecs.networkMode', launchType);
  }
};
