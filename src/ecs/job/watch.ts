import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { ArnFormat, Aws, Names, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { makeRunnerRole, rightsToRun, Runnable, tasksOf } from './rights';
import { inPascalCase, RunTaskRequest } from './run';
import { watchDefinition } from './watch-definition';
import { ownPolicy } from '../../functions';
import { JobSpec, ScheduleTrigger } from '../../model';
import { acknowledge } from '../../private/acknowledge';
import { EcsGround } from '../ground';

/** The rule by which Step Functions hears that a task has ended; it makes it itself, once for each account and region. */
const EVENTS_RULE = 'StepFunctionsGetEventsForECSTaskRule';

/** Whether a schedule asks for more than that a task is started. */
export function isWatched({ trigger, timeout, retries }: JobSpec): boolean {
  return timeout !== undefined || retries > 0 || trigger.kind === 'schedule' && trigger.overlap === 'skip';
}

/** What a watched run is made of. */
export interface WatchParts extends Runnable {
  readonly name: string;
  /** Name of the container that a run is about. */
  readonly main: string;
  /** How long a task may take to end when it is told to. */
  readonly stopSeconds: number;
  readonly platform: EcsGround;
  readonly job: JobSpec;
  readonly trigger: ScheduleTrigger;
  readonly request: RunTaskRequest;
}

/**
 * What looks after runs from their beginning to their end, without a function: Scheduler alone starts a task and looks away.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html
 */
export function makeWatch(scope: Construct, parts: WatchParts): sfn.StateMachine {
  const { name, main, stopSeconds, platform: { cluster, encryptionKey, profile }, job, trigger, request, taskDefinition } = parts;
  const stack = Stack.of(scope);
  const inCluster = { ArnEquals: { 'ecs:cluster': cluster.clusterArn } };
  const role = makeRunnerRole(scope, 'WatchRole', {
    description: `Looks after the runs of ${name}`,
    assumedBy: new iam.ServicePrincipal('states.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } } }),
  }, [
    ...rightsToRun(parts),
    { actions: ['ecs:DescribeTasks', 'ecs:StopTask'], resources: [tasksOf(scope, cluster)], conditions: inCluster },
    {
      actions: ['events:DescribeRule', 'events:PutRule', 'events:PutTargets'],
      resources: [stack.formatArn({ service: 'events', resource: 'rule', resourceName: EVENTS_RULE, arnFormat: ArnFormat.SLASH_RESOURCE_NAME })],
    },
    ...trigger.overlap === 'skip' ? [{ actions: ['ecs:ListTasks'], resources: ['*'], conditions: inCluster }] : [],
  ]);
  acknowledge(role, 'AwsSolutions-IAM5[Resource::*]', 'Listing tasks, deliveries of logs and traces have no resource; listing is limited to the cluster by a condition.');
  const logGroup = new logs.LogGroup(scope, 'WatchLogGroup', {
    // Logs under this name need no entry of their own in the account's resource policy of logs, which has room for a few only.
    logGroupName: `/aws/vendedlogs/states/${Aws.STACK_NAME}-${Names.uniqueResourceName(scope, { maxLength: 64 })}`,
    retention: profile.logRetention,
    encryptionKey,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  if (!encryptionKey) {
    acknowledge(logGroup, 'CloudWatchLogGroupEncrypted', `The profile '${profile.profileName}' does without keys of the account; CloudWatch Logs encrypts with a key that AWS owns.`);
  }
  const stateMachine = new sfn.StateMachine(scope, 'Watch', {
    stateMachineType: sfn.StateMachineType.STANDARD,
    comment: `Looks after the runs of ${name}`,
    role,
    tracingEnabled: true,
    logs: { destination: logGroup, level: sfn.LogLevel.ALL, includeExecutionData: true },
    definitionBody: sfn.DefinitionBody.fromString(stack.toJsonString(watchDefinition({
      partition: Aws.PARTITION,
      job,
      trigger,
      cluster: cluster.clusterArn,
      family: taskDefinition.family,
      main,
      stopSeconds,
      // Nothing says that this call of Step Functions takes it; tags of the task definition are handed on without it.
      request: inPascalCase({ ...request, enableECSManagedTags: undefined }) as object,
    }))),
  });
  if (trigger.overlap === 'skip') {
    // A policy of its own, because the state machine is made with the role.
    const policy = new iam.Policy(stateMachine, 'Executions', {
      roles: [role],
      statements: [new iam.PolicyStatement({ actions: ['states:ListExecutions'], resources: [stateMachine.stateMachineArn] })],
    });
    ownPolicy(policy);
  }
  return stateMachine;
}
