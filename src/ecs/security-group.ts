import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { EcsGround } from './ground';
import { WorkloadSpec } from '../model';
import { securityGroupText } from '../platform';

/** The tasks' own security group: everything may leave, nothing enters but what is connected. */
export function makeSecurityGroup(scope: Construct, platform: EcsGround, spec: WorkloadSpec): ec2.SecurityGroup {
  return new ec2.SecurityGroup(scope, 'SecurityGroup', {
    vpc: platform.network.vpc,
    description: securityGroupText(`Tasks of ${spec.name}`),
    allowAllOutbound: true,
    allowAllIpv6Outbound: true,
    disableInlineRules: false,
  });
}
