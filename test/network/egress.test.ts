import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { network, SETTINGS } from './harness';
import { AddressSpace, Egress } from '../../src/network';

/** Where traffic for the internet goes, per route. */
const defaultRoutes = (resources: (type: string) => Record<string, any>[]) => resources('AWS::EC2::Route').filter(route => route.DestinationCidrBlock === '0.0.0.0/0');

describe.each(SETTINGS)('with %s', (_, setting) => {
  const zones = setting.env ? 3 : 2;

  test('natPerZone gives every private subnet the gateway of its own zone', () => {
    const { resources } = network({ egress: Egress.natPerZone() }, setting);
    expect(resources('AWS::EC2::EIP')).toHaveLength(zones);
    const used = defaultRoutes(resources).filter(route => route.NatGatewayId).map(route => route.NatGatewayId.Ref);
    expect(new Set(used).size).toBe(zones);
  });

  test('singleNat gives all private subnets one gateway', () => {
    const { resources } = network({ egress: Egress.singleNat() }, setting);
    const used = defaultRoutes(resources).filter(route => route.NatGatewayId).map(route => route.NatGatewayId.Ref);
    expect(used).toHaveLength(zones);
    expect(new Set(used).size).toBe(1);
  });

  test('regionalNat is one gateway of the VPC, without addresses and without public subnets', () => {
    const { resources, template, network: made } = network({ egress: Egress.regionalNat(), publicTier: false }, setting);
    expect(resources('AWS::EC2::NatGateway')).toEqual([expect.objectContaining({ AvailabilityMode: 'regional', ConnectivityType: 'public', VpcId: expect.anything() })]);
    expect(resources('AWS::EC2::EIP')).toEqual([]);
    const [gateway] = Object.entries(template.findResources('AWS::EC2::NatGateway'));
    expect(defaultRoutes(resources).map(route => route.NatGatewayId)).toEqual(Array(zones).fill({ 'Fn::GetAtt': [gateway[0], 'NatGatewayId'] }));
    expect(gateway[1].DependsOn).toEqual([expect.stringMatching(/VPCGW/)]);
    expect(made.regionalNatGateway).toBeDefined();
  });

  test('endpointsOnly has no route out of the private tier, and a door for everything a Fargate task needs', () => {
    const { resources, network: made } = network({ egress: Egress.endpointsOnly() }, setting);
    expect(resources('AWS::EC2::NatGateway')).toEqual([]);
    expect(defaultRoutes(resources)).toHaveLength(zones);
    expect(defaultRoutes(resources).every(route => route.GatewayId)).toBe(true);
    expect(made.reachesInternet).toBe(false);
    expect(made.interfaceEndpoints.map(endpoint => endpoint.node.id)).toEqual([
      'EcrApiEndpoint', 'EcrDkrEndpoint', 'LogsEndpoint', 'SecretsmanagerEndpoint', 'SsmEndpoint', 'SsmmessagesEndpoint', 'KmsEndpoint',
    ]);
    for (const endpoint of resources('AWS::EC2::VPCEndpoint').filter(({ VpcEndpointType }) => VpcEndpointType === 'Interface')) {
      expect(endpoint.PrivateDnsEnabled).toBe(true);
      expect(endpoint.SubnetIds).toHaveLength(zones);
      expect(endpoint.SecurityGroupIds).toHaveLength(1);
    }
  });

  test('none has no route out and no interface endpoints', () => {
    const { resources, network: made } = network({ egress: Egress.none() }, setting);
    expect(resources('AWS::EC2::NatGateway')).toEqual([]);
    expect(made.interfaceEndpoints).toEqual([]);
    expect(made.endpointSecurityGroup).toBeUndefined();
    expect(made.workloadSubnets.subnets).toHaveLength(zones);
  });
});

test('the choice of egress changes no subnet', () => {
  const subnets = (egress: Egress) => network({ egress }).template.findResources('AWS::EC2::Subnet');
  const ids = (egress: Egress) => Object.entries(subnets(egress)).map(([id, subnet]) => [id, subnet.Properties.CidrBlock]);
  const expected = ids(Egress.natPerZone());
  for (const other of [Egress.singleNat(), Egress.regionalNat(), Egress.endpointsOnly(), Egress.none()]) {
    expect(ids(other)).toEqual(expected);
  }
});

test('gateways take the addresses they are given', () => {
  const eipAllocationIds = ['eipalloc-00000001', 'eipalloc-00000002', 'eipalloc-00000003'];
  const { resources } = network({ egress: Egress.natPerZone({ eipAllocationIds }) });
  expect(resources('AWS::EC2::NatGateway').map(gateway => gateway.AllocationId)).toEqual(eipAllocationIds);
  expect(resources('AWS::EC2::EIP')).toEqual([]);
});

describe('interface endpoints', () => {
  test('let in only HTTPS from the VPC, and let nothing out', () => {
    const [group] = network({ interfaceEndpoints: [ec2.InterfaceVpcEndpointAwsService.SQS] }).resources('AWS::EC2::SecurityGroup');
    expect(group.SecurityGroupIngress).toEqual([expect.objectContaining({ CidrIp: '10.0.0.0/16', FromPort: 443, ToPort: 443, IpProtocol: 'tcp' })]);
    expect(group.SecurityGroupEgress).toEqual([expect.objectContaining({ CidrIp: '255.255.255.255/32' })]);
  });

  test('let in the block that a pool decides', () => {
    const addresses = AddressSpace.ipamPool({ poolId: 'ipam-pool-0123456789abcdef0' });
    const [group] = network({ addresses, interfaceEndpoints: [ec2.InterfaceVpcEndpointAwsService.SQS] }).resources('AWS::EC2::SecurityGroup');
    expect(group.SecurityGroupIngress[0].CidrIp).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^NetworkVpc/), 'CidrBlock'] });
  });

  test('come with any egress, after those of the egress', () => {
    const services = { services: [ec2.InterfaceVpcEndpointAwsService.ECR] };
    const { network: made } = network({ egress: Egress.endpointsOnly(services), interfaceEndpoints: [ec2.InterfaceVpcEndpointAwsService.STS] });
    expect(made.interfaceEndpoints.map(endpoint => endpoint.node.id)).toEqual(['EcrApiEndpoint', 'StsEndpoint']);
  });

  test('keep their names when others are put before them', () => {
    const ids = (interfaceEndpoints: ec2.IInterfaceVpcEndpointService[]) => Object.keys(network({ interfaceEndpoints }).template.findResources('AWS::EC2::VPCEndpoint'));
    const { SQS, SNS } = ec2.InterfaceVpcEndpointAwsService;
    expect(ids([SNS, SQS])).toEqual(expect.arrayContaining(ids([SQS])));
  });

  test('serve other ports and other owners', () => {
    const { network: made, resources } = network({ interfaceEndpoints: [new ec2.InterfaceVpcEndpointService('com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0', 8443)] });
    expect(made.interfaceEndpoints.map(endpoint => endpoint.node.id)).toEqual(['ComAmazonawsVpceEuWest1VpceSvc0123456789abcdef0Endpoint']);
    expect(resources('AWS::EC2::SecurityGroup')[0].SecurityGroupIngress[0]).toMatchObject({ FromPort: 8443 });
    expect(resources('AWS::EC2::VPCEndpoint').find(({ VpcEndpointType }) => VpcEndpointType === 'Interface')!.PrivateDnsEnabled).toBe(false);
  });
});
