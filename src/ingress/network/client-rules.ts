import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledgeClients } from './network-acknowledgements';
import { NetworkParts } from './network-parts';
import { carriesUdp, NetworkListenerSpec } from '../../model';

/**
 * Lets clients in to the port of a listener, and to no other. The rules are with the listener, in the stack of the service,
 * so that the load balancer's own stack does not change when a service comes or goes.
 *
 * Each is called by whom it lets in: EC2 refuses a rule that is there already, so one that moves must not be made anew.
 */
export function clientRules(scope: Construct, ingress: NetworkParts, listener: NetworkListenerSpec): ec2.CfnSecurityGroupIngress[] {
  const { listenerPort, peers: given, audience } = listener;
  const peers = given.length > 0 ? given.map(peer => peer.value as ec2.IPeer) : defaultPeers(ingress, audience);
  const protocols = [...listener.protocol === 'udp' ? [] : ['tcp'], ...carriesUdp(listener) ? ['udp'] : []];
  const isFirst = ({ uniqueId }: ec2.IPeer, index: number) => peers.findIndex(other => other.uniqueId === uniqueId) === index;
  const each = peers.filter((peer, index) => Token.isUnresolved(peer.uniqueId) || isFirst(peer, index));
  return each.flatMap((peer, index) => protocols.map(ipProtocol => {
    const rule = new ec2.CfnSecurityGroupIngress(scope, `${ipProtocol}-${Token.isUnresolved(peer.uniqueId) ? `peer${index}` : peer.uniqueId}`, {
      groupId: ingress.securityGroup.securityGroupId,
      ...peer.toIngressRuleConfig(),
      ipProtocol,
      fromPort: listenerPort,
      toPort: listenerPort,
      description: `${ipProtocol} ${listenerPort} for clients`,
    });
    if (given.length === 0) {
      acknowledgeClients(rule, listener);
    }
    return rule;
  }));
}

/** Everyone of the audience. */
function defaultPeers({ vpc, dualStack }: NetworkParts, audience: 'public' | 'internal'): ec2.IPeer[] {
  return audience === 'public'
    ? [ec2.Peer.anyIpv4(), ...(dualStack ? [ec2.Peer.anyIpv6()] : [])]
    : [ec2.Peer.ipv4(vpc.vpcCidrBlock)];
}
