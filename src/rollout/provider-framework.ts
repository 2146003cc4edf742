import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import * as cr from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { acknowledgeHandler, handlerRole } from './handler-function';
import { acknowledge } from '../private/acknowledge';

/** How often a deployment is looked after, and for how long: a minute less than CloudFormation waits, so that it hears why. */
const INTERVAL = Duration.seconds(15);
const TOTAL = Duration.minutes(56);

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
    ...isComplete && { frameworkCompleteAndTimeoutRole: completeRole, queryInterval: INTERVAL, totalTimeout: TOTAL },
  });
  const versions = 'The framework is allowed to invoke the versions of the functions as well as the functions themselves, and nothing else.';
  [onEventRole, completeRole].filter(role => role !== undefined).forEach(role => acknowledge(role, 'AwsSolutions-IAM5', versions));
  provider.node.findAll().filter(child => child instanceof lambda.Function).forEach(fn => acknowledgeHandler(fn, logGroup));
  return provider;
}
