import { isIP } from 'node:net';
import { Report, Rule } from './rule';
import { known } from './support/known';
import { slug } from './support/names';

const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const HOST_NAME = new RegExp(`^${LABEL}(?:\\.${LABEL})*\\.?$`);
const OWN_NAME = new RegExp(`^${LABEL}$`);

/** What a container calls itself is one label; what it searches for and knows are names with dots, or addresses. */
export const namesCanBeResolved: Rule = ({ containers }, report) => {
  for (const { name, names: { hostname, dnsServers, searchDomains, extraHosts } } of containers) {
    const path = `containers.${name}.nameResolution`;
    checkName(report, `${path}.hostname`, hostname, OWN_NAME);
    searchDomains.forEach((domain, index) => checkName(report, `${path}.dnsSearchDomains[${index}]`, domain, HOST_NAME));
    dnsServers.forEach((server, index) => checkAddress(report, `${path}.dnsServers[${index}]`, server));
    for (const [host, address] of Object.entries(extraHosts)) {
      checkName(report, `${path}.extraHosts.${host}`, host, HOST_NAME);
      checkAddress(report, `${path}.extraHosts.${host}`, address);
    }
  }
};

function checkName(report: Report, path: string, given: string | undefined, pattern: RegExp): void {
  if (known(given) && (!pattern.test(given) || given.length > 253)) {
    const illegal = pattern === OWN_NAME ? /[^A-Za-z0-9]+/g : /[^A-Za-z0-9.]+/g;
    report('HostNameMalformed', path, { given, nearest: slug(given, illegal, 'shop').slice(0, 63).replace(/-+$/, '') });
  }
}

function checkAddress(report: Report, path: string, given: string): void {
  if (known(given) && isIP(given) === 0) {
    report('AddressMalformed', path, { given });
  }
}
