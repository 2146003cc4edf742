import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnParameter } from 'aws-cdk-lib/core';
import * as fc from 'fast-check';
import { IRELAND, network, resourcesOf, Setting, SETTINGS, stackIn } from './harness';
import { Egress, Network, reach } from '../../src/network';
import { Need, NEEDS } from '../../src/network/needs';

const { ECR, ECR_DOCKER, SQS, STEP_FUNCTIONS } = ec2.InterfaceVpcEndpointAwsService;
const ALL = Object.keys(NEEDS) as Need[];
const NOTHING = Egress.endpointsOnly({ services: [] });

/** A closed network that has been asked for these. */
const asked = (needs: readonly Need[], egress = NOTHING, setting: Setting = { env: IRELAND }) => {
  const stack = stackIn(setting);
  const made = new Network(stack, 'Network', { egress });
  return { stack, made, doors: reach(made, needs) };
};
const idsOf = ({ interfaceEndpoints }: Network) => interfaceEndpoints.map(({ node }) => node.id).sort();
const shortNames = (needs: readonly Need[]) => [...new Set(needs.flatMap(need => NEEDS[need].services.map(({ shortName }) => shortName)))];

test.each(SETTINGS)('a network that starts with nothing has what is needed, and nothing else, with %s', (_, setting) => {
  const { stack, made } = asked(['images', 'queue'], NOTHING, setting);
  expect(idsOf(made)).toEqual(['EcrApiEndpoint', 'EcrDkrEndpoint', 'SqsEndpoint']);
  expect(stack.node.findAll().filter(construct => construct instanceof ec2.CfnSecurityGroup)).toHaveLength(1);
});

test('what is there from the start is found and not made again', () => {
  const { made } = asked(['images', 'logs', 'queue'], Egress.endpointsOnly());
  expect(made.interfaceEndpoints.map(({ node }) => node.id)).toEqual([
    'EcrApiEndpoint', 'EcrDkrEndpoint', 'LogsEndpoint', 'SecretsmanagerEndpoint', 'SsmEndpoint', 'SsmmessagesEndpoint', 'KmsEndpoint', 'SqsEndpoint',
  ]);
});

test('who asks first, and how often, changes no endpoint', () => {
  fc.assert(fc.property(fc.shuffledSubarray(ALL), fc.shuffledSubarray(ALL), (first, second) => {
    const one = asked([...first, ...second]);
    const other = asked(second);
    reach(other.made, first);
    reach(other.made, second);
    expect(idsOf(other.made)).toEqual(idsOf(one.made));
    expect(idsOf(one.made)).toHaveLength(shortNames([...first, ...second]).length);
  }), { numRuns: 5 });
});

test('an endpoint is the same whether it is listed or needed', () => {
  const listed = network({ egress: Egress.endpointsOnly({ services: [ECR, ECR_DOCKER, SQS] }) }).template.toJSON().Resources;
  const { stack } = asked(['queue', 'images']);
  const needed = stack.node.findAll().filter(each => each instanceof ec2.CfnVPCEndpoint).map(each => stack.getLogicalId(each));
  const interfaces = Object.entries<any>(listed).filter(([, { Type, Properties }]) => Type === 'AWS::EC2::VPCEndpoint' && Properties.VpcEndpointType === 'Interface');
  expect(interfaces).toHaveLength(3);
  expect(needed).toEqual(expect.arrayContaining(interfaces.map(([id]) => id)));
});

test('an endpoint that somebody has added to the VPC is enough', () => {
  const stack = stackIn({ env: IRELAND });
  const made = new Network(stack, 'Network', { egress: NOTHING });
  const theirs = made.createdVpc.addInterfaceEndpoint('Theirs', { service: SQS });
  expect(reach(made, ['queue'])).toEqual([theirs.node.defaultChild]);
  expect(made.interfaceEndpoints).toEqual([]);
});

test('an endpoint that somebody has made elsewhere for the VPC is enough, if its callers know its name', () => {
  const stack = stackIn({ env: IRELAND });
  const made = new Network(stack, 'Network', { egress: NOTHING });
  const theirs = new ec2.InterfaceVpcEndpoint(stack, 'Theirs', { vpc: made.createdVpc, service: SQS });
  new ec2.InterfaceVpcEndpoint(stack, 'Hidden', { vpc: made.createdVpc, service: STEP_FUNCTIONS, privateDnsEnabled: false });
  new ec2.InterfaceVpcEndpoint(stack, 'Neighbour', { vpc: new ec2.Vpc(stack, 'Other'), service: STEP_FUNCTIONS });
  made.addInterfaceEndpoint(STEP_FUNCTIONS);
  expect(reach(made, ['queue'])).toEqual([theirs.node.defaultChild]);
  expect(idsOf(made)).toEqual(['StatesEndpoint']);
});

test('an endpoint that somebody adds when there is one already is refused', () => {
  const { stack, made } = asked(['queue']);
  new ec2.InterfaceVpcEndpoint(stack, 'Theirs', { vpc: made.createdVpc, service: SQS });
  expect(() => Template.fromStack(stack)).toThrow(/EndpointGivenTwice/);
});

test('a service whose name is not known yet keeps its endpoint, whatever else is needed before', () => {
  const idsWith = (needs: readonly Need[]) => {
    const { stack, made } = asked(needs);
    const before = idsOf(made);
    ['First', 'Second'].forEach(id => made.addInterfaceEndpoint(new ec2.InterfaceVpcEndpointService(new CfnParameter(stack, id).valueAsString)));
    return idsOf(made).filter(id => !before.includes(id));
  };
  expect(idsWith([])).toEqual(['Custom1Endpoint', 'Custom2Endpoint']);
  expect(idsWith(ALL)).toEqual(idsWith([]));
});

test('an endpoint that is listed by its whole name is enough', () => {
  const { made, doors } = asked(['queue'], Egress.endpointsOnly({ services: [{ name: 'com.amazonaws.eu-west-1.sqs', port: 443, privateDnsDefault: true }] }));
  expect(made.interfaceEndpoints).toHaveLength(1);
  expect(doors).toEqual([made.interfaceEndpoints[0].node.defaultChild]);
});

test.each<[string, Egress]>([
  ['a way out', Egress.singleNat()],
  ['ways of its own', Egress.none()],
  ['endpoints that were counted', Egress.endpointsOnly({ onDemand: false })],
])('nothing is made in a network with %s', (_, egress) => {
  const stack = stackIn({ env: IRELAND });
  const made = new Network(stack, 'Network', { egress });
  const before = made.interfaceEndpoints.length;
  expect(reach(made, ALL)).toEqual([]);
  expect(made.interfaceEndpoints).toHaveLength(before);
});

test('nothing is made in a VPC that exists', () => {
  const stack = stackIn({ env: IRELAND });
  const theirs = Network.fromVpc(stack, 'Network', new ec2.Vpc(stack, 'Vpc', { natGateways: 0, subnetConfiguration: [{ name: 'In', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }] }));
  expect(reach(theirs, ALL)).toEqual([]);
  expect(theirs.interfaceEndpoints).toEqual([]);
});

test('a service that a program calls is added once, in any network', () => {
  const stack = stackIn({ env: IRELAND });
  const made = new Network(stack, 'Network');
  made.addInterfaceEndpoint(STEP_FUNCTIONS);
  made.addInterfaceEndpoint(STEP_FUNCTIONS);
  expect(idsOf(made)).toEqual(['StatesEndpoint']);
  expect(made.endpointSecurityGroup).toBeDefined();
});

test('the list that is read is a copy', () => {
  const { made } = asked(['queue']);
  made.interfaceEndpoints.pop();
  expect(made.interfaceEndpoints).toHaveLength(1);
});

test('every endpoint that can be needed is behind the one group, which lets HTTPS in once', () => {
  const stack = stackIn({ env: IRELAND });
  reach(new Network(stack, 'Network', { egress: NOTHING }), ALL);
  const template = Template.fromStack(stack);
  const interfaces = resourcesOf(template, 'AWS::EC2::VPCEndpoint').filter(({ VpcEndpointType }) => VpcEndpointType === 'Interface');
  expect(interfaces).toHaveLength(shortNames(ALL).length);
  expect(interfaces.every(({ PrivateDnsEnabled, SecurityGroupIds }) => PrivateDnsEnabled && SecurityGroupIds.length === 1)).toBe(true);
  expect(resourcesOf(template, 'AWS::EC2::SecurityGroup')[0].SecurityGroupIngress).toEqual([expect.objectContaining({ FromPort: 443, CidrIp: '10.0.0.0/16' })]);
});

test('the page about networks has the table as it is', () => {
  const page = readFileSync(join(__dirname, '../../docs/concepts/network.md'), 'utf8');
  const rows = page.split('services that get an endpoint |')[1].split('\n\n')[0].split('\n').slice(2);
  expect(rows).toEqual(Object.values(NEEDS).map(({ when, services }) => `| ${when} | ${services.map(({ shortName }) => `\`${shortName}\``).join(', ')} |`));
});
