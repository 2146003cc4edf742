import * as events from 'aws-cdk-lib/aws-events';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { ArnFormat, Aws, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledge } from '../../private/acknowledge';
import { PlatformProfile } from '../../vocabulary';

/**
 * A log group that EventBridge writes events to.
 *
 * The target of the CDK brings a function which changes the account's policies of logs, of which there are ten at most; this log
 * group has a policy of its own.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html
 */
export class EventLog implements events.IRuleTarget {
  public readonly logGroup: logs.LogGroup;

  constructor(scope: Construct, { profile, encryptionKey }: { readonly profile: PlatformProfile; readonly encryptionKey?: kms.IKey }) {
    this.logGroup = new logs.LogGroup(scope, 'LogGroup', {
      retention: profile.logRetention,
      encryptionKey,
      removalPolicy: profile.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const resource = this.logGroup.node.defaultChild as logs.CfnLogGroup;
    resource.resourcePolicyDocument = {
      Version: '2012-10-17',
      Statement: [{
        Effect: 'Allow',
        Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] },
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: ownArn(resource),
      }],
    };
    if (!encryptionKey) {
      acknowledge(this.logGroup, 'CloudWatchLogGroupEncrypted', `The profile '${profile.profileName}' does without keys of the account; CloudWatch Logs encrypts with a key that AWS owns.`);
    }
  }

  public bind(): events.RuleTargetConfig {
    const { logGroupName } = this.logGroup;
    return {
      // Without the colon and the star at the end that the ARN of the log group has.
      arn: Stack.of(this.logGroup).formatArn({ service: 'logs', resource: 'log-group', resourceName: logGroupName, arnFormat: ArnFormat.COLON_RESOURCE_NAME }),
    };
  }
}

/** A resource cannot refer to itself, but its name begins as CloudFormation will call it. */
function ownArn(resource: logs.CfnLogGroup): string {
  const resourceName = Lazy.uncachedString({
    produce: context => `${context.resolve(resource.logGroupName) ?? `${Aws.STACK_NAME}-${resource.logicalId}-*`}:*`,
  });
  return Stack.of(resource).formatArn({ service: 'logs', resource: 'log-group', resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
}
