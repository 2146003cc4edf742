import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';

/** What SQS tells of a queue each minute, by the names that the metric math of this library uses. */
export function queueMetrics(queue: sqs.IQueue) {
  const metric = (metricName: string, statistic: string) => new cloudwatch.Metric({
    namespace: 'AWS/SQS', metricName, statistic, period: Duration.minutes(1), dimensionsMap: { QueueName: queue.queueName },
  });
  return {
    /** Messages that anybody may take. */
    waiting: metric('ApproximateNumberOfMessagesVisible', 'Maximum'),
    /** Messages that somebody has taken and neither deleted nor given back. */
    inHand: metric('ApproximateNumberOfMessagesNotVisible', 'Maximum'),
    /** Messages that were taken within the minute, however short. */
    taken: metric('NumberOfMessagesReceived', 'Sum'),
    sent: metric('NumberOfMessagesSent', 'Sum'),
    deleted: metric('NumberOfMessagesDeleted', 'Sum'),
    age: metric('ApproximateAgeOfOldestMessage', 'Maximum'),
  };
}
