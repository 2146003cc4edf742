import { duration, handle, number, text } from './words';
import { assertNever } from '../../private/assert-never';
import { CodeDeployRollout, ForeignShift, RollingRollout, RolloutAlarms, RolloutSpec, ShiftingRollout, ShiftSpec, TestTrafficSpec } from '../rollout';

export function describeRollout(rollout: RolloutSpec): string[] {
  return [
    ...rollout.kind === 'rolling' ? describeRolling(rollout) : describeSideBySide(rollout),
    `watches ${describeAlarms(rollout.alarms)}`,
    `forgives failing health checks for ${duration(rollout.healthCheckGracePeriod)}`,
    ...rollout.notifications ? [`tells ${handle(rollout.notifications)}`] : [],
  ];
}

function describeRolling(rollout: RollingRollout): string[] {
  const { minHealthyPercent, maxHealthyPercent, circuitBreaker: { enabled, rollback, threshold }, followTraffic } = rollout;
  const breaker = [
    `circuit breaker ${enabled ? 'on' : 'off'}`,
    ...threshold ? [`after ${threshold.value} ${threshold.kind === 'count' ? 'copies' : '%'}`] : [],
    rollback ? 'rolls back' : 'stops',
  ];
  return [
    `rolling, ${minHealthyPercent} % stay healthy, ${maxHealthyPercent} % may run`,
    breaker.join(', '),
    ...followTraffic ? ['stays with whichever target group has the traffic'] : [],
  ];
}

function describeSideBySide(rollout: ShiftingRollout | CodeDeployRollout): string[] {
  const { startTimeout, bakeTime, testTraffic, hooks, approval } = rollout;
  return [
    `${rollout.kind === 'codeDeploy' ? 'by CodeDeploy, ' : ''}side by side, traffic moves ${describeShift(rollout.shift)}`,
    `up within ${duration(startTimeout)}, the old version kept for ${duration(bakeTime)}`,
    ...testTraffic ? [`test traffic by ${describeTestTraffic(testTraffic)}`] : [],
    ...hooks.map(({ stage, function: asked, timeout, skipOnFirstDeployment, skipOnRollback }) => [
      `${stage}: asks ${handle(asked)} within ${duration(timeout)}`,
      ...skipOnFirstDeployment ? [] : ['at first, too'],
      ...skipOnRollback ? [] : ['on the way back, too'],
    ].join(', ')),
    ...approval ? [`${approval.stage}: waits for approval for ${duration(approval.timeout)}, then ${UNANSWERED[approval.onTimeout]}`] : [],
    ...rollout.kind === 'codeDeploy' ? describeCodeDeploy(rollout) : [],
  ];
}

const UNANSWERED = { rollback: 'rolls back', continue: 'goes on' };
const WAITS = { trafficShifted: 'the traffic has moved', completed: 'the old version is gone', started: 'it has begun' };
const OTHERS = { wait: 'waits for', stop: 'stops', fail: 'gives way to' };
const SUSPENDED = { scaleIn: 'no copies taken away meanwhile', all: 'no scaling meanwhile', none: 'scaling goes on meanwhile' };

function describeCodeDeploy(rollout: CodeDeployRollout): string[] {
  const { waitFor, maxWait, onActiveDeployment, alarmsFiringAtStart, trigger, suspendedScaling, redeployNonce } = rollout;
  return [
    trigger === 'pipeline' ? 'started by a pipeline' : `the stack waits until ${WAITS[waitFor]}, for ${duration(maxWait)} at most`,
    `${OTHERS[onActiveDeployment]} deployments of others, ${alarmsFiringAtStart === 'ignore' ? 'ignores alarms that are' : 'fails if an alarm is'} firing at its start`,
    SUSPENDED[suspendedScaling],
    ...redeployNonce === undefined ? [] : [`nonce ${text(redeployNonce)}`],
  ];
}

function describeShift(shift: ShiftSpec | ForeignShift): string {
  switch (shift.kind) {
    case 'allAtOnce': return 'all at once';
    case 'canary': return `${number(shift.percent)} % first, the rest after ${duration(shift.interval)}`;
    case 'linear': return `${number(shift.percent)} % every ${duration(shift.interval)}`;
    case 'foreign': return `as ${handle(shift.config)} says`;
    default: return assertNever(shift);
  }
}

function describeTestTraffic(traffic: TestTrafficSpec): string {
  switch (traffic.kind) {
    case 'header': return `header ${text(traffic.name)}: ${text(traffic.value)}`;
    case 'paths': return `paths ${traffic.paths.map(text).join(', ')}`;
    case 'listener': return `port ${number(traffic.port)}${traffic.peers.length > 0 ? ` from ${traffic.peers.map(handle).join(', ')}` : ''}`;
    default: return assertNever(traffic);
  }
}

function describeAlarms(alarms: RolloutAlarms): string {
  switch (alarms.kind) {
    case 'given': return `alarms ${alarms.alarms.map(handle).join(', ')}`;
    case 'default': return 'its own alarms';
    case 'none': return 'no alarms';
    default: return assertNever(alarms);
  }
}
