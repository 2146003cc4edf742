import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledgeClients } from './network-acknowledgements';
import { NetworkParts } from './network-parts';
import { carriesUdp, NetworkListenerSpec } from '../../model';
import { shortHash } from '../../private/short-hash';

/**
 * Lets clients in to the port of a listener, and to no other. The rules are with the listener, in the stack of the service,
 * so that the load balancer's own stack does not change when a service comes or goes.
 *
 * Each is called by whom it lets in: EC2 refuses a rule that is there already, so one that moves must not be made anew.
 */
export function clientRules(scope: Construct, ingress: NetworkParts, listener: NetworkListenerSpec): ec2.CfnSecurityGroupIngress[] {
  const { listenerPort, peers: given, audience } = listener;
  const clients = given.length > 0 ? clientsOf(scope, given.map(peer => peer.value as ec2.IPeer)) : everyone(ingress, audience);
  const protocols = [...listener.protocol === 'udp' ? [] : ['tcp'], ...carriesUdp(listener) ? ['udp'] : []];
  return [...clients].flatMap(([name, peer]) => protocols.map(ipProtocol => {
    const rule = new ec2.CfnSecurityGroupIngress(scope, `${ipProtocol}-${name}`, {
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

/** Those who are named, each once. What is known at deployment only is called by where it will be known from. */
function clientsOf(scope: Construct, peers: readonly ec2.IPeer[]): Map<string, ec2.IPeer> {
  const nameOf = (peer: ec2.IPeer) => Token.isUnresolved(peer.uniqueId)
    ? `peer-${shortHash(Stack.of(scope).resolve(peer.toIngressRuleConfig()))}` : peer.uniqueId;
  return new Map(peers.map(peer => [nameOf(peer), peer]));
}

/** Everyone of the audience. */
function everyone({ vpc, dualStack }: NetworkParts, audience: 'public' | 'internal'): Map<string, ec2.IPeer> {
  if (audience === 'internal') {
    return new Map([[Token.isUnresolved(vpc.vpcCidrBlock) ? 'peer0' : vpc.vpcCidrBlock, ec2.Peer.ipv4(vpc.vpcCidrBlock)]]);
  }
  const peers = [ec2.Peer.anyIpv4(), ...dualStack ? [ec2.Peer.anyIpv6()] : []];
  return new Map(peers.map(peer => [peer.uniqueId, peer]));
}
