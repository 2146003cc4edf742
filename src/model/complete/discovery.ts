import { compact } from '../../private/compact';
import { PortDraft } from '../container';
import { DEFAULTS } from '../defaults';
import { DiscoveryDraft, DiscoverySpec } from '../discovery';

/** Where no port is said: all of the main container that speak TCP, under the name of the workload. */
export function completeDiscovery(draft: DiscoveryDraft, workload: string, ports: readonly PortDraft[]): DiscoverySpec {
  switch (draft.kind) {
    case 'serviceConnect': {
      const endpoints = draft.endpoints ?? ports.filter(({ protocol = 'tcp' }) => protocol === 'tcp').map(({ port }) => ({ port }));
      return compact({
        ...draft,
        endpoints: endpoints.map(({ port, ...rest }) => compact({ port, name: workload, clientPort: port, ...compact(rest) })),
        logQueryParameters: draft.logQueryParameters ?? false,
      });
    }
    case 'cloudMap': return { ttl: DEFAULTS.discovery.ttl, ...compact(draft) };
    case 'lattice': return { healthPath: DEFAULTS.exposure.health.path, ...compact(draft) };
  }
}
