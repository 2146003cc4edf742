/** Who may run a job: what packs and grants allow, the way IAM answers. */
import * as iam from 'aws-cdk-lib/aws-iam';
import { answer, Giving, ME, shop, Target, targetsOf } from './world';
import { EcsDenial } from '../../../src/ecs';
import { StandaloneTask } from '../../../src/workloads';
import { Policy } from '../../../tools/iam';
import { FilledIn } from '../../iam/filled-in';
import { NGINX } from '../support';

type Give = (on: Giving & { readonly task: StandaloneTask; readonly other: StandaloneTask }) => void;

const EVERYTHING: Policy = { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };
const ECS_TASKS = { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' };
const STARTING = { 'ecs:CreateAction': 'RunTask' };

/** A shop with two tasks that run on request, and what somebody may do with them and others. */
function given(give: Give): { readonly filled: FilledIn } & Record<'export' | 'repair' | 'api' | 'foreign', Target> {
  const { filled } = shop(on => {
    const { stack, ecsPlatform: platform } = on;
    const task = new StandaloneTask(stack, 'Export', { platform, image: NGINX });
    const other = new StandaloneTask(stack, 'Repair', { platform, image: NGINX });
    give({ ...on, task, other });
  });
  const { api, foreign } = targetsOf(filled);
  const of = (id: string): Target => ({
    ...api,
    service: 'none',
    family: filled.family('Shop', id),
    role: filled.name('Shop', 'AWS::IAM::Role', `${id}TaskRole`),
    logGroup: filled.name('Shop', 'AWS::Logs::LogGroup', id),
    tags: { 'cdk-container-platform:workload': `Shop/${id}` },
  });
  return { filled, export: of('Export'), repair: of('Repair'), api, foreign };
}

/** Everything that it takes to start a run. */
function mayRun(policies: readonly Policy[], target: Target): boolean {
  return answer(policies, 'ecs:RunTask', target) === 'allowed'
    && answer(policies, 'iam:PassRole', target, ECS_TASKS) === 'allowed'
    && answer(policies, 'ecs:TagResource', target, STARTING, 'task') === 'allowed';
}

describe('of those who have packs', () => {
  test.each<[string, Give, string]>([
    ['viewers run nothing', ({ access, me }) => access.viewer(me), ''],
    ['operators run jobs, and no tasks of services', ({ access, me }) => access.operator(me), 'export repair'],
    ['operators of one job run that one', ({ access, me, task }) => access.operator(me, { workloads: [task] }), 'export'],
    ['operators of a service run no jobs', ({ access, me, api }) => access.operator(me, { workloads: [api] }), ''],
    ['deployers run jobs, and tasks of services', ({ access, me }) => access.deployer(me), 'export repair api'],
    ['deployers of one job run that one', ({ access, me, task }) => access.deployer(me, { workloads: [task] }), 'export'],
    ['shells are no reason to run anything', ({ access, me }) => access.exec(me), ''],
  ])('%s', (_, give, runs) => {
    const made = given(give);
    const policies = made.filled.policiesOf(ME);

    expect((['export', 'repair', 'api', 'foreign'] as const).filter(name => mayRun(policies, made[name])).join(' ')).toBe(runs);
  });

  test('operators of one job see and stop its runs only, and read its logs only', () => {
    const made = given(({ access, me, task }) => access.operator(me, { workloads: [task] }));
    const policies = made.filled.policiesOf(ME);

    for (const action of ['ecs:StopTask', 'ecs:DescribeTasks', 'logs:FilterLogEvents']) {
      expect([action, answer(policies, action, made.export), answer(policies, action, made.repair)]).toEqual([action, 'allowed', 'not allowed']);
    }
    expect(answer(policies, 'ecs:UpdateService', made.api)).toBe('not allowed');
  });

  test('what is denied outside of one job is denied for all services', () => {
    const made = given(({ access, me, task }) => access.deny(me, { workloads: [task], denied: EcsDenial.CHANGES, outside: true }));
    const policies = [...made.filled.policiesOf(ME), EVERYTHING];

    expect(answer(policies, 'ecs:UpdateService', made.api)).toBe('denied');
    expect(answer(policies, 'ecs:RunTask', made.repair)).toBe('denied');
    expect(mayRun(policies, made.export)).toBe(true);
  });
});

describe('of those who were granted to run a job', () => {
  const made = given(({ stack, task }) => {
    const role = new iam.Role(stack, 'Given', { roleName: 'given', assumedBy: new iam.AccountRootPrincipal() });
    task.grantRun(new iam.ManagedPolicy(stack, 'Grant', { roles: [role] }));
  });
  const policies = made.filled.policiesOf('given');

  test('they run it, and nothing else', () => {
    expect([made.export, made.repair, made.api, made.foreign].map(target => mayRun(policies, target))).toEqual([true, false, false, false]);
  });

  test('they run it in its cluster only, and pass its roles to tasks only', () => {
    expect(answer(policies, 'ecs:RunTask', { ...made.export, cluster: 'Other-Cluster' })).toBe('not allowed');
    expect(answer(policies, 'iam:PassRole', made.export, { 'iam:PassedToService': 'lambda.amazonaws.com' })).toBe('not allowed');
    expect(answer(policies, 'ecs:TagResource', made.export, {}, 'task')).toBe('not allowed');
  });

  test('they look at its runs and stop them, and no others', () => {
    for (const action of ['ecs:DescribeTasks', 'ecs:StopTask']) {
      expect([made.export, made.repair, made.api, made.foreign].map(target => answer(policies, action, target)))
        .toEqual(['allowed', 'not allowed', 'not allowed', 'not allowed']);
    }
  });
});
