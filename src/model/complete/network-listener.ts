import { ContainerDraft } from '../container';
import { DEFAULTS } from '../defaults';
import { carriesUdp, NetworkListenerDraft, NetworkListenerSpec } from '../network-listener';

export function completeNetworkListener(draft: NetworkListenerDraft, main: ContainerDraft | undefined): NetworkListenerSpec {
  const { health, idleTimeout, ...defaults } = DEFAULTS.networkListener;
  return {
    ...defaults,
    container: main?.name ?? '',
    port: draft.listenerPort,
    peers: [],
    certificates: [],
    // Packets cannot be answered otherwise.
    preserveClientIp: carriesUdp(draft),
    ...draft.protocol === 'tcp' && { idleTimeout },
    ...draft,
    health: { ...health, ...draft.health ?? { kind: 'tcp' } },
  };
}
