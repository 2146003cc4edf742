import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { CredentialSpecSpec } from '../model';
import { letReadParameter, letReadSecret } from '../platform';

/**
 * The account of Active Directory under which a container runs. The CDK grants none of the rights that ECS needs to get it.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-linux-gmsa.html
 */
export function renderCredentialSpec(spec: CredentialSpecSpec, executionRole: iam.IRole): ecs.CredentialSpec {
  const { domainUser } = spec;
  const kind = domainUser ? ecs.DomainlessCredentialSpec : ecs.DomainJoinedCredentialSpec;
  if (domainUser) {
    letReadSecret(executionRole, domainUser.value as secretsmanager.ISecret);
  }
  if (spec.kind === 'parameter') {
    const parameter = spec.parameter.value as ssm.IParameter;
    letReadParameter(executionRole, parameter);
    return kind.fromSsmParameter(parameter);
  }
  const bucket = spec.bucket.value as s3.IBucket;
  executionRole.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects(spec.key)] }));
  executionRole.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['s3:GetBucketLocation'], resources: [bucket.bucketArn] }));
  bucket.encryptionKey?.grantDecrypt(executionRole);
  return kind.fromS3Bucket(bucket, spec.key);
}
