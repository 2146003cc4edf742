import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { EcsGround } from './ground';
import { WorkloadSpec } from '../model';
import { makeAlarms, RenderedExposure } from '../platform';

/** The alarms on the workload's ways in. Without anybody to tell, they still have ECS, which may watch them during deployments. */
export function renderAlarms(
  scope: Construct, { alarmTopic }: EcsGround, spec: WorkloadSpec, rendered: readonly RenderedExposure[],
): cloudwatch.Alarm[] {
  const withoutTopic = spec.rollout.alarms.kind === 'default'
    ? 'ECS watches this alarm during deployments and takes a bad version back; say alarmTopic on the platform to have people told as well.'
    : 'The alarm is there to be looked at; say alarmTopic on the platform to have people told.';
  return makeAlarms(scope, spec, rendered, { alarmTopic, withoutTopic });
}
