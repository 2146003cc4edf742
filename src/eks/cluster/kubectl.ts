import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import type { ClusterParts } from './cluster';
import { minorOf } from './versions';
import { acknowledge } from '../../private/acknowledge';
import { asTold } from '../../private/as-told';

/** The version of kubectl in a layer, as far as its description says it. */
export function kubectlVersionOf(layer: lambda.ILayerVersion): string | undefined {
  const resource = layer.node.defaultChild;
  const description = CfnResource.isCfnResource(resource) ? (resource as lambda.CfnLayerVersion).description : undefined;
  return /kubectl (\d+\.\d+)/.exec(description ?? '')?.[1];
}

/** kubectl understands clusters that are one minor version older or newer. */
export function isTooFar(kubectl: string, cluster: string): boolean {
  return Math.abs(minorOf(kubectl) - minorOf(cluster)) > 1;
}

/**
 * The CDK's functions that speak to the cluster get logs with an end and a key; what rules ask about them is answered. One of
 * them runs kubectl, the other calls it on behalf of CloudFormation.
 *
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_eks_v2-readme.html#kubectl-support
 */
export function settleKubectl(cluster: eks.Cluster, parts: ClusterParts): void {
  const provider = cluster.kubectlProvider as unknown as IConstruct | undefined;
  const functions = provider?.node.findAll().filter(construct => construct instanceof lambda.Function) ?? [];
  const kubectl = functions.find(({ node }) => node.scope === provider);
  for (const handler of functions) {
    settleFunction(handler, parts);
    settleRole(handler.role as iam.Role);
    if (handler === kubectl) {
      explainKubectl(handler);
    } else if (kubectl) {
      acknowledge(handler.role!, `AwsSolutions-IAM5[Resource::${asTold(handler, kubectl.functionArn)}:*]`,
        'The right to call a function is the right to call its versions, which the star stands for.');
    }
  }
}

function explainKubectl(handler: lambda.Function): void {
  const role = handler.role as iam.Role;
  const charts = 'The CDK gives this policy to the function that speaks to the cluster, for charts that are kept in ECR; it only reads.';
  acknowledge(handler, 'AwsSolutions-L1', 'The CDK chooses the runtime together with the program it runs, and has tested the two.');
  acknowledge(role, managed('AmazonEC2ContainerRegistryReadOnly'), charts);
  const conditional = publicCharts(role);
  if (conditional !== undefined) {
    acknowledge(role, `AwsSolutions-IAM4[Policy::${asTold(role, conditional)}]`, charts);
  }
}

function settleFunction(handler: lambda.Function, { profile, encryptionKey }: ClusterParts): void {
  const own = handler.node.tryFindChild('LogGroup');
  const group = own ? undefined : new logs.LogGroup(handler, 'LogGroup');
  const cfnGroup = (own ?? group)!.node.defaultChild as logs.CfnLogGroup;
  cfnGroup.retentionInDays = profile.logRetention;
  cfnGroup.kmsKeyId = encryptionKey?.keyArn;
  cfnGroup.applyRemovalPolicy(RemovalPolicy.DESTROY);
  if (group) {
    (handler.node.defaultChild as lambda.CfnFunction).loggingConfig = { logGroup: group.logGroupName };
  }
  if (encryptionKey === undefined) {
    acknowledge(cfnGroup, 'CloudWatchLogGroupEncrypted', `The profile '${profile.profileName}' leaves encryption to keys that AWS owns.`);
  }
  acknowledge(handler, 'LambdaConcurrency', 'CloudFormation calls it once for each object that changes, and waits; a reserved share would be taken from the account for nothing.');
  acknowledge(handler, 'LambdaDLQ', 'CloudFormation calls it and waits for the answer; a failure fails the deployment and needs no queue.');
}

function settleRole(role: iam.Role): void {
  for (const policy of ['service-role/AWSLambdaBasicExecutionRole', 'service-role/AWSLambdaVPCAccessExecutionRole']) {
    acknowledge(role, managed(policy), 'The CDK gives this policy to its own functions: their logs, and interfaces in the network they are in.');
  }
  acknowledge(role, 'IAMNoInlinePolicy', 'The policy belongs to exactly this role: the CDK makes, changes and deletes it with the function.');
}

function managed(policy: string): string {
  return `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${policy}]`;
}

/** A policy that exists in one partition only. */
function publicCharts(role: iam.Role): unknown {
  const arns = (Stack.of(role).resolve((role.node.defaultChild as iam.CfnRole).managedPolicyArns) ?? []) as unknown[];
  return arns.find(arn => typeof arn === 'object' && arn !== null && 'Fn::If' in arn);
}
