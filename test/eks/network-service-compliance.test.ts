import { ground, NGINX, SETTINGS } from './support';
import { Audience, NetworkListener, Probe } from '../../src/vocabulary';
import { NetworkService } from '../../src/workloads';
import { findingsIn, tell } from '../compliance/packs';
import { ground as ecsGround } from '../ecs/support';

const LISTENERS = [
  NetworkListener.tls({ port: 8883, containerPort: 1883, audience: Audience.PUBLIC }),
  NetworkListener.tcp({ port: 1883 }),
  NetworkListener.tcpUdp({ port: 53, audience: Audience.PUBLIC, sticky: true }),
  NetworkListener.udp({ port: 5683, probe: Probe.http('/ready', { port: 8080 }) }),
];

test.each(SETTINGS)('services behind Network Load Balancers leave the packs nothing to say, with %s', (_, setting) => {
  for (const lay of [ground, ecsGround]) {
    const { app, stack, platform } = lay(setting);
    new NetworkService(stack, 'Broker', { platform: platform(), image: NGINX, listeners: LISTENERS });
    app.synth();

    expect(findingsIn(app).map(tell).filter(told => /Broker|NetworkIngress/.test(told))).toEqual([]);
  }
});
