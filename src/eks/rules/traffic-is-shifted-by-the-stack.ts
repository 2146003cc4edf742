import { Token } from 'aws-cdk-lib/core';
import { EksTarget } from './target';
import { hasLoadBalancer, shiftMinutes, ShiftingRollout } from '../../model';
import { Report, Rule } from '../../model/rules/rule';

/** The custom resource that waits for copies may take an hour; those that move traffic follow one another. */
const START_MINUTES = 50;
const SHIFT_MINUTES = 6 * 60;

/** On EKS the stack's own deployment moves the traffic, so it has to be able to, and nobody but alarms has a say. */
export function trafficIsShiftedByTheStack({ writesOnly }: EksTarget): Rule {
  return (spec, report) => {
    const { rollout, networkListeners, scaling } = spec;
    const moves = rollout.kind === 'shifting' || rollout.kind === 'rolling' && rollout.followTraffic;
    if (moves && writesOnly) {
      report('EksShiftIsDeployed', 'rollout', {});
    }
    if (moves && networkListeners.length > 0) {
      report('ListenersRollOnly', 'rollout', { given: rollout.kind === 'shifting' ? rollout.shift.kind : 'traffic-following' });
    }
    if (rollout.kind !== 'shifting') {
      return;
    }
    if (!hasLoadBalancer(spec)) {
      report('EksShiftNeedsExposure', 'rollout', {});
    }
    if (scaling.kind === 'fixed' && scaling.count === 0) {
      report('EksShiftNeedsCopies', 'scaling.count', {});
    }
    checkMeans(rollout, report);
    if (checkKnown(rollout, report)) {
      checkTimes(rollout, report);
    }
  };
}

function checkMeans({ hooks, approval, testTraffic }: ShiftingRollout, report: Report): void {
  if (hooks.length > 0) {
    report('EksRolloutAsksNobody', 'rollout.hooks', { given: 'no functions' });
  }
  if (approval) {
    report('EksRolloutAsksNobody', 'rollout.approval', { given: 'no person' });
  }
  if (testTraffic) {
    report('EksRolloutIsNotTested', 'rollout.testTraffic', {});
  }
}

function checkKnown({ shift, bakeTime, startTimeout }: ShiftingRollout, report: Report): boolean {
  const unknown = [
    ...bakeTime.isUnresolved() ? ['bakeTime'] : [],
    ...startTimeout.isUnresolved() ? ['startTimeout'] : [],
    ...shift.kind !== 'allAtOnce' && shift.interval.isUnresolved() ? ['shift.interval'] : [],
    ...shift.kind !== 'allAtOnce' && Token.isUnresolved(shift.percent) ? ['shift.percent'] : [],
  ];
  unknown.forEach(what => report('EksShiftUndecided', `rollout.${what}`, { what }));
  return unknown.length === 0;
}

function checkTimes({ shift, bakeTime, startTimeout }: ShiftingRollout, report: Report): void {
  const minutes = Math.ceil(shiftMinutes(shift) + bakeTime.toMinutes({ integral: false }));
  if (minutes > SHIFT_MINUTES) {
    report('EksShiftTooLong', 'rollout', { minutes, most: SHIFT_MINUTES });
  }
  const start = startTimeout.toMinutes({ integral: false });
  if (start > START_MINUTES) {
    report('EksStartTooLong', 'rollout.startTimeout', { minutes: start, most: START_MINUTES });
  }
}
