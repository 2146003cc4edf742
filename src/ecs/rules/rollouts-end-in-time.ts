import { codeDeployMinutes, nativeMinutes } from '../../model';
import { Rule } from '../../model/rules/rule';

/** CloudFormation refuses what may take longer. */
const NATIVE_HOURS = 33;
const CODEDEPLOY_MINUTES = 6 * 60;

/** A stack's deployment waits for its rollouts, and cannot wait for ever. */
export const rolloutsEndInTime: Rule = ({ rollout }, report) => {
  if (rollout.kind === 'shifting') {
    const approval = rollout.approval?.timeout.toMinutes({ integral: false }) ?? 0;
    const hours = (nativeMinutes(rollout) + approval) / 60;
    if (hours > NATIVE_HOURS) {
      report('RolloutTooLong', 'rollout', { hours: Math.round(hours * 10) / 10 });
    }
  } else if (rollout.kind === 'codeDeploy' && rollout.trigger === 'cloudFormation') {
    const expected = Math.ceil(codeDeployMinutes(rollout));
    const given = rollout.maxWait.toMinutes({ integral: false });
    if (Math.max(expected, given) > CODEDEPLOY_MINUTES) {
      report('CodeDeployWaitTooLong', 'rollout.maxWait', { minutes: Math.max(expected, given) });
    } else if (expected > given) {
      report('CodeDeployWaitTooShort', 'rollout.maxWait', { expected, given });
    }
  }
};
