/**
 * Doors from a VPC to AWS services that do not lead over the internet.
 */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Finding, finding } from '../findings';
import { acknowledge } from '../private/acknowledge';
import { asTold } from '../private/as-told';

/** Free, and they keep image layers and table traffic off the NAT gateways. Ids are those of the children of the VPC. */
export const GATEWAY_ENDPOINTS: Readonly<Record<string, ec2.GatewayVpcEndpointOptions>> = {
  S3: { service: ec2.GatewayVpcEndpointAwsService.S3 },
  DynamoDb: { service: ec2.GatewayVpcEndpointAwsService.DYNAMODB },
};

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

/** Where endpoints are. */
export interface EndpointPlace {
  readonly vpc: ec2.IVpc;
  readonly subnets: ec2.SubnetSelection;
  /** From where they are reached. Asked for only when there is an endpoint. */
  readonly vpcCidr: () => string;
}

/** One endpoint per service, all behind one security group that lets HTTPS in from the VPC. They are made when they are first asked for. */
export class InterfaceEndpoints {
  public readonly made: ec2.InterfaceVpcEndpoint[] = [];
  private readonly doors = new Map<string, Construct>();
  private group?: ec2.SecurityGroup;
  private listed = 0;
  private unnamed = 0;

  constructor(private readonly scope: Construct, private readonly place: EndpointPlace) {
    scope.node.addValidation({ validate: () => this.twice().map(String) });
  }

  public get securityGroup(): ec2.SecurityGroup | undefined {
    return this.group;
  }

  /** The endpoint of a service: one of these, under whichever name it was given, or one that somebody added to the VPC. */
  public find(service: ec2.IInterfaceVpcEndpointService): Construct | undefined {
    const name = serviceName(service);
    const door = this.doors.get(name) ?? this.seek(name);
    if (door) {
      this.doors.set(name, door);
    }
    return door;
  }

  /** Those that somebody has written down. */
  public list(services: readonly ec2.IInterfaceVpcEndpointService[]): ec2.InterfaceVpcEndpoint[] {
    return services.map(service => this.make(service, this.listed++));
  }

  /** One that turns out to be needed. */
  public add(service: ec2.IInterfaceVpcEndpointService): ec2.InterfaceVpcEndpoint {
    return this.make(service, this.listed + (Token.isUnresolved(serviceName(service)) ? this.unnamed++ : 0));
  }

  private make(service: ec2.IInterfaceVpcEndpointService, index: number): ec2.InterfaceVpcEndpoint {
    const { vpc, subnets } = this.place;
    const securityGroup = this.group ??= this.makeGroup();
    securityGroup.addIngressRule(ec2.Peer.ipv4(this.place.vpcCidr()), ec2.Port.tcp(service.port), 'from the VPC');
    const endpoint = new ec2.InterfaceVpcEndpoint(this.scope, endpointId(service, index), {
      vpc, service, subnets, securityGroups: [securityGroup], open: false, privateDnsEnabled: service.privateDnsDefault ?? true,
    });
    this.made.push(endpoint);
    this.doors.set(serviceName(service), endpoint);
    return endpoint;
  }

  private makeGroup(): ec2.SecurityGroup {
    const securityGroup = new ec2.SecurityGroup(this.scope, 'EndpointSecurityGroup', {
      vpc: this.place.vpc,
      description: 'HTTPS from the VPC to AWS services',
      allowAllOutbound: false,
      allowAllIpv6Outbound: false,
      disableInlineRules: false,
    });
    if (Token.isUnresolved(this.place.vpcCidr())) {
      for (const rule of ['AwsSolutions-EC23', 'EC2RestrictedCommonPorts', 'EC2RestrictedSSH']) {
        acknowledge(securityGroup.node.defaultChild!, rule, 'Open to the block of the VPC alone, which rules cannot read because it is decided at deployment.');
      }
    }
    return securityGroup;
  }

  private seek(name: string): Construct | undefined {
    return this.all().find(({ service }) => service.endsWith(`.${name}`))?.door;
  }

  /** One that somebody added after it had been made here. */
  private twice(): Finding[] {
    const services = this.all().map(({ service }) => service);
    return [...new Set(services.filter((service, index) => services.indexOf(service) < index))]
      .map(service => finding('EndpointGivenTwice', `${this.scope.node.path}/Vpc`, { service }));
  }

  /** Every endpoint of the VPC in the app whose name its callers know, wherever it was written. */
  private all(): { readonly door: Construct; readonly service: string }[] {
    const { vpcId } = this.place.vpc;
    return this.scope.node.root.node.findAll()
      .filter(construct => construct instanceof ec2.CfnVPCEndpoint)
      .filter(door => door.vpcEndpointType === 'Interface' && door.vpcId === vpcId && door.privateDnsEnabled !== false)
      .map(door => ({ door, service: asTold(door, door.serviceName ?? '') }));
  }
}

/** `ecr.api` becomes `EcrApiEndpoint`: the same service has the same logical id wherever it is in the list, and whoever asked for it. */
function endpointId(service: ec2.IInterfaceVpcEndpointService, index: number): string {
  const name = serviceName(service);
  // The name of somebody's own service may be known only at deployment; then its place among those that were listed, or behind them, has to do.
  const words = Token.isUnresolved(name) ? ['custom', `${index + 1}`] : name.split(/[^A-Za-z0-9]+/).filter(word => word !== '');
  return `${words.map(word => word[0].toUpperCase() + word.slice(1)).join('')}Endpoint`;
}

/** The name of a service; of those of AWS, the part that does not depend on the region. */
function serviceName(service: ec2.IInterfaceVpcEndpointService): string {
  return (service as Partial<ec2.InterfaceVpcEndpointAwsService>).shortName ?? service.name;
}
