/**
 * A security group as the source of an inline rule. The CDK makes a resource of its own for each rule between groups;
 * a rule whose two ends are known when the group is made can be part of the group.
 */
import * as ec2 from 'aws-cdk-lib/aws-ec2';

/** The group as a peer whose rules are written into the other group itself. */
export function inlinePeer(securityGroup: ec2.ISecurityGroup): ec2.IPeer {
  return {
    canInlineRule: true,
    uniqueId: securityGroup.uniqueId,
    connections: securityGroup.connections,
    toIngressRuleConfig: () => ({ sourceSecurityGroupId: securityGroup.securityGroupId }),
    toEgressRuleConfig: () => ({ destinationSecurityGroupId: securityGroup.securityGroupId }),
  };
}
