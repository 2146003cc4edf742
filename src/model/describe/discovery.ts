import { duration, handle, number, text } from './words';
import { assertNever } from '../../private/assert-never';
import { DiscoverySpec, EndpointSpec } from '../discovery';

/** How others find the workload, one line for each way. */
export function describeDiscovery(way: DiscoverySpec): string {
  switch (way.kind) {
    case 'serviceConnect': {
      const parts = [
        `Service Connect as ${way.endpoints.map(describeEndpoint).join(', ')}`,
        ...way.tls ? [`TLS by ${text(way.tls.authorityArn)}${way.tls.key ? `, keys encrypted with ${handle(way.tls.key)}` : ''}`] : [],
        ...way.idleTimeout ? [`silent for ${duration(way.idleTimeout)}`] : [],
        ...way.requestTimeout ? [`requests take ${duration(way.requestTimeout)}`] : [],
        ...way.accessLogs ? [`access logs as ${way.accessLogs}${way.logQueryParameters ? ' with query parameters' : ''}`] : [],
      ];
      return parts.join('; ');
    }
    case 'cloudMap': return `DNS${way.record ? ` with ${way.record} records` : ''}${onPort(way.port)}, remembered for ${duration(way.ttl)}`;
    case 'lattice': {
      const who = way.openBecause === undefined ? 'callers prove who they are' : `open to all, because ${text(way.openBecause)}`;
      return `VPC Lattice${onPort(way.port)} from ${handle(way.prefixList)}, asked for ${text(way.healthPath)}; ${who}`;
    }
    default: return assertNever(way);
  }
}

function describeEndpoint({ name, clientPort, port, ingressPort }: EndpointSpec): string {
  const inside = ingressPort === undefined ? number(port) : `${number(port)} through ${number(ingressPort)}`;
  return `${text(name)}:${number(clientPort)}${ingressPort === undefined && clientPort === port ? '' : ` to ${inside}`}`;
}

function onPort(port: number | undefined): string {
  return port === undefined ? '' : `, port ${number(port)}`;
}
