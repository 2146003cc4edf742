import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { EcsGround } from './ground';
import { WorkloadSpec } from '../model';
import { inlinePeer } from '../network';
import { RenderedExposure, securityGroupText } from '../platform';

/** The tasks' own security group: everything may leave, nothing enters but what was connected. */
export function makeSecurityGroup(
  scope: Construct, platform: EcsGround, spec: WorkloadSpec, rendered: readonly RenderedExposure[],
): ec2.SecurityGroup {
  const securityGroup = new ec2.SecurityGroup(scope, 'SecurityGroup', {
    vpc: platform.network.vpc,
    description: securityGroupText(`Tasks of ${spec.name}`),
    allowAllOutbound: true,
    allowAllIpv6Outbound: true,
    disableInlineRules: false,
  });
  for (const { exposure, route } of rendered) {
    for (const port of new Set([exposure.port, exposure.health.port ?? exposure.port])) {
      securityGroup.addIngressRule(inlinePeer(route.securityGroup), ec2.Port.tcp(port), `${exposure.audience} load balancer`);
      // A load balancer that was made elsewhere may be closed towards the tasks; those of the library are open to all.
      route.securityGroup.addEgressRule(securityGroup, ec2.Port.tcp(port), securityGroupText(`to ${spec.name}`), true);
    }
  }
  return securityGroup;
}
