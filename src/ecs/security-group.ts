import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { RenderedExposure } from './exposure';
import type { EcsPlatform } from './platform';
import { WorkloadSpec } from '../model';
import { inlinePeer } from '../network';

/** The tasks' own security group: everything may leave, nothing enters but what was connected. */
export function makeSecurityGroup(
  scope: Construct, platform: EcsPlatform, spec: WorkloadSpec, rendered: readonly RenderedExposure[],
): ec2.SecurityGroup {
  const securityGroup = new ec2.SecurityGroup(scope, 'SecurityGroup', {
    vpc: platform.network.vpc,
    description: `Tasks of ${spec.name}`,
    allowAllOutbound: true,
    disableInlineRules: false,
  });
  for (const { exposure, route } of rendered) {
    for (const port of new Set([exposure.port, exposure.health.port ?? exposure.port])) {
      securityGroup.addIngressRule(inlinePeer(route.securityGroup), ec2.Port.tcp(port), `${exposure.audience} load balancer`);
    }
  }
  return securityGroup;
}
