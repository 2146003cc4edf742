import * as route53 from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { ListenerClaims } from './listener-claims';
import { NetworkParts } from './network-parts';
import { Finding, finding } from '../../findings';
import { carriesUdp, NetworkListenerSpec } from '../../model';
import { Domain } from '../domain';
import { Hosts } from '../hosts';
import { knowsCidr } from '../ingress-rules';

/**
 * What a load balancer would refuse about a listener. What it would refuse about target groups is known to the rules of all
 * platforms, and what is wrong with the listener by itself to those of the model.
 */
export function checkListener(ingress: NetworkParts, hosts: Hosts, scope: Construct, listener: NetworkListenerSpec, at: string): Finding[] {
  const { listenerPort: port, audience, hostName, peers } = listener;
  const facing = ingress.internetFacing ? 'public' : 'internal';
  const provesItself = listener.certificates.length > 0 || ingress.domains.length > 0 && ingress.domains.every(hasCertificate);
  return [
    ...checkPort(ingress, port, at, `${at}.port`),
    ...(ingress.internetFacing !== undefined && facing !== audience ? [finding('ListenerAudienceMismatch', `${at}.audience`, { audience, facing })] : []),
    ...(carriesUdp(listener) && ingress.dualStack ? [finding('UdpNeedsIpv4', `${at}.port`, { port })] : []),
    ...(listener.protocol === 'tls' && !provesItself ? [finding('TlsWithoutCertificate', `${at}.certificates`, { port })] : []),
    ...(peers.length === 0 && audience === 'internal' && !knowsCidr(ingress.vpc) ? [finding('VpcCidrUnknown', `${at}.allowedPeers`, { prop: 'allowedPeers' })] : []),
    ...(hostName === undefined ? [] : hosts.check(hostName, scope, `${at}.hostName`)),
  ];
}

/** What it would refuse about the port of test traffic; everything else was found right with the listener itself. */
export function checkTestPort(ingress: NetworkParts, { listenerPort: port, peers }: NetworkListenerSpec): Finding[] {
  const at = 'rollout.testTraffic';
  return [
    ...checkPort(ingress, port, at, at),
    ...(peers.length === 0 && !knowsCidr(ingress.vpc) ? [finding('VpcCidrUnknown', `${at}.peers`, { prop: 'peers' })] : []),
  ];
}

/** Every port of a load balancer is listened on once, and there are so many of them. */
function checkPort(ingress: NetworkParts, port: number, at: string, portAt: string): Finding[] {
  const claims = ListenerClaims.of(ingress.loadBalancer);
  const owner = claims.ownerOf(port);
  if (owner !== undefined) {
    return [finding('ListenerPortTaken', portAt, { port, owner, free: claims.freePort(port) })];
  }
  return claims.size >= ingress.maxListeners ? [finding('TooManyListeners', at, { limit: ingress.maxListeners })] : [];
}

/** Whether the domain has a certificate, or one can be made: nobody outside can see what a private zone would prove. */
function hasCertificate({ _spec: spec }: Domain): boolean {
  switch (spec.kind) {
    case 'plainHttp': return false;
    case 'certificates': return true;
    case 'hostedZone': return spec.options.certificate !== undefined || !(spec.zone instanceof route53.PrivateHostedZone);
  }
}
