import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { PrivateLinkOptions } from './private-link';
import { StaticAddresses } from './static-addresses';
import { PlatformProfile } from '../../vocabulary';
import { Domain } from '../domain';

/**
 * One Network Load Balancer for many services.
 */
export interface NetworkIngressProps {
  /** The network the load balancer and the services are in. */
  readonly vpc: ec2.IVpc;

  /**
   * The names of services, and the certificates of listeners at which TLS ends.
   * @default - no names are recorded, and such listeners bring their certificates
   */
  readonly domain?: Domain;

  /**
   * More domains, each with certificates and records of its own.
   * @default - none
   */
  readonly additionalDomains?: Domain[];

  /**
   * Whether it is reachable from the internet.
   * @default true
   */
  readonly internetFacing?: boolean;

  /**
   * The subnets of the load balancer, one in each zone it is to be in.
   * @default - one public subnet of each zone if it faces the internet, else a private one with egress
   */
  readonly subnets?: ec2.SubnetSelection;

  /**
   * The defaults for deletion protection, access logs, and how long they are kept.
   * @default PlatformProfile.PRODUCTION
   */
  readonly profile?: PlatformProfile;

  /**
   * Where its connections may go, as IPv4 CIDR blocks. Give all of them if tasks live in a secondary block of the VPC.
   * @default - the primary CIDR block of the VPC
   */
  readonly targetCidrs?: string[];

  /**
   * It also speaks IPv6 with clients; needs subnets with IPv6 blocks. Takes no listeners for UDP then, because copies have
   * IPv4 addresses.
   * @default false
   */
  readonly dualStack?: boolean;

  /**
   * Addresses that never change, one for each subnet. Only for one that faces the internet.
   * @default - AWS chooses them; they stay as long as the load balancer does
   */
  readonly staticAddresses?: StaticAddresses;

  /**
   * Whether clients in one zone reach copies in all of them. Traffic between zones is charged for; without it, a zone whose
   * copies are few gets as much as one whose copies are many.
   * @default true
   */
  readonly crossZone?: boolean;

  /**
   * Whether clients inside of the network are led to the addresses of their own zone first.
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#zonal-dns-affinity
   * @default elbv2.ClientRoutingPolicy.ANY_AVAILABILITY_ZONE
   */
  readonly clientRouting?: elbv2.ClientRoutingPolicy;

  /**
   * The TLS versions and ciphers that clients may use, where a listener does not say its own.
   * @default elbv2.SslPolicy.TLS13_12_PQ - TLS 1.3 and 1.2 with forward secrecy and post-quantum key exchange
   */
  readonly tlsPolicy?: elbv2.SslPolicy;

  /**
   * Lets other networks and accounts reach the services by AWS PrivateLink.
   * @default - none does
   */
  readonly privateLink?: PrivateLinkOptions;

  /**
   * Whether it refuses to be deleted.
   * @default - as the profile says
   */
  readonly deletionProtection?: boolean;

  /**
   * Whether connections are logged to a bucket. AWS logs those at which TLS ends, and no others.
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html
   * @default - as the profile says, and true if a bucket is given
   */
  readonly accessLogs?: boolean;

  /**
   * The bucket for the access logs, in the same region.
   * @default - one is made, and expires what is in it when the profile says
   */
  readonly accessLogBucket?: s3.IBucket;

  /**
   * First part of the names of the log files. May not contain `AWSLogs`.
   * @default - none
   */
  readonly accessLogPrefix?: string;

  /**
   * Traffic can be moved away from an impaired zone with Application Recovery Controller.
   * @default false
   */
  readonly zonalShift?: boolean;

  /**
   * How many listeners it takes.
   * @default 50 - the quota of AWS, which can be raised
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html
   */
  readonly maxListeners?: number;
}

/**
 * A Network Load Balancer that exists already.
 */
export interface ExistingNetworkLoadBalancerOptions {
  /** The network the load balancer and the services are in. */
  readonly vpc: ec2.IVpc;

  /** The load balancer: made in another stack, looked up, or imported by attributes. */
  readonly loadBalancer: elbv2.INetworkLoadBalancer;

  /** The security group of the load balancer; services let it in, and listeners let their clients in to it. */
  readonly securityGroup: ec2.ISecurityGroup;

  /**
   * The names of services, and the certificates of listeners at which TLS ends.
   * @default - DNS is yours, and such listeners bring their certificates
   */
  readonly domain?: Domain;

  /**
   * Whether the load balancer is reachable from the internet.
   * @default - unknown; public and internal listeners are both accepted
   */
  readonly internetFacing?: boolean;

  /**
   * The load balancer also speaks IPv6 with clients, so records get an AAAA twin.
   * @default false
   */
  readonly dualStack?: boolean;

  /**
   * Ports of listeners made elsewhere.
   * @default - none known
   */
  readonly takenPorts?: number[];

  /**
   * How many listeners it takes, those made elsewhere included.
   * @default 50
   */
  readonly maxListeners?: number;
}
