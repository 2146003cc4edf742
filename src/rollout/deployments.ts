import * as events from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { ArnFormat, Duration, Stack } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { applicationOf } from './application';
import { HandlerFunction } from './handler-function';
import { makeProvider } from './provider-framework';
import { acknowledge } from '../private/acknowledge';

/** A service that is deployed by CodeDeploy. */
export interface DrivenService {
  readonly clusterName: string;
  readonly serviceArn: string;
  /** Whether the number of its tasks follows the load. */
  readonly scaled: boolean;
}

/** A deployment group whose service follows the load. */
export interface ScaledGroup {
  readonly application: string;
  readonly deploymentGroup: string;
  /** The service as Application Auto Scaling names it. */
  readonly resourceId: string;
}

/**
 * Drives deployments to what the template wants, and looks after them until they are there.
 *
 * One for each stack, for any number of services, and only where a service needs it.
 */
export class Deployments extends Construct {
  /** The one of the stack that the scope is in. */
  public static of(scope: IConstruct): Deployments {
    const stack = Stack.of(scope);
    return stack.node.tryFindChild(ID) as Deployments | undefined ?? new Deployments(stack);
  }

  /** What a custom resource names to be driven. */
  public readonly serviceToken: string;

  private readonly functions: readonly lambda.Function[];
  private readonly services: iam.PolicyStatement;
  private resumer?: lambda.Function;

  private constructor(stack: Stack) {
    super(stack, ID);
    this.services = new iam.PolicyStatement({
      actions: ['DescribeServices', 'UpdateService', 'TagResource', 'UntagResource', 'ListTagsForResource'].map(action => `ecs:${action}`),
    });
    const make = (id: string, handler: string, description: string) =>
      new HandlerFunction(this, id, { handler, description, timeout: Duration.minutes(2), statements: [] });
    const onEvent = make('OnEvent', 'onEvent', 'Begins a deployment of a container service');
    const isComplete = make('IsComplete', 'isComplete', 'Looks after a deployment of a container service');
    this.functions = [onEvent, isComplete];
    this.functions.forEach(fn => {
      fn.addToRolePolicy(this.services);
      acknowledge(fn.role!, 'AwsSolutions-IAM5', GROUPS_AND_LISTS);
    });
    this.allowDeployments(stack);
    this.serviceToken = makeProvider(this, { onEvent, isComplete }).serviceToken;
  }

  /** Lets it deploy one more service. What grows with the number of services is one list, because a role's policies are limited. */
  public drive({ clusterName, serviceArn, scaled }: DrivenService): void {
    this.services.addResources(serviceArn);
    const cluster = Stack.of(this).formatArn({ service: 'ecs', resource: 'cluster', resourceName: clusterName });
    this.allow(['ecs:ListTasks', 'ecs:DescribeTasks'], ['*'], { ArnEquals: { 'ecs:cluster': cluster } });
    if (scaled) {
      this.functions.forEach(fn => scalingStatements(this).forEach(statement => fn.addToRolePolicy(statement)));
    }
  }

  /** Lets scaling go on when a deployment has ended, should whoever suspended it not have lived to see that. */
  public resumeScaling(scope: Construct, { application, deploymentGroup, resourceId }: ScaledGroup): void {
    this.resumer ??= this.makeResumer();
    new events.Rule(scope, 'ResumeScaling', {
      description: 'Scaling goes on when a deployment has ended',
      eventPattern: {
        source: ['aws.codedeploy'],
        detailType: ['CodeDeploy Deployment State-change Notification'],
        detail: { application: [application], deploymentGroup: [deploymentGroup], state: ['SUCCESS', 'FAILURE', 'STOP'] },
      },
      targets: [new LambdaFunction(this.resumer, {
        event: events.RuleTargetInput.fromObject({ resourceId, application, deploymentGroup, state: events.EventField.fromPath('$.detail.state') }),
      })],
    });
  }


  private makeResumer(): lambda.Function {
    const fn = new HandlerFunction(this, 'ResumeScaling', {
      handler: 'resumeScaling',
      description: 'Lets scaling go on after a deployment of a container service',
      timeout: Duration.minutes(1),
      statements: [new iam.PolicyStatement({ actions: ['codedeploy:ListDeployments'], resources: [deploymentGroupsOf(this)] }), ...scalingStatements(this)],
    });
    acknowledge(fn.role!, 'AwsSolutions-IAM5', GROUPS_AND_LISTS);
    return fn;
  }

  private allowDeployments(stack: Stack): void {
    const arn = (resource: string, resourceName: string) =>
      stack.formatArn({ service: 'codedeploy', resource, resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
    const { applicationName } = applicationOf(this);
    this.allow([
      'CreateDeployment', 'GetDeployment', 'BatchGetDeployments', 'ListDeployments', 'StopDeployment', 'ContinueDeployment',
      'ListDeploymentTargets', 'GetDeploymentTarget', 'BatchGetDeploymentTargets', 'GetDeploymentGroup',
      // Asked for where a deployment looks away from alarms: https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_CreateDeployment.html
      'UpdateDeploymentGroup',
    ].map(action => `codedeploy:${action}`), [deploymentGroupsOf(this)]);
    this.allow(['codedeploy:RegisterApplicationRevision', 'codedeploy:GetApplicationRevision', 'codedeploy:GetApplication'], [arn('application', applicationName)]);
    this.allow(['codedeploy:GetDeploymentConfig'], [arn('deploymentconfig', '*')]);
    this.allow(['cloudwatch:DescribeAlarms'], ['*']);
    // Whether the stack is on its way back decides what has to be done.
    this.allow(['cloudformation:DescribeStacks'], [stack.stackId]);
  }

  private allow(actions: string[], resources: string[], conditions?: Record<string, unknown>): void {
    this.functions.forEach(fn => fn.addToRolePolicy(new iam.PolicyStatement({ actions, resources, conditions })));
  }
}

const ID = 'RolloutDeployments';

const GROUPS_AND_LISTS = 'Deployments are named by their group, of which there is one for each service of the stack; '
  + 'lists, alarms and scaling targets cannot be named at all.';

function deploymentGroupsOf(scope: Construct): string {
  const resourceName = `${applicationOf(scope).applicationName}/*`;
  return Stack.of(scope).formatArn({ service: 'codedeploy', resource: 'deploymentgroup', resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
}

function scalingStatements(scope: Construct): iam.PolicyStatement[] {
  return [
    new iam.PolicyStatement({ actions: ['application-autoscaling:DescribeScalableTargets'], resources: ['*'] }),
    new iam.PolicyStatement({
      actions: ['application-autoscaling:RegisterScalableTarget'],
      resources: [Stack.of(scope).formatArn({ service: 'application-autoscaling', resource: 'scalable-target', resourceName: '*' })],
      conditions: { StringEquals: { 'application-autoscaling:service-namespace': 'ecs' } },
    }),
  ];
}
