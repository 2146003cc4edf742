import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { acknowledge } from '../../private/acknowledge';

/** Who hears of alarms. */
export interface AlarmListeners {
  readonly alarmTopic?: sns.ITopic;
  /** Why it is right that nobody is told, where there is no topic. Undefined where it is enough that the alarm is there. */
  readonly withoutTopic?: string;
  /** Whether they hear as well when an alarm is over. */
  readonly tellWhenOver?: boolean;
}

const LOOKED_AT = 'The alarm is there to be looked at; say alarmTopic on the platform to have people told.';

/** An alarm that people are told about, if there is somebody to tell. What nothing is known of is well. */
export function makeAlarm(
  scope: Construct, id: string, props: cloudwatch.AlarmProps, { alarmTopic, withoutTopic = LOOKED_AT, tellWhenOver }: AlarmListeners,
): cloudwatch.Alarm {
  const alarm = new cloudwatch.Alarm(scope, id, { treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING, ...props });
  if (alarmTopic) {
    const tell = new SnsAction(alarmTopic);
    alarm.addAlarmAction(tell);
    if (tellWhenOver) {
      alarm.addOkAction(tell);
    }
  } else {
    acknowledge(alarm, 'CloudWatchAlarmAction', withoutTopic);
  }
  return alarm;
}
