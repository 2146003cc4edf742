import * as events from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { ArnFormat, Duration, Stack } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { applicationOf } from './application';
import { allow, Right } from '../functions/allow';
import { HandlerFunction } from '../functions/handler-function';
import { makePatientProvider } from '../functions/patient-provider';
import { onePerStack } from '../private/one-per-stack';

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
    return onePerStack(scope, ID, stack => new Deployments(stack));
  }

  /** What a custom resource names to be driven. */
  public readonly serviceToken: string;

  private readonly functions: readonly HandlerFunction[];
  private readonly services: iam.PolicyStatement;
  private resumer?: lambda.Function;

  private constructor(stack: Stack) {
    super(stack, ID);
    this.services = new iam.PolicyStatement({
      actions: ['DescribeServices', 'UpdateService', 'TagResource', 'UntagResource', 'ListTagsForResource'].map(action => `ecs:${action}`),
    });
    const { serviceToken, onEvent, isComplete } = makePatientProvider(this,
      { handler: 'onEvent', description: 'Begins a deployment of a container service' },
      { handler: 'isComplete', description: 'Looks after a deployment of a container service' },
    );
    this.serviceToken = serviceToken;
    this.functions = [onEvent, isComplete];
    this.functions.forEach(fn => fn.addToRolePolicy(this.services));
    this.allowDeployments(stack);
  }

  /** Lets it deploy one more service. What grows with the number of services is one list, because a role's policies are limited. */
  public drive({ clusterName, serviceArn, scaled }: DrivenService): void {
    this.services.addResources(serviceArn);
    const cluster = Stack.of(this).formatArn({ service: 'ecs', resource: 'cluster', resourceName: clusterName });
    this.allow({
      actions: ['ecs:ListTasks', 'ecs:DescribeTasks'],
      resources: ['*'],
      conditions: { ArnEquals: { 'ecs:cluster': cluster } },
      because: 'Tasks have ids that nobody knows before they are made; the condition limits them to a cluster.',
    });
    if (scaled) {
      scalingRights(this).forEach(right => this.allow(right));
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
      rights: [{ actions: ['codedeploy:ListDeployments'], resources: [deploymentGroupsOf(this)], because: GROUPS }, ...scalingRights(this)],
    });
    // Application Auto Scaling asks whether its caller could scale the service by itself.
    fn.addToRolePolicy(this.services);
    return fn;
  }

  private allowDeployments(stack: Stack): void {
    const arn = (resource: string, resourceName: string) =>
      stack.formatArn({ service: 'codedeploy', resource, resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
    const { applicationName } = applicationOf(this);
    this.allow({
      // The last is asked for where a deployment looks away from alarms: https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_CreateDeployment.html
      actions: ['CreateDeployment', 'GetDeployment', 'BatchGetDeployments', 'ListDeployments', 'GetDeploymentGroup', 'UpdateDeploymentGroup', 'TagResource',
        'ListTagsForResource'].map(codedeploy),
      resources: [deploymentGroupsOf(this)],
      because: GROUPS,
    });
    this.allow({
      actions: ['StopDeployment', 'ContinueDeployment', 'GetDeploymentTarget', 'BatchGetDeploymentTargets', 'ListDeploymentTargets'].map(codedeploy),
      resources: ['*'],
      because: 'CodeDeploy cannot limit these to a resource. They take the id of a deployment, and the handlers know only those of their own groups.',
    });
    this.allow({
      actions: ['codedeploy:RegisterApplicationRevision', 'codedeploy:GetApplicationRevision', 'codedeploy:GetApplication'],
      resources: [arn('application', applicationName)],
    });
    this.allow({
      actions: ['codedeploy:GetDeploymentConfig'], resources: [arn('deploymentconfig', '*')], because: 'On the way back another configuration is used than on the way there.',
    });
    this.allow({ actions: ['cloudwatch:DescribeAlarms'], resources: ['*'], because: 'Alarms cannot be limited to a resource where several are asked for.' });
    // Whether the stack is on its way back decides what has to be done.
    this.allow({ actions: ['cloudformation:DescribeStacks'], resources: [stack.stackId] });
  }

  private allow(right: Right): void {
    this.functions.forEach(fn => allow(fn.ownRole, right));
  }
}

const ID = 'RolloutDeployments';

const codedeploy = (action: string): string => `codedeploy:${action}`;

const GROUPS = 'The application is the stack\'s own, and has one group for each of its services.';

function deploymentGroupsOf(scope: Construct): string {
  const resourceName = `${applicationOf(scope).applicationName}/*`;
  return Stack.of(scope).formatArn({ service: 'codedeploy', resource: 'deploymentgroup', resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
}

function scalingRights(scope: Construct): Right[] {
  const because = 'Scaling targets have ids that nobody knows before they are made; of those of ECS, only the state is changed.';
  return [
    { actions: ['application-autoscaling:DescribeScalableTargets'], resources: ['*'], because },
    {
      actions: ['application-autoscaling:RegisterScalableTarget'],
      resources: [Stack.of(scope).formatArn({ service: 'application-autoscaling', resource: 'scalable-target', resourceName: '*' })],
      conditions: { StringEquals: { 'application-autoscaling:service-namespace': 'ecs' } },
      because,
    },
  ];
}
