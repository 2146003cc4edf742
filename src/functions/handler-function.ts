import { join } from 'path';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { allow, ownPolicy, Right } from './allow';
import { acknowledge } from '../private/acknowledge';

/** Bundled when the library is built (tools/build/handlers.ts). */
const HANDLERS = join(__dirname, '..', '..', 'assets', 'handlers');

const RETENTION = logs.RetentionDays.ONE_MONTH;

export interface HandlerFunctionProps {
  /** Name of the export in `handlers/index.ts`. */
  readonly handler: string;
  readonly description: string;
  readonly timeout: Duration;
  readonly environment?: Record<string, string>;
  /** What it may do, besides writing its log. */
  readonly rights: readonly Right[];
}

/**
 * A function that runs the library's own code on the user's account. All of it is said, so that neither feature flags nor
 * property injectors decide: runtime, architecture, role, log and retention.
 */
export class HandlerFunction extends lambda.Function {
  /** What it may do. */
  public readonly ownRole: iam.Role;

  public constructor(scope: Construct, id: string, props: HandlerFunctionProps) {
    const parts = new Construct(scope, `${id}Parts`);
    const logGroup = new logs.LogGroup(parts, 'LogGroup', { retention: RETENTION, removalPolicy: RemovalPolicy.DESTROY });
    const role = handlerRole(parts, 'Role', logGroup);
    props.rights.forEach(right => allow(role, right));
    super(scope, id, {
      code: lambda.Code.fromAsset(HANDLERS),
      handler: `index.${props.handler}`,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      memorySize: 256,
      timeout: props.timeout,
      description: props.description,
      environment: props.environment,
      logGroup,
      role,
    });
    this.ownRole = role;
    // The policy is a resource of its own: a function that runs before it may do nothing.
    this.node.addDependency(role);
    acknowledgeHandler(this, logGroup);
  }
}

/** The role of a function, which may write one log and nothing else. */
export function handlerRole(scope: Construct, id: string, logGroup: logs.ILogGroup): iam.Role {
  const role = new iam.Role(scope, id, { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  role.addToPolicy(new iam.PolicyStatement({
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroup.logGroupArn],
  }));
  ownPolicy(role);
  return role;
}

/** What the packs ask of any function, and why these do without. */
export function acknowledgeHandler(fn: lambda.Function, logGroup: logs.ILogGroup): void {
  acknowledge(fn, 'LambdaConcurrency',
    'The function runs only while a stack is deployed. Reserved concurrency would be taken from the account, and fails the deployment where the account has little.');
  acknowledge(fn, 'LambdaDLQ', 'The function answers deployments. Whoever invokes it waits for the answer or tries again, and an event that is lost leaves things as they are.');
  acknowledge(fn, 'LambdaInsideVPC', 'The function only speaks to the APIs of AWS, over TLS; inside of a VPC it would need a way out of it.');
  acknowledge(logGroup, 'CloudWatchLogGroupEncrypted', 'The log tells what is deployed, which CloudFormation tells as well; CloudWatch encrypts it with its own key.');
}
