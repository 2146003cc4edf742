import { Duration } from 'aws-cdk-lib/core';
import { Report, Rule } from './rule';
import { followsWork } from '../scaling';
import { checkRange } from './support/in-range';
import { repetitions } from './support/names';

/** Less would be several copies for one message before anybody has looked at it. */
const LEAST = { min: 0.01 };

const PERCENT = { min: 1, max: 100, unit: '%' };

export const scalingTargetsAreSound: Rule = ({ scaling, exposures, networkListeners, queue }, report) => {
  if (scaling.kind !== 'range') {
    return;
  }
  for (const policy of scaling.policies) {
    const path = `scaling.policies.${policy.kind}`;
    switch (policy.kind) {
      case 'cpu':
        checkRange(report, `${path}.targetPercent`, 'the CPU target', policy.targetPercent, PERCENT);
        break;
      case 'memory':
        checkRange(report, `${path}.targetPercent`, 'the memory target', policy.targetPercent, PERCENT);
        break;
      case 'requests':
        checkRange(report, `${path}.perMinuteAndCopy`, 'the number of requests a minute and copy', policy.perMinuteAndCopy, { min: 1 });
        if (networkListeners.length > 0) {
          report('ListenersCountNoRequests', path, {});
        } else if (exposures.length === 0) {
          report('RequestsWithoutExposure', path, {});
        }
        break;
      case 'backlog':
        checkRange(report, `${path}.perCopy`, 'the number of messages a copy', policy.perCopy, LEAST);
        checkRange(report, 'concurrency', 'the number of messages that a copy works on at once', policy.concurrency, { min: 1, whole: true });
        checkIdleTime(report, policy.idleTime);
        if (queue === undefined) {
          report('BacklogWithoutQueue', path, {});
        }
        break;
      case 'metric':
        checkRange(report, `${path}.perCopy`, 'the target for each copy', policy.perCopy, LEAST);
        checkIdleTime(report, policy.idleTime);
        break;
      case 'schedule':
        break;
    }
  }
  if (scaling.policies.filter(followsWork).some(({ kind }, _, all) => kind !== all[0].kind)) {
    report('WorkMeasuredTwice', 'scaling', {});
  }
  const targets = scaling.policies.filter(({ kind }) => kind !== 'schedule');
  for (const { item } of repetitions(targets, ({ kind }) => kind)) {
    report('ScalingPolicyTaken', `scaling.policies.${item.kind}`, { kind: item.kind });
  }
};

/** An alarm looks back a day at most, minute by minute. */
function checkIdleTime(report: Report, time: Duration): void {
  if (!time.isUnresolved()) {
    checkRange(report, 'scaling.idleTime', 'the time without work, in minutes,', time.toMinutes({ integral: false }), { min: 2, max: 24 * 60, whole: true });
  }
}
