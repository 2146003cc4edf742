import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Duration } from 'aws-cdk-lib/core';
import { DiscoveryDraft } from '../model';
import { handleOf } from './handle-of';

/**
 * What is spoken on a port that others connect to.
 */
export enum BackendProtocol {
  /** HTTP/1.1 */
  HTTP1 = 'http1',
  /** HTTP/2, without TLS */
  HTTP2 = 'http2',
  /** gRPC */
  GRPC = 'grpc',
  /** Anything else that runs over TCP */
  TCP = 'tcp',
}

/**
 * Encryption between the proxies of Service Connect. Programs notice nothing of it: they go on speaking to the proxy beside
 * them, in plain text and under the same address.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html
 */
export interface ServiceConnectTls {
  /**
   * ARN of the AWS Private CA that issues the certificates, which ECS renews every five days. A CA with short-lived certificates is
   * enough and costs least. It must carry the tag `AmazonECSManaged` with the value `true`.
   */
  readonly certificateAuthorityArn: string;

  /**
   * Symmetric key that encrypts the private keys, which ECS keeps in Secrets Manager.
   * @default - the platform's key; without one a key that AWS owns
   */
  readonly encryptionKey?: kms.IKey;
}

/**
 * The shape of the lines in which the proxy tells of requests.
 */
export enum AccessLogFormat {
  /** An object for each request */
  JSON = 'json',
  /** A sentence for each request */
  TEXT = 'text',
}

/**
 * What others write to reach one port of a workload.
 */
export interface ServiceConnectEndpoint {
  /** The port of the container. */
  readonly port: number;

  /**
   * The name that others use: at most 127 lower-case letters, digits, hyphens, underscores and periods.
   * @default - the name of the workload
   */
  readonly dnsName?: string;

  /**
   * The port that others use.
   * @default - the same as `port`
   */
  readonly clientPort?: number;

  /**
   * The port at which the proxy takes connections of others, for containers that also shall be reached past the proxy.
   * @default - that of the container; in the network mode `BRIDGE` one that Docker chooses
   */
  readonly ingressPortOverride?: number;
}

/**
 * Options of being found through Service Connect.
 */
export interface ServiceConnectOptions {
  /**
   * The ports that others may use, and how they write them.
   * @default - each TCP port of the main container, under the name of the workload and its own number
   */
  readonly endpoints?: ServiceConnectEndpoint[];

  /**
   * Encrypt what goes from proxy to proxy.
   * @default - not encrypted
   */
  readonly tls?: ServiceConnectTls;

  /**
   * How long a connection may be silent before it is closed, in whole seconds; zero for ever.
   * @default - 5 minutes for HTTP and gRPC, 1 hour for TCP
   */
  readonly idleTimeout?: Duration;

  /**
   * How long a request may take until its last byte is back, in whole seconds; zero for ever. Not for plain TCP, which has no requests.
   * @default - 15 seconds
   */
  readonly perRequestTimeout?: Duration;

  /**
   * Write a line for each request to the workload's log group.
   * @default - no lines; the proxies count requests and errors and measure response times in any case
   */
  readonly accessLogs?: AccessLogFormat;

  /**
   * Write what comes after the `?` in a request, too. It may contain secrets.
   * @default false
   */
  readonly logQueryParameters?: boolean;
}

/**
 * What a DNS answer contains.
 */
export enum DnsRecord {
  /** Addresses. The port is the container's, which takes copies with addresses of their own. */
  A = 'A',
  /** Addresses and ports. Programs have to ask for it: an URL has no place for it. */
  SRV = 'SRV',
}

/**
 * Options of being found through DNS.
 */
export interface CloudMapOptions {
  /**
   * How long others may remember an answer, in whole seconds.
   * @default Duration.seconds(10)
   */
  readonly ttl?: Duration;

  /**
   * What an answer contains.
   * @default - `DnsRecord.A`; `DnsRecord.SRV` in network modes in which copies have no addresses of their own
   */
  readonly recordType?: DnsRecord;

  /**
   * The port that `DnsRecord.SRV` tells.
   * @default - the first port of the main container
   */
  readonly port?: number;
}

/**
 * Options of being found through VPC Lattice.
 */
export interface LatticeOptions {
  /**
   * The addresses Lattice comes from, which differ from region to region and are let in to the copies: the managed prefix list
   * `com.amazonaws.<region>.vpc-lattice`, by `ec2.PrefixList.fromLookup()` or `fromPrefixListId()`.
   */
  readonly prefixList: ec2.IPrefixList;

  /**
   * The port that takes the requests. It has to speak HTTP or gRPC.
   * @default - the first port of the main container
   */
  readonly port?: number;

  /**
   * Path that is asked for to find out whether a copy is well. Not asked of gRPC and HTTP/2.
   * @default '/'
   */
  readonly healthPath?: string;

  /**
   * Take requests without a signature, and why that is right. Otherwise callers have to sign them (SigV4), and need a policy that lets
   * them call. Either way only workloads that were connected get to the service network from the platform's network.
   * @default - requests are signed
   */
  readonly unauthenticatedBecause?: string;
}

/**
 * A way in which other workloads of the platform find a workload by its name.
 *
 * A workload may have one of each kind. Who connects uses the first one that it understands: a job and a task on Windows, for
 * example, know nothing of Service Connect.
 */
export class Discovery {
  /**
   * By a proxy beside each copy of both sides, which balances, retries, counts and measures. Services of ECS only. On EKS it stands
   * for the names of the cluster itself, without any of the options.
   *
   * @param options names and ports, encryption, timeouts, logs
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts.html
   */
  public static serviceConnect(options: ServiceConnectOptions = {}): Discovery {
    const { endpoints, tls, perRequestTimeout, ...rest } = options;
    return new Discovery({
      kind: 'serviceConnect',
      ...rest,
      endpoints: endpoints?.map(({ dnsName: name, ingressPortOverride: ingressPort, ...endpoint }) => ({ ...endpoint, name, ingressPort })),
      tls: tls && { authorityArn: tls.certificateAuthorityArn, key: tls.encryptionKey && handleOf(tls.encryptionKey) },
      requestTimeout: perRequestTimeout,
    });
  }

  /**
   * By the DNS of the network: `<workload>.<namespace>`, in a private zone that the platform makes once. Everything in the network can
   * ask, and nothing stands between the two sides.
   *
   * @param options how long answers last and what they contain
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
   */
  public static cloudMap(options: CloudMapOptions = {}): Discovery {
    const { recordType, ...rest } = options;
    return new Discovery({ kind: 'cloudMap', ...rest, record: recordType });
  }

  /**
   * By VPC Lattice: an HTTPS address in a service network that the platform makes once, with a balancer of its own that asks callers
   * who they are.
   *
   * @param options from where Lattice comes, and who may call
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-vpc-lattice.html
   */
  public static lattice(options: LatticeOptions): Discovery {
    const { prefixList, unauthenticatedBecause, ...rest } = options;
    return new Discovery({ kind: 'lattice', ...rest, prefixList: handleOf(prefixList), openBecause: unauthenticatedBecause });
  }

  private constructor(private readonly draft: DiscoveryDraft) {}

  /** @internal */
  public _toDraft(): DiscoveryDraft {
    return this.draft;
  }
}
