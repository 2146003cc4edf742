/** A probe asks at a port that the container has. */
import { Rule } from './rule';
import { complain } from '../app';
import { record } from '../object';
import { portsOf } from '../ports';
import { isPortNumber } from '../syntax';

export const probesAskAtPorts: Rule = {
  name: 'probes ask at ports',
  *check({ pods }) {
    for (const { object, containers } of pods) {
      for (const container of containers) {
        const ports = portsOf(container).map(({ value }) => value);
        const { startupProbe, livenessProbe, readinessProbe, lifecycle } = container.value;
        const { preStop, postStart } = record(lifecycle);
        for (const [name, handler] of Object.entries({ startupProbe, livenessProbe, readinessProbe, 'lifecycle.preStop': preStop, 'lifecycle.postStart': postStart })) {
          for (const way of ['httpGet', 'tcpSocket', 'grpc'].filter(each => record(handler)[each] !== undefined)) {
            const { port, path } = record(record(handler)[way]);
            const there = typeof port === 'string' ? ports.some(one => one.name === port) : isPortNumber(port) && (ports.length === 0 || ports.some(one => one.containerPort === port));
            if (!there) {
              yield complain(object, `${container.path}.${name}.${way}.port`, `the container has no port ${String(port)}`);
            }
            if (way === 'httpGet' && path !== undefined && !String(path).startsWith('/')) {
              yield complain(object, `${container.path}.${name}.httpGet.path`, `'${String(path)}' does not begin with a slash`);
            }
          }
        }
      }
    }
  },
};
