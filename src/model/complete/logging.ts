import { DEFAULTS, isWindows } from '../defaults';
import { LoggingDraft, LoggingSpec } from '../logging';
import { WorkloadDefaults, WorkloadDraft } from '../workload';

export function completeLogging(draft: LoggingDraft | undefined, defaults: WorkloadDefaults): LoggingSpec {
  switch (draft?.kind) {
    case 'none': return { kind: 'none' };
    case 'driver': return draft;
    case 'routed': {
      // The container and its volume have become parts of the workload.
      const { container, volumes: _volumes, permissions: _permissions, ...logging } = draft;
      return { ...DEFAULTS.routing, retentionDays: defaults.logRetentionDays, ...logging, router: container.name };
    }
    default: return { ...DEFAULTS.logging, kind: 'group', retentionDays: defaults.logRetentionDays, ...draft };
  }
}

/**
 * A router of logs is one more container, and all others wait until it is well: what they say before would be lost. Whoever
 * waits for another stops before it, so that the router is the last to go, too.
 */
export function withRouter(draft: WorkloadDraft): WorkloadDraft {
  // There is none for Windows, which platforms say.
  if (draft.logging?.kind !== 'routed' || isWindows(draft.runtime?.os ?? DEFAULTS.runtime.os)) {
    return draft;
  }
  const { container: router, volumes, permissions } = draft.logging;
  const waiting = (draft.containers ?? []).map(container => container.dependsOn?.some(dependency => dependency.container === router.name)
    ? container : { ...container, dependsOn: [...container.dependsOn ?? [], { container: router.name, condition: 'healthy' as const }] });
  return {
    ...draft,
    containers: [...waiting, { role: 'sidecar', ...router }],
    volumes: [...draft.volumes ?? [], ...volumes],
    permissions: [...draft.permissions ?? [], ...permissions],
  };
}

/** The container that comes before all others, those that run to their end included. */
export function routerOf({ logging }: WorkloadDraft): string | undefined {
  return logging?.kind === 'routed' ? logging.container.name : undefined;
}
