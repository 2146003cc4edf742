import { Rule } from './rule';
import { isSideBySide } from '../rollout';

/** Below HTTP there is less to tell a new version's traffic by, and fewer who can move it. */
export const networkListenersRollOut: Rule = ({ networkListeners, rollout }, report) => {
  if (networkListeners.length === 0) {
    return;
  }
  if (rollout.kind === 'codeDeploy') {
    report('ListenersWithoutCodeDeploy', 'rollout', {});
  }
  const test = isSideBySide(rollout) ? rollout.testTraffic : undefined;
  if (test && test.kind !== 'listener') {
    report('ListenersTestByPort', 'rollout.testTraffic', { how: test.kind === 'header' ? 'a header' : 'paths' });
  } else if (test && networkListeners.length > 1) {
    report('ListenersTestOne', 'rollout.testTraffic', { count: networkListeners.length });
  } else if (test && test.peers.length === 0 && networkListeners[0].audience === 'public') {
    report('ListenersTestPeersMissing', 'rollout.testTraffic.peers', { port: networkListeners[0].listenerPort });
  }
};
