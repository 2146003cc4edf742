import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { queueMetrics } from './metrics';
import { RenderedQueue } from './queue';
import { WorkloadSpec } from '../../model';
import { AlarmListeners, makeAlarm } from '../parts/alarm';

/**
 * Alarms on the queue of a worker: messages that are too old, and messages that were put aside. None of them decides over a
 * new version, which may be what ends the trouble.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export function makeQueueAlarms(
  scope: Construct, { name, alarms, queue: spec }: WorkloadSpec, { queue, deadLetterQueue }: RenderedQueue, listeners: AlarmListeners,
): cloudwatch.Alarm[] {
  if (!alarms || !spec) {
    return [];
  }
  const told = { ...listeners, tellWhenOver: alarms.tellWhenOver };
  const old = makeAlarm(scope, 'MessageAgeAlarm', {
    alarmDescription: `The oldest message for ${name} has been waiting for more than ${spec.maxMessageAge.toHumanString()}`,
    metric: queueMetrics(queue).age,
    threshold: spec.maxMessageAge.toSeconds({ integral: false }),
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 5,
    datapointsToAlarm: 3,
  }, told);
  return deadLetterQueue === undefined ? [old] : [old, makeAlarm(scope, 'DeadLetterAlarm', {
    alarmDescription: `There are messages that ${name} did not get done, however often it was handed them`,
    metric: queueMetrics(deadLetterQueue).waiting,
    threshold: 1,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: 1,
  }, told)];
}
