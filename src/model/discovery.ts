import { Duration } from 'aws-cdk-lib/core';
import { Handle } from './handle';

/** A way in which other workloads of the platform find a workload by its name. */
export type DiscoverySpec = ServiceConnectSpec | CloudMapSpec | LatticeSpec;

/** A proxy beside each copy of both sides knows the names. */
export interface ServiceConnectSpec {
  readonly kind: 'serviceConnect';
  readonly endpoints: readonly EndpointSpec[];
  /** What goes from proxy to proxy is encrypted. */
  readonly tls?: ServiceConnectTlsSpec;
  /** How long a connection may be silent; zero for ever. Undefined means what the proxy does by itself. */
  readonly idleTimeout?: Duration;
  /** How long a request may take; zero for ever. Undefined means what the proxy does by itself. */
  readonly requestTimeout?: Duration;
  /** The proxy writes a line for each request. */
  readonly accessLogs?: 'json' | 'text';
  /** The lines tell what comes after the `?`, too. */
  readonly logQueryParameters: boolean;
}

/** What others write to reach a port. */
export interface EndpointSpec {
  /** The port of a container. */
  readonly port: number;
  /** The name that others use. */
  readonly name: string;
  /** The port that others use. */
  readonly clientPort: number;
  /** The port at which the proxy listens for others, where that is not the container's. */
  readonly ingressPort?: number;
}

export interface ServiceConnectTlsSpec {
  /** ARN of the authority that issues the certificates. */
  readonly authorityArn: string;
  /** What encrypts the private keys. */
  readonly key?: Handle;
}

/** The DNS of the network knows the names. */
export interface CloudMapSpec {
  readonly kind: 'cloudMap';
  /** How long others may remember an answer. */
  readonly ttl: Duration;
  /** Addresses, or addresses and ports; undefined means whichever fits the network of the copies. */
  readonly record?: 'A' | 'SRV';
  /** The port that a record with ports tells. Undefined means the first one of the main container. */
  readonly port?: number;
}

/** A VPC Lattice service stands in front of the copies. */
export interface LatticeSpec {
  readonly kind: 'lattice';
  /** From where Lattice comes. */
  readonly prefixList: Handle;
  /** The port of the copies. Undefined means the first one of the main container. */
  readonly port?: number;
  /** Why anybody in the service network may call it; undefined means that callers prove who they are. */
  readonly openBecause?: string;
  /** What is asked for to find out whether a copy is well. */
  readonly healthPath: string;
}

export type DiscoveryDraft =
  | Partial<Omit<ServiceConnectSpec, 'kind' | 'endpoints'>> & { readonly kind: 'serviceConnect'; readonly endpoints?: readonly EndpointDraft[] }
  | Partial<Omit<CloudMapSpec, 'kind'>> & { readonly kind: 'cloudMap' }
  | Partial<Omit<LatticeSpec, 'kind' | 'prefixList'>> & { readonly kind: 'lattice'; readonly prefixList: Handle };

export type EndpointDraft = Pick<EndpointSpec, 'port'> & Partial<EndpointSpec>;

/** The way of that kind, if the workload has it. */
export function discoveryOf<K extends DiscoverySpec['kind']>(
  { discovery }: { readonly discovery: readonly DiscoverySpec[] }, kind: K,
): Extract<DiscoverySpec, { readonly kind: K }> | undefined {
  return discovery.find((way): way is Extract<DiscoverySpec, { readonly kind: K }> => way.kind === kind);
}
