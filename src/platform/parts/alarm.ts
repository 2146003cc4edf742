import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { acknowledge } from '../../private/acknowledge';

/** Who hears of alarms. */
export interface AlarmListeners {
  readonly alarmTopic?: sns.ITopic;
  /** Why it is right that nobody is told, where there is no topic. */
  readonly withoutTopic: string;
}

/** An alarm that people are told about, if there is somebody to tell. What nothing is known of is well. */
export function makeAlarm(
  scope: Construct, id: string, props: cloudwatch.AlarmProps, { alarmTopic, withoutTopic }: AlarmListeners,
): cloudwatch.Alarm {
  const alarm = new cloudwatch.Alarm(scope, id, { treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING, ...props });
  if (alarmTopic) {
    alarm.addAlarmAction(new SnsAction(alarmTopic));
  } else {
    acknowledge(alarm, 'CloudWatchAlarmAction', withoutTopic);
  }
  return alarm;
}
