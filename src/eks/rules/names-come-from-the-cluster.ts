import { DiscoverySpec } from '../../model';
import { Rule } from '../../model/rules/rule';

/** Service Connect stands for "by name" on every platform; what its proxies do besides, no part of the cluster does. */
export const namesComeFromTheCluster: Rule = ({ name, discovery }, report) => {
  discovery.forEach((way, index) => partsOfEcs(way, name).forEach(what => report('EksFindsByService', `discovery[${index}]`, { what })));
};

function partsOfEcs(way: DiscoverySpec, workload: string): string[] {
  switch (way.kind) {
    case 'serviceConnect': return [
      ...way.tls ? ['tls of Service Connect'] : [],
      ...way.idleTimeout ? ['idleTimeout of Service Connect'] : [],
      ...way.requestTimeout ? ['perRequestTimeout of Service Connect'] : [],
      ...way.accessLogs ? ['accessLogs of Service Connect'] : [],
      ...way.endpoints.some(({ name, port, clientPort, ingressPort }) => name !== workload || clientPort !== port || ingressPort !== undefined)
        ? ['another name or port in Service Connect'] : [],
    ];
    case 'cloudMap': return ['Cloud Map'];
    case 'lattice': return ['VPC Lattice'];
  }
}
