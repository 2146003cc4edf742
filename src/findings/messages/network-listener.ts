import { message } from '../message';

const LISTENERS = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html';
const QUOTAS = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html';
const ATTRIBUTES = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html';
const HEALTH = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html';
const LOAD_BALANCERS = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html';
const ECS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/nlb.html';

/** What is refused about listeners of Network Load Balancers, and about the load balancers. */
export const networkListenerMessages = {
  // --- The listener by itself ---
  ListenerPortUnknown: message<{}>({
    what: () => 'the port of the listener is not known before deployment, but it tells listeners apart',
    remedy: () => 'write the port as a number',
  }),
  ListenerTwice: message<{ port: number; audience: string; other: string }>({
    what: p => `${p.other} listens on ${p.audience} port ${p.port} already`,
    remedy: () => 'choose another port; for TCP and UDP on one port say NetworkListener.tcpUdp()',
    see: LISTENERS,
  }),
  ListenerWithoutContainer: message<{ given: string; known: readonly string[] }>({
    what: p => `there is no container '${p.given}' that keeps running`,
    remedy: p => `name one of: ${p.known.join(', ')}`,
  }),
  ListenerPortNotOpen: message<{ container: string; port: number; protocol: string }>({
    what: p => `container '${p.container}' does not listen on ${p.protocol} port ${p.port}`,
    remedy: p => `give the container a ${p.protocol} port ${p.port}, or say another containerPort`,
  }),
  UdpHealthPortMissing: message<{ port: number }>({
    what: p => `nothing says how to find out whether copies behind UDP port ${p.port} are well: no health check speaks UDP`,
    remedy: () => 'give the listener a `probe` with a TCP port of the container, for example Probe.tcp({ port: 8080 })',
    see: HEALTH,
  }),
  UdpKeepsClientIp: message<{ port: number }>({
    what: p => `port ${p.port} takes UDP, whose packets always keep the addresses of clients`,
    remedy: () => 'leave out preserveClientIp: false',
    see: ATTRIBUTES,
  }),
  IdleTimeoutNeedsTcp: message<{ protocol: string }>({
    what: p => `an idle timeout is given for a ${p.protocol} listener, which has one that cannot be changed`,
    remedy: () => 'leave out idleTimeout, or say NetworkListener.tcp()',
    see: LISTENERS,
  }),
  TlsIsNotSticky: message<{ port: number }>({
    what: p => `clients of port ${p.port} are to keep coming back to the same copy, which load balancers cannot arrange where they end TLS`,
    remedy: () => 'leave out sticky, or say NetworkListener.tcp() and end TLS in the container',
    see: ATTRIBUTES,
  }),
  OnlyTlsListeners: message<{ option: string; protocol: string }>({
    what: p => `${p.option} is given for a ${p.protocol} listener, at which no TLS ends`,
    remedy: p => `leave out ${p.option}, or say NetworkListener.tls()`,
    see: LISTENERS,
  }),
  ListenerProbeIsCommand: message<{}>({
    what: () => 'the load balancer cannot run commands',
    remedy: () => 'give the listener Probe.tcp() or Probe.http(), and Probe.command() to the service',
    see: HEALTH,
  }),
  NoListeners: message<{}>({
    what: () => 'the service has no listeners, so nothing reaches it',
    remedy: () => 'give it one, for example NetworkListener.tcp({ port: 1883 })',
  }),
  ListenersRollOnly: message<{ given: string }>({
    what: p => `a ${p.given} rollout moves connections between listeners' target groups, which nobody does on EKS`,
    remedy: () => 'use Rollout.rolling(), or run the service on ECS',
  }),
  ListenersWithoutCodeDeploy: message<{}>({
    what: () => 'CodeDeploy moves the connections of a Network Load Balancer all at once and nothing else, which ECS does better by itself',
    remedy: () => 'use Rollout.blueGreen(), canary() or linear()',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-bluegreen.html',
  }),
  ListenersTestByPort: message<{ how: string }>({
    what: p => `test traffic is to be told by ${p.how}, which a Network Load Balancer does not see`,
    remedy: () => 'use TestTraffic.listener() with a port of its own',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/nlb-resources-for-blue-green.html',
  }),
  ListenersTestOne: message<{ count: number }>({
    what: p => `one port for test traffic is given, and ${p.count} listeners of which each needs one of its own`,
    remedy: () => 'leave testTraffic out, or keep one listener and make a service of its own for the others',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/nlb-resources-for-blue-green.html',
  }),
  ListenersTestPeersMissing: message<{ port: number }>({
    what: p => `nobody is named who may test, and the listener at port ${p.port} is public: clients come with addresses of the internet, which those of the network are not among`,
    remedy: () => 'give TestTraffic.listener() the `peers` who test, for example ec2.Peer.ipv4(\'203.0.113.0/24\')',
    see: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html',
  }),
  ListenersCountNoRequests: message<{}>({
    what: () => 'the number of copies is to follow the requests, which a Network Load Balancer does not count',
    remedy: () => 'leave out targetRequestsPerMinute, and follow CPU or memory',
    see: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html',
  }),

  // --- The listener on its load balancer ---
  ListenerPortTaken: message<{ port: number; owner: string; free: number }>({
    what: p => `port ${p.port} of the load balancer belongs to ${p.owner}`,
    remedy: p => `choose another port, for example ${p.free}, or give one of the two services a NetworkIngress of its own`,
    see: LISTENERS,
  }),
  TooManyListeners: message<{ limit: number }>({
    what: p => `the load balancer has ${p.limit} listeners already`,
    remedy: () => 'make another NetworkIngress; where AWS has raised the quota, say maxListeners',
    see: QUOTAS,
  }),
  ListenerAudienceMismatch: message<{ audience: string; facing: string }>({
    what: p => `the listener is ${p.audience}, but its load balancer is ${p.facing}`,
    remedy: p => `give the platform a NetworkIngress that is ${p.audience}, or make the listener ${p.facing}`,
  }),
  UdpNeedsIpv4: message<{ port: number }>({
    what: p => `port ${p.port} takes UDP, but its load balancer speaks IPv6 as well, which takes targets with IPv6 addresses`,
    remedy: () => 'put the listener on a NetworkIngress without dualStack',
    see: LISTENERS,
  }),
  TlsWithoutCertificate: message<{ port: number }>({
    what: p => `TLS is to end at port ${p.port}, but there is no certificate`,
    remedy: () => 'give the listener `certificates`, or the platform a domain with a hosted zone',
    see: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/tls-listener-certificates.html',
  }),

  // --- The load balancer ---
  NetworkPortTakenInvalid: message<{ given: number }>({
    what: p => `${p.given} is no port`,
    remedy: () => 'give ports from 1 to 65535',
  }),
  StaticAddressesInternal: message<{}>({
    what: () => 'an internal load balancer cannot have elastic IP addresses',
    remedy: () => 'leave out staticAddresses, or say internetFacing: true',
    see: LOAD_BALANCERS,
  }),
  StaticAddressCount: message<{ given: number; subnets: number }>({
    what: p => `${p.given} addresses are given for ${p.subnets} subnets`,
    remedy: p => `give ${p.subnets}, one for each subnet`,
    see: LOAD_BALANCERS,
  }),
  SubnetsShareZone: message<{ zone: string }>({
    what: p => `several of the subnets are in ${p.zone}, and a Network Load Balancer takes one in each zone`,
    remedy: () => 'say `onePerAz: true` in subnets, or name one subnet of each zone',
    see: LOAD_BALANCERS,
  }),
  StaticAddressesUnknownSubnets: message<{}>({
    what: () => 'the subnets of the load balancer are not known yet, so nobody can tell how many addresses they need',
    remedy: () => 'import the network with its subnets, or let `cdk synth` look it up',
  }),
  PrivateLinkPrincipalInvalid: message<{ given: string }>({
    what: p => `'${p.given}' names nobody who could be let in`,
    remedy: () => 'write an ARN such as arn:aws:iam::111122223333:root, or * for everyone',
    see: 'https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html',
  }),

  // --- What is behind it ---
  EcsPortOfTwoProtocols: message<{ container: string; port: number }>({
    what: p => `container '${p.container}' has a TCP and a UDP port ${p.port}, of which ECS cannot tell a load balancer one`,
    remedy: () => 'say NetworkListener.tcpUdp() for both, or let one of them listen on another port',
    see: 'https://github.com/aws/amazon-ecs-agent/issues/3428',
  }),
  UdpNeedsFixedPorts: message<{ mode: string; port: number }>({
    what: p => `in network mode '${p.mode}' Docker chooses the machine's ports, one by one: no health check finds its way to a copy behind UDP port ${p.port}`,
    remedy: () => 'leave `ecs.networkMode` out, which gives each task an address, or use host',
    see: ECS,
  }),
};
