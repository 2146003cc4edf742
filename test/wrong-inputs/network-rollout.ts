import { wrongOnEks } from './eks';
import { workload, wrong, WrongInput } from './wrong-input';
import { NetworkListenerDraft, RolloutDraft, WorkloadDraft } from '../../src/model';

const TEST = { kind: 'listener', port: 2883, peers: [] } as const;

/** A workload with listeners at some ports. */
function listening(rollout: RolloutDraft, ...ports: number[]): WorkloadDraft {
  const networkListeners = [8080, ...ports].map((listenerPort): NetworkListenerDraft => ({ protocol: 'tcp', listenerPort, port: 8080 }));
  return workload({ networkListeners, rollout });
}

/** Mistakes in how new versions of what is behind a Network Load Balancer arrive. */
export const NETWORK_ROLLOUT_MISTAKES: readonly WrongInput[] = [
  wrong('ListenersWithoutCodeDeploy', 'rollout', 'Rollout.blueGreen()', listening({ kind: 'codeDeploy' })),
  wrong('ListenersTestByPort', 'rollout.testTraffic', 'TestTraffic.listener()', listening({
    kind: 'shifting', testTraffic: { kind: 'header', name: 'x-preview', value: 'yes' },
  })),
  wrong('ListenersTestByPort', 'rollout.testTraffic', 'TestTraffic.listener()', listening({ kind: 'shifting', testTraffic: { kind: 'paths', paths: ['/preview/*'] } })),
  wrong('ListenersTestOne', 'rollout.testTraffic', 'keep one listener', listening({ kind: 'shifting', testTraffic: TEST }, 1883)),
  wrong('ListenersTestPeersMissing', 'rollout.testTraffic.peers', 'who test', workload({
    networkListeners: [{ protocol: 'tcp', listenerPort: 8080, audience: 'public' }], rollout: { kind: 'shifting', testTraffic: TEST },
  })),
  wrongOnEks('ListenersRollOnly', 'rollout', 'Rollout.rolling()', listening({ kind: 'shifting', shift: { kind: 'canary' } })),
  wrongOnEks('ListenersRollOnly', 'rollout', 'run the service on ECS', listening({ kind: 'rolling', followTraffic: true })),
];
