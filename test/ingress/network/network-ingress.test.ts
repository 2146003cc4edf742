import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { attributes, codes, ENV, exampleZone, ground, ingressIn, listen, only, refused, resources, SETTINGS } from './support';
import { Domain, NetworkIngress, NetworkIngressProps, StaticAddresses } from '../../../src/ingress';
import { PlatformProfile } from '../../../src/vocabulary';

const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

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
