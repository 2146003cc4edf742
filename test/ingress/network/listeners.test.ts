import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { CfnParameter, Duration, Stack } from 'aws-cdk-lib/core';
import { attributes, codes, ground, ingressIn, listen, listener, only, resources, someCertificate } from './support';
import { Domain, NetworkIngress } from '../../../src/ingress';
import { Handle } from '../../../src/model';

const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';

describe('a listener', () => {
  test('says everything about its target groups', () => {
    const on = ground();
    listen(ingressIn(on), on.stack);

    const [blue] = Object.values(resources(on.stack, TARGET_GROUP));
    expect(blue.Properties).toMatchObject({
      Protocol: 'TCP',
      TargetType: 'ip',
      HealthCheckProtocol: 'TCP',
      HealthCheckPort: 'traffic-port',
      HealthCheckIntervalSeconds: 10,
      HealthCheckTimeoutSeconds: 5,
      HealthyThresholdCount: 2,
      UnhealthyThresholdCount: 3,
    });
    expect(attributes(blue.Properties)).toEqual({
      'deregistration_delay.timeout_seconds': '30',
      'deregistration_delay.connection_termination.enabled': 'true',
      'preserve_client_ip.enabled': 'false',
      'proxy_protocol_v2.enabled': 'false',
      'stickiness.enabled': 'false',
      'stickiness.type': 'source_ip',
    });
  });

  test('keeps clients with a target group where it keeps them with a copy', () => {
    const on = ground();
    listen(ingressIn(on), on.stack, 'Broker', { sticky: true, idleTimeout: Duration.minutes(10) });

    const made = only(on.stack, LISTENER);
    expect(made.DefaultActions[0].ForwardConfig.TargetGroupStickinessConfig).toEqual({ Enabled: true });
    expect(attributes(made)).toEqual({ 'tcp.idle_timeout.seconds': '600' });
  });

  test('asks over HTTPS where it speaks TLS to the container', () => {
    const on = ground();
    const certificates = [new Handle('given', someCertificate(on.stack))];
    listen(ingressIn(on), on.stack, 'Broker', { protocol: 'tls', encrypted: true, certificates, alpn: 'HTTP2Preferred', health: { kind: 'http', path: '/ready' } });

    expect(only(on.stack, LISTENER)).toMatchObject({ Protocol: 'TLS', AlpnPolicy: ['HTTP2Preferred'], SslPolicy: elbv2.SslPolicy.TLS13_12_PQ });
    const [blue] = Object.values(resources(on.stack, TARGET_GROUP));
    expect(blue.Properties).toMatchObject({ Protocol: 'TLS', HealthCheckProtocol: 'HTTPS', HealthCheckPath: '/ready', Matcher: { HttpCode: '200-399' } });
  });

  test('shows the certificate of the domain, which is made for the first listener that needs one', () => {
    const on = ground();
    const ingress = ingressIn(on, { domain: Domain.hostedZone(on.zone) });
    Template.fromStack(on.stack).resourceCountIs('AWS::CertificateManager::Certificate', 0);

    const other = ground();
    const second = ingressIn(other, { domain: Domain.hostedZone(other.zone) });
    listen(second, other.stack, 'One', { protocol: 'tls', listenerPort: 8883, hostName: 'one.example.com' });
    listen(second, other.stack, 'Two', { protocol: 'tls', listenerPort: 8884, hostName: 'deep.two.example.com' });
    const certificates = Object.entries(resources(other.stack, 'AWS::CertificateManager::Certificate')).map(([id, { Properties }]) => [id.slice(0, -8), Properties.DomainName]);
    expect(certificates).toEqual([['NlbCertificate', 'example.com'], ['TwoCertificate', 'deep.two.example.com']]);
    expect(ingress.loadBalancer).toBeDefined();
  });

  test('is found by its name, once for each name', () => {
    const on = ground();
    const ingress = ingressIn(on, { domain: Domain.hostedZone(on.zone), dualStack: true });
    listen(ingress, on.stack, 'One', { listenerPort: 1, hostName: 'broker.example.com' });
    listen(ingress, on.stack, 'Two', { listenerPort: 2, hostName: 'broker.example.com' });

    const records = Object.values(resources(on.stack, 'AWS::Route53::RecordSet')).map(({ Properties: { Name, Type } }) => `${Type} ${Name}`);
    expect(records).toEqual(['A broker.example.com.', 'AAAA broker.example.com.']);
  });

  test('lets in whom it names, by rules that are called after them', () => {
    const on = ground();
    const group = new ec2.SecurityGroup(on.stack, 'Clients', { vpc: on.vpc });
    const peers = [ec2.Peer.ipv4('203.0.113.0/24'), ec2.Peer.prefixList('pl-0123'), group].map(peer => new Handle(peer.uniqueId, peer));
    listen(ingressIn(on), on.stack, 'Broker', { peers });

    const rules = Object.values(resources(on.stack, 'AWS::EC2::SecurityGroupIngress')).map(({ Properties }) => Properties.CidrIp ?? Properties.SourcePrefixListId ?? 'group');
    expect(rules).toEqual(['203.0.113.0/24', 'pl-0123', 'group']);
  });
});

describe('clients who are known at deployment only', () => {
  const rulesFor = (...names: string[]) => {
    const on = ground();
    const blocks = Object.fromEntries(names.map(name => [name, new CfnParameter(on.stack, name).valueAsString]));
    const peers = [...names, names[0]].map(name => ec2.Peer.ipv4(blocks[name])).map(peer => new Handle('block', peer));
    listen(ingressIn(on), on.stack, 'Broker', { peers });
    return Object.entries(resources(on.stack, 'AWS::EC2::SecurityGroupIngress')).map(([id, { Properties }]) => ({ id, block: Properties.CidrIp.Ref }));
  };

  test('are let in once, however often they are named', () => {
    expect(rulesFor('Office', 'Factory').map(({ block }) => block)).toEqual(['Office', 'Factory']);
  });

  test('keep their rules when others are named before them', () => {
    expect(rulesFor('Factory', 'Office')).toEqual(expect.arrayContaining(rulesFor('Office')));
  });
});

describe('what a load balancer would refuse', () => {
  const on = () => {
    const made = ground();
    return { ...made, nlb: ingressIn(made, { domain: Domain.hostedZone(made.zone) }) };
  };

  test('a port twice, in whichever stacks', () => {
    const { app, stack, nlb } = on();
    const other = new Stack(app, 'Other');
    listen(nlb, stack);

    expect(codes(() => listen(nlb, other))).toEqual(['ListenerPortTaken listeners.port']);
  });

  test('more listeners than there is room for', () => {
    const made = ground();
    const nlb = ingressIn(made, { maxListeners: 1 });
    listen(nlb, made.stack);

    expect(codes(() => listen(nlb, made.stack, 'Other', { listenerPort: 2 }))).toEqual(['TooManyListeners listeners']);
  });

  test('UDP beside IPv6, and TLS without anything to show', () => {
    const made = ground();
    expect(codes(() => listen(ingressIn(made, { dualStack: true }), made.stack, 'A', { protocol: 'udp' }))).toEqual(['UdpNeedsIpv4 listeners.port']);
    expect(codes(() => listen(ingressIn(made, { domain: Domain.plainHttp('a test') }, 'Plain'), made.stack, 'B', { protocol: 'tls' }))).toEqual(['TlsWithoutCertificate listeners.certificates']);
  });

  test('TLS in a private zone, which can prove nothing; names it has all the same', () => {
    const made = ground();
    const zone = new route53.PrivateHostedZone(made.stack, 'Private', { zoneName: 'inside.example', vpc: made.vpc });
    const nlb = ingressIn(made, { internetFacing: false, domain: Domain.hostedZone(zone) });
    listen(nlb, made.stack, 'A', { audience: 'internal', hostName: 'broker.inside.example' });

    expect(codes(() => listen(nlb, made.stack, 'B', { audience: 'internal', protocol: 'tls', listenerPort: 2 }))).toEqual(['TlsWithoutCertificate listeners.certificates']);
    Template.fromStack(made.stack).hasResourceProperties('AWS::Route53::RecordSet', { Name: 'broker.inside.example.' });
  });

  test('listeners for others than it faces, and names that are not its own', () => {
    const { stack, nlb } = on();
    expect(codes(() => listen(nlb, stack, 'A', { audience: 'internal' }))).toEqual(['ListenerAudienceMismatch listeners.audience']);
    expect(codes(() => listen(nlb, stack, 'B', { hostName: 'broker.example.org' }))).toEqual(['HostOutsideDomain listeners.hostName']);
  });

  test('test traffic from a network whose addresses nobody has told', () => {
    const { stack } = ground();
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Blind', { vpcId: 'vpc-1', availabilityZones: ['a'], privateSubnetIds: ['subnet-1'], privateSubnetRouteTableIds: ['rtb-1'] });
    const nlb = new NetworkIngress(stack, 'Nlb', { vpc, internetFacing: false, targetCidrs: ['10.0.0.0/16'] });
    const peers = [new Handle('office', ec2.Peer.ipv4('10.9.0.0/16'))];
    const traffic = { listenerWeights: () => ({ blue: 1, green: 0 }), test: { kind: 'listener', port: 2883, peers: [] } } as const;

    expect(codes(() => nlb._route(stack, 'Broker', listener({ audience: 'internal', peers }), stack, { traffic }))).toEqual(['VpcCidrUnknown rollout.testTraffic.peers']);
  });

  test('hidden subnets, wrong logs and wrong targets', () => {
    const made = ground();
    expect(codes(() => ingressIn(made, { subnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }, accessLogPrefix: '/', targetCidrs: ['10.0.0.0'] })))
      .toEqual(['AddressBlockInvalid targetCidrs[0]', 'AccessLogPrefixInvalid accessLogPrefix', 'NoPublicSubnets subnets']);
  });
});
