/** Logical ids are API: a change here makes CloudFormation replace what exists. */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { network, Setting, SETTINGS } from './harness';
import { Egress, NetworkProps } from '../../src/network';

const TWO_ZONES = {
  NetworkVpc7FB7348F: 'AWS::EC2::VPC',
  NetworkVpcpublicSubnet1Subnet00617657: 'AWS::EC2::Subnet',
  NetworkVpcpublicSubnet1RouteTableDFE49ED6: 'AWS::EC2::RouteTable',
  NetworkVpcpublicSubnet1RouteTableAssociation203B743E: 'AWS::EC2::SubnetRouteTableAssociation',
  NetworkVpcpublicSubnet1DefaultRoute19622567: 'AWS::EC2::Route',
  NetworkVpcpublicSubnet2SubnetDCAA7C9A: 'AWS::EC2::Subnet',
  NetworkVpcpublicSubnet2RouteTable216E89B0: 'AWS::EC2::RouteTable',
  NetworkVpcpublicSubnet2RouteTableAssociationA4B52C34: 'AWS::EC2::SubnetRouteTableAssociation',
  NetworkVpcpublicSubnet2DefaultRouteF6C22611: 'AWS::EC2::Route',
  NetworkVpcprivateSubnet1Subnet9EC58498: 'AWS::EC2::Subnet',
  NetworkVpcprivateSubnet1RouteTableABBAAF01: 'AWS::EC2::RouteTable',
  NetworkVpcprivateSubnet1RouteTableAssociation4A0BC0F2: 'AWS::EC2::SubnetRouteTableAssociation',
  NetworkVpcprivateSubnet1DefaultRoute026EC3C9: 'AWS::EC2::Route',
  NetworkVpcprivateSubnet2Subnet6E5E8804: 'AWS::EC2::Subnet',
  NetworkVpcprivateSubnet2RouteTable53A5479A: 'AWS::EC2::RouteTable',
  NetworkVpcprivateSubnet2RouteTableAssociation22F8344A: 'AWS::EC2::SubnetRouteTableAssociation',
  NetworkVpcprivateSubnet2DefaultRoute85168916: 'AWS::EC2::Route',
  NetworkVpcisolatedSubnet1Subnet188D06DD: 'AWS::EC2::Subnet',
  NetworkVpcisolatedSubnet1RouteTable412ED87A: 'AWS::EC2::RouteTable',
  NetworkVpcisolatedSubnet1RouteTableAssociation2AF38785: 'AWS::EC2::SubnetRouteTableAssociation',
  NetworkVpcisolatedSubnet2Subnet811E27B8: 'AWS::EC2::Subnet',
  NetworkVpcisolatedSubnet2RouteTableDF72DDF9: 'AWS::EC2::RouteTable',
  NetworkVpcisolatedSubnet2RouteTableAssociationD39A14F4: 'AWS::EC2::SubnetRouteTableAssociation',
  NetworkVpcIGW6BEA7B02: 'AWS::EC2::InternetGateway',
  NetworkVpcVPCGW8F3799B5: 'AWS::EC2::VPCGatewayAttachment',
  NetworkVpcS334FC449B: 'AWS::EC2::VPCEndpoint',
  NetworkVpcDynamoDbCF49C09B: 'AWS::EC2::VPCEndpoint',
  NetworkVpcRestrictDefaultSecurityGroupCustomResource491E144D: 'Custom::VpcRestrictDefaultSG',
  NetworkKey1D162FA0: 'AWS::KMS::Key',
  NetworkFlowLogGroup4F8CEEEF: 'AWS::Logs::LogGroup',
  NetworkFlowLogRole4C0B2D1D: 'AWS::IAM::Role',
  NetworkFlowLogPolicyC5431858: 'AWS::IAM::ManagedPolicy',
  NetworkFlowLog0C7D188B: 'AWS::EC2::FlowLog',
  CustomVpcRestrictDefaultSGCustomResourceProviderRole26592FE0: 'AWS::IAM::Role',
  CustomVpcRestrictDefaultSGCustomResourceProviderHandlerDC833E5E: 'AWS::Lambda::Function',
};

const ZONAL_NAT = {
  NetworkVpcpublicSubnet1EIPC41EF705: 'AWS::EC2::EIP',
  NetworkVpcpublicSubnet1NATGateway939C8F7E: 'AWS::EC2::NatGateway',
  NetworkVpcpublicSubnet2EIPFC8511D4: 'AWS::EC2::EIP',
  NetworkVpcpublicSubnet2NATGatewayCA65A467: 'AWS::EC2::NatGateway',
};

const OPTIONAL = {
  NetworkRegionalNatGateway76F16A08: 'AWS::EC2::NatGateway',
  NetworkEndpointSecurityGroup6DEF6240: 'AWS::EC2::SecurityGroup',
  NetworkSqsEndpoint70892530: 'AWS::EC2::VPCEndpoint',
  NetworkVpcEIGW6B407AC27: 'AWS::EC2::EgressOnlyInternetGateway',
  NetworkVpcipv6cidr3A976160: 'AWS::EC2::VPCCidrBlock',
  NetworkVpcprivateSubnet1DefaultRoute64A0941DE: 'AWS::EC2::Route',
  NetworkVpcprivateSubnet2DefaultRoute61A8F945C: 'AWS::EC2::Route',
  NetworkVpcpublicSubnet1DefaultRoute6169A1113: 'AWS::EC2::Route',
  NetworkVpcpublicSubnet2DefaultRoute6D752EC7F: 'AWS::EC2::Route',
};

function ids(props: NetworkProps, setting: Setting): Record<string, string> {
  const resources = network({ zones: 2, ...props }, setting).template.toJSON().Resources as Record<string, { Type: string }>;
  return Object.fromEntries(Object.entries(resources).map(([id, { Type }]) => [id, Type]));
}

describe.each(SETTINGS)('with %s', (_, setting) => {
  test('a network of two zones has these resources by these names', () => {
    expect(ids({}, setting)).toEqual({ ...TWO_ZONES, ...ZONAL_NAT });
  });

  test('options add to them and rename none', () => {
    const interfaceEndpoints = [ec2.InterfaceVpcEndpointAwsService.SQS];
    expect(ids({ ipv6: true, egress: Egress.regionalNat(), interfaceEndpoints }, setting)).toEqual({ ...TWO_ZONES, ...OPTIONAL });
  });
});
