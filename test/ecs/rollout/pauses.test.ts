import { Construct } from 'constructs';
import { idOf, neededBy, place, Place, rules, text, unexplained } from './operations';
import { RolloutPauses } from '../../../src/ecs/rollout/pauses';
import { Aws } from '../../../src/functions/handlers/aws';
import { answerPause } from '../../../src/functions/handlers/pause';
import { RECOMMENDED, resources, statementsOf } from '../support';

const STACK = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Shop/1';
const arn = (kind: string, id: number) => `arn:aws:ecs:eu-west-1:111122223333:service-${kind}/main/api/${id}`;

interface Past {
  readonly status: string;
  readonly taskDefinition: string;
}

interface World {
  /** Earlier deployments that ECS still knows, the oldest first. */
  readonly past?: readonly Past[];
  /** What the paused deployment brings, and whether something ran before. */
  readonly taskDefinition?: string;
  readonly replaces?: boolean;
  readonly stackStatus?: string;
  readonly forgotten?: boolean;
  /** What becomes of the answer. */
  readonly refusal?: string;
}

/** A paused deployment in its surroundings, and what is done about it. */
async function paused({ past = [], taskDefinition = 'api:9', replaces = past.length > 0, stackStatus = 'UPDATE_IN_PROGRESS', forgotten, refusal }: World) {
  const told: object[] = [];
  const revisions = [...past.map((deployment, id) => ({ id, taskDefinition: deployment.taskDefinition })), { id: 99, taskDefinition }];
  const operations: Partial<Record<keyof Aws, (input: any) => unknown>> = {
    describeServiceDeployments: ({ serviceDeploymentArns }) => {
      expect(serviceDeploymentArns).toEqual([arn('deployment', 99)]);
      return {
        serviceDeployments: forgotten ? [] : [{
          serviceDeploymentArn: arn('deployment', 99),
          targetServiceRevision: { arn: arn('revision', 99) },
          sourceServiceRevisions: replaces ? [{ arn: arn('revision', past.length - 1) }] : [],
        }],
      };
    },
    listServiceDeployments: ({ cluster, service }) => {
      expect([cluster, service]).toEqual(['arn:cluster', 'arn:service']);
      return {
        serviceDeployments: [
          { serviceDeploymentArn: arn('deployment', 99), targetServiceRevisionArn: arn('revision', 99), status: 'IN_PROGRESS' },
          ...past.map(({ status }, id) => ({ serviceDeploymentArn: arn('deployment', id), targetServiceRevisionArn: arn('revision', id), status })).reverse(),
        ],
      };
    },
    describeServiceRevisions: ({ serviceRevisionArns }) => {
      expect(serviceRevisionArns.length).toBeLessThanOrEqual(20);
      return {
        serviceRevisions: revisions.map(({ id, ...rest }) => ({ serviceRevisionArn: arn('revision', id), ...rest }))
          .filter(({ serviceRevisionArn }) => serviceRevisionArns.includes(serviceRevisionArn)),
      };
    },
    describeStacks: ({ StackName }) => {
      expect(StackName).toBe(STACK);
      return { Stacks: [{ StackStatus: stackStatus }] };
    },
    continueServiceDeployment: input => {
      told.push(input);
      if (refusal) { throw Object.assign(new Error('no'), { name: refusal }); }
      return {};
    },
  };
  const aws = Object.fromEntries(Object.entries(operations).map(([name, act]) => [name, async (input: unknown) => act!(input)])) as unknown as Aws;
  const event = { detail: { hookId: 'ecs-pause-1', clusterArn: 'arn:cluster', serviceArn: 'arn:service', serviceDeploymentArn: arn('deployment', 99) } };
  return { ...await answerPause(event, aws, STACK), told };
}

const GOOD: Past = { status: 'SUCCESSFUL', taskDefinition: 'api:8' };
const BACK = { taskDefinition: 'api:8', stackStatus: 'UPDATE_ROLLBACK_IN_PROGRESS' };

describe('a pause', () => {
  test('of the first deployment goes on', async () => {
    expect(await paused({})).toEqual({
      continued: true,
      because: 'the service is new',
      told: [{ serviceDeploymentArn: arn('deployment', 99), hookId: 'ecs-pause-1', action: 'CONTINUE' }],
    });
  });

  test('of a new version waits for a person', async () => {
    expect(await paused({ past: [GOOD] })).toEqual({ continued: false, because: 'a person decides', told: [] });
  });

  test.each(['UPDATE_ROLLBACK_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS'])('goes on while the stack is %s to a version that was good', async stackStatus => {
    expect((await paused({ ...BACK, past: [GOOD, { status: 'SUCCESSFUL', taskDefinition: 'api:9' }], stackStatus })).continued).toBe(true);
  });

  test.each<[string, World]>([
    ['the service has run for so long that ECS knows no earlier deployment', { past: [], replaces: true }],
    ['nothing has ever been good', { past: [{ status: 'ROLLBACK_SUCCESSFUL', taskDefinition: 'api:8' }], ...BACK }],
    ['an earlier version failed and nothing runs', { past: [{ status: 'STOPPED', taskDefinition: 'api:8' }], replaces: false }],
    ['the stack goes back to something that was never good', { past: [GOOD], ...BACK, taskDefinition: 'api:7' }],
    ['the stack was rolled back yesterday', { past: [GOOD], ...BACK, stackStatus: 'UPDATE_ROLLBACK_COMPLETE' }],
    ['an older version is deployed on purpose', { past: [GOOD], ...BACK, stackStatus: 'UPDATE_IN_PROGRESS' }],
    ['the deployment is over', { forgotten: true }],
  ])('waits for a person when %s', async (_, world) => {
    expect((await paused(world)).told).toEqual([]);
  });

  test.each(['STOPPED', 'SUCCESSFUL'])('goes on to the last good version among more than ECS describes at once: %s', async status => {
    const others = Array<Past>(30).fill({ status, taskDefinition: 'api:10' });
    expect((await paused({ ...BACK, past: status === 'STOPPED' ? [GOOD, ...others] : [...others, GOOD] })).continued).toBe(true);
  });

  test.each(['InvalidParameterException', 'ServiceDeploymentNotFoundException'])('that somebody else has answered is no error: %s', async refusal => {
    expect((await paused({ refusal })).continued).toBe(false);
  });

  test('is answered again when ECS is busy, for which Lambda has to see the error', async () => {
    await expect(paused({ refusal: 'ServerException' })).rejects.toThrow('no');
  });
});

function answering(ids = ['Api'], on = place()): Place {
  ids.forEach(id => RolloutPauses.of(on.stack).answerFor(new Construct(on.stack, `${id}Rollout`), on.service(id), on.cluster));
  return on;
}

test('one function answers for all services of a stack, and knows the stack', () => {
  const { template } = answering(['Api', 'Web']);
  template.resourceCountIs('AWS::Lambda::Function', 1);
  expect(resources(template, 'AWS::Lambda::Function')[0]).toMatchObject({ Handler: 'index.pause', Environment: { Variables: { STACK_ID: { Ref: 'AWS::StackId' } } } });
});

test('it is called when a rollout of the service pauses, and is there before the service', () => {
  const { template } = answering();
  const service = idOf(template, 'AWS::ECS::Service');
  const [{ id, pattern, target }] = rules(template, 'Api');
  expect(pattern).toMatchObject({ 'detail-type': ['ECS Hook State Change'], 'detail': { eventName: ['HOOK_AWAITING_ACTION'], hookType: ['PAUSE'] } });
  expect(text(pattern.detail.serviceArn[0].wildcard)).toMatch(new RegExp(`/\\{AWS::StackName\\}-${service}-\\*$`));
  expect(target.Arn['Fn::GetAtt'][0]).toBe(idOf(template, 'AWS::Lambda::Function'));
  expect([...neededBy(template, service)]).toEqual(expect.arrayContaining([
    id, idOf(template, 'AWS::Lambda::Function'), idOf(template, 'AWS::Lambda::Permission'), idOf(template, 'AWS::IAM::Policy', 'RolloutPauses'),
  ]));
});

test('it may look at this stack and continue deployments of its services, and nothing else', () => {
  const { template } = answering();
  const service = idOf(template, 'AWS::ECS::Service');
  const short = (resource: any) => text(resource).replace(/^arn:.*?:service/, 'service').replace(/\{Cluster\w+\}/, 'main');
  const allowed = statementsOf(template, 'RolloutPauses').flatMap(({ Action, Resource }) =>
    [Action].flat().filter((action: string) => !action.startsWith('logs:')).map((action: string) => `${action} on ${[Resource].flat().map(short).sort().join(' and ')}`));
  const name = `main/{AWS::StackName}-${service}-*`;
  expect(allowed.sort()).toEqual([
    'cloudformation:DescribeStacks on {AWS::StackId}',
    `ecs:ContinueServiceDeployment on service-deployment/${name}/* and service/${name}`,
    `ecs:DescribeServiceDeployments on service-deployment/${name}/* and service/${name}`,
    `ecs:DescribeServiceRevisions on service-revision/${name}/* and service/${name}`,
    `ecs:ListServiceDeployments on service/${name}`,
  ]);
});

test.each([['recommended flags', RECOMMENDED], ['no flags', {}]])('the packs find nothing to explain, with %s', (_, flags) => {
  expect(unexplained(answering(['Api'], place({ flags })), 'ApiTasks')).toEqual([]);
});
