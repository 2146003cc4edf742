import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { clientRules } from './client-rules';
import { acknowledgeListener } from './network-acknowledgements';
import { NetworkParts } from './network-parts';
import { NetworkRouteParts } from './network-route';
import { networkTargetGroup } from './network-target-group';
import { NetworkTraffic } from './network-traffic';
import { NetworkListenerSpec, NetworkProtocol } from '../../model';
import { Hosts } from '../hosts';
import { ALL_BLUE, RouteWeights } from '../route-traffic';

const PROTOCOLS: Record<NetworkProtocol, elbv2.Protocol> = {
  tcp: elbv2.Protocol.TCP,
  udp: elbv2.Protocol.UDP,
  tls: elbv2.Protocol.TLS,
  tcpUdp: elbv2.Protocol.TCP_UDP,
};

/** What is behind a listener. */
export interface NetworkRouteUse {
  /** What moves its traffic, where something does. */
  readonly traffic?: NetworkTraffic;
  /** What is registered: addresses of copies, unless they have none of their own. */
  readonly targetType?: elbv2.TargetType;
}

/**
 * Two target groups and one listener, from the first deployment on: moving to a rollout that shifts traffic then changes
 * nothing here. The weights are only what the listener begins with; afterwards they belong to whatever deploys the service.
 */
export function networkRouteParts(
  scope: Construct, ingress: NetworkParts, hosts: Hosts, listener: NetworkListenerSpec, { traffic, targetType }: NetworkRouteUse,
): NetworkRouteParts {
  const { loadBalancer, securityGroup } = ingress;
  const blueTargetGroup = networkTargetGroup(scope, 'Blue', ingress.vpc, listener, targetType);
  const greenTargetGroup = networkTargetGroup(scope, 'Green', ingress.vpc, listener, targetType);
  const certificates = listener.protocol === 'tls' ? certificatesOf(scope, ingress, hosts, listener) : [];

  const makeListener = (id: string, pinId: string, port: number) => {
    const weights = traffic?.listenerWeights({
      scope,
      id: pinId,
      loadBalancerArn: loadBalancer.loadBalancerArn,
      port,
      blueTargetGroupArn: blueTargetGroup.targetGroupArn,
      greenTargetGroupArn: greenTargetGroup.targetGroupArn,
      publicPort: port === listener.listenerPort ? undefined : listener.listenerPort,
      definition: () => (made.node.defaultChild as elbv2.CfnListener)._toCloudFormation(),
    }) ?? ALL_BLUE;
    const made: elbv2.NetworkListener = new elbv2.NetworkListener(scope, id, {
      loadBalancer,
      port,
      protocol: PROTOCOLS[listener.protocol],
      ...listener.protocol === 'tls' && {
        certificates,
        sslPolicy: listener.tlsPolicy as elbv2.SslPolicy | undefined ?? ingress.tlsPolicy,
        alpnPolicy: listener.alpn as elbv2.AlpnPolicy | undefined,
      },
      tcpIdleTimeout: listener.idleTimeout,
      defaultAction: forward(blueTargetGroup, greenTargetGroup, weights),
    });
    if (listener.sticky) {
      // Clients stay with a target group as well. The L2 has no word for it that names no time, which is for other load balancers.
      (made.node.defaultChild as elbv2.CfnListener).addPropertyOverride('DefaultActions.0.ForwardConfig.TargetGroupStickinessConfig', { Enabled: true });
    }
    acknowledgeListener(made, listener);
    return made;
  };
  const test = testListener(listener, traffic);
  return {
    blueTargetGroup,
    greenTargetGroup,
    listener: makeListener('Listener', 'Traffic', listener.listenerPort),
    clientRules: [...clientRules(scope, ingress, listener), ...test ? clientRules(new Construct(scope, 'TestClients'), ingress, test) : []],
    testListener: test && makeListener('TestListener', 'TestTraffic', test.listenerPort),
    hostName: listener.hostName,
    url: url(listener, loadBalancer),
    loadBalancer,
    securityGroup,
  };
}

/** The same way in, but for the new version alone, and on a port of its own: below HTTP there is nothing else to tell them apart. */
export function testListener(listener: NetworkListenerSpec, traffic: NetworkTraffic | undefined): NetworkListenerSpec | undefined {
  return traffic?.test?.kind === 'listener' ? { ...listener, audience: 'internal', listenerPort: traffic.test.port, peers: traffic.test.peers } : undefined;
}

/** The action of a listener: both target groups from the first deployment on, divided as told. */
function forward(blue: elbv2.INetworkTargetGroup, green: elbv2.INetworkTargetGroup, weights: RouteWeights): elbv2.NetworkListenerAction {
  return elbv2.NetworkListenerAction.weightedForward([{ targetGroup: blue, weight: weights.blue }, { targetGroup: green, weight: weights.green }]);
}

/** The listener's own, or those of the domain, with one more for a name that they do not cover. */
function certificatesOf(scope: Construct, ingress: NetworkParts, hosts: Hosts, { certificates, hostName }: NetworkListenerSpec): acm.ICertificate[] {
  if (certificates.length > 0) {
    return certificates.map(certificate => certificate.value as acm.ICertificate);
  }
  const zone = hostName === undefined ? undefined : hosts.zoneToCertify(hostName);
  const own = zone && new acm.Certificate(scope, 'Certificate', {
    domainName: hostName!,
    validation: acm.CertificateValidation.fromDns(zone),
  });
  return [...own ? [own] : [], ...ingress.certificates()];
}

/** Where a client would connect to. */
function url({ protocol, hostName, listenerPort }: NetworkListenerSpec, loadBalancer: elbv2.INetworkLoadBalancer): string {
  return `${protocol === 'tcpUdp' ? 'tcp' : protocol}://${hostName ?? loadBalancer.loadBalancerDnsName}:${listenerPort}`;
}
