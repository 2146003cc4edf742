import { duration, handle, number, text } from './words';
import { assertNever } from '../../private/assert-never';
import { ScalingPolicySpec, ScalingSpec } from '../scaling';

export function describeScaling(scaling: ScalingSpec): string[] {
  switch (scaling.kind) {
    case 'fixed':
      return [number(scaling.count)];
    case 'perInstance':
      return ['one on each machine'];
    case 'perRun':
      return ['one for each run'];
    case 'range':
      return [
        `${number(scaling.min)} to ${number(scaling.max)}`,
        ...scaling.policies.map(describePolicy),
        `at least ${duration(scaling.scaleOutCooldown)} apart upwards, ${duration(scaling.scaleInCooldown)} downwards`,
      ];
    default:
      return assertNever(scaling);
  }
}

function describePolicy(policy: ScalingPolicySpec): string {
  switch (policy.kind) {
    case 'cpu': return `CPU at ${number(policy.targetPercent)} %`;
    case 'memory': return `memory at ${number(policy.targetPercent)} %`;
    case 'requests': return `${number(policy.perMinuteAndCopy)} requests a minute and copy`;
    case 'backlog':
      return `${number(policy.perCopy)} messages a copy, ${number(policy.concurrency)} of them at once, idle after ${duration(policy.idleTime)}`;
    case 'metric':
      return `${number(policy.perCopy)} of ${handle(policy.metric)} a copy, idle after ${duration(policy.idleTime)}`;
    case 'schedule': {
      const bounds = [
        ...policy.min !== undefined ? [`from ${number(policy.min)}`] : [],
        ...policy.max !== undefined ? [`to ${number(policy.max)}`] : [],
      ];
      return `${policy.name}: ${bounds.join(' ')} at ${text(policy.expression)} ${text(policy.timeZone)}`;
    }
    default: return assertNever(policy);
  }
}
