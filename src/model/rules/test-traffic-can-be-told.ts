import { Rule } from './rule';
import { checkRange } from './support/in-range';

/** What a header may be called is the load balancer's business. */
export const testTrafficCanBeTold: Rule = ({ rollout }, report) => {
  const traffic = rollout.kind === 'rolling' ? undefined : rollout.testTraffic;
  if (traffic?.kind === 'paths' && traffic.paths.length === 0) {
    report('TestPathsMissing', 'rollout.testTraffic', {});
  }
  if (traffic?.kind === 'listener') {
    checkRange(report, 'rollout.testTraffic.port', 'the port of the test traffic', traffic.port, { min: 1, max: 65535, whole: true });
  }
};
