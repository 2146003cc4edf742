import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Need } from '../network';
import { acknowledge } from '../private/acknowledge';

const SESSION = ['ssmmessages:CreateControlChannel', 'ssmmessages:CreateDataChannel', 'ssmmessages:OpenControlChannel', 'ssmmessages:OpenDataChannel'];

const SESSIONS_ARE_NOT_LIMITED = 'A shell session needs ssmmessages actions, which cannot be limited to a resource. Who may open one is decided by ecs:ExecuteCommand.';

/**
 * Whether the CDK grants the tasks what shell sessions need. It does so well for sessions recorded in a bucket. Without a
 * record it grants, depending on a feature flag, to write to all log groups of the account; and for a log group it makes up
 * a pattern where the log group has an ARN.
 */
export function cdkGrantsExec({ executeCommandConfiguration }: ecs.ICluster): boolean {
  return executeCommandConfiguration?.logConfiguration?.s3Bucket !== undefined;
}

/**
 * Lets people with the permission open a shell in the tasks' containers.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
 */
export function allowExec(service: ecs.BaseService, cluster: ecs.ICluster): void {
  const { taskRole } = service.taskDefinition;
  if (!cdkGrantsExec(cluster)) {
    (service.node.defaultChild as ecs.CfnService).enableExecuteCommand = true;
    sessionStatements(cluster.executeCommandConfiguration ?? {}).forEach(statement => taskRole.addToPrincipalPolicy(statement));
  }
  acknowledge(taskRole, 'AwsSolutions-IAM5[Resource::*]', SESSIONS_ARE_NOT_LIMITED);
}

/**
 * The same for tasks that no service keeps, for which the CDK grants nothing.
 */
export function allowSessions(taskRole: iam.IRole, { executeCommandConfiguration = {} }: ecs.ICluster): void {
  const { s3Bucket, s3KeyPrefix = '' } = executeCommandConfiguration.logConfiguration ?? {};
  const statements = [
    ...sessionStatements(executeCommandConfiguration),
    ...s3Bucket ? [
      new iam.PolicyStatement({ actions: ['s3:GetEncryptionConfiguration'], resources: [s3Bucket.bucketRef.bucketArn] }),
      new iam.PolicyStatement({ actions: ['s3:PutObject'], resources: [`${s3Bucket.bucketRef.bucketArn}/${s3KeyPrefix}*`] }),
    ] : [],
  ];
  statements.forEach(statement => taskRole.addToPrincipalPolicy(statement));
  acknowledge(taskRole, 'AwsSolutions-IAM5[Resource::*]', SESSIONS_ARE_NOT_LIMITED);
}

/** What the agent behind a session calls. */
export function sessionNeeds({ executeCommandConfiguration: { kmsKey, logConfiguration } = {} }: ecs.ICluster): Need[] {
  return ['shell', ...kmsKey ? ['shellKey' as const] : [], ...logConfiguration?.cloudWatchLogGroup ? ['logs' as const] : []];
}

function sessionStatements({ kmsKey, logConfiguration }: ecs.ExecuteCommandConfiguration): iam.PolicyStatement[] {
  const logGroup = logConfiguration?.cloudWatchLogGroup;
  return [
    new iam.PolicyStatement({ actions: SESSION, resources: ['*'] }),
    ...(logGroup ? [
      new iam.PolicyStatement({ actions: ['logs:DescribeLogGroups'], resources: ['*'] }),
      new iam.PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'], resources: [logGroup.logGroupRef.logGroupArn] }),
    ] : []),
    ...(kmsKey ? [new iam.PolicyStatement({ actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [kmsKey.keyArn] })] : []),
  ];
}
