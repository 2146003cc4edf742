import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { EcsGround } from './ground';
import { WorkloadSpec } from '../model';
import { saveQueries } from '../platform';

/** Questions about the output of a workload's containers, if it is in a log group. */
export function saveTaskQueries(
  scope: Construct, { _savesQueries }: EcsGround, spec: WorkloadSpec, logGroup: logs.ILogGroup | undefined,
): logs.CfnQueryDefinition[] {
  const { logging } = spec;
  return !_savesQueries || !logGroup ? [] : saveQueries(scope, spec, {
    logGroupName: logGroup.logGroupName,
    // A group that exists may be that of others as well; streams begin with the name of the workload.
    filter: (logging.kind === 'group' || logging.kind === 'routed') && logging.group ? `@logStream like /^${spec.name}\\//` : undefined,
    copy: '@logStream',
  });
}
