/**
 * One NAT gateway that AWS spreads over the zones in use. The CDK's own provider for it is younger than the oldest CDK
 * this library supports, so the gateway is an L1.
 */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

/** The gateway, and a default route to it from every private subnet. */
export function makeRegionalNat(scope: Construct, vpc: ec2.Vpc): ec2.CfnNatGateway {
  const gateway = new ec2.CfnNatGateway(scope, 'RegionalNatGateway', {
    vpcId: vpc.vpcId,
    availabilityMode: 'regional',
    connectivityType: 'public',
  });
  // AWS refuses to make one while the VPC has no internet gateway.
  gateway.node.addDependency(vpc.node.findChild('VPCGW'));
  for (const subnet of vpc.privateSubnets as ec2.PrivateSubnet[]) {
    subnet.addRoute('DefaultRoute', {
      routerType: ec2.RouterType.NAT_GATEWAY,
      routerId: gateway.attrNatGatewayId,
      enablesInternetConnectivity: true,
    });
  }
  return gateway;
}
