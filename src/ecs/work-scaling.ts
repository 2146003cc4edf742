/**
 * As many tasks as there is work for, down to none.
 *
 * Three policies share the count, and each has hours of its own. Target tracking moves it between one task and the most, by the
 * work that each has in front of it; it never asks for none, and where no task is, it has nothing to divide by and stands still.
 * Waking takes it from none, and only from none. Falling asleep takes it to none, when for a while there has been nothing at all.
 *
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking-metric-math.html
 */
import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { metricQueries } from './metric-queries';
import { CountRange, wakingSteps, weightInHand, WorkPolicy } from '../model';
import { queueMetrics, RenderedQueue } from '../platform';

/** What there is to measure. */
export interface WorkGround {
  readonly queue?: RenderedQueue;
  /** Whether Container Insights counts the tasks of the cluster. */
  readonly tasksAreCounted: boolean;
}

/** What the policies stand on. */
export interface WorkScaling extends WorkGround {
  readonly service: ecs.BaseService;
  readonly scalingTargetId: string;
  readonly range: CountRange;
}

/** Work in words of metric math: what it is made of, how much there is for tasks, how much waits, and whether anything happens. */
interface Work {
  readonly metrics: Record<string, cloudwatch.IMetric>;
  readonly load: cloudwatch.IMetric;
  readonly waiting: string;
  readonly activity: string;
}

export function scaleOnWork(scope: Construct, policy: WorkPolicy, parts: WorkScaling): void {
  const { range, scalingTargetId } = parts;
  const work = workOf(policy, parts);
  const sleeps = range.min === 0;
  const least = policy.perCopy / ALMOST_NOTHING;
  const id = policy.kind === 'backlog' ? 'Backlog' : 'Work';
  new appscaling.CfnScalingPolicy(scope, id, {
    policyName: id,
    policyType: 'TargetTrackingScaling',
    scalingTargetId,
    targetTrackingScalingPolicyConfiguration: {
      targetValue: policy.perCopy,
      scaleInCooldown: range.scaleInCooldown.toSeconds(),
      scaleOutCooldown: range.scaleOutCooldown.toSeconds(),
      customizedMetricSpecification: {
        metrics: metricQueries(
          { id: 'workPerTask', label: 'work for each task', expression: `${sleeps ? `IF(workToDo > ${least}, workToDo, ${least})` : 'workToDo'} / taskCount` },
          { workToDo: work.load, taskCount: taskCount(parts) },
        ),
      },
    },
  });
  if (sleeps) {
    wake(scope, policy, work, parts);
    fallAsleep(scope, policy, work, parts);
  }
}

/** A load so small that one task is enough for it, and yet not none at all. */
const ALMOST_NOTHING = 1000;

/**
 * A message that a task works on counts for as many as make a full load, divided by those it works on at once: tasks with their hands
 * full keep what they have, however short the queue is.
 */
function workOf(policy: WorkPolicy, { queue }: WorkScaling): Work {
  if (policy.kind === 'metric') {
    const work = policy.metric.value as cloudwatch.IMetric;
    return { metrics: { work }, load: work, waiting: 'work', activity: 'work' };
  }
  const { waiting, inHand, taken } = queueMetrics(queue!.queue);
  return {
    metrics: { waiting, inHand, taken },
    load: new cloudwatch.MathExpression({
      expression: `MAX([waiting + inHand, ${weightInHand(policy.perCopy, policy.concurrency)} * inHand])`,
      usingMetrics: { waiting, inHand },
      period: Duration.minutes(1),
    }),
    waiting: 'waiting',
    // Messages that are done within seconds are seen by nobody who counts once a minute; whoever took them was counted.
    activity: 'waiting + inHand + FILL(taken, 0)',
  };
}

/** With none to begin with, as many as the waiting messages ask for: an alarm every minute while nobody is there. */
function wake(scope: Construct, { perCopy }: WorkPolicy, { metrics, waiting }: Work, parts: WorkScaling): void {
  const steps = wakingSteps(perCopy, parts.range.max);
  const policy = setCount(scope, 'Wake', parts, steps.map(({ from, copies }, index) => ({
    metricIntervalLowerBound: index === 0 ? 0 : from - FIRST_MESSAGE,
    metricIntervalUpperBound: index + 1 < steps.length ? steps[index + 1].from - FIRST_MESSAGE : undefined,
    scalingAdjustment: copies,
  })));
  new cloudwatch.Alarm(scope, 'WakeAlarm', {
    alarmDescription: 'There is work and nobody to do it',
    metric: new cloudwatch.MathExpression({
      label: 'work for nobody',
      expression: `IF(FILL(taskCount, 0) < 1, ${waiting}, 0)`,
      usingMetrics: { ...used(metrics, waiting), taskCount: taskCount(parts) },
      period: Duration.minutes(1),
    }),
    threshold: FIRST_MESSAGE,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  }).addAlarmAction(scales(policy));
}

const FIRST_MESSAGE = 1;

/** None at all, after nothing has waited, been worked on or been taken for a while. Not knowing is no reason to sleep. */
function fallAsleep(scope: Construct, { idleTime }: WorkPolicy, { metrics, activity }: Work, parts: WorkScaling): void {
  const policy = setCount(scope, 'Sleep', parts, [{ metricIntervalUpperBound: 0, scalingAdjustment: 0 }]);
  const minutes = idleTime.toMinutes();
  new cloudwatch.Alarm(scope, 'SleepAlarm', {
    alarmDescription: `There has been no work for ${minutes} minutes`,
    metric: new cloudwatch.MathExpression({
      label: 'anything to do', expression: activity, usingMetrics: used(metrics, activity), period: Duration.minutes(1),
    }),
    threshold: 0,
    comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: minutes,
    datapointsToAlarm: minutes,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  }).addAlarmAction(scales(policy));
}

/** A policy that, whenever its alarm says so, takes the count to what the step says, whatever it was. */
function setCount(
  scope: Construct, id: string, { scalingTargetId }: WorkScaling, stepAdjustments: appscaling.CfnScalingPolicy.StepAdjustmentProperty[],
): appscaling.CfnScalingPolicy {
  return new appscaling.CfnScalingPolicy(scope, id, {
    policyName: id,
    policyType: 'StepScaling',
    scalingTargetId,
    stepScalingPolicyConfiguration: { adjustmentType: 'ExactCapacity', metricAggregationType: 'Maximum', cooldown: 60, stepAdjustments },
  });
}

/** CloudWatch refuses metrics that an expression does not use. */
function used(metrics: Record<string, cloudwatch.IMetric>, expression: string): Record<string, cloudwatch.IMetric> {
  return Object.fromEntries(Object.entries(metrics).filter(([id]) => new RegExp(`\\b${id}\\b`).test(expression)));
}

function scales(policy: appscaling.CfnScalingPolicy): cloudwatch.IAlarmAction {
  return { bind: () => ({ alarmActionArn: policy.ref }) };
}

/**
 * How many tasks there are. Container Insights knows how many are wanted, which is what policies change: the count is right at once, and
 * work is not asked for twice while tasks start. Without it, each running task reports its processor once a minute.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-metrics.html
 */
function taskCount({ service, tasksAreCounted }: WorkScaling): cloudwatch.Metric {
  return new cloudwatch.Metric({
    ...tasksAreCounted
      ? { namespace: 'ECS/ContainerInsights', metricName: 'DesiredTaskCount', statistic: 'Average' }
      : { namespace: 'AWS/ECS', metricName: 'CPUUtilization', statistic: 'SampleCount' },
    dimensionsMap: { ClusterName: service.cluster.clusterName, ServiceName: service.serviceName },
    period: Duration.minutes(1),
  });
}
