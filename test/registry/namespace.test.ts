import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { App, RemovalPolicy, Stack, Stage } from 'aws-cdk-lib/core';
import {
  ImageEncryption, ImageNamespace, ImageNamespaceProps, ImagePuller, ImageRegistry, ImageRetention, PullThroughCache, RepositoryOrigin,
} from '../../src/registry';
import { PlatformProfile } from '../../src/vocabulary/platform-profile';
import { expectSilence, IRELAND, resourcesOf, Setting, SETTINGS, stackIn } from '../network/harness';
import { refused } from '../wrong-inputs/refused';

/** The namespace `payments` that these props make, what is done with it, and the template around it. */
function namespace(
  props: Partial<ImageNamespaceProps> = {}, act: (made: ImageNamespace, stack: Stack) => void = () => undefined, setting: Setting = { env: IRELAND },
) {
  const stack = stackIn(setting);
  const made = new ImageNamespace(stack, 'Payments', { prefix: 'payments', ...props });
  act(made, stack);
  const template = Template.fromStack(stack);
  expectSilence(stack);
  const [creation] = resourcesOf(template, 'AWS::ECR::RepositoryCreationTemplate');
  const repositories = Object.fromEntries(resourcesOf(template, 'AWS::ECR::Repository').map(each => [each.RepositoryName, each]));
  return { made, stack, template, creation, repositories };
}

/** The statements of a template's policy, which is a text with gaps. */
function statementsOf(creation: Record<string, any>): any[] {
  const { RepositoryPolicy: text } = creation;
  const whole = typeof text === 'string' ? text : text['Fn::Join'][1].map((part: unknown) => typeof part === 'string' ? part : 'aws').join('');
  return JSON.parse(whole).Statement;
}

const role = (stack: Stack) => new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('codebuild.amazonaws.com') });

describe.each(SETTINGS)('with %s', (_, setting) => {
  test('what ECR makes by itself is like what is written down: one key, tags that stay, and nothing tagged forgotten', () => {
    const { creation, repositories, template } = namespace({}, made => made.repository('Api', 'api'), setting);
    const api = repositories['payments/api'];

    expect(creation).toMatchObject({ Prefix: 'payments', AppliedFor: ['REPLICATION', 'CREATE_ON_PUSH'], ImageTagMutability: 'IMMUTABLE' });
    expect(api.ImageTagMutability).toBe('IMMUTABLE');
    expect(creation.EncryptionConfiguration).toEqual(api.EncryptionConfiguration);
    expect(creation.LifecyclePolicy).toBe(api.LifecyclePolicy.LifecyclePolicyText);
    template.resourceCountIs('AWS::KMS::Key', 1);
    expect(creation.CustomRoleArn).toBeDefined();
  });
});

test('in development there is no key, no role, and repositories that were written down go with the stack', () => {
  const { creation, repositories, template } = namespace({ profile: PlatformProfile.DEVELOPMENT }, made => made.repository('Api', 'api'));

  expect(creation.EncryptionConfiguration).toEqual({ EncryptionType: 'AES256' });
  expect(creation.CustomRoleArn).toBeUndefined();
  expect(repositories['payments/api'].EmptyOnDelete).toBe(true);
  template.resourceCountIs('AWS::KMS::Key', 0);
});

test('the key stays when repositories go: what ECR made is encrypted with it, and stays', () => {
  const { template } = namespace({ removalPolicy: RemovalPolicy.DESTROY }, made => made.repository('Api', 'api'));

  template.hasResource('AWS::KMS::Key', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  template.hasResource('AWS::ECR::Repository', { DeletionPolicy: 'Delete' });
});

test('a repository with a profile of its own goes as that profile says, and shares the key', () => {
  const { template } = namespace({}, made => {
    made.repository('Api', 'api');
    made.repository('Trial', 'trial', { profile: PlatformProfile.DEVELOPMENT });
    made.repository('Kept', 'kept', { profile: PlatformProfile.DEVELOPMENT, removalPolicy: RemovalPolicy.RETAIN });
  });
  const deletion = (RepositoryName: string) => Object.values(template.findResources('AWS::ECR::Repository', { Properties: { RepositoryName } }))
    .map(({ DeletionPolicy, Properties }) => [DeletionPolicy, Properties.EmptyOnDelete ?? false, Properties.EncryptionConfiguration.EncryptionType]);

  expect(deletion('payments/api')).toEqual([['Retain', false, 'KMS']]);
  expect(deletion('payments/trial')).toEqual([['Delete', true, 'KMS']]);
  expect(deletion('payments/kept')).toEqual([['Retain', false, 'KMS']]);
  template.resourceCountIs('AWS::KMS::Key', 1);
});

test('its resources have these names', () => {
  const { template } = namespace({}, made => made.repository('Api', 'api'));
  expect(Object.keys(template.toJSON().Resources).sort()).toEqual([
    'PaymentsApiRepositoryA4B33D04', 'PaymentsKeyB60DCB49', 'PaymentsTemplatepaymentsRoleC4E9CFAB',
    'PaymentsTemplatepaymentsRoleDefaultPolicy5D5776C6', 'PaymentsTemplatepaymentsTemplate6501CC0A',
  ]);
});

test('both kinds have what is chosen for the namespace', () => {
  const { creation, repositories } = namespace({
    prefix: 'payments/',
    mutableTags: ['latest'],
    retention: ImageRetention.keepLast(7),
    encryption: ImageEncryption.awsOwned(),
    origins: [RepositoryOrigin.CREATE_ON_PUSH],
  }, made => made.repository('Api', 'team/api'));

  expect(creation).toMatchObject({ Prefix: 'payments', AppliedFor: ['CREATE_ON_PUSH'] });
  for (const each of [creation, repositories['payments/team/api']]) {
    expect(each).toMatchObject({
      ImageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      ImageTagMutabilityExclusionFilters: [{ ImageTagMutabilityExclusionFilterType: 'WILDCARD', ImageTagMutabilityExclusionFilterValue: 'latest' }],
    });
  }
  expect(JSON.parse(creation.LifecyclePolicy).rules[0].selection.countNumber).toBe(7);
  expect(repositories['payments/team/api'].LifecyclePolicy.LifecyclePolicyText).toBe(creation.LifecyclePolicy);
});

test('a namespace for caches lets tags move, as they do in the other registry', () => {
  const { creation, repositories } = namespace({ origins: [RepositoryOrigin.PULL_THROUGH_CACHE] }, made => made.repository('Api', 'api'));
  expect([creation, repositories['payments/api']].map(each => each.ImageTagMutability)).toEqual(['MUTABLE', 'MUTABLE']);
});

test('a repository may differ, and a key of yours is used for all', () => {
  const stack = stackIn({ env: IRELAND });
  const key = new kms.Key(stack, 'Shared');
  const made = new ImageNamespace(stack, 'Payments', { prefix: 'payments', encryption: ImageEncryption.dualLayer(key), mutableTags: ['latest'] });
  made.repository('Api', 'api', { immutableTags: false, profile: PlatformProfile.DEVELOPMENT, removalPolicy: RemovalPolicy.DESTROY });
  made.repository('Jobs', 'jobs');
  const template = Template.fromStack(stack);

  expect(made.encryptionKey).toBe(key);
  expect(resourcesOf(template, 'AWS::ECR::Repository').map(each => [each.ImageTagMutability, each.EmptyOnDelete, each.EncryptionConfiguration.EncryptionType])).toEqual([
    ['MUTABLE', true, 'KMS_DSSE'], ['IMMUTABLE_WITH_EXCLUSION', false, 'KMS_DSSE'],
  ]);
  expect(made.repositories.map(each => each.node.id)).toEqual(['Api', 'Jobs']);
});

describe('whoever may pull', () => {
  const admit = (made: ImageNamespace) => {
    made.allowPullFromAccount('210987654321');
    made.allowPullFromOrganization('o-a1b2c3d4e5');
    made.allowPullFromService(ImagePuller.lambda());
  };

  test.each<[string, (made: ImageNamespace) => void]>([
    ['first', made => {
      admit(made);
      made.repository('Api', 'api');
    }],
    ['last', made => {
      made.repository('Api', 'api');
      admit(made);
    }],
  ])('may pull from what is made by ECR and by us alike, if it is said %s', (_, act) => {
    const { creation, repositories } = namespace({}, act);
    const said = JSON.stringify(repositories['payments/api'].RepositoryPolicyText.Statement).replaceAll('{"Ref":"AWS::Partition"}', '"aws"');

    expect(statementsOf(creation).map(({ Action, Resource }) => [Action.length, Resource])).toEqual([[3, undefined], [3, undefined], [3, undefined]]);
    expect(repositories['payments/api'].RepositoryPolicyText.Statement).toHaveLength(3);
    for (const who of ['210987654321', 'o-a1b2c3d4e5', 'lambda.amazonaws.com']) {
      expect(JSON.stringify(creation.RepositoryPolicy)).toContain(who);
      expect(said).toContain(who);
    }
  });

  test('is nobody if nobody is let in', () => {
    const { creation, repositories } = namespace({}, made => made.repository('Api', 'api'));
    expect([creation.RepositoryPolicy, repositories['payments/api'].RepositoryPolicyText]).toEqual([undefined, undefined]);
  });

  test('is a role of another account by the policies of repositories, and by its own', () => {
    const stack = stackIn({ env: IRELAND });
    const made = new ImageNamespace(stack, 'Payments', { prefix: 'payments' });
    const other = new Stack(stack.node.root as App, 'Other', { env: { account: '210987654321', region: 'eu-west-1' } });
    made.grantPull(new iam.Role(other, 'Role', { roleName: 'puller', assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') }));
    made.repository('Api', 'api');
    const template = Template.fromStack(stack);
    const [{ RepositoryPolicyText: { Statement } }] = resourcesOf(template, 'AWS::ECR::Repository');

    expect(JSON.stringify(Statement)).toContain(':iam::210987654321:role/puller');
    expect(JSON.stringify(statementsOf(resourcesOf(template, 'AWS::ECR::RepositoryCreationTemplate')[0])[0].Principal)).toContain(':iam::210987654321:role/puller');
    expect(JSON.stringify(resourcesOf(Template.fromStack(other), 'AWS::IAM::Policy'))).toContain(`:ecr:eu-west-1:${IRELAND.account}:repository/payments/*`);
  });
});

describe('one owner', () => {
  const elsewhere = (scope: App | Stage, id: string, env?: object) =>
    refused(() => new ImageNamespace(new Stack(scope, id, { env }), 'Payments', { prefix: 'payments' })).map(({ code }) => code);

  test('says what repositories of a prefix are like in each region and account', () => {
    const app = new App();
    expect([
      elsewhere(app, 'A', IRELAND), elsewhere(app, 'B', { ...IRELAND, region: 'us-east-1' }), elsewhere(app, 'C', { ...IRELAND, account: '210987654321' }),
      elsewhere(app, 'D', IRELAND),
    ]).toEqual([[], [], [], ['PrefixTaken']]);
  });

  test('is asked for in each stage, where nobody knows where stacks go', () => {
    const app = new App();
    expect([elsewhere(new Stage(app, 'Test'), 'A'), elsewhere(new Stage(app, 'Production'), 'A'), elsewhere(app, 'A'), elsewhere(app, 'B')])
      .toEqual([[], [], [], ['PrefixTaken']]);
  });

  test('owns no look-alike and nothing within: those may be said by others', () => {
    expect(() => namespace({}, (_, stack) => {
      new ImageNamespace(stack, 'Old', { prefix: 'payments-old' });
      new ImageNamespace(stack, 'Cards', { prefix: 'payments/cards' });
      new ImageRegistry(stack, 'Registry', { pullThroughCaches: [PullThroughCache.quay()], templates: [{ prefix: 'ROOT' }, { prefix: 'quay' }] });
      ImageNamespace.fromPrefix(stack, 'Again', 'payments').grantPull(role(stack));
    })).not.toThrow();
  });
});

test('a namespace elsewhere is called by its account and region', () => {
  const stack = stackIn({ env: IRELAND });
  const existing = ImageNamespace.fromPrefix(stack, 'Payments', 'payments/', { accountId: '210987654321', region: 'us-east-1' });
  expect(stack.resolve(existing.repositoriesArn)['Fn::Join'][1][2]).toBe(':ecr:us-east-1:210987654321:repository/payments/*');
  expect(existing.prefix).toBe('payments');
});

describe('a grant that changes nothing is told of', () => {
  const OTHER = '444455556666';
  const elsewhere = (stack: Stack) => ImageNamespace.fromPrefix(stack, 'Tools', 'tools', { accountId: OTHER });
  const imported = (stack: Stack) => iam.Role.fromRoleArn(stack, 'Imported', `arn:aws:iam::${OTHER}:role/imported`);

  /** What is warned of when this is done in a stack of our account. */
  function warnings(act: (stack: Stack) => void): string[] {
    const stack = stackIn({ env: IRELAND });
    act(stack);
    return Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => /cdk-container-platform:(\w+)/.exec(String(entry.data))![1]);
  }

  test.each<[string, string[], (stack: Stack) => void]>([
    ['an account and a namespace elsewhere', ['NamespaceGrantNotGiven'], stack => elsewhere(stack).grantPull(new iam.AccountPrincipal(OTHER))],
    ['an imported role of another account', ['NamespaceGrantNotGiven'], stack => elsewhere(stack).grantManage(imported(stack))],
    ['a role of ours and a namespace elsewhere', [], stack => elsewhere(stack).grantPull(role(stack))],
    ['a role of ours that makes repositories elsewhere', ['NamespaceCreatesForItsAccount'], stack => elsewhere(stack).grantCreateOnPush(role(stack))],
    ['a service that makes repositories', ['NamespaceGrantNotGiven'], stack =>
      new ImageNamespace(stack, 'Payments', { prefix: 'payments' }).grantCreateOnPush(new iam.ServicePrincipal('codebuild.amazonaws.com'))],
    ['an imported role that makes repositories', ['NamespaceCreatesForItsAccount', 'NamespaceGrantNotGiven'], stack =>
      new ImageNamespace(stack, 'Payments', { prefix: 'payments' }).grantCreateOnPush(imported(stack))],
    ['a role of ours that makes repositories', [], stack => new ImageNamespace(stack, 'Payments', { prefix: 'payments' }).grantCreateOnPush(role(stack))],
  ])('%s', (_, expected, act) => expect(warnings(act).sort()).toEqual(expected));
});
