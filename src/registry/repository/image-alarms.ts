/**
 * Alarms about a repository, made when they are asked for. ECR counts pulls and images; it has no metric of storage.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-repository-metrics.html
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/monitoring-usage.html
 */
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Duration, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { checkTopic, letAlarmsPublish } from './topics';
import { Finding, finding, refuse } from '../../findings';
import { acknowledge } from '../../private/acknowledge';

/**
 * Who hears of an alarm about a repository.
 */
export interface ImageAlarmOptions {
  /**
   * Who is told. CloudWatch is let into the topic and its key, as far as they are made here.
   * @default - nobody; the alarm is there to be looked at
   */
  readonly topic?: sns.ITopic;
}

/**
 * When a repository is pulled from too often.
 */
export interface PullAlarmOptions extends ImageAlarmOptions {
  /**
   * More pulls than this are too many, at least 0.
   */
  readonly moreThan: number;

  /**
   * The time in which they are counted, in whole minutes, from 5 minutes to a day.
   * @default Duration.hours(1)
   */
  readonly within?: Duration;
}

/**
 * When a repository has not been pulled from for too long.
 */
export interface UnusedAlarmOptions extends ImageAlarmOptions {
  /**
   * For how long nobody has pulled, in whole days from 1 to 7: alarms do not look back any further.
   * @default Duration.days(7)
   */
  readonly after?: Duration;
}

/**
 * When a repository has too many images.
 */
export interface ImageCountAlarmOptions extends ImageAlarmOptions {
  /**
   * More images than this are too many, at least 1.
   */
  readonly moreThan: number;
}

/** How far back an alarm looks at the most. */
const LONGEST_DAYS = 7;

const MINUTES = { min: 5, max: 24 * 60 };

/** More pulls than are all right. */
export function alarmOnPulls(
  scope: Construct, id: string, pulls: cloudwatch.Metric, { moreThan, within = Duration.hours(1), topic }: PullAlarmOptions,
): cloudwatch.Alarm {
  const minutes = within.isUnresolved() ? MINUTES.min : within.toMinutes({ integral: false });
  refuse(scope, [
    ...checkWhole('options.moreThan', 'the number of pulls', moreThan, 0),
    ...checkWhole('options.within', 'the time in which pulls are counted', minutes, MINUTES.min, MINUTES.max, 'minutes'),
    ...checkTopic(scope, 'options.topic', topic),
  ]);
  return make(scope, id, {
    alarmDescription: `More than ${moreThan} pulls within ${within.toHumanString()}`,
    metric: pulls.with({ period: within }),
    threshold: moreThan,
    evaluationPeriods: 1,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  }, topic);
}

/** No pull for days. Where there was none, ECR says nothing, which counts as none. */
export function alarmOnNoPulls(
  scope: Construct, id: string, pulls: cloudwatch.Metric, { after = Duration.days(LONGEST_DAYS), topic }: UnusedAlarmOptions,
): cloudwatch.Alarm {
  const days = after.toDays({ integral: false });
  refuse(scope, [...checkWhole('options.after', 'the time without a pull', days, 1, LONGEST_DAYS, 'days'), ...checkTopic(scope, 'options.topic', topic)]);
  return make(scope, id, {
    alarmDescription: `No pull for ${after.toHumanString()}: does anybody need these images?`,
    metric: new cloudwatch.MathExpression({
      expression: 'FILL(pulls, 0)', label: 'Pulls', usingMetrics: { pulls: pulls.with({ period: Duration.days(1) }) }, period: Duration.days(1),
    }),
    threshold: 1,
    evaluationPeriods: days,
    comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.BREACHING,
  }, topic);
}

/** More images than are all right. */
export function alarmOnImages(
  scope: Construct, id: string, images: cloudwatch.Metric, { moreThan, topic }: ImageCountAlarmOptions,
): cloudwatch.Alarm {
  refuse(scope, [...checkWhole('options.moreThan', 'the number of images', moreThan, 1), ...checkTopic(scope, 'options.topic', topic)]);
  return make(scope, id, {
    alarmDescription: `More than ${moreThan} images`,
    metric: images,
    threshold: moreThan,
    evaluationPeriods: 1,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.IGNORE,
  }, topic);
}

function make(scope: Construct, id: string, props: cloudwatch.AlarmProps, topic?: sns.ITopic): cloudwatch.Alarm {
  const alarm = new cloudwatch.Alarm(scope, id, props);
  if (topic) {
    alarm.addAlarmAction(new SnsAction(topic));
    letAlarmsPublish(alarm, topic);
  } else {
    acknowledge(alarm, 'CloudWatchAlarmAction', 'Nobody asked to be told: the alarm is looked at.');
  }
  return alarm;
}

function checkWhole(path: string, what: string, given: number, min: number, max?: number, unit?: string): Finding[] {
  if (Token.isUnresolved(given) || (Number.isInteger(given) && given >= min && (max === undefined || given <= max))) {
    return [];
  }
  const nearest = Math.min(max ?? Infinity, Math.max(min, Math.round(given) || min));
  return [finding('OutOfRange', path, { what, given, min, max, unit, whole: true, nearest })];
}
