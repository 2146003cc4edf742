import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { WorkloadSpec } from '../../model';

/** Where a workload's lines are, in the words of CloudWatch Logs Insights. */
export interface LinesOfWorkload {
  readonly logGroupName: string;
  /** What tells them from those of others in the same group. */
  readonly filter?: string;
  /** The field that says which copy wrote a line. */
  readonly copy: string;
}

/** How programs that log in JSON call the time that a request takes. */
const DURATIONS = ['duration', 'durationMs', 'duration_ms', 'responseTime', 'response_time', 'latency', 'latencyMs', 'elapsed'];

/**
 * The questions that are asked most about a workload's own lines, saved where they can be asked again. They cost nothing until then.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export function saveQueries(
  scope: Construct, { exposures }: WorkloadSpec, { logGroupName, filter, copy }: LinesOfWorkload,
): logs.CfnQueryDefinition[] {
  const save = (id: string, title: string, fields: string, ...rest: string[]) => new logs.CfnQueryDefinition(scope, id, {
    name: queryName(`${scope.node.path.replace(/\/Default$/, '')}/${title}`),
    logGroupNames: [logGroupName],
    queryString: [fields, ...filter === undefined ? [] : [`filter ${filter}`], ...rest].join('\n| '),
  });
  const newest = ['sort @timestamp desc', 'limit 100'];
  return [
    save('ErrorsQuery', 'Errors', `fields @timestamp, ${copy}, @message`, 'filter @message like /(?i)(error|exception|fatal|panic|traceback)/', ...newest),
    save('LastLinesQuery', 'Last 100 lines of a copy (put in its id)', `fields @timestamp, ${copy}, @message`, `filter ${copy} like /ID/`, ...newest),
    ...exposures.length === 0 ? [] : [save(
      'SlowRequestsQuery', 'Slow requests (of programs that log in JSON)', `fields @timestamp, coalesce(${DURATIONS.join(', ')}) as took, ${copy}, @message`,
      'filter ispresent(took)', 'sort took desc', 'limit 100',
    )],
  ];
}

/**
 * The name of a saved query, in a folder by the path of what it is about. Names that are too long lose their beginning; none begins with
 * a slash, and ids of constructs may have characters that names must not.
 */
export function queryName(path: string): string {
  return path.replace(/[:*]/g, '-').slice(-255).replace(/^\/+/, '');
}
