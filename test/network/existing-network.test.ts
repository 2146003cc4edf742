import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { App, Fn, Stack } from 'aws-cdk-lib/core';
import { expectSilence, importedVpc, IRELAND, refused, refusals, resourcesOf, SETTINGS, stackIn } from './harness';
import { Network } from '../../src/network';

const idsOf = (selection?: ec2.SubnetSelection) => selection?.subnets?.map(subnet => subnet.subnetId);

test.each(SETTINGS)('a VPC made by the CDK is used by its tiers, with %s', (_, setting) => {
  const stack = stackIn(setting);
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
  const network = Network.fromVpc(stack, 'Network', vpc);
  expect(network.vpc).toBe(vpc);
  expect(network.publicSubnets!.subnets).toEqual(vpc.publicSubnets);
  expect(network.workloadSubnets.subnets).toEqual(vpc.privateSubnets);
  expect(network.internalSubnets.subnets).toEqual(vpc.privateSubnets);
  expect(network.isolatedSubnets).toBeUndefined();
  expect(network.reachesInternet).toBe(true);
  expect(network.workloadsArePublic).toBe(false);
});

test('a VPC known by attributes is used by its tiers, and nothing is made', () => {
  const stack = stackIn({ env: IRELAND });
  const network = Network.fromVpc(stack, 'Network', importedVpc(stack, {
    publicSubnetIds: ['p1', 'p2'],
    publicSubnetRouteTableIds: ['r1', 'r2'],
    privateSubnetIds: ['w1', 'w2'],
    privateSubnetRouteTableIds: ['r3', 'r4'],
    isolatedSubnetIds: ['i1', 'i2'],
    isolatedSubnetRouteTableIds: ['r5', 'r6'],
  }));
  expect(idsOf(network.publicSubnets)).toEqual(['p1', 'p2']);
  expect(idsOf(network.workloadSubnets)).toEqual(['w1', 'w2']);
  expect(idsOf(network.isolatedSubnets)).toEqual(['i1', 'i2']);
  expect(Template.fromStack(stack).toJSON().Resources).toBeUndefined();
  expectSilence(stack);
});

test('without private subnets workloads run in isolated ones, which lead nowhere', () => {
  const stack = stackIn({ env: IRELAND });
  const network = Network.fromVpc(stack, 'Network', importedVpc(stack, { isolatedSubnetIds: ['i1', 'i2'] }));
  expect(idsOf(network.workloadSubnets)).toEqual(['i1', 'i2']);
  expect(network.publicSubnets).toBeUndefined();
  expect(network.reachesInternet).toBe(false);
});

test('workloads may be public if that is said', () => {
  const stack = stackIn({ env: IRELAND });
  const vpc = importedVpc(stack, { publicSubnetIds: ['p1', 'p2'] });
  const network = Network.fromVpc(stack, 'Network', vpc, { workloadSubnets: { subnetType: ec2.SubnetType.PUBLIC } });
  expect(network.workloadsArePublic).toBe(true);
  expect(network.reachesInternet).toBe(true);
});

test('workloads may use several subnets of a zone, load balancers use one', () => {
  const stack = stackIn({ env: IRELAND });
  const vpc = importedVpc(stack, {
    privateSubnetIds: ['a1', 'a2', 'b1', 'b2'], privateSubnetNames: ['App', 'Batch'], publicSubnetIds: ['p1', 'p2', 'q1', 'q2'], publicSubnetNames: ['Web', 'Edge'],
  });
  const network = Network.fromVpc(stack, 'Network', vpc);
  expect(idsOf(network.workloadSubnets)).toEqual(['a1', 'a2', 'b1', 'b2']);
  expect(idsOf(network.internalSubnets)).toEqual(['a1', 'a2']);
  expect(idsOf(network.publicSubnets)).toEqual(['p1', 'p2']);
  const chosen = Network.fromVpc(stack, 'Chosen', vpc, { workloadSubnets: { subnetGroupName: 'Batch' }, publicSubnets: { subnetGroupName: 'Edge' } });
  expect(idsOf(chosen.workloadSubnets)).toEqual(['b1', 'b2']);
  expect(idsOf(chosen.publicSubnets)).toEqual(['q1', 'q2']);
});

test('a VPC whose subnets are only known at deployment is taken on trust', () => {
  const stack = stackIn({ env: IRELAND });
  const zone = Fn.importValue('zone');
  const vpc = importedVpc(stack, {
    vpcId: Fn.importValue('vpc'), availabilityZones: [zone, zone], privateSubnetIds: [Fn.importValue('w1'), Fn.importValue('w2')],
  });
  expect(Network.fromVpc(stack, 'Network', vpc).workloadSubnets.subnets).toHaveLength(2);
});

test('a VPC that is looked up is not judged before the lookup, and is afterwards', () => {
  const first = stackIn({ env: IRELAND });
  const pending = ec2.Vpc.fromLookup(first, 'Vpc', { vpcId: 'vpc-1' });
  const network = Network.fromVpc(first, 'Network', pending, { workloadSubnets: { subnetGroupName: 'Nobody' }, isolatedSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } });
  expect(network.vpc).toBe(pending);

  const [query] = missing(first);
  const second = new Stack(new App({ context: { [query]: lookedUp('eu-west-1a', 'eu-west-1a') } }), 'Stack', { env: IRELAND });
  expect(refusals(() => Network.fromVpc(second, 'Network', ec2.Vpc.fromLookup(second, 'Vpc', { vpcId: 'vpc-1' }))))
    .toEqual([{ code: 'SubnetsInOneZone', path: 'workloadSubnets' }]);

  const third = new Stack(new App({ context: { [query]: lookedUp('eu-west-1a', 'eu-west-1b') } }), 'Stack', { env: IRELAND });
  expect(idsOf(Network.fromVpc(third, 'Network', ec2.Vpc.fromLookup(third, 'Vpc', { vpcId: 'vpc-1' })).workloadSubnets)).toEqual(['w1', 'w2']);
});

test('a VPC of another stack can be used', () => {
  const app = new App();
  const vpc = new ec2.Vpc(new Stack(app, 'Ground'), 'Vpc');
  const stack = new Stack(app, 'Stack');
  const network = Network.fromVpc(stack, 'Network', vpc, { interfaceEndpoints: [ec2.InterfaceVpcEndpointAwsService.SQS] });
  expect(network.interfaceEndpoints).toHaveLength(1);
  expect(network.endpointSecurityGroup).toBeDefined();
  expect(() => app.synth()).not.toThrow();
});

test('interface endpoints can be added, one subnet per zone', () => {
  const stack = stackIn({ env: IRELAND });
  const vpc = importedVpc(stack, { vpcCidrBlock: '10.3.0.0/16', privateSubnetIds: ['a1', 'a2', 'b1', 'b2'], privateSubnetNames: ['App', 'Batch'] });
  Network.fromVpc(stack, 'Network', vpc, { interfaceEndpoints: [ec2.InterfaceVpcEndpointAwsService.SQS] });
  const template = Template.fromStack(stack);
  expect(resourcesOf(template, 'AWS::EC2::VPCEndpoint')[0].SubnetIds).toEqual(['a1', 'a2']);
  expect(resourcesOf(template, 'AWS::EC2::SecurityGroup')[0].SecurityGroupIngress[0].CidrIp).toBe('10.3.0.0/16');
});

describe('it is refused', () => {
  const from = (attributes: Partial<ec2.VpcAttributes>, options = {}) => refused(() => {
    const stack = stackIn({ env: IRELAND });
    Network.fromVpc(stack, 'Network', importedVpc(stack, attributes), options);
  });

  test('when all subnets of a tier are in one zone, for both tiers at once', () => {
    const findings = from({ availabilityZones: ['eu-west-1a'], publicSubnetIds: ['p1'], privateSubnetIds: ['w1'] });
    expect(findings.map(({ code, path }) => [code, path])).toEqual([['SubnetsInOneZone', 'workloadSubnets'], ['SubnetsInOneZone', 'publicSubnets']]);
    expect(findings[0].what).toContain('eu-west-1a');
  });

  test('with a group of subnets that is like no other, and told which there are', () => {
    const [found] = from({ privateSubnetIds: ['a1', 'a2'], privateSubnetNames: ['Application'] }, { workloadSubnets: { subnetGroupName: 'db' } });
    expect(found.what).toContain("it has 'Application'");
    expect(found.remedy).toBe('name one of these groups');
  });
});

/** The key under which the CDK looks for what a lookup found. */
function missing(stack: Stack): string[] {
  return (stack.node.root as App).synth().manifest.missing!.map(({ key }) => key);
}

/** What the CLI would have found: private subnets in two zones. */
function lookedUp(...zones: string[]): unknown {
  return {
    vpcId: 'vpc-1',
    vpcCidrBlock: '10.4.0.0/16',
    availabilityZones: [],
    ownerAccountId: '123456789012',
    subnetGroups: [{
      name: 'Private',
      type: 'Private',
      subnets: zones.map((availabilityZone, index) => ({ subnetId: `w${index + 1}`, cidr: `10.4.${index}.0/24`, availabilityZone, routeTableId: 'rtb' })),
    }],
  };
}
