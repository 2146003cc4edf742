import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Duration } from 'aws-cdk-lib/core';
import { Domain } from './domain';
import { Waf } from './waf';
import { PlatformProfile } from '../vocabulary';

/**
 * One Application Load Balancer for many services.
 */
export interface IngressProps {
  /** The network the load balancer and the services are in. */
  readonly vpc: ec2.IVpc;

  /**
   * Under which names it answers, and who proves that it may. Plain HTTP has to be asked for, with a reason.
   */
  readonly domain: Domain;

  /**
   * More domains, each with certificates and records of its own. Not together with plain HTTP.
   * @default - none
   */
  readonly additionalDomains?: Domain[];

  /**
   * Whether it is reachable from the internet.
   * @default true
   */
  readonly internetFacing?: boolean;

  /**
   * The subnets of the load balancer, in at least two zones.
   * @default - the public subnets if it faces the internet, else the private ones with egress
   */
  readonly subnets?: ec2.SubnetSelection;

  /**
   * The defaults for deletion protection, access logs, and how long they are kept.
   * @default PlatformProfile.PRODUCTION
   */
  readonly profile?: PlatformProfile;

  /**
   * Who may open a connection: CIDR blocks (IPv4 or IPv6), prefix lists and security groups.
   * @default - everyone if it faces the internet, else the CIDR block of the VPC
   */
  readonly allowedPeers?: ec2.IPeer[];

  /**
   * Where its requests may go, as IPv4 CIDR blocks. Give all of them if tasks live in a secondary block of the VPC.
   * @default - the primary CIDR block of the VPC
   */
  readonly targetCidrs?: string[];

  /**
   * It also speaks IPv6 with clients; needs subnets with IPv6 blocks. Requests go on to the services over IPv4.
   * @default false
   */
  readonly dualStack?: boolean;

  /**
   * The TLS versions and ciphers that clients may use.
   * @default elbv2.SslPolicy.TLS13_12_PQ - TLS 1.3 and 1.2 with forward secrecy and post-quantum key exchange
   */
  readonly tlsPolicy?: elbv2.SslPolicy;

  /**
   * How long a connection may be silent, from 1 second to 4000 seconds.
   * @default Duration.seconds(60)
   */
  readonly idleTimeout?: Duration;

  /**
   * Clients may speak HTTP/2.
   * @default true
   */
  readonly http2?: boolean;

  /**
   * What happens to requests that could be read in two ways.
   * @default elbv2.DesyncMitigationMode.DEFENSIVE - the dangerous ones are refused, the merely odd ones are let through
   */
  readonly desyncMitigation?: elbv2.DesyncMitigationMode;

  /**
   * Whether it refuses to be deleted.
   * @default - as the profile says
   */
  readonly deletionProtection?: boolean;

  /**
   * Whether every request is logged to a bucket.
   * @default - as the profile says, and true if a bucket is given
   */
  readonly accessLogs?: boolean;

  /**
   * The bucket for the access logs. It must be in the same region and encrypted with S3-managed keys.
   * @default - one is made, and expires what is in it when the profile says
   */
  readonly accessLogBucket?: s3.IBucket;

  /**
   * First part of the names of the log files. May not contain `AWSLogs`.
   * @default - none
   */
  readonly accessLogPrefix?: string;

  /**
   * A web application firewall in front of it.
   * @default - none; a web ACL is charged for
   */
  readonly waf?: Waf;

  /**
   * Traffic can be moved away from an impaired zone with Application Recovery Controller.
   * @default false
   */
  readonly zonalShift?: boolean;

  /**
   * How many routes it takes. A load balancer has at most 100 target groups, which AWS does not raise, and each route has
   * two. Lower it where other target groups are on the same load balancer.
   * @default 50
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
   */
  readonly maxRoutes?: number;
}

/**
 * An Application Load Balancer that exists already.
 */
export interface ExistingLoadBalancerOptions {
  /** The network the load balancer and the services are in. */
  readonly vpc: ec2.IVpc;

  /** The load balancer: made in another stack, looked up, or imported by attributes. */
  readonly loadBalancer: elbv2.IApplicationLoadBalancer;

  /** The listener that takes the routes. */
  readonly listener: elbv2.IApplicationListener;

  /** The security group of the load balancer; services let it in. */
  readonly securityGroup: ec2.ISecurityGroup;

  /**
   * Host names, records and certificates of the routes.
   *
   * With `Domain.hostedZone` records are made, and certificates for deep host names are added to the listener. The
   * listener's own certificates are taken to be there already.
   * @default - DNS and certificates are yours
   */
  readonly domain?: Domain;

  /**
   * Whether the listener speaks HTTPS.
   * @default - what a listener made in this app says; else true unless the domain is plain HTTP
   */
  readonly https?: boolean;

  /**
   * Whether the load balancer is reachable from the internet.
   * @default - unknown; public and internal routes are both accepted
   */
  readonly internetFacing?: boolean;

  /**
   * The load balancer also speaks IPv6 with clients, so records get an AAAA twin.
   * @default false
   */
  readonly dualStack?: boolean;

  /**
   * Priorities that rules made elsewhere use. Routes keep clear of them.
   * @default - none known
   */
  readonly takenPriorities?: number[];

  /**
   * How many routes it takes. A load balancer has at most 100 target groups, which AWS does not raise, and each route has
   * two. Lower it where other target groups are on the same load balancer.
   * @default 50
   */
  readonly maxRoutes?: number;
}
