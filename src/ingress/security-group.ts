import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

export interface IngressSecurityGroupProps {
  readonly vpc: ec2.IVpc;
  readonly ports: readonly number[];
  readonly peers: readonly ec2.IPeer[];
  readonly targetCidrs: readonly string[];
  /** Whether packets without connections go to the targets, too. */
  readonly udp?: boolean;
}

/**
 * The security group of the load balancer: in from the allowed peers, out to the network of the targets.
 *
 * Out is one rule for the whole network rather than one per service: rules towards other security groups say nothing new
 * and are dropped, so that a service adds nothing to the load balancer's stack and each costs one rule, not two.
 */
export class IngressSecurityGroup extends ec2.SecurityGroup {
  public constructor(scope: Construct, id: string, props: IngressSecurityGroupProps) {
    super(scope, id, {
      vpc: props.vpc,
      description: 'Load balancer shared by services',
      allowAllOutbound: false,
      allowAllIpv6Outbound: false,
      disableInlineRules: false,
    });
    for (const peer of props.peers) {
      props.ports.forEach(port => this.addIngressRule(peer, ec2.Port.tcp(port), `${port} for clients`));
    }
    for (const cidr of props.targetCidrs) {
      super.addEgressRule(ec2.Peer.ipv4(cidr), ec2.Port.allTcp(), 'to the services');
      if (props.udp) {
        super.addEgressRule(ec2.Peer.ipv4(cidr), ec2.Port.allUdp(), 'to the services');
      }
    }
  }

  public override addEgressRule(peer: ec2.IPeer, connection: ec2.Port, description?: string, remoteRule?: boolean): void {
    const towardsGroup = (peer.toEgressRuleConfig() as { destinationSecurityGroupId?: string }).destinationSecurityGroupId !== undefined;
    if (!towardsGroup) {
      super.addEgressRule(peer, connection, description, remoteRule);
    }
  }
}
