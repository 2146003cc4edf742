import { Duration, Token } from 'aws-cdk-lib/core';
import { compact } from '../../private/compact';
import { throughCache } from '../cached-image';
import { ContainerDraft, ContainerRole, ContainerSpec, DependencySpec, PortDraft, PortSpec } from '../container';
import { DEFAULTS, isWindows } from '../defaults';
import { ExposureSpec } from '../exposure';
import { ImageCache, ImageSpec } from '../image';
import { LinuxDraft, LinuxSpec } from '../linux';
import { OperatingSystem } from '../workload';

/** Stands for an image that a front-end left out; the rules refuse it. */
const NO_IMAGE: ImageSpec = { kind: 'registry', reference: '' };

/** What the rest of the workload means for one of its containers. */
export interface ContainerContext {
  readonly role: ContainerRole;
  readonly os: OperatingSystem;
  readonly exec: boolean;
  readonly exposures: readonly ExposureSpec[];
  /** The names that ports of the workload have been given. */
  readonly portNames: readonly (string | undefined)[];
  /** Names of the init containers that run before it. */
  readonly initBefore: readonly string[];
  /** Caches that images are pulled by way of. */
  readonly caches: readonly ImageCache[];
  /** How long the main one may take to end, where the workload knows. */
  readonly stopTimeout?: Duration;
}

/** Without roles the first container is the main one and the others help it. */
export function roleOf(draft: ContainerDraft, index: number, all: readonly ContainerDraft[]): ContainerRole {
  const isFirst = index === 0 && !all.some(other => other.role === 'main');
  return draft.role ?? (isFirst ? 'main' : 'sidecar');
}

export function completeContainer(draft: ContainerDraft, context: ContainerContext): ContainerSpec {
  const linux = !isWindows(context.os);
  return compact({
    name: draft.name ?? '',
    role: context.role,
    image: throughCache(draft.image ?? NO_IMAGE, context.caches),
    essential: draft.essential ?? context.role !== 'init',
    command: draft.command,
    entryPoint: draft.entryPoint,
    workingDirectory: draft.workingDirectory,
    user: draft.user,
    ports: (draft.ports ?? []).map((port, index) => completePort(port, index, draft, context)),
    environment: draft.environment ?? {},
    environmentFiles: draft.environmentFiles ?? [],
    secrets: draft.secrets ?? {},
    probe: draft.probe && { ...DEFAULTS.probe, ...draft.probe },
    resources: draft.resources ?? {},
    ulimits: draft.ulimits ?? [],
    capabilities: {
      add: (draft.capabilities?.add ?? []).map(bareCapability),
      drop: (draft.capabilities?.drop ?? (linux && !draft.privileged ? DEFAULTS.container.dropCapabilities : [])).map(bareCapability),
    },
    privileged: draft.privileged ?? false,
    linux: completeLinux(draft.linux ?? {}),
    names: { dnsServers: [], searchDomains: [], extraHosts: {}, ...draft.names },
    readOnlyRoot: draft.readOnlyRoot ?? (DEFAULTS.container.readOnlyRoot && linux && !context.exec),
    initProcess: draft.initProcess ?? (DEFAULTS.container.initProcess && linux),
    mounts: draft.mounts ?? [],
    dependsOn: completeDependencies(draft.dependsOn ?? [], context.initBefore),
    stopTimeout: draft.stopTimeout ?? (context.role === 'main' ? context.stopTimeout : undefined) ?? DEFAULTS.container.stopTimeout,
    restart: draft.restart && { ignoredExitCodes: [], ...DEFAULTS.restart, ...draft.restart },
    pseudoTerminal: draft.pseudoTerminal ?? false,
    interactive: draft.interactive ?? false,
    labels: draft.labels ?? {},
    versionConsistency: draft.versionConsistency,
    credentialSpec: draft.credentialSpec,
  });
}

/** What init containers are for: nothing starts before they have succeeded, in their order. */
function completeDependencies(given: readonly DependencySpec[], initBefore: readonly string[]): DependencySpec[] {
  const implied = initBefore.filter(name => !given.some(({ container }) => container === name));
  return [...given, ...implied.map(container => ({ container, condition: 'success' as const }))];
}

/** A device is where it is on the machine, unless somebody says otherwise. */
function completeLinux({ devices = [], systemControls = {}, ...rest }: LinuxDraft): LinuxSpec {
  const { devicePermissions: permissions } = DEFAULTS.container;
  return { ...rest, systemControls, devices: devices.map(device => ({ containerPath: device.hostPath, permissions, ...device })) };
}

/** The port that takes the traffic is called `http`, unless another one of the workload is called so. */
function completePort(draft: PortDraft, index: number, container: ContainerDraft, { exposures, portNames }: ContainerContext): PortSpec {
  const first = exposures[0];
  const exposure = exposures.find(({ container: name, port }) => name === container.name && port === draft.port);
  const takesTraffic = exposure !== undefined && first.container === container.name && first.port === draft.port;
  const ordinal = Token.isUnresolved(draft.port) ? index + 1 : draft.port;
  return compact({
    name: draft.name ?? (takesTraffic && !portNames.includes('http') ? 'http' : `port-${ordinal}`),
    port: draft.port,
    protocol: draft.protocol ?? 'tcp',
    application: draft.application ?? (draft.protocol === 'udp' ? undefined : spokenTo(exposure)),
  });
}

/** An exposure knows what is spoken on its port; behind TLS nobody between may look, so it counts as plain TCP. */
function spokenTo(exposure: ExposureSpec | undefined): PortSpec['application'] {
  if (exposure === undefined || exposure.encrypted) {
    return undefined;
  }
  return exposure.protocol === 'http1' ? 'http' : exposure.protocol;
}

function bareCapability(name: string): string {
  return name.toUpperCase().replace(/^CAP_/, '');
}
