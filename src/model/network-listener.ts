import { Duration } from 'aws-cdk-lib/core';
import { Handle } from './handle';
import { HttpQuestion, ProbeTiming, TcpQuestion } from './probe';

/** A way in below HTTP: connections or packets that reach the workload through a listener of its own. */
export interface NetworkListenerSpec {
  /** What clients speak to the load balancer. TLS ends there. */
  readonly protocol: NetworkProtocol;
  /** public is reachable from the internet, internal from the network only. */
  readonly audience: 'public' | 'internal';
  /** The port clients connect to; a load balancer has each once. */
  readonly listenerPort: number;
  /** Container port the traffic goes to; it belongs to the main container unless another is named. */
  readonly port: number;
  readonly container: string;
  /** The name clients connect to, where the platform has a zone for it. */
  readonly hostName?: string;
  /** Who may connect, if not everyone of the audience. */
  readonly peers: readonly Handle[];
  /** What proves to clients who is there; the platform's own when there are none. */
  readonly certificates: readonly Handle[];
  /** Versions and ciphers of TLS, if the platform's will not do. */
  readonly tlsPolicy?: string;
  /** Which protocol is chosen while TLS is agreed upon. */
  readonly alpn?: string;
  /** TLS to the container too. */
  readonly encrypted: boolean;
  readonly health: (HttpQuestion | TcpQuestion) & ProbeTiming;
  /** Containers see the addresses of clients instead of the load balancer's. */
  readonly preserveClientIp: boolean;
  /** A header in front of each connection tells the addresses of clients. */
  readonly proxyProtocol: boolean;
  /** One address keeps coming back to the same copy. */
  readonly sticky: boolean;
  /** How long connections may go on after a copy is told to stop. */
  readonly drainTime: Duration;
  /** Connections that are left after that are closed. */
  readonly closeWhenDrained: boolean;
  /** How long a connection may be silent. */
  readonly idleTimeout?: Duration;
}

export type NetworkProtocol = 'tcp' | 'udp' | 'tls' | 'tcpUdp';

export type NetworkListenerDraft =
  & Pick<NetworkListenerSpec, 'protocol' | 'listenerPort'>
  & Partial<Omit<NetworkListenerSpec, 'protocol' | 'listenerPort' | 'health'>>
  & { readonly health?: (HttpQuestion | TcpQuestion) & Partial<ProbeTiming> };

/** Whether packets without connections come through it. */
export function carriesUdp({ protocol }: Pick<NetworkListenerSpec, 'protocol'>): boolean {
  return protocol === 'udp' || protocol === 'tcpUdp';
}

/** What a container's port has to speak. Where both are spoken, its port is declared for connections. */
export function transportOf({ protocol }: Pick<NetworkListenerSpec, 'protocol'>): 'tcp' | 'udp' {
  return protocol === 'udp' ? 'udp' : 'tcp';
}
