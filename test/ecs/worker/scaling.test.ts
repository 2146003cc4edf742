/** The policies of a worker, and what they measure. */
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Duration } from 'aws-cdk-lib/core';
import { worker } from './support';
import { PlatformProfile, WorkerScalingOptions, WorkQueue } from '../../../src/vocabulary';
import { resources, SETTINGS } from '../support';

const PACE = { processingTime: Duration.seconds(12), concurrency: 4 };
const SCALING: WorkerScalingOptions = { min: 0, max: 20, acceptableLatency: Duration.minutes(2) };

function policies(made: ReturnType<typeof worker>): Record<string, any> {
  return Object.fromEntries(resources(made.template, 'AWS::ApplicationAutoScaling::ScalingPolicy').map(policy => [policy.PolicyName, policy]));
}

function queries(made: ReturnType<typeof worker>, name = 'Backlog'): Record<string, any> {
  const { Metrics } = policies(made)[name].TargetTrackingScalingPolicyConfiguration.CustomizedMetricSpecification;
  return Object.fromEntries(Metrics.map(({ Id, ...query }: { Id: string }) => [Id, query]));
}

function warnings({ worker: { node } }: ReturnType<typeof worker>): unknown[] {
  return node.metadata.filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => data);
}

describe('scaling by the queue', () => {
  test.each(SETTINGS)('follows the work for each task, with %s', (_, setting) => {
    const made = worker({ ...PACE, scaling: { ...SCALING, min: 2 } }, {}, setting);

    expect(Object.keys(policies(made))).toEqual(['Backlog']);
    const { TargetTrackingScalingPolicyConfiguration: tracking } = policies(made).Backlog;
    expect(tracking).toMatchObject({ TargetValue: 40, ScaleOutCooldown: 180, ScaleInCooldown: 300 });
    const { workPerTask, workToDo, waiting, inHand, taskCount } = queries(made);
    expect(workPerTask).toMatchObject({ Expression: 'workToDo / taskCount', ReturnData: true });
    expect(workToDo).toMatchObject({ Expression: 'MAX([waiting + inHand, 10 * inHand])', ReturnData: false });
    const names = ['ApproximateNumberOfMessagesVisible', 'ApproximateNumberOfMessagesNotVisible'];
    expect([waiting, inHand].map(({ MetricStat }) => MetricStat.Metric)).toEqual(names.map(MetricName => ({
      Namespace: 'AWS/SQS', MetricName, Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [expect.stringMatching(/^InvoicesQueue/), 'QueueName'] } }],
    })));
    expect(taskCount.MetricStat).toMatchObject({ Metric: { Namespace: 'ECS/ContainerInsights', MetricName: 'DesiredTaskCount' }, Stat: 'Average' });
    expect(resources(made.template, 'AWS::ECS::Service')[0].DesiredCount).toBeUndefined();
  });

  test('counts those who report their processor where Container Insights does not count', () => {
    const off = worker({ ...PACE, scaling: SCALING }, { profile: PlatformProfile.DEVELOPMENT });
    const unknown = worker({ ...PACE, scaling: SCALING }, ({ stack, vpc }) => ({
      cluster: ecs.Cluster.fromClusterAttributes(stack, 'Theirs', { clusterName: 'theirs', vpc }),
    }));

    [off, unknown].forEach(made => expect(queries(made).taskCount.MetricStat).toMatchObject({
      Metric: { Namespace: 'AWS/ECS', MetricName: 'CPUUtilization' }, Stat: 'SampleCount',
    }));
  });

  test('has ten messages for each copy when nothing is known of them', () => {
    expect(policies(worker({ scaling: { max: 9 } })).Backlog.TargetTrackingScalingPolicyConfiguration.TargetValue).toBe(10);
  });

  test('may be told how many', () => {
    expect(policies(worker({ scaling: { max: 9, targetBacklogPerTask: 75 } })).Backlog.TargetTrackingScalingPolicyConfiguration.TargetValue).toBe(75);
  });

  test('only takes turns with none where it may go down to none', () => {
    expect(Object.keys(policies(worker({ ...PACE, scaling: { ...SCALING, min: 1 } })))).toEqual(['Backlog']);
    const made = worker({ ...PACE, scaling: SCALING });
    expect(Object.keys(policies(made)).sort()).toEqual(['Backlog', 'Sleep', 'Wake']);
    // Never asks for none itself, and where no task is, does not divide.
    expect(queries(made).workPerTask.Expression).toBe('IF(workToDo > 0.04, workToDo, 0.04) / taskCount');
  });

  test('wakes from none only, with as many as wait, and sleeps after nothing was to be done', () => {
    const made = worker({ ...PACE, scaling: { ...SCALING, idleTime: Duration.minutes(8) } });
    const { Wake, Sleep } = policies(made);

    expect(Wake.StepScalingPolicyConfiguration.StepAdjustments).toEqual([
      { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 79, ScalingAdjustment: 1 },
      { MetricIntervalLowerBound: 79, MetricIntervalUpperBound: 159, ScalingAdjustment: 2 },
      { MetricIntervalLowerBound: 159, MetricIntervalUpperBound: 319, ScalingAdjustment: 4 },
      { MetricIntervalLowerBound: 319, MetricIntervalUpperBound: 639, ScalingAdjustment: 8 },
      { MetricIntervalLowerBound: 639, MetricIntervalUpperBound: 799, ScalingAdjustment: 16 },
      { MetricIntervalLowerBound: 799, ScalingAdjustment: 20 },
    ]);
    expect(Sleep.StepScalingPolicyConfiguration.StepAdjustments).toEqual([{ MetricIntervalUpperBound: 0, ScalingAdjustment: 0 }]);
    const alarms = resources(made.template, 'AWS::CloudWatch::Alarm');
    const metric = (description: string) => alarms.find(({ AlarmDescription }) => AlarmDescription.startsWith(description))!;
    expect(metric('There is work').Metrics[0].Expression).toBe('IF(FILL(taskCount, 0) < 1, waiting, 0)');
    expect(metric('There has been no work')).toMatchObject({ EvaluationPeriods: 8, DatapointsToAlarm: 8, TreatMissingData: 'notBreaching' });
    expect(metric('There has been no work').Metrics[0].Expression).toBe('waiting + inHand + FILL(taken, 0)');
  });
});

describe('scaling by a metric of yours', () => {
  const lag = new cloudwatch.Metric({ namespace: 'AWS/Kafka', metricName: 'SumOffsetLag', statistic: 'Maximum', period: Duration.minutes(1) });

  test('needs no queue, and wakes and sleeps as well', () => {
    const made = worker({ queue: WorkQueue.none(), scaling: { min: 0, max: 8, metric: { metric: lag, targetPerTask: 500 } } });

    expect(Object.keys(policies(made)).sort()).toEqual(['Sleep', 'Wake', 'Work']);
    expect(queries(made, 'Work').workToDo.MetricStat).toEqual({ Metric: { Namespace: 'AWS/Kafka', MetricName: 'SumOffsetLag' }, Stat: 'Maximum' });
    made.template.resourceCountIs('AWS::SQS::Queue', 0);
  });

  test('may be metric math', () => {
    const other = new cloudwatch.Metric({ namespace: 'AWS/Kafka', metricName: 'Other' });
    const metric = new cloudwatch.MathExpression({ expression: 'one + other', usingMetrics: { one: lag, other } });
    const made = worker({ scaling: { max: 8, metric: { metric, targetPerTask: 500 } } });

    const { workToDo, ...parts } = queries(made, 'Work');
    expect(workToDo).toEqual({ Expression: 'one + other', ReturnData: false });
    expect([parts.one, parts.other].map(({ MetricStat }) => MetricStat.Metric.MetricName)).toEqual(['SumOffsetLag', 'Other']);
  });
});

describe('the processor', () => {
  test('is looked at when somebody says so, with a warning', () => {
    const made = worker({ scaling: { max: 8, targetCpuPercent: 70 } });

    expect(resources(made.template, 'AWS::ApplicationAutoScaling::ScalingPolicy')).toHaveLength(1);
    expect(warnings(made)).toEqual([expect.stringContaining('takes copies away')]);
  });

  test('takes no copy away that asks to stay, so that nobody needs to be warned', () => {
    const made = worker({ taskProtection: true, scaling: { max: 8, targetCpuPercent: 70 } });

    expect(warnings(made)).toEqual([]);
  });
});
