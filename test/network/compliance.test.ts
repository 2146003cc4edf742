/** The rule packs over networks: nothing unexplained, and proof that the packs see. */
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Validations } from 'aws-cdk-lib/core';
import { IRELAND, SETTINGS, stackIn } from './harness';
import { packFindings } from './packs';
import { AddressSpace, Egress, FlowLogs, Network, NetworkProps } from '../../src/network';
import { PlatformProfile } from '../../src/vocabulary/platform-profile';

const SERVICES = [ec2.InterfaceVpcEndpointAwsService.SQS];
const NETWORKS: [string, NetworkProps][] = [
  ['the default network', {}],
  ['one NAT gateway', { egress: Egress.singleNat() }],
  ['a regional NAT gateway', { egress: Egress.regionalNat() }],
  ['endpoints only', { egress: Egress.endpointsOnly() }],
  ['no egress', { egress: Egress.none(), publicTier: false }],
  ['dual stack with endpoints', { ipv6: true, interfaceEndpoints: SERVICES }],
  ['a block from a pool with endpoints', { addresses: AddressSpace.ipamPool({ poolId: 'ipam-pool-01234567' }), interfaceEndpoints: SERVICES }],
];

describe.each(SETTINGS)('with %s', (_, setting) => {
  test.each(NETWORKS)('%s has no unexplained finding', (__, props) => {
    const stack = stackIn(setting);
    new Network(stack, 'Network', props);
    Template.fromStack(stack);
    expect(packFindings(stack.node.root)).toEqual([]);
  });

  test('the packs see a VPC of the CDK as it comes', () => {
    const stack = stackIn(setting);
    new ec2.Vpc(stack, 'Vpc');
    Template.fromStack(stack);
    const rules = new Set(packFindings(stack.node.root).map(found => found.split(' at ')[0]));
    expect([...rules]).toEqual(expect.arrayContaining([
      'AwsSolutions-VPC7', 'NIST.800.53.R5-VPCFlowLogsEnabled', 'PCI.DSS.321-VPCNoUnrestrictedRouteToIGW', 'HIPAA.Security-VPCSubnetAutoAssignPublicIpDisabled',
    ]));
  });
});

test('what is explained is explained on the public routes and nowhere else', () => {
  const stack = stackIn({ env: IRELAND });
  const { createdVpc } = new Network(stack, 'Network');
  (createdVpc.privateSubnets[0] as ec2.PrivateSubnet).addRoute('Hole', { routerType: ec2.RouterType.GATEWAY, routerId: createdVpc.internetGatewayId! });
  Template.fromStack(stack);
  const found = packFindings(stack.node.root);
  expect(found).toHaveLength(3);
  expect(found.every(entry => entry.endsWith('VPCNoUnrestrictedRouteToIGW at Stack/Network/Vpc/privateSubnet1/Hole'))).toBe(true);
});

test.each([
  ['the development profile', { profile: PlatformProfile.DEVELOPMENT }, "The profile 'development' keeps no traffic logs"],
  ['a network told to keep none', { flowLogs: FlowLogs.none() }, 'The network was told to keep none'],
])('%s has the missing flow logs explained, on the VPC', (_, props, why) => {
  const stack = stackIn({ env: IRELAND });
  const { createdVpc } = new Network(stack, 'Network', props);
  Template.fromStack(stack);
  expect(packFindings(stack.node.root)).toEqual([]);
  const explained = Object.assign({}, ...createdVpc.node.defaultChild!.node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY).map(({ data }) => data));
  expect(explained['AwsSolutions::AwsSolutions-VPC7']).toContain(why);
});
