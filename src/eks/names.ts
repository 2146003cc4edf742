import { WorkloadSpec } from '../model';

/**
 * Host name, DNS and lines of `/etc/hosts`. Kubernetes has them for the pod; the rules have made sure that its containers agree.
 *
 * Servers that somebody names are asked instead of the cluster's, as everywhere else.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config
 */
export function renderNames({ containers }: WorkloadSpec): object {
  const all = containers.map(({ names }) => names);
  const hostname = all.find(names => names.hostname !== undefined)?.hostname;
  const nameservers = all.find(({ dnsServers }) => dnsServers.length > 0)?.dnsServers ?? [];
  const searches = all.find(({ searchDomains }) => searchDomains.length > 0)?.searchDomains ?? [];
  const hosts = Object.assign({}, ...all.map(({ extraHosts }) => extraHosts)) as Record<string, string>;
  const addresses = [...new Set(Object.values(hosts))];
  return {
    ...(hostname !== undefined && { hostname }),
    ...(nameservers.length > 0 && { dnsPolicy: 'None' }),
    ...(nameservers.length + searches.length > 0 && {
      dnsConfig: { ...(nameservers.length > 0 && { nameservers: [...nameservers] }), ...(searches.length > 0 && { searches: [...searches] }) },
    }),
    ...(addresses.length > 0 && {
      hostAliases: addresses.map(ip => ({ ip, hostnames: Object.keys(hosts).filter(name => hosts[name] === ip) })),
    }),
  };
}
