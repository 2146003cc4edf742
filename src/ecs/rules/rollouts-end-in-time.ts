import { codeDeployMinutes, minutesOf, nativeMinutes } from '../../model';
import { Rule } from '../../model/rules/rule';

/** CloudFormation refuses what may take longer. */
const NATIVE_MINUTES = 33 * 60;
const CODEDEPLOY_MINUTES = 6 * 60;

/** A stack's deployment waits for its rollouts, and cannot wait for ever. */
export const rolloutsEndInTime: Rule = ({ rollout }, report) => {
  if (rollout.kind === 'shifting') {
    const minutes = Math.ceil(nativeMinutes(rollout) + (rollout.approval ? minutesOf(rollout.approval.timeout) : 0));
    if (minutes > NATIVE_MINUTES) {
      report('RolloutTooLong', 'rollout', { minutes, most: NATIVE_MINUTES });
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
