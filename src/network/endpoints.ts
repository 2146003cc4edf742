/**
 * Doors from a VPC to AWS services that do not lead over the internet.
 */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Finding, finding } from '../findings';
import { acknowledge } from '../private/acknowledge';

/** Free, and they keep image layers and table traffic off the NAT gateways. Ids are those of the children of the VPC. */
export const GATEWAY_ENDPOINTS: Readonly<Record<string, ec2.GatewayVpcEndpointOptions>> = {
  S3: { service: ec2.GatewayVpcEndpointAwsService.S3 },
  DynamoDb: { service: ec2.GatewayVpcEndpointAwsService.DYNAMODB },
};

/** What adding interface endpoints has made. */
export interface InterfaceEndpoints {
  readonly securityGroup?: ec2.SecurityGroup;
  readonly endpoints: readonly ec2.InterfaceVpcEndpoint[];
}

/** Two endpoints with private DNS for one service cannot be in one VPC. */
export function checkEndpoints(
  path: string, services: readonly ec2.IInterfaceVpcEndpointService[], present: readonly ec2.IInterfaceVpcEndpointService[] = [],
): Finding[] {
  const seen = new Set(present.map(serviceName));
  return services.flatMap((service, index) => {
    const name = serviceName(service);
    const twice = seen.has(name);
    seen.add(name);
    return twice ? [finding('EndpointGivenTwice', `${path}[${index}]`, { service: name })] : [];
  });
}

/** One endpoint per service in the given subnets, all behind one security group that lets HTTPS in from the VPC. */
export function makeEndpoints(
  scope: Construct, vpc: ec2.IVpc, services: readonly ec2.IInterfaceVpcEndpointService[], subnets: ec2.SubnetSelection, vpcCidr: string,
): InterfaceEndpoints {
  if (services.length === 0) {
    return { endpoints: [] };
  }
  const securityGroup = new ec2.SecurityGroup(scope, 'EndpointSecurityGroup', {
    vpc,
    description: 'HTTPS from the VPC to AWS services',
    allowAllOutbound: false,
    allowAllIpv6Outbound: false,
    disableInlineRules: false,
  });
  for (const port of new Set(services.map(service => service.port))) {
    securityGroup.addIngressRule(ec2.Peer.ipv4(vpcCidr), ec2.Port.tcp(port), 'from the VPC');
  }
  if (Token.isUnresolved(vpcCidr)) {
    for (const rule of ['AwsSolutions-EC23', 'EC2RestrictedCommonPorts', 'EC2RestrictedSSH']) {
      acknowledge(securityGroup.node.defaultChild!, rule, 'Open to the block of the VPC alone, which rules cannot read because it is decided at deployment.');
    }
  }
  const endpoints = services.map((service, index) => new ec2.InterfaceVpcEndpoint(scope, endpointId(service, index), {
    vpc, service, subnets, securityGroups: [securityGroup], open: false, privateDnsEnabled: service.privateDnsDefault ?? true,
  }));
  return { securityGroup, endpoints };
}

/** `ecr.api` becomes `EcrApiEndpoint`: the same service has the same logical id wherever it is in the list. */
function endpointId(service: ec2.IInterfaceVpcEndpointService, index: number): string {
  const name = serviceName(service);
  // The name of somebody's own service may be known only at deployment; then its place has to do.
  const words = Token.isUnresolved(name) ? ['custom', `${index + 1}`] : name.split(/[^A-Za-z0-9]+/).filter(word => word !== '');
  return `${words.map(word => word[0].toUpperCase() + word.slice(1)).join('')}Endpoint`;
}

/** The name of a service; of those of AWS, the part that does not depend on the region. */
function serviceName(service: ec2.IInterfaceVpcEndpointService): string {
  return (service as Partial<ec2.InterfaceVpcEndpointAwsService>).shortName ?? service.name;
}
