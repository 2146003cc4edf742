import { Aws } from 'aws-cdk-lib/core';
import { Handle } from '../../model';
import { right } from '../right';

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html */
export function tracing(): Handle {
  return right(
    ['xray:GetSamplingRules', 'xray:GetSamplingStatisticSummaries', 'xray:GetSamplingTargets', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    ['*'], 'Traces belong to no resource; these actions write them and read how many to write, and cannot be limited.',
  );
}

/** The records that Application Signals makes metrics of are in a group with this name, which the agent makes if nobody has. */
export function signalling(): Handle {
  return right(
    ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    [`arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:/aws/application-signals/data:*`],
    'The right to write to a log group is the right to write to its streams, whose names the agent makes up.',
  );
}

export function writingTo(workspaceArn: string): Handle {
  return right(['aps:RemoteWrite'], [workspaceArn]);
}
