import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { VolumeContext } from './context';

export const NFS = ec2.Port.tcp(2049);

/**
 * Lets whoever mounts a file system through the door of one that was there before.
 *
 * The tasks' own group waits for the door. The machines' is the platform's, which must not wait for a file system that a
 * workload alone knows: there the rule is the workload's.
 */
export function letInto(scope: Construct, door: ec2.ISecurityGroup, { network }: VolumeContext, port: ec2.Port, what: string): void {
  if (network.ownGroup) {
    door.addIngressRule(network.ownGroup, port, `${what} the tasks`, true);
  } else {
    letMachinesInto(scope, door, network.groups, port, `${what} the machines`);
  }
}

/** The same for the machines, whatever their tasks are in. */
export function letMachinesInto(
  scope: Construct, door: ec2.ISecurityGroup, machines: readonly ec2.ISecurityGroup[], port: ec2.Port, text: string,
): void {
  const seenFromHere = ec2.SecurityGroup.fromSecurityGroupId(scope, `Door-${door.node.addr.slice(-8)}`, door.securityGroupId);
  machines.forEach(group => seenFromHere.addIngressRule(group, port, text));
}
