import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { CfnResource } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { minorOf } from './versions';
import { acknowledge } from '../../private/acknowledge';

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

/** The CDK's functions that speak to the cluster: what rules ask about them, and why it is as it is. */
export function explainKubectl(cluster: eks.Cluster): void {
  const provider = cluster.kubectlProvider as unknown as IConstruct | undefined;
  for (const construct of provider?.node.findAll() ?? []) {
    if (construct instanceof iam.Role) {
      for (const policy of ['AWSLambdaBasicExecutionRole', 'AWSLambdaVPCAccessExecutionRole']) {
        acknowledge(construct, `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/${policy}]`,
          'The CDK gives this policy to its own functions: logs, and network interfaces in the network they are in.');
      }
      acknowledge(construct, 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly]',
        'The CDK gives this policy to the function that speaks to the cluster, for charts that are kept in ECR; it only reads.');
    }
  }
}
