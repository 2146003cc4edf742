import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { logConnectionsTo } from './network-access-logs';
import { acknowledgeNetworkChoices } from './network-acknowledgements';
import { NetworkIngressBase } from './network-ingress-base';
import { ExistingNetworkLoadBalancerOptions, NetworkIngressProps } from './network-ingress-props';
import { checkExistingNetwork, checkNetworkIngress, networkSubnetsOf } from './network-ingress-rules';
import { makeEndpointService } from './private-link';
import { renderAddresses } from './static-addresses';
import { refuse } from '../../findings';
import { PlatformProfile } from '../../vocabulary';
import { accessLogBucket } from '../access-logs';
import { certificates } from '../certificates';
import { Domain } from '../domain';
import { IngressSecurityGroup } from '../security-group';

const MAX_LISTENERS = 50;
const TLS_POLICY = elbv2.SslPolicy.TLS13_12_PQ;

/**
 * One Network Load Balancer for many services: connections and packets instead of requests.
 *
 * It has no listeners by itself. Those of a service, their target groups, records and rules are made in the stack of the
 * service, so platform and services may live in different stacks. Each port belongs to one service.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/introduction.html
 */
export class NetworkIngress extends NetworkIngressBase {
  /**
   * Puts listeners on a load balancer that exists already.
   *
   * @param scope usually the stack of the services
   * @param id short and stable
   * @param options the load balancer and its security group
   */
  public static fromNetworkLoadBalancer(scope: Construct, id: string, options: ExistingNetworkLoadBalancerOptions): NetworkIngressBase {
    return new ExistingNetworkIngress(scope, id, options);
  }

  /** The load balancer. */
  public readonly loadBalancer: elbv2.NetworkLoadBalancer;

  /** Its elastic IP addresses, one for each subnet; none unless they were asked for. */
  public readonly addresses: ec2.CfnEIP[];

  /** Where connections are logged; undefined if they are not. */
  public readonly accessLogBucket?: s3.IBucket;

  /** What other networks make endpoints for; undefined without PrivateLink. */
  public readonly endpointService?: ec2.VpcEndpointService;

  /**
   * @param scope the platform or stack
   * @param id short and stable
   * @param props only the network must be given
   * @throws if AWS would refuse the load balancer, or the domain cannot work
   */
  public constructor(scope: Construct, id: string, props: NetworkIngressProps) {
    super(scope, id);
    refuse(this, checkNetworkIngress(props));
    const { vpc, profile = PlatformProfile.PRODUCTION, internetFacing = true, dualStack = false, privateLink } = props;
    const domains = [...props.domain ? [props.domain] : [], ...props.additionalDomains ?? []];
    const subnets = networkSubnetsOf(props);
    const chosen = props.staticAddresses && vpc.selectSubnets(subnets);

    const securityGroup = new IngressSecurityGroup(this, 'SecurityGroup', {
      vpc,
      // Listeners let their clients in.
      ports: [],
      peers: [],
      targetCidrs: props.targetCidrs ?? [vpc.vpcCidrBlock],
      udp: true,
    });
    const addresses = chosen && renderAddresses(this, props.staticAddresses!, chosen);
    this.addresses = addresses?.made ?? [];
    this.loadBalancer = new elbv2.NetworkLoadBalancer(this, 'LoadBalancer', {
      vpc,
      ...addresses ? { subnetMappings: addresses.mappings } : { vpcSubnets: subnets },
      internetFacing,
      securityGroups: [securityGroup],
      ipAddressType: dualStack ? elbv2.IpAddressType.DUAL_STACK : elbv2.IpAddressType.IPV4,
      crossZoneEnabled: props.crossZone ?? true,
      clientRoutingPolicy: props.clientRouting ?? elbv2.ClientRoutingPolicy.ANY_AVAILABILITY_ZONE,
      deletionProtection: props.deletionProtection ?? profile.deletionProtection,
      enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: privateLink ? privateLink.checkPeers ?? false : true,
      zonalShift: props.zonalShift ?? false,
    });
    if (chosen) {
      // The construct sees to that by itself where it is given no addresses.
      this.loadBalancer.node.defaultChild!.node.addDependency(chosen.internetConnectivityEstablished);
    }
    if (props.accessLogs ?? (props.accessLogBucket !== undefined || profile.trafficLogs)) {
      this.accessLogBucket = props.accessLogBucket ?? accessLogBucket(this, 'AccessLogs', profile);
      logConnectionsTo(this.loadBalancer, this.accessLogBucket, props.accessLogPrefix);
    }
    this.endpointService = privateLink && makeEndpointService(this, this.loadBalancer, privateLink);
    acknowledgeNetworkChoices(this.loadBalancer, props, profile);

    this._open({
      vpc,
      loadBalancer: this.loadBalancer,
      securityGroup,
      domains,
      certificates: once(() => certificates(this, domains)),
      tlsPolicy: props.tlsPolicy ?? TLS_POLICY,
      internetFacing,
      dualStack,
      maxListeners: props.maxListeners ?? MAX_LISTENERS,
      takenPorts: [],
    });
  }
}

/** Listeners on a load balancer that was not made by this class. */
class ExistingNetworkIngress extends NetworkIngressBase {
  public constructor(scope: Construct, id: string, options: ExistingNetworkLoadBalancerOptions) {
    super(scope, id);
    refuse(this, checkExistingNetwork(options));
    const { vpc, loadBalancer, securityGroup, domain, internetFacing, dualStack = false } = options;
    const domains: Domain[] = domain ? [domain] : [];
    this._open({
      vpc,
      loadBalancer,
      securityGroup,
      domains,
      certificates: once(() => certificates(this, domains)),
      tlsPolicy: TLS_POLICY,
      internetFacing,
      dualStack,
      maxListeners: options.maxListeners ?? MAX_LISTENERS,
      takenPorts: options.takenPorts ?? [],
    });
  }
}

/** Certificates are for the first listener at which TLS ends, and for all that follow. */
function once(make: () => acm.ICertificate[]): () => acm.ICertificate[] {
  let made: acm.ICertificate[] | undefined;
  return () => made ??= make();
}

