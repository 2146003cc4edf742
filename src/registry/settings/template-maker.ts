/**
 * A template as ECR takes it, with the role that it needs where repositories are encrypted with a key of the account.
 */
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { bare, namesUnder, originsOf, RepositoryOrigin, RepositoryTemplate } from './repository-template';
import { acknowledge } from '../../private/acknowledge';
import { asTold } from '../../private/as-told';
import { ImageEncryption } from '../repository/image-encryption';
import { ImageRetention } from '../repository/image-retention';

export function makeTemplate(scope: Construct, template: RepositoryTemplate): ecr.CfnRepositoryCreationTemplate {
  const { retention = ImageRetention.expireUntagged(), encryption = ImageEncryption.awsOwned() } = template;
  const prefix = bare(template.prefix);
  const origins = originsOf(template);
  const immutable = template.immutableTags ?? !origins.includes(RepositoryOrigin.PULL_THROUGH_CACHE);
  const place = new Construct(scope, `Template-${prefix}`);
  return new ecr.CfnRepositoryCreationTemplate(place, 'Template', {
    prefix,
    appliedFor: origins,
    description: `Repositories that ECR makes for ${prefix}`,
    imageTagMutability: immutable ? ecr.TagMutability.IMMUTABLE : ecr.TagMutability.MUTABLE,
    lifecyclePolicy: retention._toText(place),
    encryptionConfiguration: { encryptionType: encryption._encryption.value, kmsKey: encryption._key?.keyArn },
    customRoleArn: encryption._key && makeRole(place, prefix, encryption._key).roleArn,
  });
}

/**
 * What ECR may do to make repositories of the template.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates-custom.html
 */
function makeRole(scope: Construct, prefix: string, key: { readonly keyArn: string }): iam.Role {
  const role = new iam.Role(scope, 'Role', {
    description: `Makes repositories of ${prefix}`,
    // ECR does not promise to say for whom it asks, and nobody outside of the account can hand it this role.
    assumedBy: new iam.ServicePrincipal('ecr.amazonaws.com'),
  });
  const repositories = Stack.of(scope).formatArn({ service: 'ecr', resource: 'repository', resourceName: namesUnder(prefix) });
  role.addToPolicy(new iam.PolicyStatement({ actions: ['ecr:CreateRepository', 'ecr:ReplicateImage', 'ecr:TagResource'], resources: [repositories] }));
  role.addToPolicy(new iam.PolicyStatement({ actions: ['kms:CreateGrant', 'kms:DescribeKey', 'kms:RetireGrant'], resources: [key.keyArn] }));
  acknowledge(role, 'IAMNoInlinePolicy', 'The policy belongs to exactly this role: it is made, changed and deleted with it, and nothing else can attach it.');
  acknowledge(role, `AwsSolutions-IAM5[Resource::${asTold(role, repositories)}]`, 'The repositories are not there yet: making them is what the role is for.');
  return role;
}
