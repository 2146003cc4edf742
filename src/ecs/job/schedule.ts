import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Aws, Duration, RemovalPolicy, TimeZone } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { makeRunnerRole, Right } from './rights';
import { ScheduleTrigger } from '../../model';
import { acknowledge } from '../../private/acknowledge';

/** What is to be started when the time has come. */
export interface StartOfRuns {
  readonly name: string;
  readonly trigger: ScheduleTrigger;
  /** ARN of what Scheduler calls: a cluster, or a state machine. */
  readonly target: string;
  readonly ecsParameters?: scheduler.CfnSchedule.EcsParametersProperty;
  /** What Scheduler may do to start it. */
  readonly rights: readonly Right[];
  readonly encryptionKey?: kms.IKey;
  /** What has to be there before the first run. */
  readonly ready: readonly IDependable[];
}

/** Every construct of a schedule. */
export interface RenderedSchedule {
  readonly schedule: scheduler.Schedule;
  readonly group: scheduler.ScheduleGroup;
  readonly deadLetterQueue: sqs.IQueue;
  readonly role: iam.Role;
}

/**
 * What starts the runs of a job when their time comes. The schedule has a group to itself: Scheduler counts what it could not start by
 * groups only, and tells the groups apart when it takes on a role.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/what-is-scheduler.html
 */
export function makeSchedule(scope: Construct, parts: StartOfRuns): RenderedSchedule {
  const { name, trigger, target, ecsParameters, rights, encryptionKey, ready } = parts;
  const group = new scheduler.ScheduleGroup(scope, 'ScheduleGroup', { removalPolicy: RemovalPolicy.DESTROY });
  const deadLetterQueue = trigger.deadLetters?.value as sqs.IQueue | undefined ?? makeDeadLetterQueue(scope, encryptionKey);
  const role = makeRunnerRole(scope, 'ScheduleRole', {
    description: `Starts the runs of ${name} when their time comes`,
    assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 'aws:SourceArn': group.scheduleGroupArn } },
    }),
  }, [...rights, ...rightsToBury(deadLetterQueue)]);
  const schedule = new scheduler.Schedule(scope, 'Schedule', {
    schedule: scheduler.ScheduleExpression.expression(trigger.expression, TimeZone.of(trigger.timeZone)),
    description: `Runs of ${name}`,
    scheduleGroup: group,
    timeWindow: trigger.flexibleWindow ? scheduler.TimeWindow.flexible(trigger.flexibleWindow) : scheduler.TimeWindow.off(),
    target: {
      bind: () => ({
        arn: target,
        role,
        ecsParameters,
        deadLetterConfig: { arn: deadLetterQueue.queueArn },
        retryPolicy: {
          maximumEventAgeInSeconds: (trigger.startWithin ?? Duration.days(1)).toSeconds(),
          maximumRetryAttempts: trigger.startRetries ?? 185,
        },
      }),
    },
  });
  schedule.node.addDependency(...ready);
  return { schedule, group, deadLetterQueue, role };
}

/** Holds what could not be started until somebody has looked at it. */
function makeDeadLetterQueue(scope: Construct, encryptionKey: kms.IKey | undefined): sqs.Queue {
  const queue = new sqs.Queue(scope, 'DeadLetters', {
    retentionPeriod: Duration.days(14),
    enforceSSL: true,
    encryption: encryptionKey ? sqs.QueueEncryption.KMS : sqs.QueueEncryption.SQS_MANAGED,
    encryptionMasterKey: encryptionKey,
  });
  acknowledge(queue, 'AwsSolutions-SQS3', 'This is the dead-letter queue: EventBridge Scheduler puts what it could not start into it.');
  return queue;
}

function rightsToBury({ queueArn, encryptionMasterKey }: sqs.IQueue): Right[] {
  return [
    { actions: ['sqs:SendMessage'], resources: [queueArn] },
    ...encryptionMasterKey ? [{ actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [encryptionMasterKey.keyArn] }] : [],
  ];
}
