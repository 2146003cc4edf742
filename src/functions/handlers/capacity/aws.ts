/** The operations of AWS that the handlers of EC2 capacity use, and nothing else. */
import type { ECS } from '@aws-sdk/client-ecs';
import { Calls, reach } from '../calls';
import { AutoScaling, clients } from '../clients';

const ECS_OPERATIONS = [
  'describeClusters', 'describeCapacityProviders', 'putClusterCapacityProviders', 'listContainerInstances', 'deregisterContainerInstance',
] as const;

export type CapacityAws = Calls<ECS, typeof ECS_OPERATIONS[number]> & AutoScaling;

export function capacityAws(): CapacityAws {
  return reach<CapacityAws>([
    [clients.ecs, ECS_OPERATIONS],
    [clients.autoScalingGroups, ['describeAutoScalingGroups', 'deleteAutoScalingGroup']],
  ]);
}
