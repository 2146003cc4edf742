import { NamesSpec } from '../model';

/**
 * What a container calls itself, and where it looks for the addresses of others.
 *
 * On ECS none of it goes together with the network mode `awsvpc`, in which the task has an address of its own and the
 * VPC answers; that is the mode of Fargate and Managed Instances, and the usual one of EC2 instances. On EKS it belongs to the
 * pod: all containers of a copy share it.
 */
export interface NameResolutionOptions {
  /**
   * The host name: letters, digits and hyphens, at most 63.
   * @default - the platform's
   */
  readonly hostname?: string;

  /**
   * IP addresses of the DNS servers to ask, instead of those of the platform. Names of other workloads are then not found.
   * @default - the platform's
   */
  readonly dnsServers?: string[];

  /**
   * Domains that are tried for short names, one after the other.
   * @default - the platform's
   */
  readonly dnsSearchDomains?: string[];

  /**
   * IP addresses by host name, which nobody needs to ask for: lines of `/etc/hosts`.
   * @default - none
   */
  readonly extraHosts?: { [hostname: string]: string };
}

/** The model's words for them. */
export function namesDraft({ hostname, dnsServers, dnsSearchDomains, extraHosts }: NameResolutionOptions): Partial<NamesSpec> {
  return { hostname, dnsServers, searchDomains: dnsSearchDomains, extraHosts };
}
