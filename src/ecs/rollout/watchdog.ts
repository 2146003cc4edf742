import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { allowOnService, serviceArnPattern } from './service-name';
import { watchdogDefinition, watchdogPace } from './watchdog-definition';
import { allow, HandlerFunction, ownPolicy } from '../../functions';
import { acknowledge } from '../../private/acknowledge';
import { onePerStack } from '../../private/one-per-stack';

const ID = 'RolloutStartWatchdog';

/**
 * Takes a version back whose copies do not come up.
 *
 * The circuit breaker of ECS is documented for rolling rollouts only: where traffic is shifted, copies that never become well
 * would be started again and again for a day. One state machine for each stack watches the beginning of every deployment.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stop-service-deployment.html
 */
export class StartWatchdog extends Construct {
  /** The one of the stack that the scope is in. */
  public static of(scope: IConstruct): StartWatchdog {
    return onePerStack(scope, ID, stack => new StartWatchdog(stack));
  }

  /** What watches. */
  public readonly stateMachine: sfn.StateMachine;

  /** What the state machine may do. */
  public readonly role: iam.Role;

  private readonly stop: HandlerFunction;
  private readonly startRole: iam.Role;

  private constructor(stack: Stack) {
    super(stack, ID);
    this.role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('states.amazonaws.com') });
    this.stop = new HandlerFunction(this, 'Stop', {
      handler: 'stop',
      description: 'Takes rollouts back whose copies do not come up',
      timeout: Duration.minutes(1),
      rights: [],
    });
    allow(this.role, { actions: ['lambda:InvokeFunction'], resources: [this.stop.functionArn] });
    const logGroup = new logs.LogGroup(this, 'LogGroup', {
      // Logs under this name need no entry of their own in the account's resource policy of logs, which has room for a few only.
      logGroupName: `/aws/vendedlogs/states/${Aws.STACK_NAME}-${ID}`,
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.stateMachine = new sfn.StateMachine(this, 'StateMachine', {
      stateMachineType: sfn.StateMachineType.STANDARD,
      definitionBody: sfn.DefinitionBody.fromString(stack.toJsonString(watchdogDefinition(Aws.PARTITION, this.stop.functionArn))),
      comment: 'Takes versions back whose copies do not come up',
      role: this.role,
      tracingEnabled: true,
      logs: { destination: logGroup, level: sfn.LogLevel.ALL, includeExecutionData: true },
    });
    this.startRole = new iam.Role(this, 'StartRole', { assumedBy: new iam.ServicePrincipal('events.amazonaws.com') });
    this.stateMachine.grantStartExecution(this.startRole);

    [this.role, this.startRole].forEach(ownPolicy);
    acknowledge(this.role, 'AwsSolutions-IAM5[Resource::*]', 'Deliveries of logs, and traces, cannot be limited to a resource. What ECS is asked for is limited to the services.');
    acknowledge(logGroup, 'CloudWatchLogGroupEncrypted', 'The log tells which deployments begin, which ECS tells as well; CloudWatch encrypts it with its own key.');
  }

  /**
   * Watches a service, from its first deployment on.
   *
   * @param scope where the rule is made that starts the watch
   * @param timeout how long copies may take to come up
   */
  public watch(scope: Construct, service: ecs.BaseService, cluster: ecs.ICluster, timeout: Duration): void {
    const serviceArn = serviceArnPattern(service, cluster);
    allowOnService(this.role, service, cluster, {
      'service': ['ListServiceDeployments'],
      'service-deployment': ['DescribeServiceDeployments'],
    });
    allowOnService(this.stop.ownRole, service, cluster, { 'service-deployment': ['StopServiceDeployment'] });
    const rule = new events.Rule(scope, 'StartWatch', {
      description: 'A deployment begins: see whether its copies come up',
      eventPattern: {
        source: ['aws.ecs'],
        detailType: ['ECS Deployment State Change'],
        resources: [{ wildcard: serviceArn }] as unknown as string[],
        detail: { eventName: ['SERVICE_DEPLOYMENT_IN_PROGRESS'] },
      },
    });
    rule.addTarget(new targets.SfnStateMachine(this.stateMachine, {
      role: this.startRole,
      input: events.RuleTargetInput.fromObject({
        service: events.EventField.fromPath('$.resources[0]'),
        cluster: cluster.clusterName,
        ...watchdogPace(timeout),
      }),
    }));
    service.node.addDependency(rule, this);
  }
}
