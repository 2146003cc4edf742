import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { logGroupName } from './add-ons/logs';
import { EksGround } from './ground';
import { podNamesOf } from './pod-names';
import { WorkloadSpec } from '../model';
import { saveQueries } from '../platform';

/** Questions about the output of a workload's containers, which is among that of all others. */
export function savePodQueries(
  scope: Construct, { addOns, clusterName, _savesQueries }: EksGround, spec: WorkloadSpec, namespace: string,
): logs.CfnQueryDefinition[] {
  if (!_savesQueries || !addOns.applicationLogGroup || spec.logging.kind === 'none') {
    return [];
  }
  return saveQueries(scope, spec, {
    logGroupName: logGroupName(clusterName, 'application'),
    filter: `kubernetes.namespace_name = "${namespace}" and kubernetes.pod_name like /${podNamesOf(spec)}/`,
    copy: 'kubernetes.pod_name',
  });
}
