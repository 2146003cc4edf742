import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Token } from 'aws-cdk-lib/core';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { RolloutAlarms } from '../../model';
import { assertNever } from '../../private/assert-never';

/** The alarms that ECS watches while it deploys. */
export function deploymentAlarms(
  choice: RolloutAlarms, ownAlarms: readonly cloudwatch.IAlarm[], region: string, rollback: boolean,
): ecs.DeploymentAlarmConfig | undefined {
  const alarms = alarmsOf(choice, canWatchAlarms(region) ? ownAlarms : []);
  return alarms.length === 0 ? undefined : {
    alarmNames: alarms.map(alarm => alarm.alarmName),
    behavior: rollback ? ecs.AlarmBehavior.ROLLBACK_ON_ALARM : ecs.AlarmBehavior.FAIL_ON_ALARM,
  };
}

/** The alarms that decide over a new version. */
export function alarmsOf(choice: RolloutAlarms, ownAlarms: readonly cloudwatch.IAlarm[]): readonly cloudwatch.IAlarm[] {
  switch (choice.kind) {
    case 'default': return ownAlarms;
    case 'none': return [];
    case 'given': return choice.alarms.map(alarm => alarm.value as cloudwatch.IAlarm);
    default: return assertNever(choice);
  }
}

/**
 * Outside of the commercial regions ECS has refused deployments that watch alarms. Nobody asked for those the library
 * makes, so there they only alarm.
 *
 * @see https://github.com/aws/aws-cdk/issues/26574
 */
function canWatchAlarms(region: string): boolean {
  return Token.isUnresolved(region) || (RegionInfo.get(region).partition ?? 'aws') === 'aws';
}
