import { Rule } from './rule';
import { hasLoadBalancer } from '../load-balancer';

/** Without a way in there is nothing to move in steps, and nothing to test beforehand. */
export const rolloutsHaveTrafficToShift: Rule = (spec, report) => {
  const { rollout, discovery } = spec;
  if (rollout.kind === 'rolling' || hasLoadBalancer(spec)) {
    return;
  }
  // Proxies move traffic, too; where there are none, the platform says so.
  if (rollout.kind === 'shifting' && discovery.some(({ kind }) => kind === 'serviceConnect')) {
    return;
  }
  if (rollout.kind === 'codeDeploy') {
    report('NoTrafficToShift', 'rollout', { how: 'CodeDeploy moves traffic' });
  } else if (rollout.shift.kind !== 'allAtOnce') {
    report('NoTrafficToShift', 'rollout', { how: `a ${rollout.shift.kind} rollout moves traffic in steps` });
  }
  if (rollout.testTraffic) {
    report('NoTrafficToShift', 'rollout.testTraffic', { how: 'test traffic is sent ahead' });
  }
};
