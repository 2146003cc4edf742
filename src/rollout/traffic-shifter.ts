import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct, IConstruct, IDependable } from 'constructs';
import { ownPolicy, Right } from '../functions/allow';
import { HandlerFunction } from '../functions/handler-function';
import { makePatientProvider } from '../functions/patient-provider';
import { onePerStack } from '../private/one-per-stack';

/**
 * Moves the traffic of listener rules where the platform has nobody who does: step by step, watching alarms and copies, and back.
 *
 * One for each stack, for any number of workloads, and only where a workload needs it.
 */
export class TrafficShifter extends Construct {
  /** The one of the stack that the scope is in. */
  public static of(scope: IConstruct): TrafficShifter {
    return onePerStack(scope, ID, stack => new TrafficShifter(stack));
  }

  /** What a custom resource names to have its traffic moved. */
  public readonly serviceToken: string;

  private readonly mover: HandlerFunction;

  private constructor(stack: Stack) {
    super(stack, ID);
    const rights: Right[] = [
      {
        actions: ['elasticloadbalancing:DescribeRules', 'elasticloadbalancing:DescribeTargetHealth'],
        resources: ['*'],
        because: 'Reading rules and the health of targets cannot be limited to a resource.',
      },
      // Whether the stack is on its way back decides what has to be done.
      { actions: ['cloudformation:DescribeStacks'], resources: [stack.stackId] },
    ];
    const watchesAlarms: Right = {
      actions: ['cloudwatch:DescribeAlarms'], resources: ['*'], because: 'Composite alarms can only be read where all alarms can.',
    };
    const { serviceToken, isComplete } = makePatientProvider(this,
      { handler: 'beginShift', description: 'Begins to move traffic to a version of a workload', rights },
      { handler: 'completeShift', description: 'Moves traffic to a version of a workload', rights: [...rights, watchesAlarms] },
    );
    this.mover = isComplete;
    this.serviceToken = serviceToken;
  }

  /**
   * Lets it move the traffic of some rules, and gives what has to be there before it is asked to. The permission is a resource
   * of the workload, so that it outlives the way back of a stack in which the workload is new.
   */
  public move(scope: Construct, ruleArns: readonly string[]): IDependable {
    const policy = new iam.Policy(scope, 'MoveTraffic', {
      roles: [this.mover.ownRole],
      statements: [new iam.PolicyStatement({ actions: ['elasticloadbalancing:ModifyRule'], resources: [...ruleArns] })],
    });
    ownPolicy(policy);
    return policy;
  }
}

const ID = 'TrafficShifter';
