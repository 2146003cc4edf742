import { Token } from 'aws-cdk-lib/core';
import { Report, Rule } from './rule';
import { ContainerSpec } from '../container';
import { carriesUdp, NetworkListenerSpec, transportOf } from '../network-listener';
import { checkRange } from './support/in-range';
import { known } from './support/known';

const PORT = { min: 1, max: 65535, whole: true };
const IDLE = { min: 60, max: 6000, unit: 'seconds', whole: true };
const PROTOCOLS: Record<NetworkListenerSpec['protocol'], string> = { tcp: 'TCP', udp: 'UDP', tls: 'TLS', tcpUdp: 'TCP and UDP' };

/** What a listener cannot be, whichever load balancer it is put on. */
export const networkListenersAreSound: Rule = ({ networkListeners, containers }, report) => {
  const taken = new Map<string, string>();
  networkListeners.forEach((listener, index) => {
    const path = `listeners[${index}]`;
    checkPorts(listener, path, report);
    checkTarget(listener, containers, path, report);
    checkProtocol(listener, path, report);
    checkTls(listener, path, report);
    const key = `${listener.audience} ${listener.listenerPort}`;
    const other = taken.get(key);
    if (other !== undefined) {
      report('ListenerTwice', `${path}.port`, { port: listener.listenerPort, audience: listener.audience, other });
    }
    taken.set(key, other ?? path);
  });
};

function checkPorts({ listenerPort, port }: NetworkListenerSpec, path: string, report: Report): void {
  if (Token.isUnresolved(listenerPort)) {
    report('ListenerPortUnknown', `${path}.port`, {});
  }
  checkRange(report, `${path}.port`, 'the port of the listener', listenerPort, PORT);
  checkRange(report, `${path}.containerPort`, 'the port of the container', port, PORT);
}

function checkTarget(listener: NetworkListenerSpec, containers: readonly ContainerSpec[], path: string, report: Report): void {
  const running = containers.filter(({ role }) => role !== 'init');
  const container = running.find(({ name }) => name === listener.container);
  if (!container) {
    return report('ListenerWithoutContainer', `${path}.container`, { given: listener.container, known: running.map(({ name }) => name) });
  }
  const transport = transportOf(listener);
  const open = container.ports.some(({ port, protocol }) => protocol === transport && (!known(port) || port === listener.port));
  if (known(listener.port) && !open) {
    report('ListenerPortNotOpen', `${path}.containerPort`, { container: container.name, port: listener.port, protocol: transport.toUpperCase() });
  }
}

function checkProtocol(listener: NetworkListenerSpec, path: string, report: Report): void {
  const { protocol, listenerPort: port, idleTimeout } = listener;
  if (protocol === 'udp' && listener.health.port === undefined) {
    report('UdpHealthPortMissing', `${path}.probe`, { port });
  }
  if (carriesUdp(listener) && !listener.preserveClientIp) {
    report('UdpKeepsClientIp', `${path}.preserveClientIp`, { port });
  }
  if (idleTimeout !== undefined && protocol !== 'tcp') {
    report('IdleTimeoutNeedsTcp', `${path}.idleTimeout`, { protocol: PROTOCOLS[protocol] });
  } else if (idleTimeout !== undefined && !idleTimeout.isUnresolved()) {
    checkRange(report, `${path}.idleTimeout`, 'the idle timeout', idleTimeout.toMilliseconds() / 1000, IDLE);
  }
}

function checkTls(listener: NetworkListenerSpec, path: string, report: Report): void {
  if (listener.protocol === 'tls') {
    if (listener.sticky) {
      report('TlsIsNotSticky', `${path}.sticky`, { port: listener.listenerPort });
    }
    return;
  }
  const given = {
    certificates: listener.certificates.length > 0,
    tlsPolicy: listener.tlsPolicy !== undefined,
    alpn: listener.alpn !== undefined,
    encryptToContainer: listener.encrypted,
  };
  Object.entries(given).filter(([, isGiven]) => isGiven)
    .forEach(([option]) => report('OnlyTlsListeners', `${path}.${option}`, { option, protocol: PROTOCOLS[listener.protocol] }));
}
