import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { Construct } from 'constructs';
import { ContainerSpec, EnvironmentFileSpec } from '../model';

/**
 * Environment files of a container. The CDK does not grant the right to read them, so this does.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html
 */
export function renderEnvironmentFiles(scope: Construct, container: ContainerSpec, executionRole: iam.IRole): ecs.EnvironmentFile[] {
  return container.environmentFiles.map((file, index) => {
    const { bucket, key } = locate(scope, `EnvironmentFile-${container.name}-${index}`, file);
    executionRole.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects(key)] }));
    executionRole.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['s3:GetBucketLocation'], resources: [bucket.bucketArn] }));
    bucket.encryptionKey?.grantDecrypt(executionRole);
    return ecs.EnvironmentFile.fromBucket(bucket, key);
  });
}

function locate(scope: Construct, id: string, file: EnvironmentFileSpec): { bucket: s3.IBucket; key: string } {
  if (file.kind === 'object') {
    return { bucket: file.bucket.value as s3.IBucket, key: file.key };
  }
  const asset = new Asset(scope, id, { path: file.file });
  return { bucket: asset.bucket, key: asset.s3ObjectKey };
}
