import { Token } from 'aws-cdk-lib/core';
import { mainPort } from './parts';
import { finding, Finding } from '../../findings';
import { EndpointSpec, PortSpec, WorkloadSpec } from '../../model';
import { slug } from '../../model/rules/support/names';

const NAMES = {
  discovery: { max: 64, what: 'a name in Service Connect', pattern: /^[a-z0-9_][a-z0-9_-]*$/ },
  alias: { max: 127, what: 'a dnsName of Service Connect', pattern: /^[a-z0-9_][a-z0-9_.-]*$/ },
  record: { max: 63, what: 'a name in DNS', pattern: /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/ },
};

/** Says what is wrong with a name, before a deployment does. */
export function checkName(kind: keyof typeof NAMES, given: string, path: string): Finding[] {
  const { max, what, pattern } = NAMES[kind];
  if (Token.isUnresolved(given) || (given.length <= max && pattern.test(given))) {
    return [];
  }
  const nearest = slug(given.toLowerCase(), /[^a-z0-9_-]+/g, 'workload').slice(0, max).replace(/-+$/, '');
  return [finding('DiscoveryNameMalformed', path, { given, max, what, nearest })];
}

/** Under which name the namespace keeps a port: that of the workload, and for further ports that of the port behind it. */
export function discoveryName(spec: WorkloadSpec, port: PortSpec): string {
  return port === mainPort(spec) ? spec.name : `${spec.name}-${port.name}`;
}

/** How others write it: as the workload says, and otherwise by its own name and number. */
export function aliasOf(spec: WorkloadSpec, { port }: PortSpec, endpoints: readonly EndpointSpec[]): EndpointSpec {
  return endpoints.find(endpoint => endpoint.port === port) ?? { port, name: spec.name, clientPort: port };
}
