import { Duration } from 'aws-cdk-lib/core';
import { ExposureSpec, NetworkListenerSpec } from '../../model';
import { Report, Rule } from '../../model/rules/rule';
import { nearestInRange } from '../../model/rules/support/in-range';
import { known } from '../../model/rules/support/known';

const COUNTS = { min: 2, max: 10, whole: true };
const HTTP_CODES = { min: 200, max: 499 };
const GRPC_CODES = { min: 0, max: 99 };
const NETWORK_CODES = { min: 200, max: 599 };

/** The limits of the load balancer's target groups, which both platforms register their copies with. */
export const targetGroupsAcceptIt: Rule = ({ exposures, networkListeners }, report) => {
  exposures.forEach((exposure, index) => {
    checkHealth(exposure.health, `exposures[${index}].health`, exposure.protocol === 'grpc' ? GRPC_CODES : HTTP_CODES, report);
    checkDuration(exposure.drainTime, 0, 3600, 'drain time', `exposures[${index}].drainTime`, report);
    checkDuration(exposure.stickiness, 1, 604800, 'stickiness', `exposures[${index}].stickiness`, report);
  });
  networkListeners.forEach(({ health, drainTime }, index) => {
    checkHealth(health, `listeners[${index}].probe`, NETWORK_CODES, report);
    checkDuration(drainTime, 0, 3600, 'drain time', `listeners[${index}].drainTime`, report);
  });
};

function checkHealth(
  health: ExposureSpec['health'] | NetworkListenerSpec['health'], path: string, codes: typeof HTTP_CODES, report: Report,
): void {
  const interval = seconds(health.interval);
  const timeout = seconds(health.timeout);
  const values = [
    { member: 'interval', what: 'interval', unit: ' seconds', given: interval, min: 5, max: 300, whole: true },
    { member: 'timeout', what: 'timeout', unit: ' seconds', given: timeout, min: 2, max: 120, whole: true },
    { member: 'failures', what: 'number of failures', unit: '', given: health.failures, ...COUNTS },
    { member: 'successes', what: 'number of successes', unit: '', given: health.successes, ...COUNTS },
  ];
  for (const { member, given, ...limits } of values) {
    const nearest = known(given) ? nearestInRange(given, limits) : given;
    if (given !== undefined && nearest !== undefined && given !== nearest) {
      report('TargetGroupHealthOutOfRange', `${path}.${member}`, { ...limits, given, nearest });
    }
  }
  if (interval !== undefined && timeout !== undefined && timeout >= interval) {
    report('TargetGroupTimeoutTooLong', `${path}.timeout`, { timeout, interval });
  }
  if (health.kind === 'http' && known(health.successCodes) && numbersIn(health.successCodes).some(code => code < codes.min || code > codes.max)) {
    report('TargetGroupCodesOutOfRange', `${path}.successCodes`, { given: health.successCodes, ...codes });
  }
}

function checkDuration(duration: Duration | undefined, min: number, max: number, what: string, path: string, report: Report): void {
  const given = duration && seconds(duration);
  if (given !== undefined) {
    const nearest = nearestInRange(given, { min, max, whole: true });
    if (given !== nearest) {
      report('TargetGroupDurationOutOfRange', path, { what, given, min, max, nearest });
    }
  }
}

function seconds(duration: Duration): number | undefined {
  return duration.isUnresolved() ? undefined : duration.toMilliseconds() / 1000;
}

function numbersIn(codes: string): number[] {
  return (codes.match(/\d+/g) ?? []).map(Number);
}
