/** The questions and commands that kubelet has for a container. */
import { Pod } from './app';
import { record } from './object';

const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'];
const HOOKS = ['postStart', 'preStop'];

export interface Handler {
  /** For example 'livenessProbe'. */
  readonly name: string;
  readonly value: Record<string, any>;
  readonly path: string;
}

export function probesOf({ containers }: Pod): Handler[] {
  return containers.flatMap(({ value, path }) => PROBES.filter(name => value[name] !== undefined).map(name => ({ name, value: record(value[name]), path: `${path}.${name}` })));
}

export function hooksOf({ containers }: Pod): Handler[] {
  return containers.flatMap(({ value: { lifecycle }, path }) => HOOKS.filter(name => record(lifecycle)[name] !== undefined)
    .map(name => ({ name, value: record(record(lifecycle)[name]), path: `${path}.lifecycle.${name}` })));
}

/** Which of the ways to do it a handler has. */
export function waysOf({ value }: Handler): string[] {
  return ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'].filter(way => value[way] !== undefined);
}
