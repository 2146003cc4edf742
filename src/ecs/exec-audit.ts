import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { PlatformProfile } from '../vocabulary';

/**
 * The log of what people do in containers: who opened a shell is in CloudTrail, what they typed is here.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html#ecs-exec-logging
 */
export class ExecAudit {
  public readonly logGroup: logs.LogGroup;
  public readonly configuration: ecs.ExecuteCommandConfiguration;

  constructor(scope: Construct, profile: PlatformProfile, encryptionKey: kms.IKey | undefined) {
    this.logGroup = new logs.LogGroup(scope, 'ExecLogGroup', {
      retention: profile.logRetention,
      encryptionKey,
      removalPolicy: profile.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.configuration = {
      kmsKey: encryptionKey,
      logging: ecs.ExecuteCommandLogging.OVERRIDE,
      logConfiguration: { cloudWatchLogGroup: this.logGroup, cloudWatchEncryptionEnabled: encryptionKey !== undefined },
    };
  }
}
