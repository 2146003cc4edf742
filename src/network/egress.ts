/**
 * The choice of how workloads without a public address reach what is outside their VPC.
 */
import * as ec2 from 'aws-cdk-lib/aws-ec2';

/**
 * How NAT gateways are addressed.
 */
export interface NatOptions {
  /**
   * Allocation ids of Elastic IP addresses you own, one per NAT gateway, for example `eipalloc-0123456789abcdef0`.
   *
   * Use them where the other side allows traffic by its source address.
   * @default - a new address for each gateway
   */
  readonly eipAllocationIds?: string[];
}

/**
 * Which AWS services are reachable without a way out of the VPC.
 */
export interface EndpointsOnlyOptions {
  /**
   * The services that get an interface endpoint in any case. An empty list leaves it to `onDemand`.
   * @default - what Fargate needs to start a task, log, read secrets and open a shell: ECR (both), CloudWatch Logs, Secrets Manager, SSM, SSM Messages, KMS
   */
  readonly services?: ec2.IInterfaceVpcEndpointService[];

  /**
   * Whether an endpoint is added for each further service that a workload or its platform needs, for example for SQS with the first
   * `WorkerService`. What the code of a workload calls besides nobody can see: that is said with `interfaceEndpoints` or
   * `addInterfaceEndpoint()`.
   * @default true
   */
  readonly onDemand?: boolean;
}

/** @internal */
export type EgressKind = 'natPerZone' | 'singleNat' | 'regionalNat' | 'endpointsOnly' | 'none';

/**
 * How workloads in the private tier reach what is outside their VPC.
 *
 * Prices are orders of magnitude for us-east-1 in USD a month, without traffic. You can change your mind later: the
 * subnets stay, only routes and gateways change, and outgoing addresses with them.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
 */
export class Egress {
  /**
   * A NAT gateway in every zone: the loss of one zone leaves the others connected, and traffic stays in its zone.
   *
   * About 36 per zone, plus 0.045 per GB: 110 for three zones.
   *
   * @param options addresses of the gateways
   */
  public static natPerZone(options: NatOptions = {}): Egress {
    return new Egress('natPerZone', options.eipAllocationIds);
  }

  /**
   * One NAT gateway for all zones: if its zone fails, no workload reaches the internet, and traffic from other zones
   * pays for crossing zones.
   *
   * About 36, plus 0.045 per GB and 0.01 per GB and direction between zones.
   *
   * @param options addresses of the gateway
   */
  public static singleNat(options: NatOptions = {}): Egress {
    return new Egress('singleNat', options.eipAllocationIds);
  }

  /**
   * One NAT gateway that AWS spreads over the zones in which workloads run. It needs no public subnets.
   *
   * About 36 for each zone in use, plus 0.045 per GB. It takes AWS up to an hour to expand into a new zone; until then
   * its traffic crosses zones. Not in every region and partition.
   *
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
   */
  public static regionalNat(): Egress {
    return new Egress('regionalNat');
  }

  /**
   * No way out; selected AWS services are reachable inside the VPC, and those that workloads turn out to need. Images must come from
   * ECR, and calls to any other API time out.
   *
   * About 7 per service and zone, plus 0.01 per GB: 150 for the default services in three zones, which is more than NAT.
   * Choose it to keep data in, not to save.
   *
   * @param options the services, and whether more are added
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
   */
  public static endpointsOnly(options: EndpointsOnlyOptions = {}): Egress {
    return new Egress('endpointsOnly', undefined, options.services ?? FARGATE_SERVICES, options.onDemand ?? true);
  }

  /**
   * No way out, no interface endpoints: for networks that you connect yourself, to a transit gateway or a firewall.
   *
   * Free. Until you add routes, Fargate cannot pull an image here.
   */
  public static none(): Egress {
    return new Egress('none');
  }

  /** @internal */
  public readonly _kind: EgressKind;

  /** @internal */
  public readonly _eipAllocationIds?: readonly string[];

  /** @internal */
  public readonly _services: readonly ec2.IInterfaceVpcEndpointService[];

  /** @internal Whether services that are missing are added. */
  public readonly _onDemand: boolean;

  private constructor(
    kind: EgressKind, eipAllocationIds?: readonly string[], services: readonly ec2.IInterfaceVpcEndpointService[] = [], onDemand: boolean = false,
  ) {
    this._kind = kind;
    this._eipAllocationIds = eipAllocationIds;
    this._services = services;
    this._onDemand = onDemand;
  }

  /** @internal Whether the private tier has a route to the internet. */
  public get _reachesInternet(): boolean {
    return this._kind === 'natPerZone' || this._kind === 'singleNat' || this._kind === 'regionalNat';
  }

  /** @internal How many zonal NAT gateways there are. */
  public _zonalGateways(zones: number): number {
    return this._kind === 'natPerZone' ? zones : this._kind === 'singleNat' ? 1 : 0;
  }
}

/** STS is left out: a task gets its credentials from its host, and only calls STS to take on other roles. */
const FARGATE_SERVICES: readonly ec2.IInterfaceVpcEndpointService[] = [
  ec2.InterfaceVpcEndpointAwsService.ECR,
  ec2.InterfaceVpcEndpointAwsService.ECR_DOCKER,
  ec2.InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
  ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
  ec2.InterfaceVpcEndpointAwsService.SSM,
  ec2.InterfaceVpcEndpointAwsService.SSM_MESSAGES,
  ec2.InterfaceVpcEndpointAwsService.KMS,
];
