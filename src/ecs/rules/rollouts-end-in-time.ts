import { codeDeployMinutes, minutesOf, nativeMinutes, RolloutStageName, shiftSteps, ShiftSpec } from '../../model';
import { Rule } from '../../model/rules/rule';

/** CloudFormation refuses what says that it may take longer: all steps, the bake, and every hook and pause once. */
const NATIVE_MINUTES = 33 * 60;
/** It gives up on what does take longer. */
const PATIENCE_MINUTES = 36 * 60;
/** The stage that comes back with each step. */
const EACH_STEP = 'beforeProductionTraffic';
/** Until a Network Load Balancer does what its weights say; ECS waits for that whenever it has moved traffic. */
const NETWORK_DELAY_MINUTES = 10;
const CODEDEPLOY_MINUTES = 6 * 60;

/** A stack's deployment waits for its rollouts, and cannot wait for ever. */
export const rolloutsEndInTime: Rule = ({ rollout, networkListeners }, report) => {
  if (rollout.kind === 'shifting') {
    const { hooks, approval, testTraffic } = rollout;
    const asked = [...hooks, ...approval ? [approval] : []];
    const told = Math.ceil(nativeMinutes(rollout) + sum(asked.map(({ timeout }) => minutesOf(timeout))));
    const times = (stage: RolloutStageName) => stage === EACH_STEP ? stepsOf(rollout.shift) : 1;
    const delayed = networkListeners.length > 0 ? NETWORK_DELAY_MINUTES * (stepsOf(rollout.shift) + (testTraffic ? 1 : 0)) : 0;
    const taken = Math.ceil(nativeMinutes(rollout) + delayed + sum(asked.map(({ stage, timeout }) => minutesOf(timeout) * times(stage))));
    if (told > NATIVE_MINUTES) {
      report('RolloutTooLong', 'rollout', { minutes: told, most: NATIVE_MINUTES });
    } else if (taken > PATIENCE_MINUTES) {
      report('RolloutTooLong', 'rollout', { minutes: taken, most: PATIENCE_MINUTES });
    }
  } else if (rollout.kind === 'codeDeploy' && rollout.trigger === 'cloudFormation' && !rollout.maxWait.isUnresolved()) {
    const expected = Math.ceil(codeDeployMinutes(rollout));
    const given = minutesOf(rollout.maxWait);
    if (Math.max(expected, given) > CODEDEPLOY_MINUTES) {
      report('CodeDeployWaitTooLong', 'rollout.maxWait', { minutes: Math.max(expected, given) });
    } else if (expected > given) {
      report('CodeDeployWaitTooShort', 'rollout.maxWait', { expected, given });
    }
  }
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** How often the traffic moves. */
function stepsOf(shift: ShiftSpec): number {
  switch (shift.kind) {
    case 'allAtOnce': return 1;
    case 'canary': return 2;
    case 'linear': return shiftSteps(shift.percent) + 1;
  }
}
