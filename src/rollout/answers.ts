import * as iam from 'aws-cdk-lib/aws-iam';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct, IConstruct, IDependable } from 'constructs';
import { allow, ownPolicy } from '../functions/allow';
import { HandlerFunction } from '../functions/handler-function';
import { makeProvider } from '../functions/provider-framework';
import { onePerStack } from '../private/one-per-stack';

/**
 * Answers what only the deployment can know: where the traffic is, and what a service is to be created with.
 *
 * One for each stack, for any number of services. It changes nothing, and is done as soon as it has looked.
 */
export class Answers extends Construct {
  /** The one of the stack that the scope is in. */
  public static of(scope: IConstruct): Answers {
    return onePerStack(scope, ID, stack => new Answers(stack));
  }

  /** What a custom resource names to be answered. */
  public readonly serviceToken: string;

  private readonly fn: HandlerFunction;
  private seeds?: iam.Policy;
  private readsListeners = false;

  private constructor(stack: Stack) {
    super(stack, ID);
    this.fn = new HandlerFunction(this, 'Handler', {
      handler: 'answer',
      description: 'Tells deployments which target group has the traffic',
      timeout: Duration.minutes(2),
      rights: [
        { actions: ['elasticloadbalancing:DescribeRules'], resources: ['*'], because: 'Reading rules cannot be limited to a resource.' },
        // On the way back nothing is refused.
        { actions: ['cloudformation:DescribeStacks'], resources: [stack.stackId] },
      ],
    });
    this.serviceToken = makeProvider(this, { onEvent: this.fn }).serviceToken;
  }

  /** Lets it look for the services of a cluster. */
  public lookInto(clusterName: string): void {
    const stack = Stack.of(this);
    const cluster = stack.formatArn({ service: 'ecs', resource: 'cluster', resourceName: clusterName });
    allow(this.fn.ownRole, {
      actions: ['ecs:ListServices', 'ecs:DescribeServices'],
      resources: ['*'],
      conditions: { ArnEquals: { 'ecs:cluster': cluster } },
      because: 'Which service is behind a rule is what is being asked. The condition limits the answer to a cluster.',
    });
  }

  /** Lets it read where listeners lead that have no rules. */
  public readListeners(): void {
    if (!this.readsListeners) {
      this.readsListeners = true;
      allow(this.fn.ownRole, {
        actions: ['elasticloadbalancing:DescribeListeners'], resources: ['*'], because: 'Reading listeners cannot be limited to a resource.',
      });
    }
  }

  /**
   * Lets it read a parameter, and gives what has to be there before it is asked to. The permission is apart from the others,
   * which the function waits for, because the parameter itself contains answers.
   */
  public read(parameter: ssm.StringParameter): IDependable {
    if (!this.seeds) {
      this.seeds = new iam.Policy(this, 'Seeds', { roles: [this.fn.ownRole] });
      ownPolicy(this.seeds);
    }
    this.seeds.addStatements(new iam.PolicyStatement({ actions: ['ssm:GetParameter'], resources: [parameter.parameterArn] }));
    return this.seeds;
  }
}

const ID = 'RolloutAnswers';
