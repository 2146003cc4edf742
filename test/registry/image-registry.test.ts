import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as signer from 'aws-cdk-lib/aws-signer';
import { App, CfnParameter, Duration, Stack, Stage } from 'aws-cdk-lib/core';
import {
  ImageEncryption, ImageRegistry, ImageRegistryProps, ImageRetention, PullThroughCache, RegistryScanning, RepositoryOrigin,
} from '../../src/registry';
import { expectSilence, IRELAND, resourcesOf, Setting, SETTINGS, stackIn } from '../network/harness';
import { refused } from '../wrong-inputs/refused';
import { copies } from '../wrong-inputs/registry';

/** The settings that these props make, and the template around them. */
function registry(props: ImageRegistryProps | ((stack: Stack) => ImageRegistryProps) = {}, setting: Setting = { env: IRELAND }) {
  const stack = stackIn(setting);
  const made = new ImageRegistry(stack, 'Registry', typeof props === 'function' ? props(stack) : props);
  const template = Template.fromStack(stack);
  expectSilence(stack);
  return { made, stack, template };
}

const hub = (stack: Stack) => PullThroughCache.dockerHub({ credentials: new secretsmanager.Secret(stack, 'Hub', { secretName: 'ecr-pullthroughcache/hub' }) });

test('what nobody speaks about stays as it is', () => {
  const { made, template } = registry();

  expect(Object.keys(template.toJSON().Resources ?? {})).toEqual([]);
  expect(made).toMatchObject({ cacheRules: [], creationTemplates: [] });
  expect([made.scanningConfiguration, made.replicationConfiguration, made.signingConfiguration]).toEqual([undefined, undefined, undefined]);
});

describe('scanning', () => {
  const scanned = (scanning: RegistryScanning) => resourcesOf(registry({ scanning }).template, 'AWS::ECR::RegistryScanningConfiguration')[0];
  const rule = (scanFrequency: string, ...filters: string[]) =>
    ({ ScanFrequency: scanFrequency, RepositoryFilters: filters.map(Filter => ({ Filter, FilterType: 'WILDCARD' })) });

  test('by Inspector is of everything, all the time', () => {
    expect(scanned(RegistryScanning.enhanced())).toEqual({ ScanType: 'ENHANCED', Rules: [rule('CONTINUOUS_SCAN', '*')] });
  });

  test('by Inspector of some all the time and of others once', () => {
    const { Rules } = scanned(RegistryScanning.enhanced({ continuous: ['prod/*'], scanOnPush: ['*'] }));
    expect(Rules).toEqual([rule('CONTINUOUS_SCAN', 'prod/*'), rule('SCAN_ON_PUSH', '*')]);
  });

  test('of what is named to be scanned once is not of everything all the time', () => {
    expect(scanned(RegistryScanning.enhanced({ scanOnPush: ['prod/*'] })).Rules).toEqual([rule('SCAN_ON_PUSH', 'prod/*')]);
  });

  test('by ECR is of everything that is pushed, or of nothing', () => {
    expect(scanned(RegistryScanning.basic())).toEqual({ ScanType: 'BASIC', Rules: [rule('SCAN_ON_PUSH', '*')] });
    expect(scanned(RegistryScanning.basic({ scanOnPush: [] })).Rules).toEqual([]);
  });
});

describe('replication', () => {
  test('is to regions of the account, and to other accounts', () => {
    const { template } = registry({ replication: [{ destinations: [{ region: 'us-east-1' }, { region: 'eu-west-1', accountId: '999988887777' }], prefixes: ['prod/'] }] });

    expect(resourcesOf(template, 'AWS::ECR::ReplicationConfiguration')[0].ReplicationConfiguration.Rules).toEqual([{
      Destinations: [{ Region: 'us-east-1', RegistryId: IRELAND.account }, { Region: 'eu-west-1', RegistryId: '999988887777' }],
      RepositoryFilters: [{ Filter: 'prod/', FilterType: 'PREFIX_MATCH' }],
    }]);
  });

  test('to 25 registries is not too much', () => {
    expect(() => registry(copies(25))).not.toThrow();
  });

  test('is let in, for the repositories that are named, with or without making them', () => {
    const { template } = registry({
      replicationSources: [{ accountId: '999988887777', prefixes: ['prod/', 'base/'] }, { accountId: '666655554444', prefixes: [], createRepositories: false }],
    });
    const { Statement } = resourcesOf(template, 'AWS::ECR::RegistryPolicy')[0].PolicyText;
    const arn = (name: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:ecr:${IRELAND.region}:${IRELAND.account}:repository/${name}`]] });

    expect(Statement.map(({ Action, Resource }: any) => [Action, Resource])).toEqual([
      [['ecr:ReplicateImage', 'ecr:CreateRepository'], [arn('prod/*'), arn('base/*')]],
      ['ecr:ReplicateImage', arn('*')],
    ]);
    expect(JSON.stringify(Statement[0].Principal)).toContain('999988887777');
  });
});

describe('caches', () => {
  test.each<[string, PullThroughCache, string, string, string]>([
    ['of the public gallery', PullThroughCache.ecrPublic(), 'ecr-public', 'public.ecr.aws', 'ecr-public'],
    ['of Kubernetes', PullThroughCache.kubernetes(), 'k8s', 'registry.k8s.io', 'kubernetes'],
    ['of Quay', PullThroughCache.quay({ prefix: 'q/uay' }), 'quay', 'quay.io', 'q/uay'],
  ])('%s are open', (_, cache, upstream, host, prefix) => {
    registry({ pullThroughCaches: [cache] }).template.hasResourceProperties('AWS::ECR::PullThroughCacheRule', {
      UpstreamRegistry: upstream, UpstreamRegistryUrl: host, EcrRepositoryPrefix: prefix, CredentialArn: Match.absent(),
    });
  });

  test.each<[string, (credentials: secretsmanager.ISecret) => PullThroughCache, string]>([
    ['Docker Hub', credentials => PullThroughCache.dockerHub({ credentials }), 'registry-1.docker.io'],
    ['GitHub', credentials => PullThroughCache.gitHub({ credentials }), 'ghcr.io'],
    ['GitLab', credentials => PullThroughCache.gitLab({ credentials }), 'registry.gitlab.com'],
    ['Chainguard', credentials => PullThroughCache.chainguard({ credentials }), 'cgr.dev'],
    ['Azure', credentials => PullThroughCache.azure({ credentials, registryName: 'team' }), 'team.azurecr.io'],
  ])('of %s say who asks', (_, cache, host) => {
    const { template } = registry(stack => ({
      pullThroughCaches: [cache(secretsmanager.Secret.fromSecretNameV2(stack, 'Credentials', 'ecr-pullthroughcache/team'))],
    }));

    template.hasResourceProperties('AWS::ECR::PullThroughCacheRule', { UpstreamRegistryUrl: host, CredentialArn: Match.anyValue() });
  });

  test('of a registry of the same account need no role, even if it is named', () => {
    expect(() => registry({ pullThroughCaches: [PullThroughCache.ecr({ region: 'us-east-1', accountId: IRELAND.account })] })).not.toThrow();
  });

  test('of a registry of the same account need nothing, of another one a role', () => {
    const { template } = registry(stack => ({
      pullThroughCaches: [
        PullThroughCache.ecr({ region: 'us-east-1' }),
        PullThroughCache.ecr({ region: 'eu-west-1', accountId: '999988887777', prefix: 'other', role: iam.Role.fromRoleName(stack, 'Role', 'puller') }),
      ],
    }));
    const [own, other] = resourcesOf(template, 'AWS::ECR::PullThroughCacheRule');

    expect(JSON.stringify(own.UpstreamRegistryUrl)).toContain(`${IRELAND.account}.dkr.ecr.us-east-1.`);
    expect(JSON.stringify(other.UpstreamRegistryUrl)).toContain('999988887777.dkr.ecr.eu-west-1.');
    expect(other.CustomRoleArn).toBeDefined();
  });

  test('have a template that lets tags move, before the first pull', () => {
    const { template } = registry({ pullThroughCaches: [PullThroughCache.ecrPublic()] });

    template.hasResourceProperties('AWS::ECR::RepositoryCreationTemplate', {
      Prefix: 'ecr-public', AppliedFor: ['PULL_THROUGH_CACHE'], ImageTagMutability: 'MUTABLE', EncryptionConfiguration: { EncryptionType: 'AES256' },
    });
    const [rule] = Object.values(template.findResources('AWS::ECR::PullThroughCacheRule'));
    expect(rule.DependsOn).toEqual([Object.keys(template.findResources('AWS::ECR::RepositoryCreationTemplate'))[0]]);
  });

  test('have no template of ours where there is one', () => {
    const { template } = registry({
      pullThroughCaches: [PullThroughCache.ecrPublic(), PullThroughCache.quay()],
      templates: [{ prefix: 'ecr-public/', origins: Object.values(RepositoryOrigin) }],
    });

    expect(resourcesOf(template, 'AWS::ECR::RepositoryCreationTemplate').map(({ Prefix, AppliedFor }) => [Prefix, AppliedFor.length])).toEqual([
      ['ecr-public', 3], ['quay', 1],
    ]);
  });

  test.each([
    ['says nothing about origins', undefined, ['PULL_THROUGH_CACHE', 'REPLICATION', 'CREATE_ON_PUSH']],
    ['names others', [RepositoryOrigin.CREATE_ON_PUSH], ['PULL_THROUGH_CACHE', 'CREATE_ON_PUSH']],
    ['names them', [RepositoryOrigin.PULL_THROUGH_CACHE], ['PULL_THROUGH_CACHE']],
  ])('are meant by the template of their prefix that %s, and may follow tags', (_, origins, expected) => {
    const { template } = registry({ pullThroughCaches: [PullThroughCache.quay()], templates: [{ prefix: 'quay/', origins }, { prefix: 'team', origins }] });
    const [quay, team] = resourcesOf(template, 'AWS::ECR::RepositoryCreationTemplate');

    expect(quay).toMatchObject({ Prefix: 'quay', AppliedFor: expected, ImageTagMutability: 'MUTABLE' });
    expect(team.AppliedFor).toEqual(origins ?? ['REPLICATION', 'CREATE_ON_PUSH']);
  });

  test('keep tags where they are if the template says so', () => {
    const { template } = registry({ pullThroughCaches: [PullThroughCache.quay()], templates: [{ prefix: 'quay', immutableTags: true }] });

    template.hasResourceProperties('AWS::ECR::RepositoryCreationTemplate', { Prefix: 'quay', ImageTagMutability: 'IMMUTABLE' });
  });

  test('need no role of another account where nobody knows the account yet', () => {
    const { template } = registry({ pullThroughCaches: [PullThroughCache.ecr({ region: 'us-east-1', accountId: '999988887777' })] }, {});

    template.resourceCountIs('AWS::ECR::PullThroughCacheRule', 1);
  });

  test('are filled by whoever may', () => {
    const stack = stackIn({ env: IRELAND });
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
    new ImageRegistry(stack, 'Registry', { pullThroughCaches: [hub(stack)] }).grantPullThrough(role);

    const [{ PolicyDocument: { Statement: [statement] } }] = resourcesOf(Template.fromStack(stack), 'AWS::IAM::Policy');
    expect(statement.Action).toEqual(['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository']);
    expect(JSON.stringify(statement.Resource)).toContain('repository/docker-hub/*');
  });
});

describe('templates', () => {
  test('keep tags with their images and forget what has none', () => {
    const { template } = registry({ templates: [{ prefix: 'team/', origins: [RepositoryOrigin.CREATE_ON_PUSH] }] });
    const [properties] = resourcesOf(template, 'AWS::ECR::RepositoryCreationTemplate');

    expect(properties).toMatchObject({ Prefix: 'team', AppliedFor: ['CREATE_ON_PUSH'], ImageTagMutability: 'IMMUTABLE' });
    expect(JSON.parse(properties.LifecyclePolicy).rules).toEqual([{
      rulePriority: 1,
      description: 'Expire images without a tag',
      selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countNumber: 14, countUnit: 'days' },
      action: { type: 'expire' },
    }]);
  });

  test('are for copies and pushes, whose tags stay where they are', () => {
    const [properties] = resourcesOf(registry({ templates: [{ prefix: 'prod/' }] }).template, 'AWS::ECR::RepositoryCreationTemplate');

    expect(properties).toMatchObject({ Prefix: 'prod', AppliedFor: ['REPLICATION', 'CREATE_ON_PUSH'], ImageTagMutability: 'IMMUTABLE' });
  });

  test('write lifecycle rules as repositories do', () => {
    const retention = ImageRetention.perTagPrefix([{ prefix: 'pr-', count: 20 }]);
    const [{ LifecyclePolicy }] = resourcesOf(registry({ templates: [{ prefix: 'team/', retention }] }).template, 'AWS::ECR::RepositoryCreationTemplate');

    expect(JSON.parse(LifecyclePolicy).rules.map(({ selection }: any) => selection)).toEqual([
      { tagStatus: 'tagged', tagPrefixList: ['pr-'], countType: 'imageCountMoreThan', countNumber: 20 },
      { tagStatus: 'untagged', countType: 'sinceImagePushed', countNumber: 14, countUnit: 'days' },
    ]);
  });

  test.each<[string, ecr.LifecycleRule[]]>([
    ['for anything come last', [{ maxImageCount: 9 }, { tagPrefixList: ['pr-'], maxImageCount: 3 }, { tagStatus: ecr.TagStatus.UNTAGGED, maxImageAge: Duration.days(2) }]],
    ['without a priority come after those that have one', [
      { tagPatternList: ['v*'], maxImageCount: 3 }, { tagPrefixList: ['pr-'], maxImageCount: 4, rulePriority: 7 },
      { description: 'Old', tagStatus: ecr.TagStatus.UNTAGGED, maxImageAge: Duration.days(2), rulePriority: 2 }, { maxImageAge: Duration.days(400) },
    ]],
    ['for anything may have the last priority', [{ maxImageCount: 9, rulePriority: 5 }, { tagPrefixList: ['pr-'], maxImageCount: 3, rulePriority: 1 }]],
  ])('write rules of the CDK as it does: those %s', (_, rules) => {
    const stack = stackIn({ env: IRELAND });
    const retention = ImageRetention.custom(rules);
    new ImageRegistry(stack, 'Registry', { templates: [{ prefix: 'team', retention }] });
    new ecr.Repository(stack, 'Repository', { lifecycleRules: rules });
    const template = Template.fromStack(stack);

    expect(resourcesOf(template, 'AWS::ECR::RepositoryCreationTemplate')[0].LifecyclePolicy)
      .toBe(resourcesOf(template, 'AWS::ECR::Repository')[0].LifecyclePolicy.LifecyclePolicyText);
  });

  test('take numbers that only the deployment knows', () => {
    const { template } = registry(stack => ({
      templates: [{ prefix: 'team', retention: ImageRetention.custom([{ maxImageCount: new CfnParameter(stack, 'Count', { type: 'Number' }).valueAsNumber }]) }],
    }));

    expect(resourcesOf(template, 'AWS::ECR::RepositoryCreationTemplate')[0].LifecyclePolicy).toEqual({
      'Fn::Join': ['', [expect.stringMatching(/"countNumber":$/), { Ref: 'Count' }, expect.stringMatching(/^[,}]/)]],
    });
  });

  test.each<[string, ecr.LifecycleRule[], string]>([
    ['two for anything', [{ maxImageCount: 9 }, { maxImageAge: Duration.days(9) }], 'the number of rules for any image is 2'],
    ['two of one priority', [{ tagPrefixList: ['a'], maxImageCount: 9, rulePriority: 3 }, { maxImageCount: 9, rulePriority: 3 }], 'the number of rules with priority 3 is 2'],
    ['one for anything before others', [{ tagPrefixList: ['a'], maxImageCount: 9, rulePriority: 3 }, { maxImageCount: 9, rulePriority: 1 }], 'the priority of the rule for any image is 1, but must be at least 4'],
    [
      'one for anything with a priority, and others without', [{ tagPrefixList: ['a'], maxImageCount: 9 }, { maxImageCount: 9, rulePriority: 7 }],
      'the number of rules without a priority, beside one for any image that has one, is 1',
    ],
  ])('do not take rules that AWS would not: %s', (_, rules, what) => {
    const wrong = refused(() => registry({ templates: [{ prefix: 'team', retention: ImageRetention.custom(rules) }] }));

    expect(wrong).toMatchObject([{ code: 'OutOfRange', path: 'retention.rules', what: expect.stringContaining(what) }]);
  });

  test('that keep everything have no rules', () => {
    const [properties] = resourcesOf(registry({ templates: [{ prefix: 'ROOT', retention: ImageRetention.forever() }] }).template, 'AWS::ECR::RepositoryCreationTemplate');

    expect(properties.LifecyclePolicy).toBeUndefined();
  });

  test('with a key have a role that ECR may take on, without a condition that AWS does not promise', () => {
    const { template } = registry(stack => ({
      templates: [{ prefix: 'team/', encryption: ImageEncryption.customerManaged(new kms.Key(stack, 'Key', { enableKeyRotation: true })) }],
    }));

    expect(resourcesOf(template, 'AWS::IAM::Role')[0].AssumeRolePolicyDocument.Statement).toEqual([
      { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'ecr.amazonaws.com' } },
    ]);
  });

  test('with a key have a role that may use it, for repositories of theirs only', () => {
    const { template } = registry(stack => ({
      templates: [{ prefix: 'team/', encryption: ImageEncryption.customerManaged(new kms.Key(stack, 'Key', { enableKeyRotation: true })) }],
    }));

    template.hasResourceProperties('AWS::ECR::RepositoryCreationTemplate', { EncryptionConfiguration: { EncryptionType: 'KMS', KmsKey: Match.anyValue() }, CustomRoleArn: Match.anyValue() });
    const [{ PolicyDocument: { Statement } }] = resourcesOf(template, 'AWS::IAM::Policy');
    expect(Statement.map(({ Action }: any) => Action)).toEqual([
      ['ecr:CreateRepository', 'ecr:ReplicateImage', 'ecr:TagResource'], ['kms:CreateGrant', 'kms:DescribeKey', 'kms:RetireGrant'],
    ]);
    expect(JSON.stringify(Statement[0].Resource)).toContain('repository/team/*');
  });
});

test('images are signed as they are pushed', () => {
  const { template } = registry(stack => ({
    signing: [{ profile: new signer.SigningProfile(stack, 'Profile', { platform: signer.Platform.NOTATION_OCI_SHA384_ECDSA }), repositories: ['prod/*'] }],
  }));

  template.hasResourceProperties('AWS::ECR::SigningConfiguration', {
    Rules: [{ SigningProfileArn: Match.anyValue(), RepositoryFilters: [{ Filter: 'prod/*', FilterType: 'WILDCARD_MATCH' }] }],
  });
});

describe('an account has the settings once in each region', () => {
  const elsewhere = (app: App, id: string, env: Setting['env']) => refused(() => new ImageRegistry(new Stack(app, id, { env }), 'Registry', {}));

  test('but it may have them in two regions', () => {
    const app = stackIn({ env: IRELAND }).node.root as App;
    expect([elsewhere(app, 'A', IRELAND), elsewhere(app, 'B', { ...IRELAND, region: 'us-east-1' })]).toEqual([[], []]);
  });

  test('so two stacks that do not know where they go cannot both say them', () => {
    const app = stackIn({}).node.root as App;
    expect([elsewhere(app, 'A', undefined), elsewhere(app, 'B', undefined)].map(findings => findings.map(({ code }) => code))).toEqual([[], ['RegistryTaken']]);
  });

  test('but two stages that do not know may go to different places', () => {
    const app = new App();
    const inStage = (id: string) => refused(() => new ImageRegistry(new Stack(new Stage(app, id), 'Registry'), 'Registry', {}));
    expect([inStage('Test'), inStage('Production')]).toEqual([[], []]);
  });
});

describe.each(SETTINGS)('with %s', (_, setting) => {
  test('everything together is silent', () => {
    registry(stack => ({
      scanning: RegistryScanning.enhanced(),
      pullThroughCaches: [hub(stack)],
      templates: [{ prefix: 'team/' }],
      replication: [{ destinations: [{ region: 'us-east-2' }] }],
      replicationSources: [{ accountId: '999988887777' }],
    }), setting);
  });
});
