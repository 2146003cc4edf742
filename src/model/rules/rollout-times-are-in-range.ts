import { Duration } from 'aws-cdk-lib/core';
import { Rule } from './rule';
import { checkRange } from './support/in-range';

const DAY = 24 * 60;
const TWO_WEEKS = 14 * DAY;
/** What CodeDeploy keeps old copies, and waits for an answer, at most. */
const CODEDEPLOY_WAIT = 2880;
/** Within the hour in which CodeDeploy itself gives up, and with time left to say so. */
const CODEDEPLOY_START = 50;
const CODEDEPLOY_HOOK = 60;

/** Both engines count in whole minutes. */
export const rolloutTimesAreInRange: Rule = ({ rollout }, report) => {
  if (rollout.kind === 'rolling') {
    return;
  }
  const byCodeDeploy = rollout.kind === 'codeDeploy';
  const check = (path: string, what: string, given: Duration, min: number, max?: number) => {
    if (!given.isUnresolved()) {
      checkRange(report, `rollout.${path}`, what, given.toMinutes({ integral: false }), { min, max, unit: 'minutes', whole: true });
    }
  };
  const { shift, bakeTime, startTimeout, hooks, approval } = rollout;
  check('bakeTime', 'the time that the old version is kept', bakeTime, 0, byCodeDeploy ? CODEDEPLOY_WAIT : DAY);
  check('startTimeout', 'the time to come up', startTimeout, 1, byCodeDeploy ? CODEDEPLOY_START : DAY);
  hooks.forEach(({ timeout }, index) => check(`hooks[${index}].timeout`, 'the time a hook has', timeout, 1, byCodeDeploy ? CODEDEPLOY_HOOK : DAY));
  if (shift.kind === 'canary' || shift.kind === 'linear') {
    check('shift.interval', 'the time between two steps', shift.interval, byCodeDeploy ? 1 : 0, byCodeDeploy ? CODEDEPLOY_WAIT : DAY);
  }
  if (rollout.kind === 'codeDeploy') {
    check('maxWait', 'the time to wait', rollout.maxWait, 1);
  }
  if (approval) {
    check('approval.timeout', 'the time an approval has', approval.timeout, 1, byCodeDeploy ? CODEDEPLOY_WAIT : TWO_WEEKS);
  }
};
