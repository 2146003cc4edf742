import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Annotations, Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { WorkloadSpec } from '../../model';
import { makeAlarm } from '../../platform';
import { EcsGround } from '../ground';
import { EventLog } from '../operations/event-log';

/** What the alarms of a job are about. */
export interface JobAlarmParts {
  readonly spec: WorkloadSpec;
  readonly platform: EcsGround;
  readonly group: scheduler.ScheduleGroup;
  readonly taskDefinition: ecs.TaskDefinition;
  readonly stateMachine?: sfn.StateMachine;
  /** Where to find the queue that was given for runs that could not be started. */
  readonly deadLetters?: string;
}

const PERIOD = Duration.minutes(5);

/**
 * Alarms for runs that could not be started, and for runs that failed. Where the platform has a topic, each run that failed is told to
 * it with the reason, which an alarm does not know.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html
 */
export function makeJobAlarms(
  scope: Construct, { spec, platform, group, taskDefinition, stateMachine, deadLetters }: JobAlarmParts,
): cloudwatch.Alarm[] {
  if (!spec.alarms) {
    return [];
  }
  const listeners = { alarmTopic: platform.alarmTopic, tellWhenOver: spec.alarms.tellWhenOver };
  const once = { threshold: 1, evaluationPeriods: 1, comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD };
  const rule = stateMachine && !platform.alarmTopic ? undefined : tellFailures(scope, spec, platform, taskDefinition);
  return [
    makeAlarm(scope, 'NotStartedAlarm', {
      alarmDescription: `A run of ${spec.name} could not be started, and nothing tries any more: see ${deadLetters ?? 'its dead-letter queue'}`,
      metric: group.metricDropped({ period: PERIOD, statistic: 'Sum' }),
      ...once,
    }, listeners),
    makeAlarm(scope, 'FailedAlarm', {
      alarmDescription: `A run of ${spec.name} has failed`,
      metric: stateMachine ? failedExecutions(stateMachine) : failedTasks(rule!),
      ...once,
    }, listeners),
  ];
}

/** Every task of the job that did not end well, whoever started it. */
function tellFailures(
  scope: Construct, { name, containers: [main] }: WorkloadSpec, platform: EcsGround, { family }: ecs.TaskDefinition,
): events.Rule {
  const { cluster, alarmTopic } = platform;
  const rule = new events.Rule(scope, 'Failures', {
    description: `Runs of ${name} that failed`,
    eventPattern: {
      source: ['aws.ecs'],
      detailType: ['ECS Task State Change'],
      detail: {
        clusterArn: [cluster.clusterArn],
        group: [`family:${family}`],
        lastStatus: ['STOPPED'],
        $or: [
          { containers: { name: [main.name], exitCode: [{ 'anything-but': 0 }] } },
          // It never came to an exit code.
          { stopCode: ['TaskFailedToStart', 'SpotInterruption', 'TerminationNotice'] },
        ],
      },
    },
  });
  if (alarmTopic) {
    rule.addTarget(new targets.SnsTopic(alarmTopic, { message: events.RuleTargetInput.fromMultilineText(message(scope, name).join('\n')) }));
    Annotations.of(rule).acknowledgeWarning('@aws-cdk/aws-events:ruleUnresolvedEnvironment', 'EventBridge publishes to topics of its own region only.');
  } else {
    // A rule counts what it hands on.
    rule.addTarget(new EventLog(new Construct(scope, 'FailedRuns'), platform));
  }
  return rule;
}

/** What people are told, line by line. EventBridge puts every line in quotes, which is why no line has any. */
function message(scope: Construct, name: string): string[] {
  const field = (path: string) => events.EventField.fromPath(path);
  const [task, cluster] = [field('$.detail.taskArn'), field('$.detail.clusterArn')];
  return [
    `A run of ${name} has failed: ${field('$.detail.stoppedReason')}`,
    `Task: ${task}`,
    `See: aws ecs describe-tasks --region ${Stack.of(scope).region} --cluster ${cluster} --tasks ${task}`,
  ];
}

function failedTasks({ ruleName }: events.Rule): cloudwatch.Metric {
  return new cloudwatch.Metric({ namespace: 'AWS/Events', metricName: 'TriggeredRules', dimensionsMap: { RuleName: ruleName }, period: PERIOD, statistic: 'Sum' });
}

/** Executions that failed have been started anew as often as they may. Those that somebody stopped are not among them. */
function failedExecutions(stateMachine: sfn.StateMachine): cloudwatch.IMetric {
  return stateMachine.metricFailed({ period: PERIOD, statistic: 'Sum' });
}
