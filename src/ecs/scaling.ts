import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { TimeZone } from 'aws-cdk-lib/core';
import { followOften } from './high-resolution';
import { MetricQuery, metricQueries } from './metric-queries';
import { ecsOptions } from './options';
import { scaleOnWork, WorkGround } from './work-scaling';
import { CountRange, followsWork, ScalingPolicySpec, WorkloadSpec, WorkPolicy } from '../model';
import { ofBothTargetGroups, RenderedExposure } from '../platform';
import { assertNever } from '../private/assert-never';

/** Lets the number of tasks follow the load, within the workload's bounds. */
export function renderScaling(
  service: ecs.BaseService, spec: WorkloadSpec, rendered: readonly RenderedExposure[], work: WorkGround,
): ecs.ScalableTaskCount | undefined {
  const { scaling } = spec;
  if (scaling.kind !== 'range') {
    return undefined;
  }
  const target = service.autoScaleTaskCount({ minCapacity: scaling.min, maxCapacity: scaling.max });
  scaling.policies.forEach(policy => followsWork(policy)
    ? scaleOnWork(target, policy, { service, scalingTargetId: scalingTargetId(target), range: scaling, ...work })
    : addPolicy(target, policy, scaling, rendered));
  if (ecsOptions(spec).highResolutionMetrics) {
    followOften(target);
  }
  return target;
}

/** What is measured on the copies themselves, or on what comes in. */
type LoadPolicy = Exclude<ScalingPolicySpec, WorkPolicy>;

function addPolicy(target: ecs.ScalableTaskCount, policy: LoadPolicy, range: CountRange, rendered: readonly RenderedExposure[]): void {
  const cooldowns = { scaleInCooldown: range.scaleInCooldown, scaleOutCooldown: range.scaleOutCooldown };
  switch (policy.kind) {
    case 'cpu':
      target.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: policy.targetPercent, ...cooldowns });
      break;
    case 'memory':
      target.scaleOnMemoryUtilization('Memory', { targetUtilizationPercent: policy.targetPercent, ...cooldowns });
      break;
    case 'requests':
      new appscaling.CfnScalingPolicy(target, 'Requests', {
        // Unique among the policies of one service is all that is asked for.
        policyName: 'Requests',
        policyType: 'TargetTrackingScaling',
        scalingTargetId: scalingTargetId(target),
        targetTrackingScalingPolicyConfiguration: {
          targetValue: policy.perMinuteAndCopy,
          scaleInCooldown: range.scaleInCooldown.toSeconds(),
          scaleOutCooldown: range.scaleOutCooldown.toSeconds(),
          customizedMetricSpecification: { metrics: requestsPerCopy(rendered) },
        },
      });
      break;
    case 'schedule':
      target.scaleOnSchedule(policy.name, {
        schedule: appscaling.Schedule.expression(policy.expression),
        timeZone: TimeZone.of(policy.timeZone),
        minCapacity: policy.min,
        maxCapacity: policy.max,
      });
      break;
    default:
      assertNever(policy);
  }
}

/** The id under which policies find the bounds they move within. */
function scalingTargetId(target: ecs.ScalableTaskCount): string {
  const scalableTarget = target.node.findAll().find((child): child is appscaling.ScalableTarget => child instanceof appscaling.ScalableTarget)!;
  return scalableTarget.scalableTargetId;
}

/**
 * Requests per copy over all ways in, and both target groups of each: the predefined metric knows one of them only, and
 * would lose sight of the load when a rollout moves the traffic to the other.
 *
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking-metric-math.html
 */
function requestsPerCopy(rendered: readonly RenderedExposure[]): MetricQuery[] {
  const metrics: Record<string, cloudwatch.IMetric> = Object.assign({}, ...rendered.map(({ route }, index) =>
    ofBothTargetGroups(route, `Requests${index > 0 ? index + 1 : ''}`, 'RequestCountPerTarget', 'Sum')));
  const expression = Object.keys(metrics).map(id => `FILL(${id}, 0)`).join(' + ');
  return metricQueries({ id: 'requestsPerCopy', expression, label: 'requests per copy and minute' }, metrics);
}
