/**
 * Who may do what with images: every cell of the tables on the page, asked of the policies in the templates, filled in as CloudFormation
 * would.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import { App, Stack } from 'aws-cdk-lib/core';
import { ImageNamespace, ImagePuller, ImageRegistry, ImageRepository, PublicImageRepository, PullThroughCache } from '../../src/registry';
import { Caller, decide, likesArn, Policy } from '../../tools/iam';
import { CALLS, TYPES } from '../iam/facts';
import { ACCOUNT, filledIn, REGION } from '../iam/filled-in';
import { RECOMMENDED } from '../network/harness';

const SHOP = '444455556666';
const SISTER = '777766665555';
const STRANGER = '999988887777';
const ORGANIZATION = 'o-a1b2c3d4e5';

/** An account with everything that gives or is given a permission. */
function world() {
  const app = new App({ context: RECOMMENDED });
  const home = new Stack(app, 'Images', { env: { account: ACCOUNT, region: REGION } });
  const virginia = new Stack(app, 'Public', { env: { account: ACCOUNT, region: 'us-east-1' } });
  const shop = new Stack(app, 'Shop', { env: { account: SHOP, region: REGION } });
  const role = (stack: Stack, roleName: string) => new iam.Role(stack, roleName, { roleName, assumedBy: new iam.AccountRootPrincipal() });

  const orders = new ImageRepository(home, 'Orders', { repositoryName: 'orders/api' });
  const legacy = ImageRepository.fromRepository(home, 'Legacy', ecr.Repository.fromRepositoryName(home, 'LegacyRepository', 'legacy/api'));
  const builds = new ImageRepository(home, 'Builds', { repositoryName: 'builds/image' });
  const payments = new ImageNamespace(home, 'Payments', { prefix: 'payments' });
  const tools = ImageNamespace.fromPrefix(home, 'Tools', 'tools');
  payments.repository('Api', 'api');
  const registry = new ImageRegistry(home, 'Registry', {
    pullThroughCaches: [PullThroughCache.quay()], replicationSources: [{ accountId: SHOP, prefixes: ['prod/'] }],
  });
  for (const [name, owner] of Object.entries({ orders, legacy, payments, tools })) {
    owner.grantPull(role(home, `${name}.grantPull`));
    owner.grantPush(role(home, `${name}.grantPush`));
    owner.grantManage(role(home, `${name}.grantManage`));
  }
  payments.grantCreateOnPush(role(home, 'payments.grantCreateOnPush'));
  tools.grantCreateOnPush(role(home, 'tools.grantCreateOnPush'));
  registry.grantPullThrough(role(home, 'registry.grantPullThrough'));

  orders.allowPullFromAccount(SHOP);
  builds.allowPullFromService(ImagePuller.codeBuild());
  new ImageRepository(home, 'Function', { repositoryName: 'shop/function' }).allowPullFromService(ImagePuller.lambda({ accountId: SHOP }));
  payments.allowPullFromOrganization(ORGANIZATION);
  payments.allowPullFromService(ImagePuller.lambda());
  orders.grantPush(role(shop, 'ci'));
  ImageNamespace.fromPrefix(shop, 'Everything', 'orders', { accountId: ACCOUNT, region: REGION }).grantPull(role(shop, 'reader'));

  const cli = new PublicImageRepository(virginia, 'Cli', { repositoryName: 'tools/cli' });
  cli.grantPush(role(virginia, 'cli.grantPush'));
  cli.allowPushFromAccount(SHOP);
  return filledIn(app.synth());
}

const filled = world();

const policiesOf = (role: string): Policy[] =>
  filled.all('AWS::IAM::Policy').filter(({ Roles }) => Roles.includes(role)).map(({ PolicyDocument }) => PolicyDocument);
const as = (role: string, account = ACCOUNT): Caller => ({ principal: `arn:aws:iam::${account}:role/${role}`, policies: policiesOf(role) });
const arn = (name: string) => `arn:aws:ecr:${REGION}:${ACCOUNT}:repository/${name}`;

/** The policy of a repository: of its own, or of the template that ECR makes it by. */
function policyOf(name: string): Policy | undefined {
  const written = filled.all('AWS::ECR::Repository').find(({ RepositoryName }) => RepositoryName === name);
  const template = filled.all('AWS::ECR::RepositoryCreationTemplate').find(({ Prefix }) => name.startsWith(`${Prefix}/`));
  return written ? written.RepositoryPolicyText : template?.RepositoryPolicy && JSON.parse(template.RepositoryPolicy);
}

/** Whether a caller may make a call about a repository. */
function may(caller: Caller, call: string, name: string): boolean {
  return decide(caller, call, CALLS[call].needs || CALLS[call].takes ? arn(name) : '*', policyOf(name)) === 'allowed';
}

/** A table of the page: what its columns are called, and the cells of each row. */
function table(heading: string): { readonly columns: string[]; readonly rows: [string, boolean[]][] } {
  const page = readFileSync(join(__dirname, '../../docs/concepts/registry-access.md'), 'utf8');
  const cells = (line: string) => line.split('|').slice(1, -1).map(cell => cell.trim().replaceAll('`', ''));
  const [first, , ...lines] = page.split(`\n## ${heading}\n`)[1].split('\n## ')[0].split('\n').filter(line => line.startsWith('|'));
  const rows = lines.map(cells).map(([name, ...answers]): [string, boolean[]] => {
    expect(answers.filter(answer => !['yes', 'no'].includes(answer))).toEqual([]);
    return [name, answers.map(answer => answer === 'yes')];
  });
  return { columns: cells(first).slice(1), rows };
}

const calls = table('Calls');
const OWNERS: Record<string, string> = { orders: 'orders/api', legacy: 'legacy/api', payments: 'payments/api', tools: 'tools/api', registry: 'quay/nginx' };

/** Those who have got the grant: the name of the role, and the repository that it was given for. */
function having(grant: string): [string, string][] {
  return Object.entries(OWNERS).map(([owner, home]): [string, string] => [`${owner}.${grant}`, home]).filter(([role]) => policiesOf(role).length > 0);
}

describe('a grant', () => {
  test.each(calls.rows)('%s', (call, expected) => {
    const given = calls.columns.map(grant => having(grant).map(([role, home]) => may(as(role), call, home)));
    expect(given).toEqual(calls.columns.map((grant, index) => having(grant).map(() => expected[index])));
  });

  test('is given by everybody who has it', () => {
    expect(calls.columns.map(grant => having(grant).map(([role]) => role.split('.')[0]))).toEqual([
      ...Array(3).fill(['orders', 'legacy', 'payments', 'tools']), ['payments', 'tools'], ['registry'],
    ]);
  });

  test('is of no call that the page does not name', () => {
    const others = Object.keys(CALLS).filter(call => call.startsWith('ecr:') && !calls.rows.some(([name]) => name === call));
    const given = calls.columns.flatMap(having).flatMap(([role, home]) => others.filter(call => may(as(role), call, home)).map(call => `${role}: ${call}`));

    expect(others).toEqual(expect.arrayContaining(['ecr:DeleteRepository', 'ecr:SetRepositoryPolicy', 'ecr:PutLifecyclePolicy', 'ecr:PutRegistryPolicy']));
    expect(given).toEqual([]);
  });

  test('can be true in each statement: IAM knows the call, and asks it about that kind of resource', () => {
    const statements = filled.all('AWS::IAM::Policy').filter(({ Roles }) => /\.grant/.test(Roles[0])).flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    const wrong = statements.flatMap(({ Action, Resource }) => [Action].flat().filter((call: string) => {
      const { needs = [] } = CALLS[call];
      const [service] = call.split(':');
      return !(needs.length === 0 ? Resource === '*' : [Resource].flat().every((each: string) => needs.some(type =>
        likesArn(TYPES[`${service}:${type}`].replace(/:R:/, ':*:').replace(/:A:/, ':*:').replace(/X$/, '*'), each))));
    }));
    expect(statements.length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  });
});

describe('it is for', () => {
  const { columns, rows } = table('Where');
  const owners = ['orders', 'payments', 'registry'];

  test.each(rows.map(([who, answers], index) => [who, owners[index], answers] as const))('%s', (_, owner, answers) => {
    const grants = calls.columns.map((grant, index) => ({ role: `${owner}.${grant}`, index })).filter(({ role }) => policiesOf(role).length > 0);
    const places = columns.map((name, place) => {
      const given = grants.flatMap(({ role, index }) => calls.rows
        .filter(([call, allowed]) => allowed[index] && CALLS[call].needs)
        .map(([call]) => decide(as(role), call, arn(name)) === 'allowed'));
      expect(given).toEqual(given.map(() => answers[place]));
      return given.length;
    });
    expect(places.every(asked => asked > 0)).toBe(true);
  });
});

const ALL: Policy[] = [{ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }];
const PULL = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

describe('from elsewhere', () => {
  const person = (account: string, policies: Policy[], organization?: string): Caller =>
    ({ principal: `arn:aws:iam::${account}:role/anybody`, policies, context: organization ? { 'aws:PrincipalOrgID': organization } : {} });
  const service = (principal: string, source: string, account: string): Caller =>
    ({ principal, context: { 'aws:SourceAccount': account, 'aws:SourceArn': `arn:aws:${source.replace('ACCOUNT', account)}` } });
  const FUNCTION = `lambda:${REGION}:ACCOUNT:function:mine`;
  const PROJECT = `codebuild:${REGION}:ACCOUNT:project/mine`;
  const callers = [
    person(SHOP, ALL), person(SHOP, []), person(SISTER, ALL, ORGANIZATION), person(SISTER, [], ORGANIZATION), person(STRANGER, ALL, 'o-zzzzzzzzzz'),
    person(ACCOUNT, [], ORGANIZATION),
    service('lambda.amazonaws.com', FUNCTION, ACCOUNT), service('lambda.amazonaws.com', FUNCTION, STRANGER),
    service('lambda.amazonaws.com', FUNCTION, SHOP),
    service('codebuild.amazonaws.com', PROJECT, ACCOUNT), service('codebuild.amazonaws.com', PROJECT, STRANGER),
  ];
  const { columns, rows } = table('From elsewhere');

  test.each(rows.map(([who, answers], index) => [who, callers[index], answers] as const))('%s', (_, caller, answers) => {
    expect(PULL.map(call => columns.map(name => may(caller, call, name)))).toEqual(PULL.map(() => answers));
    // People of the account are a matter of their own policies; here they have none.
    const more = Object.keys(CALLS).filter(call => call.startsWith('ecr:') && CALLS[call].needs && !PULL.includes(call));
    expect(more.flatMap(call => columns.filter(name => may(caller, call, name)))).toEqual([]);
  });

  test('a namespace of another account is one side of it: the repository has to let the account in', () => {
    const reader = as('reader', SHOP);
    expect([...PULL, 'ecr:PutImage', 'ecr:BatchDeleteImage'].map(call => may(reader, call, 'orders/api'))).toEqual([true, true, true, false, false]);
    expect([decide(reader, 'ecr:BatchGetImage', arn('orders/api')), may(reader, 'ecr:BatchGetImage', 'payments/api')]).toEqual(['not allowed', false]);
  });

  test('a role of another account has its own grant and the policy of the repository, and both are needed', () => {
    const ci = as('ci', SHOP);
    const { context } = person(SHOP, []);
    const tagged = { ...ci, context: { ...context, ...Object.fromEntries(tagsOf('ci').map(({ Key, Value }) => [`aws:PrincipalTag/${Key}`, Value])) } };
    expect([may(tagged, 'ecr:PutImage', 'orders/api'), may(ci, 'ecr:PutImage', 'orders/api'), may(tagged, 'ecr:PutImage', 'payments/api')]).toEqual([true, false, false]);
    expect(decide(tagged, 'ecr:PutImage', arn('orders/api'))).toBe('not allowed');
  });
});

function tagsOf(role: string): { Key: string; Value: string }[] {
  return filled.all('AWS::IAM::Role').find(({ RoleName }) => RoleName === role).Tags ?? [];
}

describe('other doors', () => {
  const place = (name: string) => `arn:aws:ecr-public::${ACCOUNT}:repository/${name}`;
  const PUSH = ['BatchCheckLayerAvailability', 'CompleteLayerUpload', 'InitiateLayerUpload', 'PutImage', 'UploadLayerPart'].map(name => `ecr-public:${name}`);
  const [{ RepositoryPolicyText: policy }] = filled.all('AWS::ECR::PublicRepository');
  const publicCalls = Object.keys(CALLS).filter(call => call.startsWith('ecr-public:') && CALLS[call].needs?.includes('repository'));
  const allowed = (caller: Caller, name: string) => publicCalls.filter(call => decide(caller, call, place(name), name === 'tools/cli' ? policy : undefined) === 'allowed');

  test('whoever may push to a public repository may push to that one, and sign in', () => {
    expect(allowed(as('cli.grantPush'), 'tools/cli')).toEqual(PUSH);
    expect(allowed(as('cli.grantPush'), 'tools/cli2')).toEqual([]);
    expect(['ecr-public:GetAuthorizationToken', 'sts:GetServiceBearerToken'].map(call => decide(as('cli.grantPush'), call, '*'))).toEqual(['allowed', 'allowed']);
  });

  test('an account that may push needs its own permission, and a stranger has none', () => {
    const from = (account: string, policies: Policy[]) => ({ principal: `arn:aws:iam::${account}:role/ci`, policies });
    expect([allowed(from(SHOP, ALL), 'tools/cli'), allowed(from(SHOP, []), 'tools/cli'), allowed(from(STRANGER, ALL), 'tools/cli')]).toEqual([PUSH, [], []]);
  });

  test('copies come from the account that is named, to the prefixes that are named', () => {
    const [{ PolicyText }] = filled.all('AWS::ECR::RegistryPolicy');
    const copying = (account: string, name: string) => Object.keys(CALLS).filter(call => call.startsWith('ecr:') && CALLS[call].needs
      && decide({ principal: `arn:aws:iam::${account}:role/aws-service-role/replication.ecr.amazonaws.com/AWSServiceRoleForECRReplication`, policies: ALL },
        call, arn(name), PolicyText) === 'allowed');
    expect([copying(SHOP, 'prod/api'), copying(SHOP, 'production/api'), copying(SHOP, 'orders/api'), copying(STRANGER, 'prod/api')])
      .toEqual([['ecr:CreateRepository', 'ecr:ReplicateImage'], [], [], []]);
  });
});
