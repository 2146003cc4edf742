import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Audience, NetworkListener, Rollout, TestTraffic } from '../../../src/vocabulary';
import { NetworkService } from '../../../src/workloads';
import { findingsIn, tell } from '../../compliance/packs';
import { ground, NGINX, SETTINGS } from '../support';

test.each(SETTINGS)('with %s, connections that move leave the packs nothing to say', (_, setting) => {
  const on = ground(setting);
  new NetworkService(on.stack, 'Broker', {
    platform: on.platform(),
    image: NGINX,
    listeners: [NetworkListener.tls({ port: 8883, containerPort: 1883, audience: Audience.PUBLIC })],
    rollout: Rollout.canary({ testTraffic: TestTraffic.listener(2883, { peers: [ec2.Peer.ipv4('203.0.113.0/24')] }) }),
  });
  on.app.synth();
  expect(findingsIn(on.app).map(tell).filter(told => /Shop\/(Broker|Rollout)/.test(told))).toEqual([]);
});
