import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import * as cr from 'aws-cdk-lib/custom-resources';
import { Construct, IConstruct } from 'constructs';
import { ownPolicy } from './allow';
import { acknowledgeHandler, handlerRole } from './handler-function';
import { acknowledge } from '../private/acknowledge';
import { asTold } from '../private/as-told';

/** How often a deployment is looked after, and for how long: a minute less than CloudFormation waits, so that it hears why. */
const INTERVAL = Duration.seconds(15);
const TOTAL = Duration.minutes(56);

const VERSIONS = 'The framework may invoke the versions of its own functions as well as the functions themselves, and nothing else.';

export interface ProviderHandlers {
  readonly onEvent: lambda.Function;
  /** Undefined where the first answer is the last. */
  readonly isComplete?: lambda.Function;
}

/** The CDK's provider framework around handlers of ours, with roles that may do no more than they need. */
export function makeProvider(scope: Construct, { onEvent, isComplete }: ProviderHandlers): cr.Provider {
  const logGroup = new logs.LogGroup(scope, 'FrameworkLog', { retention: logs.RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY });
  const onEventRole = handlerRole(scope, 'OnEventRole', logGroup);
  const completeRole = isComplete && handlerRole(scope, 'CompleteRole', logGroup);
  const provider = new cr.Provider(scope, 'Provider', {
    onEventHandler: onEvent,
    isCompleteHandler: isComplete,
    logGroup,
    frameworkOnEventRole: onEventRole,
    ...isComplete && {
      frameworkCompleteAndTimeoutRole: completeRole, queryInterval: INTERVAL, totalTimeout: TOTAL, disableWaiterStateMachineLogging: true,
    },
  });
  const framework = provider.node.findAll().filter(child => child instanceof lambda.Function);
  framework.forEach(fn => {
    acknowledgeHandler(fn, logGroup);
    acknowledge(fn, 'AwsSolutions-L1', 'The CDK chooses the runtime of its own framework: a newer CDK brings a newer one.');
  });
  const handlers = [onEvent, ...isComplete ? [isComplete] : []];
  [onEventRole, ...completeRole ? [completeRole] : []].forEach(role => invokes(role, handlers));
  const waiter = provider.node.tryFindChild('waiter-state-machine');
  if (waiter) {
    invokes(waiter.node.findChild('Role'), framework.filter(({ node }) => node.id !== 'framework-onEvent'));
    acknowledge(waiter, 'AwsSolutions-SF1', 'Each state is the invocation of a function, which has a log of its own.');
    acknowledge(waiter, 'AwsSolutions-SF2', 'The state machine does nothing but ask one function again and again, so there is nothing to trace.');
  }
  return provider;
}

/** Versions of functions that a role of the framework may invoke as well. */
function invokes(role: IConstruct, functions: readonly lambda.Function[]): void {
  functions.forEach(fn => acknowledge(role, `AwsSolutions-IAM5[Resource::${asTold(fn, fn.functionArn)}:*]`, VERSIONS));
  ownPolicy(role);
}
