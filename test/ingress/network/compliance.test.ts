/** The rule packs over network ingresses: nothing unexplained, and proof that the packs see. */
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Ground, ground, ingressIn, listen, SETTINGS } from './support';
import { Domain, NetworkIngressProps, StaticAddresses } from '../../../src/ingress';
import { Handle } from '../../../src/model';
import { PlatformProfile } from '../../../src/vocabulary';
import { findingsIn, tell } from '../../compliance/packs';

/** Every finding about the ingress and its listeners; the network is another matter. */
function findings({ app, stack }: Ground): string[] {
  Template.fromStack(stack);
  return findingsIn(app).map(tell).filter(found => !found.includes('/Vpc/'));
}

const INGRESSES: [string, Partial<NetworkIngressProps>][] = [
  ['the default ingress', {}],
  ['an internal one with PrivateLink', { internetFacing: false, privateLink: {} }],
  ['one in development', { profile: PlatformProfile.DEVELOPMENT }],
  ['one in development that logs', { profile: PlatformProfile.DEVELOPMENT, accessLogs: true }],
  ['one without logs', { accessLogs: false }],
  ['one with addresses that stay', { staticAddresses: StaticAddresses.allocate() }],
];

describe.each(SETTINGS)('with %s', (_, setting) => {
  test.each(INGRESSES)('%s has no unexplained finding', (__, props) => {
    const on = ground(setting);
    const ingress = ingressIn(on, { domain: Domain.hostedZone(on.zone), ...props });
    const audience = props.internetFacing === false ? 'internal' : 'public';
    listen(ingress, on.stack, 'Tcp', { audience, listenerPort: 1883 });
    listen(ingress, on.stack, 'Ssh', { audience, listenerPort: 22 });
    listen(ingress, on.stack, 'Desktop', { audience, listenerPort: 3389 });
    listen(ingress, on.stack, 'Database', { audience, listenerPort: 3306, peers: [new Handle('office', ec2.Peer.ipv4('203.0.113.0/24'))] });
    listen(ingress, on.stack, 'Tls', { audience, protocol: 'tls', listenerPort: 8883, hostName: 'v1.broker.example.com' });
    listen(ingress, on.stack, 'Udp', { audience, protocol: 'udp', listenerPort: 5683, health: { kind: 'tcp', port: 8080 } });
    listen(ingress, on.stack, 'Both', { audience, protocol: 'tcpUdp', listenerPort: 53 });
    expect(findings(on)).toEqual([]);
  });
});

test('the packs see a load balancer of the CDK as it comes', () => {
  const on = ground();
  const plain = new elbv2.NetworkLoadBalancer(on.stack, 'Plain', { vpc: on.vpc, internetFacing: true });
  const group = new elbv2.NetworkTargetGroup(on.stack, 'Group', { vpc: on.vpc, port: 80 });
  plain.addListener('Ssh', { port: 22, defaultTargetGroups: [group] });
  const rules = new Set(findings(on).map(found => found.split(' at ')[0]));
  expect([...rules]).toEqual(expect.arrayContaining(['AwsSolutions-ELB2', 'NIST.800.53.R4-ELBLoggingEnabled', 'PCI.DSS.321-ELBv2ACMCertificateRequired']));
});
