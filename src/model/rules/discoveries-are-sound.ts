import { Duration } from 'aws-cdk-lib/core';
import { DiscoverySpec, ServiceConnectSpec } from '../discovery';
import { WorkloadSpec } from '../workload';
import { Report, Rule } from './rule';
import { checkRange } from './support/in-range';
import { known } from './support/known';
import { repetitions } from './support/names';

const PORTS = { min: 1, max: 65535, whole: true };
/** The longest time that DNS and the proxies can count. */
const SECONDS = { min: 0, max: 2147483647, unit: 's', whole: true };

export const discoveriesAreSound: Rule = (spec, report) => {
  for (const { item, index } of repetitions(spec.discovery, ({ kind }) => kind)) {
    report('DiscoveryTwice', `discovery[${index}]`, { way: item.kind });
  }
  spec.discovery.forEach((way, index) => check(way, `discovery[${index}]`, spec, report));
};

function check(way: DiscoverySpec, path: string, spec: WorkloadSpec, report: Report): void {
  switch (way.kind) {
    case 'serviceConnect':
      way.endpoints.forEach(({ port }, index) => checkPort(port, `${path}.endpoints[${index}].port`, spec, report));
      checkEndpoints(way, path, report);
      checkTime(report, `${path}.idleTimeout`, 'the time of silence', way.idleTimeout);
      checkTime(report, `${path}.perRequestTimeout`, 'the time of a request', way.requestTimeout);
      break;
    case 'cloudMap':
      checkTime(report, `${path}.ttl`, 'the time for which an answer is remembered', way.ttl);
      checkPort(way.port, `${path}.port`, spec, report);
      break;
    case 'lattice':
      checkPort(way.port, `${path}.port`, spec, report);
      if (known(way.openBecause) && way.openBecause.trim() === '') {
        report('LatticeReasonMissing', `${path}.unauthenticatedBecause`, {});
      }
      if (known(way.healthPath) && !/^\/\S*$/.test(way.healthPath)) {
        report('LatticeHealthPathMalformed', `${path}.healthPath`, { given: way.healthPath, nearest: `/${way.healthPath.replace(/\s+/g, '').replace(/^\/+/, '')}` });
      }
      break;
  }
}

function checkEndpoints({ endpoints }: ServiceConnectSpec, path: string, report: Report): void {
  endpoints.forEach(({ clientPort, ingressPort }, index) => {
    checkRange(report, `${path}.endpoints[${index}].clientPort`, 'the port that others use', clientPort, PORTS);
    checkRange(report, `${path}.endpoints[${index}].ingressPortOverride`, 'the port of the proxy', ingressPort, PORTS);
  });
  for (const { item, index } of repetitions(endpoints, ({ name, clientPort }) => `${name}:${clientPort}`)) {
    report('EndpointTwice', `${path}.endpoints[${index}]`, { name: item.name, port: item.clientPort });
  }
}

/** Some container has to listen there. */
function checkPort(given: number | undefined, path: string, { containers }: WorkloadSpec, report: Report): void {
  const open = containers.flatMap(({ ports }) => ports).filter(({ protocol }) => protocol === 'tcp').map(({ port }) => port);
  if (known(given) && open.every(known) && !open.includes(given)) {
    report('DiscoveryPortUnknown', path, { given, open });
  }
}

function checkTime(report: Report, path: string, what: string, given: Duration | undefined): void {
  if (given && !given.isUnresolved()) {
    checkRange(report, path, what, given.toSeconds({ integral: false }), SECONDS);
  }
}
