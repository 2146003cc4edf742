import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { expectSilence, IRELAND, network, resourcesOf, SETTINGS, stackIn } from './harness';
import { AddressSpace, Egress, Network } from '../../src/network';
import { PlatformProfile } from '../../src/vocabulary/platform-profile';

const cidrs = (subnets: Record<string, any>[], tier: string) => subnets
  .filter(subnet => subnet.Tags.some((tag: any) => tag.Key === 'aws-cdk:subnet-name' && tag.Value === tier))
  .map(subnet => subnet.CidrBlock);

describe.each(SETTINGS)('with %s', (_, setting) => {
  const zones = setting.env ? 3 : 2;

  test(`it has three tiers over ${zones} zones`, () => {
    const { resources } = network({}, setting);
    const subnets = resources('AWS::EC2::Subnet');
    expect(cidrs(subnets, 'public')).toEqual(['10.0.48.0/21', '10.0.112.0/21', '10.0.176.0/21'].slice(0, zones));
    expect(cidrs(subnets, 'private')).toEqual(['10.0.0.0/19', '10.0.64.0/19', '10.0.128.0/19'].slice(0, zones));
    expect(cidrs(subnets, 'isolated')).toEqual(['10.0.32.0/20', '10.0.96.0/20', '10.0.160.0/20'].slice(0, zones));
  });

  test('no subnet gives out public addresses', () => {
    for (const subnet of network({}, setting).resources('AWS::EC2::Subnet')) {
      expect(subnet.MapPublicIpOnLaunch).toBe(false);
    }
  });

  test('the default security group is closed by the one custom resource there is', () => {
    const { template, resources } = network({}, setting);
    expect(resources('Custom::VpcRestrictDefaultSG')).toHaveLength(1);
    expect(Object.values(template.toJSON().Resources as Record<string, any>).filter(resource => /^Custom::|CustomResource$/.test(resource.Type))).toHaveLength(1);
  });

  test('the default security group can be left alone, and then there is no function', () => {
    const { resources } = network({ restrictDefaultSecurityGroup: false }, setting);
    expect(resources('Custom::VpcRestrictDefaultSG')).toEqual([]);
    expect(resources('AWS::Lambda::Function')).toEqual([]);
  });

  test('S3 and DynamoDB are reached from every route table', () => {
    const { resources } = network({}, setting);
    const endpoints = resources('AWS::EC2::VPCEndpoint');
    expect(endpoints.map(endpoint => endpoint.VpcEndpointType)).toEqual(['Gateway', 'Gateway']);
    for (const endpoint of endpoints) {
      expect(endpoint.RouteTableIds).toHaveLength(resources('AWS::EC2::RouteTable').length);
    }
  });

  test('a network with everything on says nothing during synthesis', () => {
    const { stack } = network({ ipv6: true, egress: Egress.regionalNat(), interfaceEndpoints: [ec2.InterfaceVpcEndpointAwsService.SQS] }, setting);
    expectSilence(stack);
  });
});

test('selections hold the subnets of their tier', () => {
  const { network: made } = network();
  const vpc = made.createdVpc;
  expect(made.publicSubnets!.subnets).toEqual(vpc.publicSubnets);
  expect(made.workloadSubnets.subnets).toEqual(vpc.privateSubnets);
  expect(made.internalSubnets.subnets).toEqual(vpc.privateSubnets);
  expect(made.isolatedSubnets!.subnets).toEqual(vpc.isolatedSubnets);
  expect(made.workloadsArePublic).toBe(false);
  expect(made.reachesInternet).toBe(true);
});

test('tiers that are off have no subnets, and the others stay where they are', () => {
  const { network: made, resources } = network({ publicTier: false, isolatedTier: false, egress: Egress.regionalNat() });
  expect(made.publicSubnets).toBeUndefined();
  expect(made.isolatedSubnets).toBeUndefined();
  expect(resources('AWS::EC2::Subnet').map(subnet => subnet.CidrBlock)).toEqual(['10.0.0.0/19', '10.0.64.0/19', '10.0.128.0/19']);
});

test('without a public tier and without NAT there is no internet gateway', () => {
  const { resources } = network({ publicTier: false, egress: Egress.none() });
  expect(resources('AWS::EC2::InternetGateway')).toEqual([]);
});

test('a third zone leaves the subnets of the first two as they are', () => {
  const byId = (zones: number, ipv6: boolean) => network({ zones, ipv6, egress: Egress.singleNat() }).template.findResources('AWS::EC2::Subnet');
  for (const ipv6 of [false, true]) {
    const [two, three] = [byId(2, ipv6), byId(3, ipv6)];
    expect(Object.keys(three)).toHaveLength(9);
    for (const [id, subnet] of Object.entries(two)) {
      expect(three[id]).toEqual(subnet);
    }
  }
});

test('zones can be named, in any environment', () => {
  const { resources } = network({ availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] }, {});
  expect(new Set(resources('AWS::EC2::Subnet').map(subnet => subnet.AvailabilityZone))).toEqual(new Set(['eu-west-1a', 'eu-west-1b', 'eu-west-1c']));
});

test('a region with two zones gets two without being asked', () => {
  const stack = stackIn({ env: { account: '111111111111', region: 'us-west-1' } });
  stack.node.setContext('availability-zones:account=111111111111:region=us-west-1', ['us-west-1a', 'us-west-1c']);
  expect(new Network(stack, 'Network').privateSubnets.subnets!.map(subnet => subnet.availabilityZone)).toEqual(['us-west-1a', 'us-west-1c']);
});

test('a pending lookup of the zones is not an error', () => {
  const stack = stackIn({ env: { account: '222222222222', region: 'us-east-1' } });
  expect(() => new Network(stack, 'Network', { zones: 4 })).not.toThrow();
});

test('sizes can be chosen per tier', () => {
  const { resources } = network({ addresses: AddressSpace.cidr('192.168.0.0/20'), prefixes: { publicTier: 26, privateTier: 23, isolatedTier: 28 } });
  const subnets = resources('AWS::EC2::Subnet');
  expect(cidrs(subnets, 'private')[1]).toBe('192.168.4.0/23');
  expect(cidrs(subnets, 'public')[1]).toBe('192.168.6.0/26');
  expect(cidrs(subnets, 'isolated')[1]).toBe('192.168.6.64/28');
});

describe('from an IPAM pool', () => {
  const props = { addresses: AddressSpace.ipamPool({ poolId: 'ipam-pool-0123456789abcdef0', prefixLength: 20 }) };

  test('the VPC asks for its block', () => {
    const [vpc] = network(props).resources('AWS::EC2::VPC');
    expect(vpc).toMatchObject({ Ipv4IpamPoolId: 'ipam-pool-0123456789abcdef0', Ipv4NetmaskLength: 20 });
    expect(vpc.CidrBlock).toBeUndefined();
  });

  test('subnets are cut from whatever block it gets, as from a block that is known', () => {
    const given = network(props).resources('AWS::EC2::Subnet').map(subnet => evaluate(subnet.CidrBlock, '10.9.16.0/20'));
    const known = network({ addresses: AddressSpace.cidr('10.9.16.0/20') }).resources('AWS::EC2::Subnet').map(subnet => subnet.CidrBlock);
    expect(given).toEqual(known);
  });

  test('tiny subnets of a large block stay within what Fn::Cidr can do', () => {
    const prefixes = { isolatedTier: 28 };
    const addresses = AddressSpace.ipamPool({ poolId: 'ipam-pool-0123456789abcdef0' });
    const given = network({ addresses, prefixes }).resources('AWS::EC2::Subnet').map(subnet => evaluate(subnet.CidrBlock, '10.9.0.0/16'));
    const known = network({ addresses: AddressSpace.cidr('10.9.0.0/16'), prefixes }).resources('AWS::EC2::Subnet').map(subnet => subnet.CidrBlock);
    expect(given).toEqual(known);
  });
});

describe('with IPv6', () => {
  test('every subnet has a block that depends on its tier and zone alone', () => {
    const { resources } = network({ ipv6: true });
    const indexes = resources('AWS::EC2::Subnet').map(subnet => subnet.Ipv6CidrBlock['Fn::Select'][0]);
    expect(indexes).toEqual([2, 18, 34, 0, 16, 32, 1, 17, 33]);
  });

  test('the private tier leaves through an egress-only gateway, and nothing gives out addresses unasked', () => {
    const { resources } = network({ ipv6: true });
    expect(resources('AWS::EC2::EgressOnlyInternetGateway')).toHaveLength(1);
    expect(resources('AWS::EC2::Route').filter(route => route.EgressOnlyInternetGatewayId)).toHaveLength(3);
    expect(resources('AWS::EC2::Subnet').every(subnet => subnet.AssignIpv6AddressOnCreation === false)).toBe(true);
  });

  test('public routes wait until the internet gateway is attached', () => {
    const { template } = network({ ipv6: true });
    const routes = Object.values(template.findResources('AWS::EC2::Route')).filter(({ Properties }) => Properties.GatewayId);
    expect(routes).toHaveLength(6);
    expect(routes.map(({ DependsOn }) => DependsOn)).toEqual(Array(6).fill(expect.arrayContaining([expect.stringMatching(/VPCGW/)])));
  });

  test.each(SETTINGS)('without a way out there is none over IPv6 either, with %s', (_, setting) => {
    const { resources } = network({ ipv6: true, egress: Egress.endpointsOnly() }, setting);
    expect(resources('AWS::EC2::EgressOnlyInternetGateway')).toEqual([]);
    const zones = setting.env ? 3 : 2;
    expect(resources('AWS::EC2::Route').map(route => route.GatewayId)).toHaveLength(2 * zones);
  });
});

test('production and development differ in gateways and flow logs', () => {
  const count = (profile: PlatformProfile, type: string) => network({ profile }).resources(type).length;
  expect(count(PlatformProfile.PRODUCTION, 'AWS::EC2::NatGateway')).toBe(3);
  expect(count(PlatformProfile.DEVELOPMENT, 'AWS::EC2::NatGateway')).toBe(1);
  expect(count(PlatformProfile.PRODUCTION, 'AWS::EC2::FlowLog')).toBe(1);
  expect(count(PlatformProfile.DEVELOPMENT, 'AWS::EC2::FlowLog')).toBe(0);
  expect(count(PlatformProfile.DEVELOPMENT, 'AWS::KMS::Key')).toBe(0);
});

test('several networks in one stack share the function that closes default security groups', () => {
  const stack = stackIn({ env: IRELAND });
  new Network(stack, 'One');
  new Network(stack, 'Two', { addresses: AddressSpace.cidr('10.1.0.0/16') });
  const template = Template.fromStack(stack);
  expect(resourcesOf(template, 'AWS::Lambda::Function')).toHaveLength(1);
  expect(resourcesOf(template, 'AWS::EC2::VPC')).toHaveLength(2);
});

/** What CloudFormation makes of `Fn::Select` over `Fn::Cidr` when the VPC is given a block. */
function evaluate(value: any, vpcCidr: string): string {
  if (typeof value === 'string') {
    return value;
  }
  if (value['Fn::GetAtt']) {
    return vpcCidr;
  }
  const [index, { 'Fn::Cidr': [parent, count, hostBits] }] = value['Fn::Select'];
  expect(index).toBeLessThan(count);
  expect(count).toBeLessThanOrEqual(256);
  const [address, prefix] = evaluate(parent, vpcCidr).split('/');
  expect(32 - Number(hostBits)).toBeGreaterThanOrEqual(Number(prefix));
  const start = address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0) + index * 2 ** Number(hostBits);
  return `${[24, 16, 8, 0].map(shift => Math.floor(start / 2 ** shift) % 256).join('.')}/${32 - Number(hostBits)}`;
}
