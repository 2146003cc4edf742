import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Duration, Lazy } from 'aws-cdk-lib/core';
import { refused } from './refused';
import { main, workload, wrong, WrongInput } from './wrong-input';
import { Code } from '../../src/findings';
import { Domain, NetworkIngress, NetworkIngressProps, StaticAddresses } from '../../src/ingress';
import { NetworkListenerDraft } from '../../src/model';
import { Audience, Capacity, NetworkListener, Probe } from '../../src/vocabulary';
import { NetworkService, NetworkServiceProps } from '../../src/workloads';
import { ground, NGINX } from '../ecs/support';
import { ground as vpcGround, Ground as VpcGround, ingressIn, listen } from '../ingress/network/support';

/** A mistake in the only listener, or in the last of several. */
function wrongListener(
  code: Code, path: string, remedy: string, given: Partial<NetworkListenerDraft>, ...before: Partial<NetworkListenerDraft>[]
): WrongInput {
  const all = [...before, given].map((each): NetworkListenerDraft => ({ protocol: 'tcp', listenerPort: 8080, ...each }));
  return wrong(code, `listeners[${before.length}]${path}`, remedy, workload({ networkListeners: all }));
}

/** A mistake in a service. */
function wrongService(code: Code, path: string, remedy: string, props: Partial<NetworkServiceProps>, capacity?: () => Capacity): WrongInput {
  const findings = () => refused(() => {
    const on = ground();
    const platform = on.platform(capacity && { capacity: [capacity()] });
    new NetworkService(on.stack, 'Broker', { platform, image: NGINX, listeners: [NetworkListener.tcp({ port: 1883 })], ...props });
  });
  return { code, path, remedy, findings };
}

/** A mistake in a load balancer. */
function wrongLoadBalancer(code: Code, path: string, remedy: string, props: Partial<NetworkIngressProps>): WrongInput {
  return { code, path, remedy, findings: () => refused(() => ingressIn(vpcGround(), props)) };
}

/** A mistake in the last listener of a load balancer. */
function wrongThere(
  code: Code, path: string, remedy: string, props: Partial<NetworkIngressProps>, ...listeners: Partial<NetworkListenerDraft>[]
): WrongInput {
  const findings = () => {
    const on = vpcGround();
    const nlb = ingressIn(on, props);
    listeners.slice(0, -1).forEach((given, index) => listen(nlb, on.stack, `Before${index}`, given));
    return refused(() => listen(nlb, on.stack, 'Broker', listeners[listeners.length - 1]));
  };
  return { code, path: `listeners${path}`, remedy, findings };
}

function existing({ stack, vpc }: VpcGround, takenPorts: number[]): void {
  const { loadBalancer } = ingressIn({ stack, vpc } as VpcGround, {}, 'Given');
  const securityGroup = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123');
  NetworkIngress.fromNetworkLoadBalancer(stack, 'Nlb', { vpc, loadBalancer, securityGroup, takenPorts });
}

const { tcp, udp } = NetworkListener;
const PACKETS = { protocol: 'udp', health: { kind: 'tcp', port: 8080 } } as const;

export const NETWORK_LISTENER_MISTAKES: readonly WrongInput[] = [
  wrongListener('ListenerPortUnknown', '.port', 'write the port', { listenerPort: Lazy.number({ produce: () => 1883 }), port: 8080 }),
  wrongListener('ListenerTwice', '.port', 'tcpUdp()', {}, {}),
  wrongListener('ListenerWithoutContainer', '.container', 'name one of: web', { container: 'proxy' }),
  wrongListener('ListenerPortNotOpen', '.containerPort', 'TCP port 1883', { port: 1883 }),
  wrong('UdpHealthPortMissing', 'listeners[0].probe', 'Probe.tcp({ port: 8080 })', workload({
    containers: [main({ ports: [{ port: 53, protocol: 'udp' }] })], networkListeners: [{ protocol: 'udp', listenerPort: 53 }],
  })),
  wrong('UdpKeepsClientIp', 'listeners[0].preserveClientIp', 'leave out', workload({
    containers: [main({ ports: [{ port: 53, protocol: 'udp' }] })], networkListeners: [{ ...PACKETS, listenerPort: 53, preserveClientIp: false }],
  })),
  wrongListener('IdleTimeoutNeedsTcp', '.idleTimeout', 'NetworkListener.tcp()', { protocol: 'tls', idleTimeout: Duration.minutes(10) }),
  wrongListener('OutOfRange', '.idleTimeout', '60', { idleTimeout: Duration.seconds(30) }),
  wrongListener('TlsIsNotSticky', '.sticky', 'NetworkListener.tcp()', { protocol: 'tls', sticky: true }),
  wrongListener('OnlyTlsListeners', '.alpn', 'leave out alpn', { alpn: 'HTTP2Only' }),
  wrong('ListenersCountNoRequests', 'scaling.policies.requests', 'CPU or memory', workload({
    networkListeners: [{ protocol: 'tcp', listenerPort: 8080 }], scaling: { kind: 'range', policies: [{ kind: 'requests', perMinuteAndCopy: 100 }] },
  })),
  wrongService('ListenerProbeIsCommand', 'listeners[0].probe', 'Probe.command() to the service', { listeners: [tcp({ port: 1883, probe: Probe.command(['true']) })] }),
  wrongService('NoListeners', 'listeners', 'NetworkListener.tcp({ port: 1883 })', { listeners: [] }),
  wrongService('UdpNeedsFixedPorts', 'listeners[0]', '`ecs.networkMode`', {
    listeners: [udp({ port: 53, probe: Probe.tcp({ port: 8080 }) })], ecs: { networkMode: ecs.NetworkMode.BRIDGE },
  }, () => Capacity.ec2({ name: 'general' })),
  wrongService('EcsPortOfTwoProtocols', 'listeners[0].containerPort', 'NetworkListener.tcpUdp()', {
    listeners: [tcp({ port: 53 }), udp({ port: 53, audience: Audience.PUBLIC, probe: Probe.tcp({ port: 8080 }) })],
  }),

  wrongThere('ListenerPortTaken', '.port', '1884', {}, {}, {}),
  wrongThere('TooManyListeners', '', 'another NetworkIngress', { maxListeners: 1 }, {}, { listenerPort: 1884 }),
  wrongThere('ListenerAudienceMismatch', '.audience', 'make the listener internal', { internetFacing: false }, {}),
  wrongThere('UdpNeedsIpv4', '.port', 'without dualStack', { dualStack: true }, { ...PACKETS }),
  wrongThere('TlsWithoutCertificate', '.certificates', 'hosted zone', { domain: Domain.plainHttp('a test') }, { protocol: 'tls' }),

  wrongLoadBalancer('StaticAddressesInternal', 'staticAddresses', 'internetFacing: true', { internetFacing: false, staticAddresses: StaticAddresses.allocate() }),
  wrongLoadBalancer('StaticAddressCount', 'staticAddresses', 'give 2', { staticAddresses: StaticAddresses.fromAllocationIds(['eipalloc-a']) }),
  wrongLoadBalancer('PrivateLinkPrincipalInvalid', 'privateLink.allowedPrincipals[0]', 'arn:aws:iam::111122223333:root', { privateLink: { allowedPrincipals: ['444455556666'] } }),
  {
    code: 'SubnetsShareZone',
    path: 'subnets',
    remedy: 'onePerAz: true',
    findings: () => {
      const { stack } = vpcGround();
      const vpc = new ec2.Vpc(stack, 'Twice', { subnetConfiguration: ['Web', 'Edge'].map(name => ({ name, subnetType: ec2.SubnetType.PUBLIC })) });
      return refused(() => new NetworkIngress(stack, 'Nlb', { vpc, subnets: { subnetType: ec2.SubnetType.PUBLIC } }));
    },
  },
  {
    code: 'StaticAddressesUnknownSubnets',
    path: 'staticAddresses',
    remedy: 'import the network',
    findings: () => {
      const { stack } = vpcGround();
      const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Bare', { vpcId: 'vpc-1', vpcCidrBlock: '10.0.0.0/16', availabilityZones: ['a'], publicSubnetIds: [] });
      return refused(() => new NetworkIngress(stack, 'Nlb', { vpc, subnets: { subnets: [] }, staticAddresses: StaticAddresses.allocate() }));
    },
  },
  { code: 'NetworkPortTakenInvalid', path: 'takenPorts[0]', remedy: '1 to 65535', findings: () => refused(() => existing(vpcGround(), [70000])) },
];
