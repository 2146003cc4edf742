import * as iam from 'aws-cdk-lib/aws-iam';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { HandlerFunction } from './handler-function';
import { makeProvider } from './provider-framework';

/**
 * Answers what only the deployment can know: where the traffic is, and what a service is to be created with.
 *
 * One for each stack, for any number of services. It changes nothing, and is done as soon as it has looked.
 */
export class Answers extends Construct {
  /** The one of the stack that the scope is in. */
  public static of(scope: IConstruct): Answers {
    const stack = Stack.of(scope);
    return stack.node.tryFindChild(ID) as Answers | undefined ?? new Answers(stack);
  }

  /** What a custom resource names to be answered. */
  public readonly serviceToken: string;

  private readonly fn: HandlerFunction;

  private constructor(stack: Stack) {
    super(stack, ID);
    this.fn = new HandlerFunction(this, 'Handler', {
      handler: 'answer',
      description: 'Tells deployments which target group has the traffic',
      timeout: Duration.minutes(2),
      statements: [
        // None of these can be narrowed: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
        new iam.PolicyStatement({ actions: ['elasticloadbalancing:DescribeRules', 'elasticloadbalancing:DescribeListeners'], resources: ['*'] }),
      ],
    });
    this.serviceToken = makeProvider(this, { onEvent: this.fn }).serviceToken;
  }

  /** Lets it look at something more. */
  public allow(statement: iam.PolicyStatement): void {
    this.fn.addToRolePolicy(statement);
  }
}

const ID = 'RolloutAnswers';
