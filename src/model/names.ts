/** What a container calls itself, and how it finds the addresses of others. */
export interface NamesSpec {
  readonly hostname?: string;
  /** Addresses of the servers that are asked instead of the platform's. */
  readonly dnsServers: readonly string[];
  /** Domains that are tried for names without dots. */
  readonly searchDomains: readonly string[];
  /** Addresses by host name, for `/etc/hosts`. */
  readonly extraHosts: Readonly<Record<string, string>>;
}
