import { ContainerSpec, NamesSpec } from '../../model';
import { Report, Rule } from '../../model/rules/rule';

/** The containers of a pod have one host name, one DNS and one `/etc/hosts`; who says nothing takes the others'. */
export const podsShareNames: Rule = ({ containers }, report) => {
  agree(containers, report, 'hostname', 'host name', ({ hostname }) => hostname);
  agree(containers, report, 'dnsServers', 'list of DNS servers', ({ dnsServers }) => listed(dnsServers));
  agree(containers, report, 'dnsSearchDomains', 'list of DNS search domains', ({ searchDomains }) => listed(searchDomains));
  for (const host of new Set(containers.flatMap(({ names }) => Object.keys(names.extraHosts)))) {
    agree(containers, report, `extraHosts.${host}`, `address of '${host}'`, ({ extraHosts }) => extraHosts[host]);
  }
};

function listed(values: readonly string[]): string | undefined {
  return values.length > 0 ? values.join(' ') : undefined;
}

function agree(
  containers: readonly ContainerSpec[], report: Report, option: string, what: string, said: (names: NamesSpec) => string | undefined,
): void {
  const speakers = containers.filter(({ names }) => said(names) !== undefined);
  for (const { name, names } of speakers.slice(1)) {
    if (said(names) !== said(speakers[0].names)) {
      report('PodNamesDiffer', `containers.${name}.nameResolution.${option}`, { what, other: speakers[0].name });
    }
  }
}
