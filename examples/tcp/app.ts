/**
 * Services below HTTP: a broker that devices reach by TLS from everywhere and partners by PrivateLink, a collector of packets, and
 * a name server, on two Network Load Balancers.
 */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import {
  Audience, Domain, EcsPlatform, Image, Network, NetworkIngress, NetworkListener, NetworkService, Probe, StaticAddresses,
} from 'cdk-container-platform';

const app = new App();
const stack = new Stack(app, 'Fleet');
const version: string = app.node.tryGetContext('version') ?? '1';
const image = (name: string) => Image.fromRegistry(`ghcr.io/fleet/${name}:${version}.2.0`);

const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'fleet.example.com' });
const domain = Domain.hostedZone(zone);
const network = new Network(stack, 'Network');

const platform = new EcsPlatform(stack, 'Platform', {
  network,
  domain,

  // Devices have its addresses burnt in.
  publicNetworkIngress: new NetworkIngress(stack, 'Edge', {
    vpc: network.vpc, subnets: network.publicSubnets, domain, staticAddresses: StaticAddresses.allocate(),
  }),

  // Partners make endpoints for it in their own networks; somebody here accepts each of them.
  internalNetworkIngress: new NetworkIngress(stack, 'Partners', {
    vpc: network.vpc, subnets: network.internalSubnets, internetFacing: false, privateLink: { allowedPrincipals: ['arn:aws:iam::444455556666:root'] },
  }),
});

// TLS ends at the load balancer for devices; partners speak to the same port of the container in the clear, through PrivateLink.
new NetworkService(stack, 'Broker', {
  platform,
  image: image('broker'),
  listeners: [
    NetworkListener.tls({ port: 8883, containerPort: 1883, audience: Audience.PUBLIC, proxyProtocol: true, drainTime: Duration.minutes(2) }),
    NetworkListener.tcp({ port: 1883, proxyProtocol: true, idleTimeout: Duration.minutes(20), drainTime: Duration.minutes(2) }),
  ],
  probe: Probe.http('/health', { port: 8080 }),
  scaling: { min: 2, max: 10, targetCpuPercent: 60 },
});

// Packets, from the addresses of the devices' network alone. No health check speaks UDP, so another port tells how a copy is.
new NetworkService(stack, 'Collector', {
  platform,
  image: image('collector'),
  listeners: [NetworkListener.udp({
    port: 5683, audience: Audience.PUBLIC, allowedPeers: [ec2.Peer.ipv4('203.0.113.0/24')], probe: Probe.tcp({ port: 8080 }), sticky: true,
  })],
});

// Questions come by UDP, long answers go by TCP, both on one port. Nobody outside of the network may ask.
new NetworkService(stack, 'Names', {
  platform,
  image: image('names'),
  listeners: [NetworkListener.tcpUdp({ port: 53 })],
});
