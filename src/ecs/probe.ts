import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ContainerSpec } from '../model';

/**
 * The health check of a container. ECS asks inside the container, with a command; other questions were refused before.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html
 */
export function renderProbe({ probe }: ContainerSpec): ecs.HealthCheck | undefined {
  if (probe?.kind !== 'command') {
    return undefined;
  }
  return {
    command: ['CMD', ...probe.command],
    interval: probe.interval,
    timeout: probe.timeout,
    retries: probe.failures,
    // Zero is the default of ECS and refused when it is said.
    startPeriod: probe.startPeriod.toSeconds() > 0 ? probe.startPeriod : undefined,
  };
}
