import { CapacityShare } from './share';

/**
 * Options of EC2 instances that ECS looks after.
 */
export interface ManagedInstancesCapacityOptions extends CapacityShare {
  /** Name of this capacity within the platform: lower-case letters, digits and hyphens. */
  readonly name: string;
}
