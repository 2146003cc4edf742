import { Rule } from './rule';

/** After test traffic comes nothing if there is none. */
export const stagesCanBeReached: Rule = ({ rollout }, report) => {
  if (rollout.kind === 'rolling' || rollout.testTraffic) {
    return;
  }
  const { hooks, approval } = rollout;
  hooks.forEach(({ stage }, index) => {
    if (stage === 'afterTestTraffic') {
      report('StageWithoutTestTraffic', `rollout.hooks[${index}].stage`, {});
    }
  });
  if (approval?.stage === 'afterTestTraffic') {
    report('StageWithoutTestTraffic', 'rollout.approval.stage', {});
  }
};
