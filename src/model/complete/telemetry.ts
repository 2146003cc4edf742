import { ContainerDraft } from '../container';
import { DEFAULTS, isWindows } from '../defaults';
import { Architecture, ListVariable, TelemetryDraft, TelemetryOfMain, TelemetrySpec } from '../telemetry';
import { WorkloadDraft } from '../workload';

/** What remains when the containers have become parts of the workload. */
export function completeTelemetry(draft: TelemetryDraft): TelemetrySpec {
  const { containers: _containers, volumes: _volumes, permissions: _permissions, main: _main, ...telemetry } = draft;
  return telemetry;
}

/** An agent is one more container, which is there before the main one, and so is what the main one loads. */
export function withTelemetry(draft: WorkloadDraft): WorkloadDraft {
  const { telemetry, containers = [] } = draft;
  // There are no such agents for Windows, which a rule says.
  if (telemetry === undefined || isWindows(draft.runtime?.os ?? DEFAULTS.runtime.os)) {
    return draft;
  }
  const main = containers.find(({ role }) => role === 'main') ?? containers[0];
  const { architecture } = { ...DEFAULTS.runtime, ...draft.runtime };
  const given = containers.map(container => container === main ? withAgent(container, telemetry, architecture) : container);
  return {
    ...draft,
    containers: [...given, ...telemetry.containers],
    volumes: [...draft.volumes ?? [], ...telemetry.volumes],
    permissions: [...draft.permissions ?? [], ...telemetry.permissions],
  };
}

function withAgent(main: ContainerDraft, { agent, containers, main: needs }: TelemetryDraft, architecture: Architecture): ContainerDraft {
  const condition = containers.some(({ name, probe }) => name === agent && probe) ? 'healthy' : 'start';
  return {
    ...main,
    environment: environmentOf(main, needs, architecture),
    mounts: [...main.mounts ?? [], ...needs.mounts],
    dependsOn: [...main.dependsOn ?? [], { container: agent, condition }],
  };
}

function environmentOf(main: ContainerDraft, needs: TelemetryOfMain, architecture: Architecture): Record<string, string> {
  const { environment: own = {}, secrets = {} } = main;
  const lists = Object.entries(needs.lists).map(([name, list]) => [name, around(own[name], list)] as const);
  const all: Record<string, string> = { ...needs.environment, ...needs.byArchitecture[architecture], ...own, ...Object.fromEntries(lists) };
  return Object.fromEntries(Object.entries(all).filter(([name]) => !Object.keys(secrets).includes(name)));
}

function around(own: string | undefined, { before, after, separator }: ListVariable): string {
  return [before, own, after].filter(part => part).join(separator);
}
