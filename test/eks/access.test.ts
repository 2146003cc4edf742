/** Who gets what: the access entries, the objects behind them, and what IAM is told. */
import { Template } from 'aws-cdk-lib/assertions';
import { CfnAccessEntry, CfnFargateProfile, CfnNodegroup } from 'aws-cdk-lib/aws-eks';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { ground, IRELAND, object, objects, SETTINGS } from './support';
import { EksAccess, EksPlatformProps } from '../../src/eks';
import { AccessGrantee } from '../../src/platform';
import { findingsIn, findingsWithoutAcknowledgements, acknowledgementsIn, covers, tell } from '../compliance/packs';
import { diagnosticsIn, VALIDATION_CONTEXT } from '../compliance/validator';
import { ACCESS_MISTAKES } from '../wrong-inputs/eks-access';
import { expectRefused } from '../wrong-inputs/expect-refused';

const SSO = 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Dev_0123456789abcdef';
const VIEW = 'cdk-container-platform-workloads-viewer';

function given(say: (access: EksAccess, stack: Stack) => void, props: EksPlatformProps = {}, setting?: Parameters<typeof ground>[0]) {
  const on = ground(setting);
  const { access, cluster } = on.platform(props);
  say(access, on.stack);
  return { ...on, access, cluster, template: Template.fromStack(on.stack) };
}

/** Those of the packs; the function that applies objects has one of its own. */
function entries(template: Template): Record<string, any>[] {
  return Object.entries(template.findResources('AWS::EKS::AccessEntry')).filter(([id]) => id.startsWith('PlatformAccess')).map(([, { Properties }]) => Properties);
}

const person = (stack: Stack, id = 'Person') => new iam.Role(stack, id, { assumedBy: new iam.AccountRootPrincipal() });

test('a principal with several packs has one entry with all of them', () => {
  const { template } = given((access, stack) => {
    const role = person(stack);
    access.viewer(AccessGrantee.role(role));
    access.exec(AccessGrantee.role(role));
    access.viewer(AccessGrantee.arn(role.roleArn));
    access.operator(AccessGrantee.arn(SSO));
  });
  expect(entries(template).map(({ KubernetesGroups, Type }) => [KubernetesGroups, Type])).toEqual([
    [['cdk-container-platform-workloads-exec', VIEW], 'STANDARD'],
    [['cdk-container-platform-workloads-operator'], 'STANDARD'],
  ]);
});

test('the entry waits for the cluster and names the principal with its path', () => {
  const { template } = given(access => access.viewer(AccessGrantee.arn(SSO)));
  const [cluster] = Object.keys(template.findResources('AWS::EKS::Cluster'));
  expect(entries(template)).toEqual([{ ClusterName: { Ref: cluster }, PrincipalArn: SSO, Type: 'STANDARD', KubernetesGroups: [VIEW] }]);
});

test('the group of a pack is bound to its role in its namespace, once for all who have it', () => {
  const { template } = given(access => {
    access.viewer(AccessGrantee.arn(SSO));
    access.viewer(AccessGrantee.arn(`${SSO}0`));
  });
  const binding = object(template, 'RoleBinding');
  const role = object(template, 'Role');
  expect(binding.metadata).toMatchObject({ name: 'platform-viewer', namespace: 'workloads' });
  expect(binding.roleRef).toEqual({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role.metadata.name });
  expect(role.metadata.namespace).toBe('workloads');
  expect(binding.subjects).toEqual([{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: VIEW }]);
  expect(entries(template).map(({ KubernetesGroups }) => KubernetesGroups)).toEqual([[VIEW], [VIEW]]);
});

test('role and binding wait for the namespace', () => {
  const { template } = given(access => access.viewer(AccessGrantee.arn(SSO)));
  const made = template.findResources('Custom::AWSCDK-EKS-KubernetesResource');
  const idOf = (start: string) => Object.keys(made).find(id => id.startsWith(start))!;
  expect(made[idOf('RolePlatformViewer')].DependsOn).toContain(idOf('NamespaceWorkloads'));
  expect(made[idOf('RoleBindingPlatformViewer')].DependsOn).toContain(idOf('RolePlatformViewer'));
});

test('packs of several namespaces are told apart', () => {
  const { template } = given(access => {
    access.viewer(AccessGrantee.arn(SSO), { namespaces: ['workloads', 'batch'] });
    access.deployer(AccessGrantee.arn(SSO), { namespaces: ['batch'] });
  }, { namespaces: ['workloads', 'batch'] });
  expect(entries(template)[0].KubernetesGroups).toEqual(['cdk-container-platform-batch-deployer', 'cdk-container-platform-batch-viewer', VIEW]);
  expect(objects(template).filter(({ kind }) => kind === 'RoleBinding').map(({ metadata: { name, namespace } }) => `${namespace}/${name}`).sort())
    .toEqual(['batch/platform-deployer', 'batch/platform-viewer', 'workloads/platform-viewer']);
});

describe('an administrator', () => {
  const admin = (policy: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:eks::aws:cluster-access-policy/${policy}`]] });

  test('of namespaces has the policy of AWS there, all namespaces together', () => {
    const { template } = given(access => {
      access.admin(AccessGrantee.arn(SSO));
      access.admin(AccessGrantee.arn(SSO), { namespaces: ['batch'] });
    }, { namespaces: ['workloads', 'batch'] });
    expect(entries(template)[0].AccessPolicies).toEqual([
      { PolicyArn: admin('AmazonEKSAdminPolicy'), AccessScope: { Type: 'namespace', Namespaces: ['batch', 'workloads'] } },
    ]);
    expect(entries(template)[0].KubernetesGroups).toEqual(['cdk-container-platform-batch-deployer', 'cdk-container-platform-workloads-deployer']);
  });

  test('of the cluster has everything, and nothing in the cluster has to be made for it', () => {
    const { template } = given(access => access.admin(AccessGrantee.arn(SSO), { clusterWide: true }));
    expect(entries(template)[0].AccessPolicies).toEqual([{ PolicyArn: admin('AmazonEKSClusterAdminPolicy'), AccessScope: { Type: 'cluster' } }]);
    expect(entries(template)[0].KubernetesGroups).toBeUndefined();
    expect(objects(template).map(({ kind }) => kind)).not.toContain('Role');
  });
});

describe('in IAM', () => {
  const policies = (template: Template) => Object.values(template.findResources('AWS::IAM::Policy')).map(({ Properties }) => Properties)
    .filter(({ PolicyDocument: { Statement } }) => JSON.stringify(Statement).includes('eks:AccessKubernetesApi'));

  test('a role and a user may look up this cluster and nothing more', () => {
    const { template } = given((access, stack) => {
      access.viewer(AccessGrantee.role(person(stack)));
      access.viewer(AccessGrantee.user(new iam.User(stack, 'User')));
    });
    const [cluster] = Object.keys(template.findResources('AWS::EKS::Cluster'));
    const found = policies(template);
    expect(found).toHaveLength(2);
    expect(found.map(({ Roles, Users }) => [Roles?.length, Users?.length])).toEqual(expect.arrayContaining([[1, undefined], [undefined, 1]]));
    found.forEach(({ PolicyDocument: { Statement } }) => expect(Statement).toEqual([
      { Effect: 'Allow', Action: ['eks:AccessKubernetesApi', 'eks:DescribeCluster'], Resource: { 'Fn::GetAtt': [cluster, 'Arn'] } },
    ]));
  });

  test('principals that are somebody else\'s are left alone', () => {
    const { template } = given((access, stack) => {
      access.viewer(AccessGrantee.arn(SSO));
      access.viewer(AccessGrantee.role(iam.Role.fromRoleArn(stack, 'Other', 'arn:aws:iam::444455556666:role/other')));
      access.viewer(AccessGrantee.role(iam.Role.fromRoleArn(stack, 'Fixed', 'arn:aws:iam::111122223333:role/fixed', { mutable: false })));
    });
    expect(entries(template)).toHaveLength(3);
    expect(policies(template)).toEqual([]);
  });

  test('a permission set is told what it needs by a document', () => {
    const { access, stack, cluster } = given(() => undefined);
    expect(stack.resolve(access.policyDocument()).Statement).toEqual([
      { Effect: 'Allow', Action: ['eks:AccessKubernetesApi', 'eks:DescribeCluster'], Resource: stack.resolve(cluster.clusterArn) },
    ]);
  });

  test('a role of an earlier stack does not come to depend on the platform', () => {
    const on = ground();
    const people = new Stack(on.app, 'People', { env: IRELAND });
    on.platform().access.deployer(AccessGrantee.role(person(people)));
    on.app.synth();
    expect(people.dependencies).toEqual([]);
    expect(on.stack.dependencies).toEqual([people]);
  });

  test('roles of the same name in two stacks have an entry each', () => {
    const on = ground();
    const { access } = on.platform();
    ['One', 'Two'].forEach(id => access.viewer(AccessGrantee.role(person(new Stack(on.app, id, { env: IRELAND })))));
    expect(entries(Template.fromStack(on.stack))).toHaveLength(2);
  });
});

test('the entry can be changed where the packs end', () => {
  const { access } = given(say => say.viewer(AccessGrantee.arn(SSO)));
  expect(access.entryFor(AccessGrantee.arn(SSO))).toBeInstanceOf(CfnAccessEntry);
  expect(access.entryFor(AccessGrantee.arn(`${SSO}0`))).toBeUndefined();
});

test('nothing is made before somebody is given something', () => {
  const { template } = given(() => undefined);
  expect(entries(template)).toEqual([]);
  expect(objects(template).filter(({ metadata }) => metadata.namespace !== 'kube-system').map(({ kind }) => kind)).toEqual(['Namespace']);
});

describe('mistakes in who has access are refused with their code, their place and a way out', () => expectRefused(ACCESS_MISTAKES));

test('a second entry for the same principal stops the synthesis, the entry of another cluster does not', () => {
  const on = ground();
  const { access, cluster } = on.platform();
  access.viewer(AccessGrantee.arn(SSO));
  new CfnAccessEntry(on.stack, 'Elsewhere', { clusterName: 'another', principalArn: SSO });
  expect(() => on.app.synth()).not.toThrow();
  new CfnAccessEntry(on.stack, 'Twice', { clusterName: cluster.clusterName, principalArn: SSO });
  expect(() => on.app.synth({ force: true })).toThrow(/AccessPrincipalIsTaken/);
});

test.each([
  ['nodes', (scope: Stack, clusterName: string, nodeRole: string) => new CfnNodegroup(scope, 'Nodes', { clusterName, nodeRole, subnets: ['subnet-1'] })],
  ['pods on Fargate', (scope: Stack, clusterName: string, podExecutionRoleArn: string) =>
    new CfnFargateProfile(scope, 'Profile', { clusterName, podExecutionRoleArn, selectors: [{ namespace: 'workloads' }] })],
])('the role of %s, for which EKS makes an entry, is not for people', (_, make) => {
  const on = ground();
  const { access, clusterName } = on.platform();
  const role = person(on.stack);
  access.viewer(AccessGrantee.role(role));
  make(on.stack, 'another', role.roleArn);
  expect(access._conflicts()).toEqual([]);
  make(new Stack(on.app, 'Machines', { env: IRELAND }), clusterName, role.roleArn);
  expect(access._conflicts().map(({ code, what }) => [code, /Machines/.test(what)])).toEqual([['AccessPrincipalIsTaken', true]]);
});

test.each([
  ['a path', 'arn:aws:iam::111122223333:role/team/people/admin'],
  ['the role of a permission set', SSO],
  ['a user', 'arn:aws:iam::111122223333:user/ana@example.com'],
  ['China', 'arn:aws-cn:iam::111122223333:role/admin'],
])('%s is taken', (_, arn) => {
  expect(entries(given(access => access.viewer(AccessGrantee.arn(arn))).template)[0].PrincipalArn).toBe(arn);
});

describe.each(SETTINGS)('with %s', (_, setting) => {
  const everybody = (access: EksAccess, stack: Stack) => {
    access.viewer(AccessGrantee.arn(SSO));
    access.deployer(AccessGrantee.role(person(stack)));
    access.operator(AccessGrantee.user(new iam.User(stack, 'User')));
    access.exec(AccessGrantee.role(person(stack, 'Other')));
    access.admin(AccessGrantee.role(person(stack, 'Admin')));
    access.admin(AccessGrantee.role(person(stack, 'Root')), { clusterWide: true });
  };

  test('the packs find nothing in it, and everything that is accepted would be found', () => {
    const { app, access } = given(everybody, {}, setting);
    const ours = ({ path }: { path: string }) => path.startsWith(`${access.node.path}/`);
    const accepted = acknowledgementsIn(app).filter(({ construct }) => ours(construct.node));
    expect(findingsIn(app).filter(ours).map(tell)).toEqual([]);
    const all = findingsWithoutAcknowledgements(app).filter(ours);
    expect(all.map(({ rule }) => rule)).toContain('NIST.800.53.R5-IAMNoInlinePolicy');
    const stale = accepted.filter(acknowledgement => !all.some(found => covers(acknowledgement, found)));
    expect(stale.map(({ construct, rule }) => `${rule} at ${construct.node.path}`)).toEqual([]);
  });

  test('the validator finds nothing in it', () => {
    const { app, access } = given(everybody, {}, { ...setting, flags: { ...setting.flags, ...VALIDATION_CONTEXT } });
    expect(diagnosticsIn(app).filter(line => line.includes(access.node.path))).toEqual([]);
  });
});
