/**
 * Who may do what with the images of a repository: the action lists, and how they are given.
 */
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack, Token } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import type { ImagePuller } from './image-puller';
import { checkAccountId } from './rules';
import { finding, refuse } from '../../findings';
import { acknowledge } from '../../private/acknowledge';

/** Everything a container runtime calls to get an image. */
const PULL = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

/** Everything `docker push` calls. */
const PUSH = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:CompleteLayerUpload', 'ecr:InitiateLayerUpload', 'ecr:PutImage', 'ecr:UploadLayerPart'];

/** Looking at images and what was found in them, scanning again, and deleting; nothing that changes the repository. */
const MANAGE = [
  'ecr:BatchDeleteImage', 'ecr:BatchGetImage', 'ecr:DescribeImages', 'ecr:DescribeImageScanFindings', 'ecr:DescribeRepositories',
  'ecr:GetLifecyclePolicy', 'ecr:GetLifecyclePolicyPreview', 'ecr:ListImages', 'ecr:StartImageScan', 'ecr:StartLifecyclePolicyPreview',
];

/** What Inspector found, which has no names that a policy could say. */
const INSPECT = ['inspector2:ListCoverage', 'inspector2:ListFindings'];

/** A repository, or many of them. */
export interface Granting {
  grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant;
}

/** Lets a principal sign in to the registry and pull. */
export function grantPull(repository: Granting, grantee: iam.IGrantable): iam.Grant {
  return signIn(grantee).combine(repository.grant(grantee, ...PULL));
}

/** Lets a principal sign in to the registry and push. */
export function grantPush(repository: Granting, grantee: iam.IGrantable): iam.Grant {
  return signIn(grantee).combine(repository.grant(grantee, ...PUSH));
}

/** Lets a principal look after the images, and read what enhanced scanning found: ECR asks Inspector on behalf of whoever asks. */
export function grantManage(repository: Granting, grantee: iam.IGrantable): iam.Grant {
  return repository.grant(grantee, ...MANAGE).combine(iam.Grant.addToPrincipal({ grantee, actions: INSPECT, resourceArns: ['*'] }));
}

/** The principals of an account may pull, as far as that account lets them. */
export function pullByAccount(scope: IConstruct, accountId: string): iam.PolicyStatement {
  refuse(scope, checkAccountId('accountId', accountId));
  return new iam.PolicyStatement({ principals: [new iam.AccountPrincipal(accountId)], actions: PULL });
}

/** The principals of all accounts of an organization may pull, as far as their accounts let them. */
export function pullByOrganization(scope: IConstruct, organizationId: string): iam.PolicyStatement {
  const valid = Token.isUnresolved(organizationId) || /^o-[a-z0-9]{10,32}$/.test(organizationId);
  refuse(scope, valid ? [] : [finding('OrganizationIdInvalid', 'organizationId', { given: organizationId })]);
  return new iam.PolicyStatement({ principals: [new iam.OrganizationPrincipal(organizationId)], actions: PULL });
}

/** A service may pull for resources of one account, and for nobody who merely uses the service. */
export function pullByService(scope: IConstruct, puller: ImagePuller): iam.PolicyStatement[] {
  const { _accountId: account } = puller;
  refuse(scope, checkAccountId('puller.accountId', account));
  const here = Stack.of(scope).account;
  const byService = new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal(puller._principal)],
    actions: PULL,
    conditions: {
      StringEquals: { 'aws:SourceAccount': account ?? here },
      ArnLike: { 'aws:SourceArn': puller._sourceArn(scope) },
    },
  });
  return account !== undefined && account !== here && puller._needsAccount ? [byService, pullByAccount(scope, account)] : [byService];
}

/** Puts a statement into the policy of a repository. */
export function allow(scope: IConstruct, repository: ecr.IRepository, statement: iam.PolicyStatement): void {
  const { statementAdded } = repository.addToResourcePolicy(statement);
  refuse(scope, statementAdded ? [] : [finding('RepositoryPolicyNotOurs', 'repository', {})]);
}

/** Answers for the rule that takes anybody of an organization for anybody. */
export function acknowledgeOrganization(repository: ecr.IRepository): void {
  acknowledge(repository.node.defaultChild!, 'AwsSolutions-ECR1', 'Open to anybody of one organization and to nobody else: the statement has a condition, which the rule does not read.');
}

/** The registry as a whole hands out tokens, so that this permission cannot be narrowed. */
function signIn(grantee: iam.IGrantable): iam.Grant {
  return iam.Grant.addToPrincipal({ grantee, actions: ['ecr:GetAuthorizationToken'], resourceArns: ['*'] });
}
