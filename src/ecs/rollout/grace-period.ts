import { Duration } from 'aws-cdk-lib/core';
import { hasLoadBalancer, WorkloadSpec } from '../../model';

/**
 * ECS has one period for all that asks after a task, so the longest that anything needs is given. Without anybody who
 * asks there is nothing to forgive, and ECS used to refuse it.
 */
export function gracePeriod(spec: WorkloadSpec): Duration | undefined {
  const { rollout, exposures, networkListeners, containers } = spec;
  const isAsked = hasLoadBalancer(spec) || containers.some(({ probe }) => probe !== undefined);
  const periods = [rollout.healthCheckGracePeriod, ...[...exposures, ...networkListeners].map(({ health }) => health.startPeriod)];
  return isAsked ? periods.reduce((longest, period) => period.toSeconds() > longest.toSeconds() ? period : longest) : undefined;
}
