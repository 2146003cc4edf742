/** One function of a user has a say in the rollouts of two engines. */
import { failure } from './support/aws';
import { Aws } from '../../../src/functions/handlers/aws';
import { answerHook, Context, HookEvent, Surroundings } from '../../../src/functions/handlers/hook';
import { answerCodeDeploy } from '../../../src/functions/handlers/hook-codedeploy';

beforeEach(() => {
  jest.spyOn(console, 'log').mockImplementation();
  jest.spyOn(console, 'error').mockImplementation();
});
afterEach(() => jest.restoreAllMocks());

type Said = object | string | Error | undefined;

/** AWS with a function that says these things one after the other. */
class Fake {
  public readonly asked: { FunctionName: string; InvocationType?: string; Payload: Record<string, unknown> }[] = [];
  public readonly told: object[] = [];
  public readonly aws: Aws;

  constructor(private readonly says: Said[], answers: Record<string, unknown> = {}) {
    const operations: Record<string, unknown> = {
      invoke: (input: { FunctionName: string; InvocationType?: string; Payload: Uint8Array }) => this.invoke(input),
      putLifecycleEventHookExecutionStatus: (input: object) => { this.told.push(input); return {}; },
      ...answers,
    };
    this.aws = new Proxy({}, {
      get: (_target, name: string) => async (input: unknown) => {
        if (!(name in operations)) { throw new Error(`${name} is not to be called`); }
        const answer = operations[name];
        return typeof answer === 'function' ? (answer as (given: unknown) => unknown)(input) : answer;
      },
    }) as Aws;
  }

  private invoke(input: { FunctionName: string; InvocationType?: string; Payload: Uint8Array }): object {
    this.asked.push({ ...input, Payload: JSON.parse(Buffer.from(input.Payload).toString()) as Record<string, unknown> });
    if (input.InvocationType === 'Event') { return { StatusCode: 202 }; }
    const said = this.says.shift();
    if (said instanceof Error && said.name !== 'Error') { throw said; }
    if (said instanceof Error) { return { FunctionError: 'Unhandled', Payload: Buffer.from(JSON.stringify({ errorMessage: said.message })) }; }
    return { Payload: said === undefined ? undefined : Buffer.from(typeof said === 'string' ? said : JSON.stringify(said)) };
  }
}

const env = (given: Partial<Surroundings> = {}): Surroundings => ({ USER_FUNCTION: 'arn:check', STAGE: 'afterTestTraffic', ...given });
const context = (...minutesLeft: number[]): Context => ({
  invokedFunctionArn: 'arn:adapter',
  getRemainingTimeInMillis: () => (minutesLeft.length > 1 ? minutesLeft.shift()! : minutesLeft[0]) * 60_000,
});

describe('called by ECS', () => {
  const REVISION = 'arn:aws:ecs:eu-west-1:111122223333:service-revision/cluster/shop/2';
  const called = (given: object = {}): HookEvent => ({
    executionDetails: { serviceArn: 'arn:aws:ecs:eu-west-1:111122223333:service/cluster/shop', targetServiceRevisionArn: REVISION },
    resourceArn: 'arn:deployment',
    lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT',
    ...given,
  });
  const revisions = { describeServiceRevisions: { serviceRevisions: [{ serviceRevisionArn: REVISION, taskDefinition: 'shop:2' }] } };
  const answered = (says: Said[], given: Partial<Surroundings> = {}, event = called(), answers: object = {}) => {
    const fake = new Fake(says, { ...revisions, ...answers });
    return answerHook(event, context(15), fake.aws, env(given)).then(answer => ({ answer, asked: fake.asked }));
  };

  test('the function is told the same as by CodeDeploy', async () => {
    const { asked } = await answered([{ status: 'SUCCEEDED' }], {}, called({ hookDetails: { seen: 1 } }));
    expect(asked).toEqual([{
      FunctionName: 'arn:check',
      Payload: {
        stage: 'afterTestTraffic',
        engine: 'ecs',
        cluster: 'cluster',
        service: 'shop',
        deploymentId: 'arn:deployment',
        revision: REVISION,
        taskDefinition: 'shop:2',
        details: { seen: 1 },
      },
    }]);
  });

  test.each<[string, Said, object]>([
    ['yes', { status: 'SUCCEEDED' }, { hookStatus: 'SUCCEEDED' }],
    ['no', { status: 'FAILED', reason: 'slow' }, { hookStatus: 'FAILED' }],
    ['later', { status: 'IN_PROGRESS', retryAfterSeconds: 90, details: { seen: 2 } }, { hookStatus: 'IN_PROGRESS', callBackDelay: 90, hookDetails: { seen: 2 } }],
    ['later, sometime', { status: 'IN_PROGRESS' }, { hookStatus: 'IN_PROGRESS', callBackDelay: 30 }],
    ['something else', { status: 'succeeded' }, { hookStatus: 'FAILED' }],
    ['no JSON', 'fine', { hookStatus: 'FAILED' }],
    ['nothing', undefined, { hookStatus: 'FAILED' }],
    ['null', 'null', { hookStatus: 'FAILED' }],
    ['that it broke', new Error('broken'), { hookStatus: 'FAILED' }],
    ['nothing in time', failure('AbortError'), { hookStatus: 'FAILED' }],
    ['that it is busy', failure('TooManyRequestsException'), { hookStatus: 'IN_PROGRESS', callBackDelay: 15 }],
    ['that it may not be called', failure('AccessDeniedException'), { hookStatus: 'FAILED' }],
  ])('the function says %s', async (_what, said, expected) => {
    expect((await answered([said])).answer).toEqual(expected);
  });

  test('the reason of a no is logged', async () => {
    await answered([{ status: 'FAILED', reason: 'slow' }]);
    expect(console.error).toHaveBeenCalledWith('slow');
  });

  test('older events say the same at the top', async () => {
    const flat = { serviceArn: 'arn:aws:ecs:eu-west-1:111122223333:service/cluster/shop', targetServiceRevisionArn: REVISION } as HookEvent;
    expect((await answered([{ status: 'SUCCEEDED' }], {}, flat)).asked[0].Payload).toMatchObject({ cluster: 'cluster', service: 'shop', revision: REVISION });
  });

  test('the first rollout of a service is skipped where asked', async () => {
    const list = (...arns: string[]) => ({
      listServiceDeployments: { serviceDeployments: arns.map(serviceDeploymentArn => ({ serviceDeploymentArn })) },
    });
    const replaces = (...sourceServiceRevisions: object[]) => ({ describeServiceDeployments: { serviceDeployments: [{ sourceServiceRevisions }] } });
    const skip = { SKIP_ON_FIRST: 'true' };
    expect(await answered([], skip, called(), { ...list('a'), ...replaces() })).toEqual({ answer: { hookStatus: 'SUCCEEDED' }, asked: [] });
    expect((await answered([{ status: 'FAILED' }], skip, called(), list('a', 'b'))).answer).toEqual({ hookStatus: 'FAILED' });
    expect((await answered([{ status: 'FAILED' }], skip, called(), { ...list('a'), ...replaces({ arn: 'before' }) })).answer).toEqual({ hookStatus: 'FAILED' });
    expect((await answered([{ status: 'FAILED' }], { SKIP_ON_FIRST: 'false' })).answer).toEqual({ hookStatus: 'FAILED' });
  });

  test('a version that has been rolled out before is skipped where asked', async () => {
    const past = (taskDefinition: string, source = 'shop:3') => ({
      listServiceDeployments: { serviceDeployments: [{ targetServiceRevisionArn: 'revision-1' }] },
      describeServiceDeployments: { serviceDeployments: [{ sourceServiceRevisions: [{ arn: 'source' }] }] },
      describeServiceRevisions: ({ serviceRevisionArns: [arn] }: { serviceRevisionArns: string[] }) =>
        ({ serviceRevisions: [{ taskDefinition: { [REVISION]: 'shop:2', source }[arn] ?? taskDefinition }] }),
    });
    const skip = { SKIP_ON_ROLLBACK: 'true' };
    expect(await answered([], skip, called(), past('shop:2'))).toEqual({ answer: { hookStatus: 'SUCCEEDED' }, asked: [] });
    expect((await answered([{ status: 'FAILED' }], skip, called(), past('shop:1'))).answer).toEqual({ hookStatus: 'FAILED' });
    expect((await answered([{ status: 'FAILED' }], {}, called(), past('shop:2'))).answer).toEqual({ hookStatus: 'FAILED' });
    // With other subnets or ports, the version that is there already has yet to prove itself.
    expect((await answered([{ status: 'FAILED' }], skip, called(), past('shop:2', 'shop:2'))).answer).toEqual({ hookStatus: 'FAILED' });
  });

  test('what cannot be looked up lets nothing go on', async () => {
    const denied = { describeServiceRevisions: () => { throw failure('InvalidParameterException'); } };
    expect((await answered([], {}, called(), denied)).answer).toEqual({ hookStatus: 'FAILED' });
  });
});

describe('called by CodeDeploy', () => {
  const called = { DeploymentId: 'd-1', LifecycleEventHookExecutionId: 'execution-1' };
  const appSpec = (taskDefinition: string) => ({ revisionType: 'AppSpecContent', appSpecContent: { content: JSON.stringify({ TaskDefinition: taskDefinition }) } });
  const world = (info: object = {}) => ({
    getDeployment: { deploymentInfo: { applicationName: 'shop', deploymentGroupName: 'group', revision: appSpec('shop:2'), creator: 'user', ...info } },
    listDeploymentTargets: { targetIds: ['cluster:shop'] },
  });
  const pauses: number[] = [];
  const pause = (ms: number) => { pauses.push(ms); return Promise.resolve(); };
  beforeEach(() => { pauses.length = 0; });

  test('the function is told the same as by ECS, and CodeDeploy what it says', async () => {
    for (const [said, status] of [['SUCCEEDED', 'Succeeded'], ['FAILED', 'Failed'], ['whatever', 'Failed']]) {
      const fake = new Fake([{ status: said }], world());
      await answerHook(called, context(15), fake.aws, env());
      expect(fake.asked).toEqual([{
        FunctionName: 'arn:check',
        Payload: { stage: 'afterTestTraffic', engine: 'codeDeploy', cluster: 'cluster', service: 'shop', deploymentId: 'd-1', taskDefinition: 'shop:2' },
      }]);
      expect(fake.told).toEqual([{ deploymentId: 'd-1', lifecycleEventHookExecutionId: 'execution-1', status }]);
    }
  });

  test('the function is asked until it has made up its mind', async () => {
    const fake = new Fake([{ status: 'IN_PROGRESS', retryAfterSeconds: 5, details: { seen: 1 } }, { status: 'SUCCEEDED' }], world());
    await answerCodeDeploy(called, context(15), fake.aws, env(), pause);
    expect(pauses).toEqual([5000]);
    expect(fake.asked.map(({ Payload }) => Payload.details)).toEqual([undefined, { seen: 1 }]);
    expect(fake.told).toMatchObject([{ status: 'Succeeded' }]);
  });

  test('it hands over to itself before its own time is over', async () => {
    const fake = new Fake([{ status: 'IN_PROGRESS', retryAfterSeconds: 20, details: { seen: 1 } }], world());
    await answerCodeDeploy(called, context(1), fake.aws, env(), pause);
    expect(fake.told).toEqual([]);
    const [, { FunctionName, InvocationType, Payload }] = fake.asked;
    expect({ FunctionName, InvocationType }).toEqual({ FunctionName: 'arn:adapter', InvocationType: 'Event' });
    expect(Payload).toMatchObject({ ...called, handedOver: { details: { seen: 1 } } });

    const next = new Fake([{ status: 'SUCCEEDED' }], world());
    await answerCodeDeploy(Payload as unknown as typeof called, context(15), next.aws, env(), pause);
    expect(pauses[0]).toBeGreaterThan(15_000);
    expect(next.asked[0].Payload.details).toEqual({ seen: 1 });
    expect(next.told).toMatchObject([{ status: 'Succeeded' }]);
  });

  test('it says no when the function takes too long', async () => {
    const fake = new Fake([{ status: 'IN_PROGRESS' }], world());
    const handedOver = { beganAt: Date.now() - 11 * 60_000, notBefore: 0 };
    await answerCodeDeploy({ ...called, handedOver }, context(15), fake.aws, env({ TIMEOUT_SECONDS: '600' }), pause);
    expect(fake.told).toMatchObject([{ status: 'Failed' }]);
  });

  test('CodeDeploy taking a version back is skipped where asked', async () => {
    const fake = new Fake([], world({ creator: 'codeDeployRollback' }));
    await answerHook(called, context(15), fake.aws, env({ SKIP_ON_ROLLBACK: 'true' }));
    expect({ asked: fake.asked, told: fake.told }).toMatchObject({ asked: [], told: [{ status: 'Succeeded' }] });
    const minded = new Fake([{ status: 'FAILED' }], world({ creator: 'codeDeployRollback' }));
    await answerHook(called, context(15), minded.aws, env());
    expect(minded.told).toMatchObject([{ status: 'Failed' }]);
  });

  test('a version that has been rolled out before is skipped where asked', async () => {
    const past = (taskDefinition: string) => ({
      ...world(),
      listDeployments: { deployments: ['d-0'] },
      getDeployment: ({ deploymentId }: { deploymentId: string }) =>
        ({ deploymentInfo: { creator: 'user', revision: appSpec(deploymentId === 'd-0' ? taskDefinition : 'shop:2') } }),
    });
    const skipped = new Fake([], past('shop:2'));
    await answerHook(called, context(15), skipped.aws, env({ SKIP_ON_ROLLBACK: 'true' }));
    expect(skipped.told).toMatchObject([{ status: 'Succeeded' }]);
    const asked = new Fake([{ status: 'FAILED' }], past('shop:1'));
    await answerHook(called, context(15), asked.aws, env({ SKIP_ON_ROLLBACK: 'true' }));
    expect(asked.told).toMatchObject([{ status: 'Failed' }]);
  });

  test('the function is asked even if nobody may tell which service it is about', async () => {
    const fake = new Fake([{ status: 'SUCCEEDED' }], { ...world(), listDeploymentTargets: () => { throw failure('AccessDeniedException'); } });
    await answerHook(called, context(15), fake.aws, env());
    expect(fake.asked[0].Payload).toMatchObject({ cluster: '', service: '' });
    expect(fake.told).toMatchObject([{ status: 'Succeeded' }]);
  });

  test('a deployment that has ended meanwhile is no error', async () => {
    const fake = new Fake([{ status: 'SUCCEEDED' }], {
      ...world(), putLifecycleEventHookExecutionStatus: () => { throw failure('LifecycleEventAlreadyCompletedException'); },
    });
    await expect(answerHook(called, context(15), fake.aws, env())).resolves.toBeUndefined();
  });
});
