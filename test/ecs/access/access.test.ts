/** What packs become: which policies, in which stack, attached to whom; and what is refused. */
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { EcsAccess, EcsAccessPack, EcsPlatformProps } from '../../../src/ecs';
import { AccessGrantee } from '../../../src/platform';
import { PlatformProfile, Rollout } from '../../../src/vocabulary';
import { acknowledgementsIn, covers, findingsIn, findingsWithoutAcknowledgements, tell } from '../../compliance/packs';
import { diagnosticsIn, VALIDATION_CONTEXT } from '../../compliance/validator';
import { ECS_ACCESS_MISTAKES } from '../../wrong-inputs/ecs-access';
import { expectRefused } from '../../wrong-inputs/expect-refused';
import { ground, IRELAND, resources, service, Setting, SETTINGS } from '../support';

const ARN = AccessGrantee.arn('arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Dev_0123456789abcdef');

const person = (stack: Stack, id = 'Person') => new iam.Role(stack, id, { assumedBy: new iam.AccountRootPrincipal() });

function given(say: (access: EcsAccess, stack: Stack) => void, props: EcsPlatformProps = {}, setting?: Setting) {
  const on = ground(setting);
  const { access, cluster } = on.platform(props);
  say(access, on.stack);
  return { ...on, access, cluster, get template() { return Template.fromStack(on.stack); } };
}

const policies = (template: Template) => resources(template, 'AWS::IAM::ManagedPolicy');

test('nothing is made before somebody is given something', () => {
  expect(policies(given(() => undefined).template)).toEqual([]);
});

test('a pack that several have for the same scope is one policy, with other scopes it is others', () => {
  const { template, access } = given((say, stack) => {
    say.viewer(AccessGrantee.role(person(stack)));
    say.viewer(AccessGrantee.role(person(stack, 'Other')), {});
    say.viewer(AccessGrantee.user(new iam.User(stack, 'User')));
    say.viewer(AccessGrantee.group(new iam.Group(stack, 'Group')));
    say.viewer(AccessGrantee.role(person(stack, 'Third')), { resourceTags: { team: 'orders' } });
    say.viewer(AccessGrantee.role(person(stack, 'Fourth')), { resourceTags: { team: 'orders' } });
  });
  expect(policies(template).map(({ Description, Roles, Users, Groups }) => [Description, Roles?.length, Users?.length, Groups?.length])).toEqual([
    ['Viewer of Shop/Platform', 2, 1, 1],
    ['Viewer of Shop/Platform', 2, undefined, undefined],
  ]);
  expect(access.policies).toHaveLength(2);
});

test('the ids of policies are those of packs', () => {
  const { template } = given(access => {
    access.viewer(ARN);
    access.deployer(ARN);
    access.operator(ARN);
    access.exec(ARN);
    access.admin(ARN);
    access.deny(ARN);
  });
  expect(Object.keys(template.findResources('AWS::IAM::ManagedPolicy')).map(id => id.replace(/[0-9A-F]{8}$/, ''))).toEqual([
    'PlatformAccessViewer', 'PlatformAccessDeployer', 'PlatformAccessOperator', 'PlatformAccessExec', 'PlatformAccessAdmin', 'PlatformAccessDeny',
  ]);
});

test('principals that are somebody else\'s are left alone', () => {
  const { template } = given((access, stack) => {
    access.viewer(ARN);
    access.viewer(AccessGrantee.role(iam.Role.fromRoleArn(stack, 'Other', 'arn:aws:iam::444455556666:role/other')));
    access.viewer(AccessGrantee.role(iam.Role.fromRoleArn(stack, 'Fixed', 'arn:aws:iam::111122223333:role/fixed', { mutable: false })));
    access.viewer(AccessGrantee.role(iam.Role.fromRoleArn(stack, 'Ours', 'arn:aws:iam::111122223333:role/ours')));
  }, {}, { env: IRELAND });
  expect(policies(template).map(({ Roles, Users, Groups }) => [Roles, Users, Groups])).toEqual([[['ours'], undefined, undefined]]);
});

test('a role of an earlier stack does not come to depend on the platform', () => {
  const on = ground({ env: IRELAND });
  const people = new Stack(on.app, 'People', { env: IRELAND });
  on.platform().access.deployer(AccessGrantee.role(person(people)));
  on.app.synth();
  expect(people.dependencies).toEqual([]);
  expect(on.stack.dependencies).toEqual([people]);
});

test('workloads of another stack are spoken of there, whether they come before or after', () => {
  const on = ground({ env: IRELAND });
  const platform = on.platform();
  const later = new Stack(on.app, 'Later', { env: IRELAND });
  service(later, 'Before', platform);
  platform.access.deployer(AccessGrantee.role(person(on.stack)));
  service(later, 'After', platform);
  on.app.synth();

  expect(on.stack.dependencies).toEqual([]);
  expect(platform.access.policies.map(({ stack }) => stack)).toEqual([on.stack, later]);
  expect(JSON.stringify(policies(Template.fromStack(on.stack)))).not.toMatch(/TaskRole|LaterBefore/);
  const [elsewhere] = policies(Template.fromStack(later));
  expect(elsewhere.Roles).toHaveLength(1);
  expect(JSON.stringify(elsewhere.PolicyDocument)).toMatch(/BeforeTaskRole.*AfterTaskRole|AfterTaskRole.*BeforeTaskRole/);
});

test('policies stay short enough: more workloads make more policies', () => {
  const on = ground({ env: IRELAND });
  const platform = on.platform({ profile: PlatformProfile.DEVELOPMENT });
  platform.access.deployer(AccessGrantee.role(person(on.stack)));
  Array.from({ length: 24 }, (_, index) => service(on.stack, `Service${index}`, platform, { exposures: [] }));
  on.app.synth();

  const made = policies(Template.fromStack(on.stack));
  expect(made.length).toBeGreaterThan(2);
  expect(made.every(({ PolicyDocument, Roles }) => JSON.stringify(PolicyDocument).length < 9000 && Roles.length === 1)).toBe(true);
  expect(platform.access._tooLong()).toEqual([]);
  const roles = new Set(JSON.stringify(made).match(/Service\d+TaskRole/g));
  expect(roles.size).toBe(24);
});

test('policies stay short enough: more conditions make more policies', () => {
  const tags = Object.fromEntries(Array.from({ length: 4 }, (_, index) => [`name-${index}`.padEnd(40, 'x'), 'y'.repeat(40)]));
  const { template, access } = given((say, stack) => say.deployer(AccessGrantee.role(person(stack)), { principalTags: tags, cdkDeploy: true }));
  const made = policies(template);
  expect(made.length).toBeGreaterThan(1);
  expect(access._tooLong()).toEqual([]);
  expect(made.every(({ PolicyDocument: { Statement }, Roles }) => Statement.length > 0 && Roles.length === 1)).toBe(true);
  expect(JSON.stringify(made).match(/sts:AssumeRole"/g)).toHaveLength(1);
});

test('who is given as an ARN has nothing yet, and that is warned of', () => {
  const warned = (grantee: (stack: Stack) => AccessGrantee) => {
    const { stack } = given((say, within) => say.viewer(grantee(within)));
    return Annotations.fromStack(stack).findWarning('/Shop/Platform/Access', Match.stringLikeRegexp('Viewer yet: .*policyDocument')).length;
  };
  expect(warned(() => ARN)).toBe(1);
  expect(warned(stack => AccessGrantee.role(person(stack)))).toBe(0);
});

test('more policies than a principal takes are warned of', () => {
  const on = ground({ env: IRELAND });
  const { access } = on.platform({ profile: PlatformProfile.DEVELOPMENT });
  const me = AccessGrantee.role(person(on.stack));
  const teams = Array.from({ length: 11 }, (_, index) => `team-${index}`);
  teams.slice(1).forEach(team => access.viewer(me, { resourceTags: { team } }));
  access.viewer(me, { resourceTags: { team: 'team-1' } });
  const warnings = () => Annotations.fromStack(on.stack).findWarning('/Shop/Platform/Access', Match.stringLikeRegexp('quota-policiesPerPrincipal'));
  expect(warnings()).toHaveLength(0);
  access.viewer(me, { resourceTags: { team: 'team-0' } });
  expect(warnings()).toHaveLength(1);
});

test('single workloads are tagged where they are told apart, and only then', () => {
  const on = ground({ env: IRELAND });
  const platform = on.platform();
  const api = service(on.stack, 'Api', platform);
  service(on.stack, 'Worker', platform);
  platform.access.viewer(ARN);
  platform.access.exec(ARN, { workloads: [api] });

  const tags = (type: string) => resources(Template.fromStack(on.stack), type).map(({ Tags }) => Tags);
  const tag = { Key: 'cdk-container-platform:workload', Value: 'Shop/Api' };
  expect(tags('AWS::ECS::Service')).toEqual([[tag], undefined]);
  expect(tags('AWS::ECS::TaskDefinition')).toEqual([[tag], undefined]);
});

test('a permission set gets a document, which knows workloads that come later', () => {
  const on = ground({ env: IRELAND });
  const platform = on.platform();
  const { access } = platform;
  const document = access.policyDocument(EcsAccessPack.deployer());
  document.addStatements(new iam.PolicyStatement({ actions: ['sts:GetCallerIdentity'], resources: ['*'] }));
  service(on.stack, 'Api', platform);

  const { Statement } = on.stack.resolve(document);
  expect(access.policies).toEqual([]);
  expect(JSON.stringify(Statement)).toContain('ApiTaskRole');
  expect(JSON.stringify(Statement)).toContain('sts:GetCallerIdentity');
});

test('a pipeline may assume the roles of the bootstrap stack', () => {
  const { template } = given(access => access.deployer(ARN, { cdkDeploy: true }), {}, { env: IRELAND });
  const { Statement } = policies(template)[0].PolicyDocument;
  expect(Statement.find(({ Action }: any) => Action === 'sts:AssumeRole').Resource.map((arn: any) => JSON.stringify(arn).match(/cdk-hnb659fds-[\w-]+/)![0])).toEqual([
    'cdk-hnb659fds-deploy-role-111122223333-eu-west-1', 'cdk-hnb659fds-file-publishing-role-111122223333-eu-west-1',
    'cdk-hnb659fds-image-publishing-role-111122223333-eu-west-1', 'cdk-hnb659fds-lookup-role-111122223333-eu-west-1',
  ]);
});

describe('mistakes are refused with their code, their place and a way out', () => expectRefused(ECS_ACCESS_MISTAKES));

test('a policy that is too long stops the synthesis', () => {
  const { app } = given(access => access.viewer(ARN, {
    resourceTags: Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`name-${index}`.padEnd(100, 'x'), 'y'.repeat(200)])),
  }));
  expect(() => app.synth()).toThrow(/AccessPolicyTooLong/);
});

describe.each(SETTINGS)('with %s', (_, setting) => {
  const everybody = (access: EcsAccess, stack: Stack) => {
    access.viewer(AccessGrantee.role(person(stack)));
    access.deployer(AccessGrantee.role(person(stack, 'Deployer')), { cdkDeploy: true });
    access.operator(AccessGrantee.user(new iam.User(stack, 'User')), { scalingBounds: true });
    access.exec(AccessGrantee.group(new iam.Group(stack, 'Group')));
    access.admin(AccessGrantee.role(person(stack, 'Admin')));
    access.deny(AccessGrantee.role(person(stack, 'Guest')), { outside: true });
  };

  function all() {
    const on = ground({ ...setting, flags: { ...setting.flags, ...VALIDATION_CONTEXT } });
    const platform = on.platform();
    const api = service(on.stack, 'Api', platform, { exec: true });
    everybody(platform.access, on.stack);
    platform.access.exec(AccessGrantee.role(person(on.stack, 'One')), { workloads: [api], resourceTags: { team: 'orders' } });
    service(on.stack, 'Shipping', platform, { rollout: Rollout.codeDeploy() });
    on.app.synth();
    return { ...on, access: platform.access };
  }

  test('the packs find nothing in it, and everything that is accepted would be found', () => {
    const { app, access } = all();
    const ours = ({ path }: { path: string }) => path.startsWith(`${access.node.path}/`);
    const accepted = acknowledgementsIn(app).filter(({ construct }) => ours(construct.node));
    expect(findingsIn(app).filter(ours).map(tell)).toEqual([]);
    const found = findingsWithoutAcknowledgements(app).filter(ours);
    expect(accepted.filter(acceptance => !found.some(one => covers(acceptance, one))).map(({ construct, rule }) => `${construct.node.path} ${rule}`)).toEqual([]);
  });

  test('the validator of the CDK finds nothing', () => {
    const { app, access } = all();
    expect(diagnosticsIn(app).filter(text => JSON.stringify(text).includes(access.node.path))).toEqual([]);
  });
});
