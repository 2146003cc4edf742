/**
 * The VPC that containers run in: tiers over zones, a way out, the record of traffic, and nothing left open.
 */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct, IDependable } from 'constructs';
import { AddressRequest, planAddresses, Tier } from './address-plan';
import { AddressSpace } from './address-space';
import { Egress } from './egress';
import { GATEWAY_ENDPOINTS, InterfaceEndpoints } from './endpoints';
import { ExistingNetwork, ExistingNetworkOptions } from './existing-network';
import { FlowLogs, makeFlowLogs } from './flow-logs';
import { letLogsUse, makeKey } from './log-key';
import { Need, servicesFor } from './needs';
import { NetworkProps } from './network-props';
import { INetwork } from './network-ref';
import { PlannedAddresses, PlannedIpv6Addresses } from './planned-addresses';
import { makeRegionalNat } from './regional-nat';
import { checkNetwork } from './rules';
import { reservedZoneCount, zoneCount } from './zones';
import { refuse } from '../findings';
import { acknowledge } from '../private/acknowledge';
import { PlatformProfile } from '../vocabulary/platform-profile';

/**
 * A VPC for containers: public, private and isolated subnets over several zones, a way out, flow logs, free endpoints for
 * S3 and DynamoDB, no public addresses given out unasked, and a default security group without rules.
 *
 * The constructor throws, with everything that is wrong at once, on what AWS would refuse during the deployment.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/what-is-amazon-vpc.html
 */
export class Network extends Construct implements INetwork {
  /**
   * A network around a VPC that exists already or is made elsewhere: by `ec2.Vpc`, `Vpc.fromLookup()` or
   * `Vpc.fromVpcAttributes()`.
   *
   * Throws if it has no subnets for workloads, or if those that are used lie in one zone.
   *
   * @param scope the parent
   * @param id the id in the scope
   * @param vpc the VPC
   * @param options which of its subnets to use, if not by their types
   */
  public static fromVpc(scope: Construct, id: string, vpc: ec2.IVpc, options: ExistingNetworkOptions = {}): ExistingNetwork {
    return new ExistingNetwork(scope, id, vpc, options);
  }

  /** The VPC, as anything that only uses it needs it. */
  public readonly vpc: ec2.IVpc;

  /** The VPC that was made, with its gateways, routes and default security group. */
  public readonly createdVpc: ec2.Vpc;

  /** Where internet-facing load balancers go; undefined without the public tier. */
  public readonly publicSubnets?: ec2.SubnetSelection;

  /** Where workloads run. */
  public readonly privateSubnets: ec2.SubnetSelection;

  /** Where data stores go; undefined without the isolated tier. */
  public readonly isolatedSubnets?: ec2.SubnetSelection;

  /** Where workloads run: the private tier. */
  public readonly workloadSubnets: ec2.SubnetSelection;

  /** Where internal load balancers go: the private tier. */
  public readonly internalSubnets: ec2.SubnetSelection;

  /** Whether workloads run in public subnets: never. */
  public readonly workloadsArePublic = false;

  /** Whether the private tier has a route to the internet. */
  public readonly reachesInternet: boolean;

  /** Whether the subnets have IPv6 addresses too. */
  public readonly ipv6: boolean;

  /** The regional NAT gateway, with `Egress.regionalNat()`. Zonal ones are children of the public subnets of the VPC. */
  public readonly regionalNatGateway?: ec2.CfnNatGateway;

  /** The record of traffic, if it is kept. */
  public readonly flowLog?: ec2.FlowLog;

  /** Where the record of traffic is kept, if that is CloudWatch. */
  public readonly flowLogGroup?: logs.LogGroup;

  /** The role that writes the record of traffic to CloudWatch. */
  public readonly flowLogRole?: iam.Role;

  /** The key of the flow logs: the one that was given, or the one that was made. */
  public readonly encryptionKey?: kms.IKey;

  /** @internal */
  public readonly _egress: Egress;

  private readonly endpoints: InterfaceEndpoints;

  /**
   * Makes the VPC and everything in it.
   *
   * @param scope the parent
   * @param id the id in the scope
   * @param props what differs from the defaults of the profile
   */
  constructor(scope: Construct, id: string, props: NetworkProps = {}) {
    super(scope, id);
    const profile = props.profile ?? PlatformProfile.PRODUCTION;
    const egress = props.egress ?? (profile.natPerZone ? Egress.natPerZone() : Egress.singleNat());
    const addresses = props.addresses ?? AddressSpace.cidr('10.0.0.0/16');
    const zones = zoneCount(this, props);
    const tiers = tiersOf(props);
    const request = addressRequest(addresses, reservedZoneCount(zones, props), tiers, props);
    refuse(this, checkNetwork(this, props, { egress, addresses, zones, request }));

    const vpc = this.vpc = this.createdVpc = new ec2.Vpc(this, 'Vpc', {
      vpcName: this.node.path,
      ipAddresses: new PlannedAddresses(planAddresses(request)!, addresses._options, addresses._block),
      ipProtocol: props.ipv6 ? ec2.IpProtocol.DUAL_STACK : ec2.IpProtocol.IPV4_ONLY,
      ipv6Addresses: props.ipv6 ? new PlannedIpv6Addresses(tiers) : undefined,
      ...(props.availabilityZones ? { availabilityZones: [...props.availabilityZones] } : { maxAzs: zones }),
      subnetConfiguration: tiers.map(tier => subnetsOf(tier, egress, props)),
      natGateways: egress._zonalGateways(zones),
      natGatewayProvider: ec2.NatProvider.gateway({ eipAllocationIds: egress._eipAllocationIds && [...egress._eipAllocationIds] }),
      createInternetGateway: tiers.includes('public') || egress._reachesInternet,
      gatewayEndpoints: { ...GATEWAY_ENDPOINTS },
      enableDnsHostnames: true,
      enableDnsSupport: true,
      restrictDefaultSecurityGroup: props.restrictDefaultSecurityGroup ?? true,
    });
    finishVpc(vpc);
    this.regionalNatGateway = egress._kind === 'regionalNat' ? makeRegionalNat(this, vpc) : undefined;

    const subnetsIn = (tier: Tier) => tiers.includes(tier) ? { subnets: vpc.selectSubnets({ subnetGroupName: tier }).subnets } : undefined;
    this.privateSubnets = this.workloadSubnets = this.internalSubnets = subnetsIn('private')!;
    this.publicSubnets = subnetsIn('public');
    this.isolatedSubnets = subnetsIn('isolated');
    this.reachesInternet = egress._reachesInternet;
    this.ipv6 = props.ipv6 ?? false;

    this._egress = egress;
    const vpcCidr = () => addresses._options.cidrBlock ?? vpc.vpcCidrBlock;
    this.endpoints = new InterfaceEndpoints(this, { vpc, subnets: this.privateSubnets, vpcCidr });
    this.endpoints.list([...egress._services, ...(props.interfaceEndpoints ?? [])]);

    const flowLogs = props.flowLogs ?? (profile.trafficLogs ? FlowLogs.toCloudWatch() : FlowLogs.none());
    this.encryptionKey = props.encryptionKey ?? (profile.customerManagedKeys && flowLogs._hasLogGroup
      ? makeKey(this, 'Key', `Flow logs of ${this.node.path}`, profile)
      : undefined);
    if (this.encryptionKey && flowLogs._hasLogGroup) {
      letLogsUse(this.encryptionKey, this);
    }
    const records = makeFlowLogs(this, vpc, flowLogs, profile, this.encryptionKey);
    this.flowLog = records.flowLog;
    this.flowLogGroup = records.logGroup;
    this.flowLogRole = records.role;
    if (!records.flowLog) {
      acknowledgeNoFlowLogs(vpc, props.flowLogs ? 'The network was told to keep none' : `The profile '${profile.profileName}' keeps no traffic logs`);
    }
  }

  /**
   * The interface endpoints: those of the egress, then those of `interfaceEndpoints`, then those that were added since, for example because
   * a workload needs them.
   */
  public get interfaceEndpoints(): ec2.InterfaceVpcEndpoint[] {
    return [...this.endpoints.made];
  }

  /** What lets the VPC reach the interface endpoints; undefined if there are none. */
  public get endpointSecurityGroup(): ec2.SecurityGroup | undefined {
    return this.endpoints.securityGroup;
  }

  /**
   * Makes a service of AWS reachable without leaving the VPC, for what the code of a workload calls. Where there is an endpoint for it
   * already, nothing happens: its logical id is the same whoever asks first.
   *
   * About 7 USD a month per zone.
   *
   * @param service for example `ec2.InterfaceVpcEndpointAwsService.STEP_FUNCTIONS`
   */
  public addInterfaceEndpoint(service: ec2.IInterfaceVpcEndpointService): void {
    this.doorTo(service);
  }

  /**
   * Sees to it that something can be reached, and returns what whoever needs it has to wait for. Where there is another way, that is
   * nothing.
   *
   * @internal
   */
  public _reach(needs: readonly Need[]): IDependable[] {
    return this._egress._onDemand ? servicesFor(needs).map(service => this.doorTo(service)) : [];
  }

  /** @internal The services behind some needs that have no endpoint. */
  public _missing(needs: readonly Need[]): string[] {
    return servicesFor(needs).filter(service => this.endpoints.find(service) === undefined).map(({ shortName }) => shortName);
  }

  private doorTo(service: ec2.IInterfaceVpcEndpointService): Construct {
    return this.endpoints.find(service) ?? this.endpoints.add(service);
  }
}

function acknowledgeNoFlowLogs(vpc: ec2.Vpc, why: string): void {
  const reason = `${why}; say flowLogs: FlowLogs.toCloudWatch() to keep a record of traffic.`;
  acknowledge(vpc.node.defaultChild!, 'AwsSolutions-VPC7', reason);
  acknowledge(vpc.node.defaultChild!, 'VPCFlowLogsEnabled', reason);
}

function tiersOf(props: NetworkProps): Tier[] {
  return [
    ...(props.publicTier ?? true ? ['public' as const] : []),
    'private',
    ...(props.isolatedTier ?? true ? ['isolated' as const] : []),
  ];
}

function addressRequest(addresses: AddressSpace, reservedZones: number, tiers: readonly Tier[], { prefixes }: NetworkProps): AddressRequest {
  return {
    vpcPrefix: addresses._prefix,
    reservedZones,
    tiers,
    prefixes: { public: prefixes?.publicTier, private: prefixes?.privateTier, isolated: prefixes?.isolatedTier },
  };
}

/** Names are ours and types are true: subnets without a way out are isolated, whatever their tier is called. */
function subnetsOf(tier: Tier, egress: Egress, { ipv6 }: NetworkProps): ec2.SubnetConfiguration {
  const subnetType = tier === 'public'
    ? ec2.SubnetType.PUBLIC
    : tier === 'private' && egress._reachesInternet ? ec2.SubnetType.PRIVATE_WITH_EGRESS : ec2.SubnetType.PRIVATE_ISOLATED;
  return {
    name: tier,
    subnetType,
    ...(tier === 'public' ? { mapPublicIpOnLaunch: false } : {}),
    ...(ipv6 ? { ipv6AssignAddressOnCreation: false } : {}),
  };
}

/** What the L2 leaves to feature flags and versions, and what compliance packs ask about public routes. */
function finishVpc(vpc: ec2.Vpc): void {
  const attachment = vpc.node.tryFindChild('VPCGW');
  for (const subnet of vpc.publicSubnets) {
    for (const route of [subnet.node.tryFindChild('DefaultRoute'), subnet.node.tryFindChild('DefaultRoute6')]) {
      if (route) {
        route.node.addDependency(attachment!);
        acknowledge(route, 'VPCNoUnrestrictedRouteToIGW', 'This is the public tier: internet-facing load balancers and NAT gateways need the route, and nothing in it is given a public address unasked.');
      }
    }
  }
  if (vpc.privateSubnets.length === 0) {
    // Without a feature flag the CDK makes an egress-only gateway even if no route leads to it.
    vpc.node.tryRemoveChild('EIGW6');
  }
}
