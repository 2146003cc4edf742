/**
 * What each pack allows and refuses, call by call, the way IAM answers; and that every statement of every pack can be true: IAM asks
 * about that kind of resource, and knows those keys, when it is asked about that call.
 */
import { answer, Giving, ME, shop, Target, Targets, targetsOf } from './world';
import { EcsDenial } from '../../../src/ecs';
import { likes, likesArn, Policy, Statement } from '../../../tools/iam';
import { CALLS, GLOBAL_KEYS, TYPES } from '../../iam/facts';
import { ACCOUNT, REGION } from '../../iam/filled-in';

type Give = (on: Giving) => void;
type To = keyof Targets;

/** A call, about what, what else IAM knows, and the columns in which it is allowed. */
type Row = readonly [action: string, to: To, more: Record<string, string>, allowed: string];

/** The policies of somebody, and what there is to call. */
function given(give: Give): { readonly policies: readonly Policy[]; readonly targets: Targets } {
  const { filled } = shop(give);
  return { policies: filled.policiesOf(ME), targets: targetsOf(filled) };
}

function table(columns: Record<string, Give>, rows: readonly Row[]): void {
  const known = Object.fromEntries(Object.entries(columns).map(([name, give]) => [name, given(give)]));
  test.each(rows.map(([action, to, more, allowed]) => [
    `${action} of ${to}${Object.keys(more).length > 0 ? ` with ${JSON.stringify(more)}` : ''}: ${allowed || 'nobody'}`, action, to, more, allowed,
  ] as const))('%s', (_, action, to, more, allowed) => {
    const yes = Object.entries(known).filter(([, { policies, targets }]) => answer(policies, action, targets[to], about(more, targets[to])) === 'allowed');
    expect(yes.map(([name]) => name).join(' ')).toBe(allowed);
  });
}

/** `@own` is the task definition of the target itself, in its next revision. */
function about(more: Record<string, string>, { family }: Target): Record<string, string> {
  return Object.fromEntries(Object.entries(more).map(([key, value]) => [key, value.replace(/^@(own|\w+)/, (__, whose) =>
    `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/${whose === 'own' ? family : whose}:8`)]));
}

const ECS_TASKS = { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' };
const OWN = { 'ecs:task-definition': '@own' };
const ANOTHER = { 'ecs:task-definition': '@OtherApiTaskDefinition' };

describe('for everything in the cluster', () => {
  const all = 'viewer deployer operator exec admin';
  const does = 'deployer operator admin';
  table({
    viewer: ({ access, me }) => access.viewer(me),
    deployer: ({ access, me }) => access.deployer(me),
    operator: ({ access, me }) => access.operator(me),
    exec: ({ access, me }) => access.exec(me),
    admin: ({ access, me }) => access.admin(me),
  }, [
    ['ecs:DescribeClusters', 'api', {}, all],
    ['ecs:DescribeClusters', 'foreign', {}, ''],
    ['ecs:ListServices', 'api', {}, all],
    ['ecs:ListServices', 'foreign', {}, ''],
    ['ecs:ListTasks', 'api', {}, all],
    ['ecs:ListTasks', 'foreign', {}, ''],
    ['ecs:DescribeServices', 'worker', {}, all],
    ['ecs:DescribeServices', 'shipping', {}, all],
    ['ecs:DescribeServices', 'foreign', {}, ''],
    ['ecs:DescribeTasks', 'api', {}, all],
    ['ecs:DescribeTasks', 'foreign', {}, ''],
    ['ecs:DescribeServiceDeployments', 'api', {}, all],
    ['ecs:DescribeServiceDeployments', 'foreign', {}, ''],
    ['ecs:DescribeServiceRevisions', 'api', {}, all],
    ['ecs:DescribeTaskSets', 'shipping', {}, all],
    ['ecs:DescribeContainerInstances', 'api', {}, all],
    ['ecs:DescribeContainerInstances', 'foreign', {}, ''],
    ['ecs:DescribeTaskDefinition', 'foreign', {}, all],
    ['ecs:DescribeCapacityProviders', 'api', {}, all],
    ['logs:FilterLogEvents', 'api', {}, all],
    ['logs:GetLogEvents', 'shipping', {}, all],
    ['logs:StartQuery', 'worker', {}, all],
    ['logs:FilterLogEvents', 'foreign', {}, ''],
    ['cloudwatch:GetMetricData', 'api', {}, all],
    ['elasticloadbalancing:DescribeTargetHealth', 'api', {}, all],
    ['application-autoscaling:DescribeScalingPolicies', 'api', {}, all],
    ['application-autoscaling:RegisterScalableTarget', 'api', {}, ''],
    ['ecs:StopTask', 'api', {}, does],
    ['ecs:StopTask', 'foreign', {}, ''],
    ['ecs:UpdateTaskProtection', 'worker', {}, does],
    ['ecs:UpdateService', 'api', {}, does],
    ['ecs:UpdateService', 'foreign', {}, ''],
    ['ecs:UpdateService', 'api', OWN, 'deployer admin'],
    ['ecs:UpdateService', 'shipping', OWN, 'deployer admin'],
    ['ecs:UpdateService', 'api', ANOTHER, 'admin'],
    ['ecs:CreateService', 'api', OWN, 'deployer admin'],
    ['ecs:CreateService', 'api', ANOTHER, 'admin'],
    ['ecs:CreateService', 'foreign', OWN, ''],
    ['ecs:DeleteService', 'api', {}, 'admin'],
    ['ecs:DeleteService', 'foreign', {}, ''],
    ['ecs:StopServiceDeployment', 'api', {}, does],
    ['ecs:StopServiceDeployment', 'foreign', {}, ''],
    ['ecs:ContinueServiceDeployment', 'api', {}, does],
    ['ecs:ContinueServiceDeployment', 'foreign', {}, ''],
    ['ecs:UpdateContainerInstancesState', 'api', {}, does],
    ['ecs:UpdateContainerInstancesState', 'foreign', {}, ''],
    ['ecs:RegisterTaskDefinition', 'api', {}, 'deployer admin'],
    ['ecs:RegisterTaskDefinition', 'shipping', {}, 'deployer admin'],
    ['ecs:RegisterTaskDefinition', 'foreign', {}, ''],
    ['ecs:DeregisterTaskDefinition', 'api', {}, 'admin'],
    ['ecs:DeleteTaskDefinitions', 'api', {}, 'admin'],
    ['ecs:DeleteTaskDefinitions', 'foreign', {}, ''],
    ['ecs:RunTask', 'api', {}, 'deployer admin'],
    ['ecs:RunTask', 'foreign', {}, ''],
    ['ecs:StartTask', 'api', {}, 'admin'],
    ['iam:PassRole', 'api', ECS_TASKS, 'deployer admin'],
    ['iam:PassRole', 'shipping', ECS_TASKS, 'deployer admin'],
    ['iam:PassRole', 'foreign', ECS_TASKS, ''],
    ['iam:PassRole', 'api', { 'iam:PassedToService': 'lambda.amazonaws.com' }, ''],
    ['iam:PassRole', 'api', {}, ''],
    ['codedeploy:ContinueDeployment', 'shipping', {}, does],
    ['ecs:ExecuteCommand', 'api', { 'ecs:container-name': 'api' }, 'exec admin'],
    ['ecs:ExecuteCommand', 'foreign', { 'ecs:container-name': 'api' }, ''],
    ['kms:GenerateDataKey', 'api', {}, 'exec admin'],
    ['kms:GenerateDataKey', 'foreign', {}, ''],
    ['ecs:TagResource', 'api', {}, 'admin'],
    ['ecs:DeleteCluster', 'api', {}, 'admin'],
    ['ecs:DeleteCluster', 'foreign', {}, ''],
    ['ecs:PutClusterCapacityProviders', 'api', {}, 'admin'],
    ['ecs:RegisterContainerInstance', 'api', {}, 'admin'],
    ['ecs:PutAccountSetting', 'api', {}, ''],
    ['ecs:DeleteCapacityProvider', 'api', {}, ''],
    ['sts:AssumeRole', 'api', {}, ''],
  ]);

  test('sessions that ECS does not know of are denied to whoever opens shells, even if another policy allows them', () => {
    const everything: Policy = { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
    for (const give of [({ access, me }: Giving) => access.exec(me), ({ access, me }: Giving) => access.admin(me)]) {
      const { policies, targets: { api, foreign } } = given(give);
      expect(answer([...policies, everything], 'ssm:StartSession', api, {}, 'task')).toBe('denied');
      expect(answer([...policies, everything], 'ssm:StartSession', foreign, {}, 'task')).toBe('denied');
      expect(answer([...policies, everything], 'ssm:StartSession', api, {}, 'instance')).toBe('allowed');
    }
  });
});

describe('for single workloads', () => {
  const does = 'deployer operator';
  table({
    viewer: ({ access, me, api }) => access.viewer(me, { workloads: [api] }),
    deployer: ({ access, me, api, shipping }) => access.deployer(me, { workloads: [api, shipping] }),
    operator: ({ access, me, api }) => access.operator(me, { workloads: [api] }),
    exec: ({ access, me, api }) => access.exec(me, { workloads: [api] }),
  }, [
    ['ecs:DescribeClusters', 'worker', {}, 'viewer deployer operator exec'],
    ['ecs:ListServices', 'api', {}, 'viewer deployer operator exec'],
    ['ecs:DescribeServices', 'api', {}, 'viewer deployer operator exec'],
    ['ecs:DescribeServices', 'worker', {}, ''],
    ['ecs:DescribeServices', 'shipping', {}, 'deployer'],
    ['ecs:DescribeTasks', 'api', {}, 'viewer deployer operator exec'],
    ['ecs:DescribeTasks', 'worker', {}, ''],
    ['ecs:DescribeServiceRevisions', 'worker', {}, ''],
    ['logs:FilterLogEvents', 'api', {}, 'viewer deployer operator exec'],
    ['logs:FilterLogEvents', 'worker', {}, ''],
    ['logs:FilterLogEvents', 'shipping', {}, 'deployer'],
    ['ecs:StopTask', 'api', {}, does],
    ['ecs:StopTask', 'worker', {}, ''],
    ['ecs:StopTask', 'foreign', { 'aws:ResourceTag/cdk-container-platform:workload': 'Shop/Api' }, ''],
    ['ecs:UpdateService', 'api', {}, does],
    ['ecs:UpdateService', 'worker', {}, ''],
    ['ecs:UpdateService', 'api', OWN, 'deployer'],
    ['ecs:UpdateService', 'api', ANOTHER, ''],
    ['ecs:UpdateService', 'worker', OWN, ''],
    ['ecs:CreateService', 'worker', OWN, ''],
    ['ecs:StopServiceDeployment', 'api', {}, does],
    ['ecs:StopServiceDeployment', 'worker', {}, ''],
    ['ecs:ContinueServiceDeployment', 'worker', {}, ''],
    ['ecs:UpdateContainerInstancesState', 'api', {}, ''],
    ['ecs:RegisterTaskDefinition', 'api', {}, 'deployer'],
    ['ecs:RegisterTaskDefinition', 'worker', {}, ''],
    ['ecs:RunTask', 'api', {}, 'deployer'],
    ['ecs:RunTask', 'worker', {}, ''],
    ['iam:PassRole', 'api', ECS_TASKS, 'deployer'],
    ['iam:PassRole', 'worker', ECS_TASKS, ''],
    ['ecs:ExecuteCommand', 'api', { 'ecs:container-name': 'api' }, 'exec'],
    ['ecs:ExecuteCommand', 'worker', { 'ecs:container-name': 'worker' }, ''],
    ['ecs:ExecuteCommand', 'shipping', { 'ecs:container-name': 'api' }, ''],
  ]);

  test('who starts a task may tag it as what it is, and not as a task of somebody else', () => {
    const { policies, targets: { api } } = given(({ access, me, api: only }) => access.deployer(me, { workloads: [only] }));
    const tag = (more: Record<string, string>) => answer(policies, 'ecs:TagResource', api, more, 'task');
    expect(tag({ 'ecs:CreateAction': 'RunTask' })).toBe('allowed');
    expect(tag({ 'ecs:CreateAction': 'RunTask', 'aws:RequestTag/cdk-container-platform:workload': 'Shop/Api' })).toBe('allowed');
    expect(tag({ 'ecs:CreateAction': 'RunTask', 'aws:RequestTag/cdk-container-platform:workload': 'Shop/Worker' })).toBe('not allowed');
    expect(tag({})).toBe('not allowed');
  });
});

describe('by tags', () => {
  table({
    viewer: ({ access, me }) => access.viewer(me, { resourceTags: { team: 'orders' } }),
    deployer: ({ access, me, api, worker }) => access.deployer(me, { resourceTags: { team: 'orders' }, workloads: [api, worker] }),
    operator: ({ access, me }) => access.operator(me, { resourceTags: { team: '${aws:PrincipalTag/team}' } }),
    exec: ({ access, me }) => access.exec(me, { resourceTags: { team: 'orders' }, principalTags: { oncall: 'yes' } }),
  }, [
    ['ecs:DescribeServices', 'api', {}, 'viewer deployer'],
    ['ecs:DescribeServices', 'worker', {}, ''],
    ['ecs:DescribeServices', 'shipping', {}, ''],
    ['ecs:DescribeServices', 'foreign', {}, ''],
    ['ecs:DescribeServices', 'worker', { 'aws:PrincipalTag/team': 'billing' }, 'operator'],
    ['ecs:StopTask', 'api', { 'aws:PrincipalTag/team': 'orders' }, 'deployer operator'],
    ['ecs:StopTask', 'api', { 'aws:PrincipalTag/team': 'billing' }, 'deployer'],
    ['ecs:StopTask', 'api', {}, 'deployer'],
    ['ecs:StopTask', 'foreign', { 'aws:PrincipalTag/team': 'orders' }, ''],
    ['ecs:UpdateService', 'api', OWN, 'deployer'],
    ['ecs:UpdateService', 'worker', OWN, ''],
    ['ecs:CreateService', 'api', { ...OWN, 'aws:RequestTag/team': 'orders' }, 'deployer'],
    ['ecs:CreateService', 'api', OWN, ''],
    ['ecs:CreateService', 'api', { ...OWN, 'aws:RequestTag/team': 'billing' }, ''],
    ['ecs:UpdateContainerInstancesState', 'api', { 'aws:PrincipalTag/team': 'orders' }, ''],
    ['ecs:ExecuteCommand', 'api', { 'aws:PrincipalTag/oncall': 'yes' }, 'exec'],
    ['ecs:ExecuteCommand', 'api', { 'aws:PrincipalTag/oncall': 'no' }, ''],
    ['ecs:ExecuteCommand', 'api', {}, ''],
    ['ecs:ExecuteCommand', 'worker', { 'aws:PrincipalTag/oncall': 'yes' }, ''],
    ['ecs:DescribeServices', 'api', { 'aws:PrincipalTag/oncall': 'yes' }, 'viewer deployer exec'],
  ]);
});

describe('shells of persons', () => {
  const api = { 'ecs:container-name': 'api' };
  table({
    containers: ({ access, me }) => access.exec(me, { containers: ['api', 'proxy'] }),
    person: ({ access, me }) => access.exec(me, { sessionNames: ['ana@example.com', 'ben@example.com'] }),
    both: ({ access, me, api: only }) => access.exec(me, { workloads: [only], containers: ['api'], sessionNames: ['ana@example.com'] }),
  }, [
    ['ecs:ExecuteCommand', 'api', api, 'containers person both'],
    ['ecs:ExecuteCommand', 'worker', api, 'containers person'],
    ['ecs:ExecuteCommand', 'api', { 'ecs:container-name': 'vault' }, 'person'],
    ['ecs:ExecuteCommand', 'api', {}, 'person'],
    ['ecs:ExecuteCommand', 'api', { ...api, 'aws:userid': 'AROAEXAMPLE:ben@example.com' }, 'containers person'],
    ['ecs:ExecuteCommand', 'api', { ...api, 'aws:userid': 'AROAEXAMPLE:eve@example.com' }, 'containers'],
    ['ecs:ExecuteCommand', 'api', { ...api, 'aws:userid': 'AROAEXAMPLE:ana@example.com.evil' }, 'containers'],
    ['ecs:ExecuteCommand', 'foreign', api, ''],
  ]);
});

describe('options of packs', () => {
  table({
    pipeline: ({ access, me }) => access.deployer(me, { cdkDeploy: true }),
    bounds: ({ access, me }) => access.operator(me, { scalingBounds: true }),
  }, [
    ['sts:AssumeRole', 'api', {}, 'pipeline'],
    ['application-autoscaling:RegisterScalableTarget', 'api', {
      'application-autoscaling:service-namespace': 'ecs', 'application-autoscaling:scalable-dimension': 'ecs:service:DesiredCount',
    }, 'bounds'],
    ['application-autoscaling:RegisterScalableTarget', 'api', {
      'application-autoscaling:service-namespace': 'dynamodb', 'application-autoscaling:scalable-dimension': 'dynamodb:table:ReadCapacityUnits',
    }, ''],
  ]);
});

describe('denied, to somebody who may do everything', () => {
  const everything: Policy = { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
  const columns: Record<string, Give> = {
    here: ({ access, me }) => access.deny(me),
    elsewhere: ({ access, me }) => access.deny(me, { outside: true }),
    api: ({ access, me, api }) => access.deny(me, { workloads: [api] }),
    others: ({ access, me, api }) => access.deny(me, { workloads: [api], outside: true }),
    orders: ({ access, me }) => access.deny(me, { resourceTags: { team: 'orders' } }),
    otherTeams: ({ access, me }) => access.deny(me, { resourceTags: { team: 'orders' }, outside: true }),
    shells: ({ access, me }) => access.deny(me, { denied: EcsDenial.EXEC }),
    changes: ({ access, me }) => access.deny(me, { denied: EcsDenial.CHANGES }),
    guests: ({ access, me }) => access.deny(me, { principalTags: { guest: 'yes' } }),
  };
  const known = Object.fromEntries(Object.entries(columns).map(([name, give]) => [name, given(give)]));

  test.each<[string, To, Record<string, string>, string]>([
    ['ecs:UpdateService', 'api', {}, 'here api orders changes'],
    ['ecs:UpdateService', 'worker', {}, 'here others otherTeams changes'],
    ['ecs:UpdateService', 'shipping', {}, 'here others otherTeams changes'],
    ['ecs:UpdateService', 'foreign', {}, 'elsewhere others otherTeams'],
    ['ecs:DeleteService', 'api', {}, 'here api orders changes'],
    ['ecs:CreateService', 'api', { 'aws:RequestTag/team': 'orders' }, 'here api orders changes'],
    ['ecs:CreateService', 'foreign', { 'aws:RequestTag/team': 'orders' }, 'elsewhere others otherTeams'],
    ['ecs:StopTask', 'api', {}, 'here api orders changes'],
    ['ecs:StopTask', 'worker', {}, 'here others otherTeams changes'],
    ['ecs:StopTask', 'foreign', {}, 'elsewhere others otherTeams'],
    ['ecs:ExecuteCommand', 'api', {}, 'here api orders shells'],
    ['ecs:ExecuteCommand', 'worker', {}, 'here others otherTeams shells'],
    ['ecs:ExecuteCommand', 'foreign', {}, 'elsewhere others otherTeams'],
    ['ecs:StopServiceDeployment', 'api', {}, 'here api orders changes'],
    ['ecs:StopServiceDeployment', 'foreign', {}, 'elsewhere others otherTeams'],
    ['ecs:RunTask', 'api', {}, 'here api orders changes'],
    ['ecs:RunTask', 'worker', {}, 'here others otherTeams changes'],
    ['ecs:RunTask', 'foreign', {}, 'elsewhere others otherTeams'],
    ['ecs:RegisterTaskDefinition', 'api', {}, 'here api orders changes'],
    ['ecs:RegisterTaskDefinition', 'worker', {}, 'here others changes'],
    ['ecs:RegisterTaskDefinition', 'foreign', {}, 'others orders'],
    ['ecs:DeleteCluster', 'api', {}, 'here others otherTeams changes'],
    ['ecs:DeleteCluster', 'foreign', {}, 'elsewhere others otherTeams'],
    ['ecs:UpdateContainerInstancesState', 'api', {}, 'here others otherTeams changes'],
    ['ecs:UpdateContainerInstancesState', 'foreign', {}, 'elsewhere others otherTeams'],
    ['ecs:DeleteTaskSet', 'api', {}, 'here api orders changes'],
    ['ecs:DeleteTaskSet', 'foreign', {}, 'elsewhere others otherTeams'],
    ['ecs:DescribeServices', 'api', {}, ''],
    ['ecs:UpdateService', 'api', { 'aws:PrincipalTag/guest': 'yes' }, 'here api orders changes guests'],
  ])('%s of %s with %j: denied in %s', (action, to, more, denied) => {
    const no = Object.entries(known).filter(([, { policies, targets }]) => answer([...policies, everything], action, targets[to], more) === 'denied');
    expect(no.map(([name]) => name).join(' ')).toBe(denied);
  });

  test('sessions that ECS does not know of are denied with shells', () => {
    const { policies, targets: { api } } = known.shells;
    expect(answer([...policies, everything], 'ssm:StartSession', api, {}, 'task')).toBe('denied');
    expect(answer([...known.changes.policies, everything], 'ssm:StartSession', api, {}, 'task')).toBe('allowed');
  });
});

describe('every statement can be true', () => {
  const { policies } = given(({ access, me, api, shipping }) => {
    for (const options of [{}, { workloads: [api, shipping] }, { workloads: [api], resourceTags: { team: 'orders' }, principalTags: { team: 'a' } }]) {
      access.viewer(me, options);
      access.deployer(me, { ...options, cdkDeploy: true });
      access.operator(me, { ...options, scalingBounds: true });
      access.exec(me, { ...options, sessionNames: ['ana'] });
      access.deny(me, options);
      access.deny(me, { ...options, outside: true });
    }
    access.admin(me);
  });
  const statements = policies.flatMap(({ Statement: written }) => written as readonly Statement[]);

  test.each(statements.map(statement => [JSON.stringify(statement).slice(0, 160), statement] as const))('%s', (_, statement) => {
    const actions = list(statement.Action).flatMap(expand);
    const resources = list(statement.Resource ?? statement.NotResource);
    const unheard = actions.flatMap(action => unknownTo(action, resources, statement));
    expect(unheard).toEqual([]);
    // A resource that none of the calls has is a mistake, too.
    expect(resources.filter(resource => resource !== '*' && !actions.some(action => typesOf(action).some(type => fits(resource, type))))).toEqual([]);
  });

  test('every resource that a call needs is spoken of somewhere', () => {
    const allowed = statements.filter(({ Effect, Action }) => Effect === 'Allow' && !list(Action).includes('ecs:*'));
    for (const action of new Set(allowed.flatMap(({ Action }) => list(Action)))) {
      const resources = allowed.filter(({ Action }) => list(Action).includes(action)).flatMap(({ Resource }) => list(Resource));
      const missing = (CALLS[action].needs ?? []).filter(type => !resources.some(resource => resource === '*' || fits(resource, `${action.split(':')[0]}:${type}`)));
      expect([action, missing]).toEqual([action, []]);
    }
  });

  function unknownTo(action: string, resources: readonly string[], { Condition, Action }: Statement): string[] {
    expect(Object.keys(CALLS)).toContain(action);
    const all = list(Action).some(pattern => pattern.includes('*'));
    const types = typesOf(action);
    const asked = resources.includes('*') || resources.some(resource => types.some(type => fits(resource, type)));
    const keys = [...CALLS[action].keys ?? [], ...GLOBAL_KEYS];
    const unknown = Object.values(Condition ?? {}).flatMap(Object.keys).filter(key => !keys.some(one => one.endsWith('/') ? key.startsWith(one) : key === one));
    return [...asked || all ? [] : [`${action} is never asked about ${resources}`], ...unknown.map(key => `${action} does not know ${key}`)];
  }
});

function typesOf(action: string): string[] {
  const { needs = [], takes = [] } = CALLS[action];
  return [...needs, ...takes].map(type => `${action.split(':')[0]}:${type}`);
}

/** Whether a pattern can be about a type: its fixed beginning is that of the type, and something of the type is like it. */
function fits(pattern: string, type: string): boolean {
  const example = TYPES[type].replace(':R:', `:${REGION}:`).replace(':A:', `:${ACCOUNT}:`);
  const own = pattern.split(/[/:]/);
  const filled = example.split(/([/:])/).map((part, index) => /^[XYZN]$/.test(part) ? (own[index / 2] ?? part).replace(/[*?]/g, 'x') : part).join('');
  return likesArn(pattern, filled);
}

function expand(pattern: string): string[] {
  return pattern.includes('*') ? Object.keys(CALLS).filter(call => likes(pattern, call)) : [pattern];
}

function list<T>(value: T | readonly T[] | undefined): readonly T[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value as T];
}
