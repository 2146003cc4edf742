import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { EcsGround } from '../ground';

/** What a workload's tasks and their storage need of each other. */
export interface VolumeContext {
  readonly platform: EcsGround;
  readonly taskDefinition: ecs.TaskDefinition;
  /** Who mounts file systems of Linux: the tasks, or the machines where tasks have no addresses of their own. */
  readonly network: { readonly ownGroup?: ec2.ISecurityGroup; readonly groups: readonly ec2.ISecurityGroup[] };
}

/** What those who mount are called in the description of a rule. */
export function nounOf({ network }: VolumeContext): 'tasks' | 'machines' {
  return network.ownGroup ? 'tasks' : 'machines';
}
