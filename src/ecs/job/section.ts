import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Duration } from 'aws-cdk-lib/core';
import { alarmRow, DashboardSection, graph, logLink } from '../../platform';

/** What there is to be seen of a job. */
export interface JobInSight {
  readonly name: string;
  readonly alarms: readonly cloudwatch.IAlarm[];
  readonly logGroup?: logs.ILogGroup;
  readonly scheduleGroup?: scheduler.IScheduleGroup;
  readonly stateMachine?: sfn.StateMachine;
}

/** A night's runs should be seen one by one. */
const PERIOD = Duration.minutes(15);

const { BLUE, GREEN, ORANGE, PURPLE, RED } = cloudwatch.Color;

/**
 * A job on the dashboard: its alarms, how its runs were started, and how they ended where somebody looks after them.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html
 */
export function jobSection({ name, alarms, logGroup, scheduleGroup: group, stateMachine }: JobInSight): DashboardSection {
  const sum = (label: string, color: string) => ({ label, color, period: PERIOD, statistic: 'Sum' });
  return {
    title: name,
    text: logGroup && logLink(logGroup.logGroupName),
    rows: [
      alarmRow(alarms),
      [
        ...group ? [graph({
          title: 'Starts',
          unit: 'in a quarter of an hour',
          metrics: [
            group.metricAttempts(sum('tried', BLUE)), group.metricTargetErrors(sum('refused', ORANGE)), group.metricDropped(sum('given up', RED)),
          ],
        })] : [],
        ...stateMachine ? [graph({
          title: 'Runs',
          unit: 'in a quarter of an hour',
          metrics: [
            stateMachine.metricStarted(sum('looked after', BLUE)), stateMachine.metricSucceeded(sum('ended well, or left out', GREEN)),
            stateMachine.metricFailed(sum('failed', RED)),
          ],
        }), graph({
          title: 'Longest run',
          unit: 'milliseconds',
          metrics: [stateMachine.metricTime({ label: 'longest', color: PURPLE, period: PERIOD, statistic: 'Maximum' })],
        })] : [],
      ],
    ],
  };
}
