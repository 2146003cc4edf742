import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { CfnParameter, Duration, Stack } from 'aws-cdk-lib/core';
import { ENV, exampleZone, ground, ingressIn, listen, listener, only, refused, resources, SETTINGS, someCertificate } from './support';
import { Domain, NetworkIngress, NetworkIngressProps, StaticAddresses } from '../../../src/ingress';
import { Handle } from '../../../src/model';
import { PlatformProfile } from '../../../src/vocabulary';

const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';

function attributes(properties: Record<string, any>): Record<string, unknown> {
  const list = properties.LoadBalancerAttributes ?? properties.TargetGroupAttributes ?? properties.ListenerAttributes;
  return Object.fromEntries(list.map(({ Key, Value }: any) => [Key, Value]));
}

function codes(act: () => unknown): string[] {
  return refused(act).map(({ code, path }) => `${code} ${path}`);
}

describe('the load balancer', () => {
  test.each(SETTINGS)('has a security group from the start with %s', (_, setting) => {
    const on = ground(setting);
    ingressIn(on);

    expect(only(on.stack, LOAD_BALANCER)).toMatchObject({
      Type: 'network',
      Scheme: 'internet-facing',
      IpAddressType: 'ipv4',
      EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: 'on',
      SecurityGroups: [{ 'Fn::GetAtt': [expect.stringMatching(/^NlbSecurityGroup/), 'GroupId'] }],
    });
    expect(attributes(only(on.stack, LOAD_BALANCER))).toMatchObject({
      'load_balancing.cross_zone.enabled': 'true', 'deletion_protection.enabled': 'true', 'dns_record.client_routing_policy': 'any_availability_zone',
    });
  });

  test('lets nobody in and goes to the network, with connections and with packets', () => {
    const on = ground();
    ingressIn(on);

    const group = only(on.stack, 'AWS::EC2::SecurityGroup');
    expect(group.SecurityGroupIngress).toBeUndefined();
    expect(group.SecurityGroupEgress.map(({ IpProtocol }: any) => IpProtocol)).toEqual(['tcp', 'udp']);
  });

  test('says what it is told about zones and shifting', () => {
    const on = ground();
    ingressIn(on, { crossZone: false, clientRouting: elbv2.ClientRoutingPolicy.AVAILABILITY_ZONE_AFFINITY, zonalShift: true });

    expect(attributes(only(on.stack, LOAD_BALANCER))).toMatchObject({
      'load_balancing.cross_zone.enabled': 'false', 'dns_record.client_routing_policy': 'availability_zone_affinity', 'zonal_shift.config.enabled': 'true',
    });
  });

  test('logs to a bucket that log delivery may write to, and look at', () => {
    const on = ground();
    ingressIn(on, { accessLogPrefix: 'edge' });

    const statements = only(on.stack, 'AWS::S3::BucketPolicy').PolicyDocument.Statement.filter(({ Effect }: any) => Effect === 'Allow');
    expect(statements.map(({ Action, Principal }: any) => [Action, Principal])).toEqual([
      ['s3:GetBucketAcl', { Service: 'delivery.logs.amazonaws.com' }], ['s3:PutObject', { Service: 'delivery.logs.amazonaws.com' }],
    ]);
    expect(attributes(only(on.stack, LOAD_BALANCER))).toMatchObject({ 'access_logs.s3.enabled': 'true', 'access_logs.s3.prefix': 'edge' });
  });

  test('logs to the same bucket as another', () => {
    const on = ground();
    const accessLogBucket = new s3.Bucket(on.stack, 'Logs');
    ['One', 'Two'].forEach(id => ingressIn(on, { accessLogBucket, accessLogPrefix: id.toLowerCase() }, id));

    const names = only(on.stack, 'AWS::S3::BucketPolicy').PolicyDocument.Statement.flatMap(({ Sid }: any) => Sid ?? []);
    expect(new Set(names).size).toBe(names.length);
  });

  test('keeps no logs in development', () => {
    const on = ground();
    ingressIn(on, { profile: PlatformProfile.DEVELOPMENT });

    Template.fromStack(on.stack).resourceCountIs('AWS::S3::Bucket', 0);
  });
});

describe.each([['known', ENV], ['any', {}]])('where a network has several public subnets in each zone, in %s environment', (_, env) => {
  const twice = () => {
    const { stack } = ground(env);
    const vpc = new ec2.Vpc(stack, 'Twice', { maxAzs: 2, subnetConfiguration: ['Web', 'Edge'].map(name => ({ name, subnetType: ec2.SubnetType.PUBLIC })) });
    return { stack, vpc, make: (props: Partial<NetworkIngressProps>) => new NetworkIngress(stack, 'Nlb', { vpc, ...props }) };
  };

  test('the load balancer takes one', () => {
    const { stack, make } = twice();
    make({});
    expect(only(stack, LOAD_BALANCER).Subnets).toHaveLength(2);
  });

  test('and as many addresses', () => {
    expect(twice().make({ staticAddresses: StaticAddresses.allocate() }).addresses).toHaveLength(2);
  });

  test('it says so where all of them are given', () => {
    const findings = refused(() => twice().make({ subnets: { subnetType: ec2.SubnetType.PUBLIC } }));
    expect(findings.map(({ code, path }) => `${code} ${path}`)).toEqual(['SubnetsShareZone subnets', 'SubnetsShareZone subnets']);
  });
});

test('subnets whose zones nobody has told are not taken for those of one zone', () => {
  const on = ground();
  const subnets = ['subnet-1', 'subnet-2'].map(id => ec2.Subnet.fromSubnetId(on.stack, id, id));
  expect(codes(() => ingressIn(on, { internetFacing: false, subnets: { subnets } }))).toEqual([]);
});

describe('addresses that never change', () => {
  test('are allocated, one for each subnet', () => {
    const on = ground();
    const { addresses } = ingressIn(on, { staticAddresses: StaticAddresses.allocate() });

    expect(addresses).toHaveLength(2);
    const { SubnetMappings, Subnets } = only(on.stack, LOAD_BALANCER);
    expect(Subnets).toBeUndefined();
    expect(SubnetMappings.map(({ AllocationId }: any) => AllocationId)).toEqual(addresses.map(address => on.stack.resolve(address.attrAllocationId)));
  });

  test('come after the way to the internet, and so does the load balancer that has them', () => {
    const on = ground();
    ingressIn(on, { staticAddresses: StaticAddresses.allocate() });
    const routes = Object.keys(resources(on.stack, 'AWS::EC2::Route')).filter(id => id.includes('Public')).sort();

    expect(routes).toHaveLength(2);
    const ours = Object.entries(resources(on.stack, 'AWS::EC2::EIP')).filter(([id]) => id.startsWith('NlbAddress')).map(([, address]) => address);
    for (const { DependsOn } of [...Object.values(resources(on.stack, LOAD_BALANCER)), ...ours]) {
      expect(DependsOn).toEqual(expect.arrayContaining(routes));
    }
    expect(ours).toHaveLength(2);
  });

  test('are those that are given', () => {
    const on = ground();
    ingressIn(on, { staticAddresses: StaticAddresses.fromAllocationIds(['eipalloc-a', 'eipalloc-b']) });

    expect(only(on.stack, LOAD_BALANCER).SubnetMappings.map(({ AllocationId }: any) => AllocationId)).toEqual(['eipalloc-a', 'eipalloc-b']);
    Template.fromStack(on.stack).resourceCountIs('AWS::EC2::EIP', 1); // that of the NAT gateway
  });

  test('are as many as there are subnets, and none inside', () => {
    const on = ground();
    expect(codes(() => ingressIn(on, { staticAddresses: StaticAddresses.fromAllocationIds(['eipalloc-a']) }))).toEqual(['StaticAddressCount staticAddresses']);
    expect(codes(() => ingressIn(on, { internetFacing: false, staticAddresses: StaticAddresses.allocate() }, 'Inside'))).toEqual(['StaticAddressesInternal staticAddresses']);
  });
});

describe('PrivateLink', () => {
  test('waits to be asked, and lets in whom somebody has accepted', () => {
    const on = ground();
    ingressIn(on, { internetFacing: false, privateLink: { allowedPrincipals: ['arn:aws:iam::444455556666:root'], privateDnsName: 'broker.example.com' } });

    expect(only(on.stack, 'AWS::EC2::VPCEndpointService')).toMatchObject({ AcceptanceRequired: true, PrivateDnsName: 'broker.example.com' });
    expect(only(on.stack, 'AWS::EC2::VPCEndpointServicePermissions').AllowedPrincipals).toEqual(['arn:aws:iam::444455556666:root']);
    expect(only(on.stack, LOAD_BALANCER).EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic).toBe('off');
  });

  test('asks the peers of listeners as well where it is told to', () => {
    const on = ground();
    ingressIn(on, { internetFacing: false, privateLink: { checkPeers: true, acceptanceRequired: false } });

    expect(only(on.stack, 'AWS::EC2::VPCEndpointService').AcceptanceRequired).toBe(false);
    expect(only(on.stack, LOAD_BALANCER).EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic).toBe('on');
  });

  test('knows people by their ARNs', () => {
    expect(codes(() => ingressIn(ground(), { privateLink: { allowedPrincipals: ['*', '444455556666'] } }))).toEqual(['PrivateLinkPrincipalInvalid privateLink.allowedPrincipals[1]']);
  });
});

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

test('a load balancer that exists takes listeners beside those it has', () => {
  const on = ground();
  const loadBalancer = elbv2.NetworkLoadBalancer.fromNetworkLoadBalancerAttributes(on.stack, 'Existing', {
    loadBalancerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/edge/0123456789abcdef',
    loadBalancerDnsName: 'edge-0123.elb.eu-west-1.amazonaws.com',
    loadBalancerCanonicalHostedZoneId: 'Z123',
    vpc: on.vpc,
  });
  const securityGroup = ec2.SecurityGroup.fromSecurityGroupId(on.stack, 'Group', 'sg-0123');
  const nlb = NetworkIngress.fromNetworkLoadBalancer(on.stack, 'Nlb', {
    vpc: on.vpc, loadBalancer, securityGroup, takenPorts: [443], domain: Domain.hostedZone(exampleZone(on.stack, 'Other')),
  });

  expect(codes(() => listen(nlb, on.stack, 'Web', { listenerPort: 443 }))).toEqual(['ListenerPortTaken listeners.port']);
  const route = listen(nlb, on.stack, 'Broker', { audience: 'internal', hostName: 'broker.example.com' });
  expect(on.stack.resolve(route.loadBalancerFullName)).toBe('net/edge/0123456789abcdef');
  Template.fromStack(on.stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', { GroupId: 'sg-0123', FromPort: 1883, CidrIp: Match.anyValue() });
  expect(codes(() => NetworkIngress.fromNetworkLoadBalancer(on.stack, 'Wrong', { vpc: on.vpc, loadBalancer, securityGroup, takenPorts: [0] })))
    .toEqual(['NetworkPortTakenInvalid takenPorts[0]']);
});
