/** The ports of pods. */
import { Container, Pod } from './app';
import { items, record } from './object';

export interface Port {
  readonly value: Record<string, any>;
  readonly path: string;
}

export function portsOf({ value, path }: Container): Port[] {
  return items(value.ports, `${path}.ports`);
}

/** What listens as long as the pod runs: everything but the init containers that end. */
export function lasting({ containers }: Pod): Container[] {
  return containers.filter(({ init, sidecar }) => !init || sidecar);
}

/** The number of a named port. Undefined if no container has one. */
export function portOf(pod: Pod, name: string, protocol: string): number | undefined {
  return lasting(pod).flatMap(portsOf).map(({ value }) => value)
    .find(port => port.name === name && (port.protocol ?? 'TCP') === protocol)?.containerPort;
}

/** Whether the pod says that something listens there. One that says nothing about ports may have any. */
export function hasPort(pod: Pod, port: unknown, protocol: string): boolean {
  const ports = lasting(pod).flatMap(portsOf).map(({ value }) => record(value));
  return ports.length === 0 ? typeof port === 'number'
    : ports.some(({ name, containerPort, protocol: own = 'TCP' }) => own === protocol && (name === port || containerPort === port));
}
