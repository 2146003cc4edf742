import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { allowOnService, serviceArnPattern } from './service-name';
import { HandlerFunction } from '../../functions';
import { onePerStack } from '../../private/one-per-stack';

const ID = 'RolloutPauses';

/**
 * Answers the pauses of an approval that nobody should have to answer: of a first deployment, which nobody can see before it is
 * over, and of a stack that is rolled back. One function for each stack, and only where a rollout has an approval.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/pause-lifecycle-hooks.html
 */
export class RolloutPauses extends Construct {
  /** The one of the stack that the scope is in. */
  public static of(scope: IConstruct): RolloutPauses {
    return onePerStack(scope, ID, stack => new RolloutPauses(stack));
  }

  /** What answers. */
  public readonly handler: HandlerFunction;

  private constructor(stack: Stack) {
    super(stack, ID);
    this.handler = new HandlerFunction(this, 'Handler', {
      handler: 'pause',
      description: 'Lets first deployments and rollbacks of stacks go on without approval',
      timeout: Duration.minutes(1),
      environment: { STACK_ID: stack.stackId },
      rights: [{ actions: ['cloudformation:DescribeStacks'], resources: [stack.stackId] }],
    });
  }

  /**
   * Answers for a service, from its first deployment on.
   *
   * @param scope where the rule is made that calls the function
   */
  public answerFor(scope: Construct, service: ecs.BaseService, cluster: ecs.ICluster): void {
    allowOnService(this.handler.ownRole, service, cluster, {
      'service': ['ListServiceDeployments'],
      'service-deployment': ['DescribeServiceDeployments', 'ContinueServiceDeployment'],
      'service-revision': ['DescribeServiceRevisions'],
    });
    const rule = new events.Rule(scope, 'Pause', {
      description: 'A rollout pauses: see whether somebody has to decide',
      eventPattern: {
        source: ['aws.ecs'],
        detailType: ['ECS Hook State Change'],
        detail: {
          eventName: ['HOOK_AWAITING_ACTION'],
          hookType: ['PAUSE'],
          serviceArn: [{ wildcard: serviceArnPattern(service, cluster) }],
        },
      },
    });
    rule.addTarget(new targets.LambdaFunction(this.handler));
    // ECS is not done creating the service before its first pause is over.
    service.node.addDependency(rule, this);
  }
}
