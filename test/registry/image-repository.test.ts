import { Template } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { ImageEncryption, ImagePuller, ImageRepository, ImageRepositoryProps, ImageRetention } from '../../src/registry';
import { PlatformProfile } from '../../src/vocabulary/platform-profile';
import { expectSilence, IRELAND, resourcesOf, Setting, SETTINGS, stackIn } from '../network/harness';

/** The repository that these props make, and the template around it. */
function repository(props: ImageRepositoryProps = {}, setting: Setting = SETTINGS[0][1]) {
  const stack = stackIn(setting);
  const made = new ImageRepository(stack, 'Images', props);
  const template = Template.fromStack(stack);
  expectSilence(stack);
  const [properties] = resourcesOf(template, 'AWS::ECR::Repository');
  return { made, stack, template, properties, rules: JSON.parse(properties.LifecyclePolicy?.LifecyclePolicyText ?? '{"rules":[]}').rules as any[] };
}

/** The actions that a role is given on what, in the order of the policy. */
function grantedBy(grant: (images: ImageRepository, role: iam.IGrantable) => void): [string, string[]][] {
  const stack = stackIn({ env: IRELAND });
  grant(new ImageRepository(stack, 'Images'), new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') }));
  const [policy] = resourcesOf(Template.fromStack(stack), 'AWS::IAM::Policy');
  return policy.PolicyDocument.Statement.map((statement: any) => [
    statement.Resource === '*' ? 'anything' : statement.Resource['Fn::GetAtt'][0].replace(/[0-9A-F]{8}$/, ''), [statement.Action].flat(),
  ]);
}

describe.each(SETTINGS)('with %s', (_, setting) => {
  test('a repository has immutable tags, scans and its own key, and outlives the stack', () => {
    const { properties, template } = repository({}, setting);
    expect(properties).toMatchObject({
      ImageTagMutability: 'IMMUTABLE',
      ImageScanningConfiguration: { ScanOnPush: true },
      EncryptionConfiguration: { EncryptionType: 'KMS', KmsKey: { 'Fn::GetAtt': [expect.stringMatching(/^ImagesKey/), 'Arn'] } },
    });
    template.hasResource('AWS::ECR::Repository', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    template.hasResource('AWS::KMS::Key', { DeletionPolicy: 'Retain', Properties: { EnableKeyRotation: true } });
  });

  test('in development it costs no key and goes with its images', () => {
    const { properties, template } = repository({ profile: PlatformProfile.DEVELOPMENT }, setting);
    expect(properties.EmptyOnDelete).toBe(true);
    expect(properties.EncryptionConfiguration).toBeUndefined();
    template.hasResource('AWS::ECR::Repository', { DeletionPolicy: 'Delete' });
    expect(Object.values(template.toJSON().Resources as Record<string, any>).map(({ Type }) => Type)).toEqual(['AWS::ECR::Repository']);
  });

  test('its resources have these names', () => {
    const { template } = repository({}, setting);
    expect(Object.keys(template.toJSON().Resources).sort()).toEqual(['ImagesKey72752799', 'ImagesRepository2D0F5B9C']);
  });
});

describe('retention', () => {
  test('by default removes only images without a tag', () => {
    expect(repository().rules).toEqual([{
      rulePriority: 1,
      description: 'Expire images without a tag',
      selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countNumber: 14, countUnit: 'days' },
      action: { type: 'expire' },
    }]);
  });

  test('can wait longer for images without a tag', () => {
    expect(repository({ retention: ImageRetention.expireUntagged(Duration.days(3)) }).rules[0].selection.countNumber).toBe(3);
  });

  test('can keep the last images that have a tag', () => {
    const { rules } = repository({ retention: ImageRetention.keepLast(30, { untaggedAfter: Duration.days(1) }) });
    expect(rules.map(({ selection }) => selection)).toEqual([
      { tagStatus: 'tagged', tagPatternList: ['*'], countType: 'imageCountMoreThan', countNumber: 30 },
      { tagStatus: 'untagged', countType: 'sinceImagePushed', countNumber: 1, countUnit: 'days' },
    ]);
  });

  test('can differ by the beginning of the tag, in the order given', () => {
    const prefixes = [{ prefix: 'release-hotfix-', count: 5 }, { prefix: 'release-', count: 50 }, { prefix: 'pr-', count: 10 }];
    const { rules } = repository({ retention: ImageRetention.perTagPrefix(prefixes) });
    const kept = rules.map(({ rulePriority, selection }) => [rulePriority, selection.tagPrefixList ?? selection.tagStatus, selection.countNumber]);
    expect(kept).toEqual([
      [1, ['release-hotfix-'], 5], [2, ['release-'], 50], [3, ['pr-'], 10], [4, 'untagged', 14],
    ]);
  });

  test('can keep everything', () => {
    expect(repository({ retention: ImageRetention.forever() }).rules).toEqual([]);
  });

  test('can be rules of the CDK', () => {
    const { rules } = repository({ retention: ImageRetention.custom([{ maxImageCount: 7 }]) });
    expect(rules.map(({ selection }) => selection)).toEqual([{ tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 7 }]);
  });
});

describe('tags', () => {
  test('may be mutable by exception', () => {
    expect(repository({ mutableTags: ['latest', 'dev-*'] }).properties).toMatchObject({
      ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      ImageTagMutabilityExclusionFilters: ['latest', 'dev-*'].map(value => ({
        ImageTagMutabilityExclusionFilterType: 'WILDCARD', ImageTagMutabilityExclusionFilterValue: value,
      })),
    });
  });

  test('may all be mutable', () => {
    expect(repository({ immutableTags: false }).properties.ImageTagMutability).toBe('MUTABLE');
  });
});

describe('the archive', () => {
  const archived = (deleteAfter?: Duration) => repository({ retention: ImageRetention.archiveUnpulled(Duration.days(120), { deleteAfter }) }).rules;

  test('takes what nobody pulls, and keeps it', () => {
    expect(archived().map(({ rulePriority, selection, action }) => ({ rulePriority, selection, action }))).toEqual([
      {
        rulePriority: 1,
        selection: { tagStatus: 'tagged', tagPatternList: ['*'], countType: 'sinceImagePulled', countUnit: 'days', countNumber: 120 },
        action: { type: 'transition', targetStorageClass: 'archive' },
      },
      { rulePriority: 2, selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countNumber: 14, countUnit: 'days' }, action: { type: 'expire' } },
    ]);
  });

  test('forgets what was there long enough, if it is told to', () => {
    expect(archived(Duration.days(365))[1]).toMatchObject({
      selection: { storageClass: 'archive', countType: 'sinceImageTransitioned', countNumber: 365 }, action: { type: 'expire' },
    });
  });
});

describe('encryption', () => {
  test('may have two layers', () => {
    const { template } = repository({ encryption: ImageEncryption.dualLayer() });
    template.hasResourceProperties('AWS::ECR::Repository', { EncryptionConfiguration: { EncryptionType: 'KMS_DSSE' } });
    template.resourceCountIs('AWS::KMS::Key', 1);
  });

  test('takes a key of yours', () => {
    const stack = stackIn({ env: IRELAND });
    const key = new kms.Key(stack, 'Shared');
    const made = new ImageRepository(stack, 'Images', { encryption: ImageEncryption.customerManaged(key) });
    expect(made.encryptionKey).toBe(key);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::KMS::Key', 1);
    template.hasResourceProperties('AWS::ECR::Repository', { EncryptionConfiguration: { EncryptionType: 'KMS' } });
  });

  test('can be left to AWS in production, too', () => {
    const { made, template } = repository({ encryption: ImageEncryption.awsOwned() });
    expect(made.encryptionKey).toBeUndefined();
    template.resourceCountIs('AWS::KMS::Key', 0);
  });
});

test('name, scan and removal can be chosen', () => {
  const { properties, template } = repository({ repositoryName: 'team/service', scanOnPush: false, removalPolicy: RemovalPolicy.DESTROY });
  expect(properties).toMatchObject({ RepositoryName: 'team/service', ImageScanningConfiguration: { ScanOnPush: false } });
  template.hasResource('AWS::ECR::Repository', { DeletionPolicy: 'Delete' });
  template.hasResource('AWS::KMS::Key', { DeletionPolicy: 'Delete' });
});

test('images are deleted with their repository in development only, whatever becomes of an empty one', () => {
  const emptied = (props: ImageRepositoryProps) => repository(props).properties.EmptyOnDelete;
  expect([
    emptied({ removalPolicy: RemovalPolicy.DESTROY }), emptied({}), emptied({ profile: PlatformProfile.DEVELOPMENT }),
    emptied({ profile: PlatformProfile.DEVELOPMENT, removalPolicy: RemovalPolicy.RETAIN }),
  ]).toEqual([false, false, true, false]);
});

describe('grants', () => {
  const PULL = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

  test('to pull are to sign in and to read layers', () => {
    expect(grantedBy((images, role) => images.grantPull(role))).toEqual([['anything', ['ecr:GetAuthorizationToken']], ['ImagesRepository', PULL]]);
  });

  test('to push are to sign in and to write layers, not to read them or to delete', () => {
    expect(grantedBy((images, role) => images.grantPush(role))).toEqual([
      ['anything', ['ecr:GetAuthorizationToken']],
      ['ImagesRepository', [
        'ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:CompleteLayerUpload', 'ecr:InitiateLayerUpload', 'ecr:PutImage', 'ecr:UploadLayerPart',
      ]],
    ]);
  });

  test('to manage are about images and never about the repository', () => {
    const [[place, actions], ...others] = grantedBy((images, role) => images.grantManage(role));
    expect(others).toEqual([['anything', ['inspector2:ListCoverage', 'inspector2:ListFindings']]]);
    expect(place).toBe('ImagesRepository');
    expect(actions).toContain('ecr:BatchDeleteImage');
    expect(actions.filter(action => /\*|Repository$|Policy$|PutImage$/.test(action) && !/^ecr:Get/.test(action))).toEqual([]);
  });

  test('work for repositories that exist already', () => {
    const stack = stackIn({ env: IRELAND });
    const images = ImageRepository.fromRepository(stack, 'Images', ecr.Repository.fromRepositoryName(stack, 'Repository', 'team/service'));
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
    images.grantPull(role);
    images.grantPush(role);
    images.grantManage(role);
    const template = Template.fromStack(stack);
    const statements = resourcesOf(template, 'AWS::IAM::Policy')[0].PolicyDocument.Statement;
    expect(statements.flatMap(({ Action }: any) => Action)).toEqual(expect.arrayContaining([...PULL, 'ecr:PutImage', 'ecr:BatchDeleteImage']));
    template.resourceCountIs('AWS::ECR::Repository', 0);
  });

  test('reach a role of another account by the policy of the repository', () => {
    const app = new App();
    const ground = new Stack(app, 'Ground', { env: IRELAND });
    const images = new ImageRepository(ground, 'Images', { repositoryName: 'team/service' });
    const other = new Stack(app, 'Other', { env: { account: '210987654321', region: 'eu-west-1' } });
    images.grantPull(new iam.Role(other, 'Role', { roleName: 'puller', assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') }));
    const policy = resourcesOf(Template.fromStack(ground), 'AWS::ECR::Repository')[0].RepositoryPolicyText;
    expect(policy.Statement).toHaveLength(1);
    expect(policy.Statement[0].Action).toEqual(PULL);
  });
});

describe('pulling from elsewhere', () => {
  const policy = (allow: (images: ImageRepository) => void) => {
    const stack = stackIn({ env: IRELAND });
    allow(new ImageRepository(stack, 'Images'));
    return resourcesOf(Template.fromStack(stack), 'AWS::ECR::Repository')[0].RepositoryPolicyText.Statement;
  };

  test('is allowed to an account', () => {
    const statements = policy(images => images.allowPullFromAccount('210987654321'));
    expect(statements).toHaveLength(1);
    expect(JSON.stringify(statements[0].Principal)).toContain(':iam::210987654321:root');
    expect(statements[0].Action).toHaveLength(3);
    expect(statements[0].Resource).toBeUndefined();
  });

  test.each([
    ['Lambda', ImagePuller.lambda(), 'lambda.amazonaws.com', `:lambda:eu-west-1:${IRELAND.account}:function:*`],
    ['CodeBuild', ImagePuller.codeBuild(), 'codebuild.amazonaws.com', `:codebuild:eu-west-1:${IRELAND.account}:project/*`],
    ['Lambda of another account', ImagePuller.lambda({ accountId: '210987654321' }), 'lambda.amazonaws.com', ':lambda:eu-west-1:210987654321:function:*'],
  ])('is allowed to %s, for resources of one account', (_, puller, principal, source) => {
    const [{ Principal, Condition, Action }] = policy(images => images.allowPullFromService(puller));
    expect(Principal).toEqual({ Service: principal });
    expect(Action).toHaveLength(3);
    expect(Condition.StringEquals['aws:SourceAccount']).toBe(source.split(':')[3]);
    expect(JSON.stringify(Condition.ArnLike['aws:SourceArn'])).toContain(source);
  });

  test('is allowed to an organization, and to nobody outside of it', () => {
    const statements = policy(images => images.allowPullFromOrganization('o-a1b2c3d4e5'));
    expect(statements).toEqual([expect.objectContaining({ Principal: { AWS: '*' }, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } })]);
  });
});
