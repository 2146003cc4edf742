import { Block } from './layout';
import { duration, handle, number, question, text, timing } from './words';
import { NetworkListenerSpec } from '../network-listener';

const PROTOCOLS: Record<NetworkListenerSpec['protocol'], string> = { tcp: 'TCP', udp: 'UDP', tls: 'TLS', tcpUdp: 'TCP and UDP' };

export function describeNetworkListener(listener: NetworkListenerSpec): Block {
  const { hostName, peers, certificates, tlsPolicy, alpn, idleTimeout, health } = listener;
  return {
    title: `${listener.audience} ${PROTOCOLS[listener.protocol]} port ${number(listener.listenerPort)}`,
    rows: [
      ['host', ...(hostName === undefined ? [] : [text(hostName)])],
      ['from', ...peers.map(handle)],
      ['to', `${listener.container}, port ${number(listener.port)}${listener.encrypted ? ' over TLS' : ''}`],
      ['TLS', ...certificates.map(handle), ...(tlsPolicy === undefined ? [] : [tlsPolicy]), ...(alpn === undefined ? [] : [`ALPN ${alpn}`])],
      ['health', question(health), timing(health)],
      ['clients', ...(listener.preserveClientIp ? ['seen by their addresses'] : []), ...(listener.proxyProtocol ? ['told by proxy protocol'] : [])],
      ['drains', `for ${duration(listener.drainTime)}${listener.closeWhenDrained ? ', then closes what is left' : ''}`],
      ['sticks', ...(listener.sticky ? ['by address'] : [])],
      ['idle', ...(idleTimeout === undefined ? [] : [`for ${duration(idleTimeout)}`])],
    ],
  };
}
