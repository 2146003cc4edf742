import type * as acm from 'aws-cdk-lib/aws-certificatemanager';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Duration } from 'aws-cdk-lib/core';
import { Handle, NetworkListenerDraft } from '../model';
import { handleOf } from './handle-of';
import { Probe } from './probe';

/**
 * Who reaches a listener.
 */
export enum Audience {
  /** The internet, through the platform's public load balancer. */
  PUBLIC = 'public',
  /** The network, through the platform's internal load balancer. */
  INTERNAL = 'internal',
}

/**
 * What all listeners of a Network Load Balancer have in common.
 */
export interface NetworkListenerOptions {
  /** The port that clients connect to, 1 to 65535. It belongs to this listener alone, whichever services share the load balancer. */
  readonly port: number;

  /**
   * Who reaches it.
   * @default Audience.INTERNAL
   */
  readonly audience?: Audience;

  /**
   * The port of the container that takes the traffic.
   * @default - as `port`
   */
  readonly containerPort?: number;

  /**
   * The container that takes the traffic, by name. Give the port of a sidecar to the sidecar.
   * @default - the main container
   */
  readonly container?: string;

  /**
   * The name that clients connect to, in the hosted zone of the load balancer. Its record is made for you. It leads to the load
   * balancer, not to this port: several listeners may share it.
   * @default - the name of the workload in the platform's hosted zone; the load balancer's own name when there is none
   */
  readonly hostName?: string;

  /**
   * Who may connect: CIDR blocks (IPv4 or IPv6), prefix lists and security groups.
   * @default - everyone for a public listener, the CIDR block of the VPC for an internal one
   */
  readonly allowedPeers?: ec2.IPeer[];

  /**
   * A header of proxy protocol version 2 in front of each connection tells the container who the client is, also through
   * PrivateLink. The container has to understand it.
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#proxy-protocol
   * @default false
   */
  readonly proxyProtocol?: boolean;

  /**
   * How long connections may go on after a copy is told to stop, from 0 seconds to 1 hour.
   * @default Duration.seconds(30)
   */
  readonly drainTime?: Duration;

  /**
   * Close the connections that are left when the drain time is over, so that clients connect again instead of waiting.
   * @default true
   */
  readonly closeWhenDrained?: boolean;
}

/**
 * What can be said about a listener for TCP.
 */
export interface TcpListenerOptions extends NetworkListenerOptions {
  /**
   * How it is found out whether a copy is well: `Probe.tcp()` or `Probe.http()`.
   * @default - the service's `probe`, or a connection to the port that takes the traffic
   */
  readonly probe?: Probe;

  /**
   * The container sees the addresses of clients, not those of the load balancer. Clients that are copies of the same service
   * cannot reach themselves then.
   * @default false
   */
  readonly preserveClientIp?: boolean;

  /**
   * One client address keeps coming back to the same copy.
   * @default false
   */
  readonly sticky?: boolean;

  /**
   * How long a connection may be silent, from 60 to 6000 seconds.
   * @default Duration.seconds(350)
   */
  readonly idleTimeout?: Duration;
}

/**
 * What can be said about a listener at which TLS ends.
 */
export interface TlsListenerOptions extends NetworkListenerOptions {
  /**
   * How it is found out whether a copy is well: `Probe.tcp()` or `Probe.http()`.
   * @default - the service's `probe`, or a connection to the port that takes the traffic
   */
  readonly probe?: Probe;

  /**
   * The container sees the addresses of clients, not those of the load balancer. Clients that are copies of the same service
   * cannot reach themselves then.
   * @default false
   */
  readonly preserveClientIp?: boolean;

  /**
   * The certificates; the first is the default, the rest are chosen by the name the client asks for.
   * @default - those of the platform's domain
   */
  readonly certificates?: acm.ICertificate[];

  /**
   * The TLS versions and ciphers that clients may use.
   * @default - as the load balancer says
   */
  readonly tlsPolicy?: elbv2.SslPolicy;

  /**
   * Which protocols of the application clients are offered while TLS is agreed upon.
   * @default - none
   */
  readonly alpn?: elbv2.AlpnPolicy;

  /**
   * Speak TLS to the container, too. Its certificate is not verified.
   * @default false
   */
  readonly encryptToContainer?: boolean;
}

/**
 * What can be said about a listener for UDP.
 */
export interface UdpListenerOptions extends NetworkListenerOptions {
  /**
   * How it is found out whether a copy is well: `Probe.tcp()` or `Probe.http()` with a port of the container, because no health
   * check speaks UDP.
   */
  readonly probe: Probe;

  /**
   * One client address keeps coming back to the same copy.
   * @default false
   */
  readonly sticky?: boolean;
}

/**
 * What can be said about a listener for TCP and UDP on one port.
 */
export interface TcpUdpListenerOptions extends NetworkListenerOptions {
  /**
   * How it is found out whether a copy is well: `Probe.tcp()` or `Probe.http()`.
   * @default - the service's `probe`, or a TCP connection to the port that takes the traffic
   */
  readonly probe?: Probe;

  /**
   * One client address keeps coming back to the same copy.
   * @default false
   */
  readonly sticky?: boolean;
}

/**
 * A way in to a workload below HTTP: a listener of its own on a Network Load Balancer that the platform's workloads share.
 * At most five for a workload on ECS.
 *
 * A port that another service of the load balancer has is refused, with the owner's name.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html
 *
 * @example
 * const mqtt = NetworkListener.tls({ port: 8883, containerPort: 1883, audience: Audience.PUBLIC });
 */
export class NetworkListener {
  /**
   * TCP connections, passed on as they are. TLS, if there is any, ends in the container.
   *
   * @param options the port, who reaches it, and how connections are passed on
   */
  public static tcp(options: TcpListenerOptions): NetworkListener {
    const { idleTimeout, preserveClientIp, sticky, probe } = options;
    return new NetworkListener({ protocol: 'tcp', idleTimeout, preserveClientIp, sticky, ...commonDraft(options) }, probe);
  }

  /**
   * TLS ends at the load balancer; the container gets what is inside.
   *
   * @param options the port, who reaches it, certificates, and how connections are passed on
   */
  public static tls(options: TlsListenerOptions): NetworkListener {
    const { certificates = [], tlsPolicy, alpn, encryptToContainer: encrypted, preserveClientIp, probe } = options;
    return new NetworkListener({
      protocol: 'tls', certificates: certificates.map(handleOf), tlsPolicy, alpn, encrypted, preserveClientIp, ...commonDraft(options),
    }, probe);
  }

  /**
   * UDP packets. The container sees the addresses of clients.
   *
   * @param options the port, who reaches it, and which port tells whether a copy is well
   */
  public static udp(options: UdpListenerOptions): NetworkListener {
    const { sticky, probe } = options;
    return new NetworkListener({ protocol: 'udp', sticky, ...commonDraft(options) }, probe);
  }

  /**
   * TCP and UDP on one port, as for DNS. The container sees the addresses of clients.
   *
   * @param options the port, who reaches it, and how traffic is passed on
   */
  public static tcpUdp(options: TcpUdpListenerOptions): NetworkListener {
    const { sticky, probe } = options;
    return new NetworkListener({ protocol: 'tcpUdp', sticky, ...commonDraft(options) }, probe);
  }

  private constructor(
    private readonly draft: NetworkListenerDraft,
    /** @internal */
    public readonly _probe?: Probe,
  ) {}

  /** @internal */
  public _toDraft(): NetworkListenerDraft {
    return this.draft;
  }
}

function commonDraft(options: NetworkListenerOptions): Pick<NetworkListenerDraft, 'listenerPort'> & Partial<NetworkListenerDraft> {
  const { audience, container, hostName, proxyProtocol, drainTime, closeWhenDrained } = options;
  return {
    ...{ audience, container, hostName, proxyProtocol, drainTime, closeWhenDrained },
    listenerPort: options.port,
    port: options.containerPort,
    peers: options.allowedPeers?.map(peer => new Handle(peer.uniqueId, peer)),
  };
}
