import { ContainerSpec, ExposureSpec, NetworkListenerSpec, ProbeSpec, WorkloadSpec } from '../model';

/** The questions kubelet asks a container, as far as there are any. */
export interface RenderedProbes {
  readonly startupProbe?: object;
  readonly livenessProbe?: object;
  readonly readinessProbe?: object;
}

/**
 * The same questions that ECS and the load balancer would ask, asked by kubelet: a container that starts is given time, one
 * that is unwell gets no requests, and is started again.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export function renderProbes(spec: WorkloadSpec, container: ContainerSpec): RenderedProbes {
  const exposure = spec.exposures.find(({ container: name }) => name === container.name);
  const listener = spec.networkListeners.find(({ container: name }) => name === container.name);
  const byLoadBalancer = exposure ? asProbe(exposure) : listener && ofListener(listener);
  const asked = container.probe ?? byLoadBalancer;
  if (asked === undefined) {
    return {};
  }
  const alive = atPort(asked, exposure?.port ?? listener?.health.port ?? container.ports.find(({ protocol }) => protocol === 'tcp')?.port);
  const ready = byLoadBalancer ?? alive;
  const patience = Math.max(alive.startPeriod.toSeconds(), spec.rollout.healthCheckGracePeriod.toSeconds());
  return {
    startupProbe: { ...render(alive), failureThreshold: Math.max(alive.failures, Math.ceil(patience / alive.interval.toSeconds())) },
    livenessProbe: { ...render(alive), failureThreshold: alive.failures },
    readinessProbe: { ...render(ready), failureThreshold: ready.failures, successThreshold: ready.successes },
  };
}

/** What the load balancer asks. Where kubelet would take a good answer for a bad one, it asks whether the port is open. */
function asProbe({ health, port, protocol, encrypted }: ExposureSpec): ProbeSpec & { readonly encrypted?: boolean } {
  const target = health.port ?? port;
  return protocol === 'grpc' || !areGood(health.successCodes)
    ? { ...health, kind: 'tcp', port: target }
    : { ...health, port: target, encrypted };
}

/** The same for a listener. Kubelet asks no port that takes packets only. */
function ofListener({ health, port, encrypted }: NetworkListenerSpec): ProbeSpec & { readonly encrypted?: boolean } {
  const target = health.port ?? port;
  return health.kind === 'http' && areGood(health.successCodes) ? { ...health, port: target, encrypted } : { ...health, kind: 'tcp', port: target };
}

/** A question that names no port is for the one that takes the traffic. */
function atPort(probe: ProbeSpec, port: number | undefined): ProbeSpec {
  return probe.kind === 'command' ? probe : { ...probe, port: probe.port ?? port };
}

/** Kubelet takes the statuses from 200 to 399 for good and cannot be told others. */
export function areGood(codes = '200-399'): boolean {
  return codes.split(/[-,]/).map(Number).every(code => code >= 200 && code <= 399);
}

function render(probe: ProbeSpec & { readonly encrypted?: boolean }): object {
  return { ...question(probe), periodSeconds: probe.interval.toSeconds(), timeoutSeconds: probe.timeout.toSeconds() };
}

function question(probe: ProbeSpec & { readonly encrypted?: boolean }): object {
  switch (probe.kind) {
    case 'http': return { httpGet: { path: probe.path, port: probe.port, ...(probe.encrypted && { scheme: 'HTTPS' }) } };
    case 'tcp': return { tcpSocket: { port: probe.port } };
    case 'command': return { exec: { command: [...probe.command] } };
  }
}
