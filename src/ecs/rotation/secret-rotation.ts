import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { ArnFormat, Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { rotationDefinition } from './definition';
import { ownPolicy } from '../../functions';
import { makeAlarm } from '../../platform';
import { acknowledge } from '../../private/acknowledge';
import { asTold } from '../../private/as-told';
import { onePerStack } from '../../private/one-per-stack';
import { EcsGround } from '../ground';

const ID = 'SecretRotation';

const WITHOUT_TOPIC = 'The platform has no alarm topic; the alarm shows what failed to whoever looks.';

/**
 * Deploys services again whose secrets have changed. One for each stack that has such services, and none where there are none.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/secret-event-notifications.html
 */
export class SecretRotation extends Construct {
  /** @internal */
  public static _of(scope: IConstruct, { alarmTopic }: EcsGround): SecretRotation {
    const rotation = onePerStack(scope, ID, stack => new SecretRotation(stack, ID));
    rotation.tell(alarmTopic);
    return rotation;
  }

  /** What waits for its turn, and deploys. */
  public readonly stateMachine: sfn.StateMachine;

  /** What the state machine may do. */
  public readonly role: iam.Role;

  /** With which EventBridge starts it. */
  public readonly startRole: iam.Role;

  /** What the state machine did. */
  public readonly logGroup: logs.LogGroup;

  /** Changes that the state machine could not be told of. */
  public readonly deadLetterQueue: sqs.Queue;

  /** Redeployments that failed, and changes that nobody was told of. */
  public readonly alarms: cloudwatch.Alarm[];

  private readonly services = new iam.PolicyStatement({ actions: ['ecs:DescribeServices', 'ecs:ListServiceDeployments', 'ecs:UpdateService'] });
  private readonly told = new Set<sns.ITopic>();

  private constructor(stack: Stack, id: string) {
    super(stack, id);
    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('states.amazonaws.com'),
      description: 'Deploys services again whose secrets have changed',
    });
    this.logGroup = new logs.LogGroup(this, 'LogGroup', {
      // Logs under this name need no entry of their own in the account's resource policy of logs, which has room for a few only.
      logGroupName: `/aws/vendedlogs/states/${Aws.STACK_NAME}-${ID}`,
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const executionArn = stack.formatArn({ service: 'states', resource: 'execution', resourceName: '{}:{}', arnFormat: ArnFormat.COLON_RESOURCE_NAME });
    this.stateMachine = new sfn.StateMachine(this, 'StateMachine', {
      stateMachineType: sfn.StateMachineType.STANDARD,
      definitionBody: sfn.DefinitionBody.fromString(stack.toJsonString(rotationDefinition({ partition: Aws.PARTITION, executionArn }))),
      comment: 'Deploys services again whose secrets have changed',
      role: this.role,
      tracingEnabled: true,
      logs: { destination: this.logGroup, level: sfn.LogLevel.ALL, includeExecutionData: true },
    });
    this.startRole = new iam.Role(this, 'StartRole', { assumedBy: new iam.ServicePrincipal('events.amazonaws.com') });
    this.stateMachine.grantStartExecution(this.startRole);
    this.deadLetterQueue = new sqs.Queue(this, 'DeadLetters', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.alarms = [this.failureAlarm(), this.deadLetterAlarm()];

    this.role.addToPolicy(this.services);
    this.letTakeNames(stack);
    this.takeDeadLetters(stack);
    [this.role, this.startRole].forEach(ownPolicy);
    acknowledge(this.role, 'AwsSolutions-IAM5[Resource::*]', 'Deliveries of logs, and traces, cannot be limited to a resource. What ECS is asked for is limited to the services.');
    acknowledge(this.logGroup, 'CloudWatchLogGroupEncrypted', 'The log tells which secrets changed and which services were deployed, no values; CloudWatch encrypts it with its own key.');
    acknowledge(this.deadLetterQueue, 'AwsSolutions-SQS3', 'This is the dead-letter queue: EventBridge puts changes of secrets into it that could not be handed on.');
  }

  /**
   * Lets it deploy one more service.
   *
   * @internal
   */
  public _mayDeploy(service: ecs.BaseService): void {
    // What grows with the number of services is one list, because a role's policies are limited.
    this.services.addResources(service.serviceArn);
  }

  /** On a policy of its own: the role has to be there before the state machine. */
  private letTakeNames(stack: Stack): void {
    const { stateMachineArn, stateMachineName } = this.stateMachine;
    const executions = stack.formatArn({
      service: 'states', resource: 'execution', resourceName: `${stateMachineName}:*`, arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const policy = new iam.Policy(this, 'Names', {
      roles: [this.role],
      statements: [
        new iam.PolicyStatement({ actions: ['states:StartExecution'], resources: [stateMachineArn] }),
        new iam.PolicyStatement({ actions: ['states:DescribeExecution'], resources: [executions] }),
      ],
    });
    ownPolicy(policy);
    acknowledge(policy, `AwsSolutions-IAM5[Resource::${asTold(policy, executions)}]`, 'These are executions of the one state machine, whose names are made up as it goes.');
  }

  /** From all rules at once, which are too many for a queue's policy to name; not by their names, of which CloudFormation cuts off what is too long. */
  private takeDeadLetters(stack: Stack): void {
    this.deadLetterQueue.addToResourcePolicy(new iam.PolicyStatement({
      sid: 'RulesThatFailed',
      principals: [new iam.ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [this.deadLetterQueue.queueArn],
      conditions: { ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'events', resource: 'rule', resourceName: '*' }) } },
    }));
  }

  private failureAlarm(): cloudwatch.Alarm {
    const period = Duration.minutes(5);
    return makeAlarm(this, 'FailedAlarm', {
      alarmDescription: `A service could not be deployed again after one of its secrets changed: see the failed executions of the state machine of ${this.node.path}`,
      metric: new cloudwatch.MathExpression({
        label: 'redeployments that failed',
        expression: 'FILL(failed, 0) + FILL(timedOut, 0)',
        period,
        usingMetrics: { failed: this.stateMachine.metricFailed({ period }), timedOut: this.stateMachine.metricTimedOut({ period }) },
      }),
      threshold: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
    }, { withoutTopic: WITHOUT_TOPIC });
  }

  private deadLetterAlarm(): cloudwatch.Alarm {
    return makeAlarm(this, 'DeadLettersAlarm', {
      alarmDescription: `A secret changed and nobody could be told: see the messages in the queue of ${this.node.path}`,
      metric: this.deadLetterQueue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: 'Maximum' }),
      threshold: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
    }, { withoutTopic: WITHOUT_TOPIC });
  }

  /** A stack may have workloads of several platforms, each with somebody else to tell. */
  private tell(topic: sns.ITopic | undefined): void {
    if (topic && !this.told.has(topic)) {
      this.told.add(topic);
      this.alarms.forEach(alarm => alarm.addAlarmAction(new SnsAction(topic)));
    }
  }
}
