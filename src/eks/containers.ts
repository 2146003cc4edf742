import { Lazy } from 'aws-cdk-lib/core';
import { sharedMemoryMounts } from './linux';
import { renderProbes } from './probe';
import { divide, Share } from './shares';
import { inStartOrder, runsToItsEnd, startsFirst } from './start-order';
import { ContainerSpec, isWindows, PortSpec, WorkloadSpec } from '../model';

/** What other renderers have made of a container's image, variables and volumes. Lists may grow until synthesis. */
export interface ContainerParts {
  readonly image: string;
  readonly variables: () => readonly object[];
  readonly variableSources: () => readonly object[];
  readonly mounts: () => readonly object[];
  /** How long the container goes on before it is told to stop, so that no requests are sent to it any more. */
  readonly lingerSeconds: number;
}

/** The containers of a pod: those that run to their end or have to be up first, and the others. */
export interface RenderedContainers {
  readonly initContainers?: readonly object[];
  readonly containers: readonly object[];
}

/**
 * The containers of a pod. A sidecar that others wait for becomes an init container that goes on running, which is how
 * Kubernetes says "start me first".
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export function renderContainers(spec: WorkloadSpec, partsOf: (container: ContainerSpec) => ContainerParts): RenderedContainers {
  const shares = divide(spec);
  const first = inStartOrder(spec.containers.filter(container => startsFirst(container, spec)));
  const render = (container: ContainerSpec) => renderContainer(spec, container, shares.get(container.name)!, partsOf(container));
  return {
    ...(first.length > 0 && {
      initContainers: first.map(container => runsToItsEnd(container, spec) ? render(container) : { ...render(container), restartPolicy: 'Always' }),
    }),
    containers: spec.containers.filter(container => !first.includes(container)).map(render),
  };
}

function renderContainer(spec: WorkloadSpec, container: ContainerSpec, share: Share, parts: ContainerParts): object {
  const lasting = !runsToItsEnd(container, spec);
  return {
    name: container.name,
    image: parts.image,
    ...(container.entryPoint && { command: container.entryPoint.map(literal) }),
    ...(container.command && { args: container.command.map(literal) }),
    ...(container.workingDirectory !== undefined && { workingDir: container.workingDirectory }),
    ...(container.ports.length > 0 && { ports: container.ports.map(renderPort) }),
    env: growing(parts.variables),
    envFrom: growing(parts.variableSources),
    resources: renderResources(spec, container, share),
    ...(lasting ? renderProbes(spec, container) : {}),
    ...(lasting && parts.lingerSeconds > 0 && { lifecycle: { preStop: { sleep: { seconds: parts.lingerSeconds } } } }),
    securityContext: renderSecurity(spec, container),
    ...(container.interactive && { stdin: true }),
    ...(container.pseudoTerminal && { tty: true }),
    volumeMounts: growing(() => [...parts.mounts(), ...sharedMemoryMounts(container)]),
  };
}

function renderPort({ name, port, protocol }: PortSpec): object {
  return { name, containerPort: port, protocol: protocol.toUpperCase() };
}

/** Kubernetes would put variables in place of `$(NAME)`; nobody else does. */
export function literal(text: string): string {
  return text.replace(/\$\(/g, '$$$$(');
}

/** Late additions are part of the same object; an empty list is left out. */
function growing(list: () => readonly object[]) {
  return Lazy.any({ produce: () => list() }, { omitEmptyArray: true });
}

/**
 * Processor is promised and not limited, so that nobody is slowed down beside an idle neighbour; memory is limited, because
 * it cannot be given back.
 */
function renderResources({ size, containers }: WorkloadSpec, { role, resources }: ContainerSpec, share: Share): object {
  const storage = role === 'main' ? { 'ephemeral-storage': `${size.ephemeralStorageGiB}Gi` } : {};
  const promised = containers.reduce((sum, other) => sum + (other.resources.gpus ?? 0), 0);
  const gpus = resources.gpus ?? (role === 'main' ? size.gpus - promised : 0);
  const devices = gpus > 0 ? { 'nvidia.com/gpu': gpus } : {};
  return {
    requests: { cpu: `${Math.round(share.cpuUnits * 1000 / 1024)}m`, memory: `${share.memoryMiB}Mi`, ...devices },
    limits: { memory: `${share.memoryLimitMiB}Mi`, ...storage, ...devices },
  };
}

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
function renderSecurity({ runtime }: WorkloadSpec, { user, readOnlyRoot, capabilities: { add, drop } }: ContainerSpec): object | undefined {
  if (isWindows(runtime.os)) {
    return user === undefined ? undefined : { windowsOptions: { runAsUserName: user } };
  }
  const [uid, gid] = (user ?? '').split(':');
  return {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: readOnlyRoot,
    ...(uid && { runAsUser: Number(uid), runAsNonRoot: Number(uid) !== 0 }),
    ...(gid && { runAsGroup: Number(gid) }),
    ...(add.length + drop.length > 0 && { capabilities: { ...(add.length > 0 && { add: [...add] }), ...(drop.length > 0 && { drop: [...drop] }) } }),
  };
}
