/** What a release does in the situations that it is made for, one at a time. */
import { arnOf, Cluster, failure, GOOD, MINUTE, SimulatedTask, STACK } from './cluster';
import { Answer, Stack } from './stack';
import { begin, poll } from '../../../../src/functions/handlers/release/handlers';
import { RELEASE_RESOURCES } from '../../../../src/functions/wire/release';

beforeEach(() => {
  jest.spyOn(console, 'info').mockImplementation();
  jest.spyOn(console, 'error').mockImplementation();
});
afterEach(() => jest.restoreAllMocks());

const BROKEN = { ...GOOD, exitCode: 3 };
const ENDLESS = { ...GOOD, lasts: 500 * MINUTE };
const NEVER_STARTS = { ...GOOD, starts: undefined };

function given(change: Partial<Cluster> = {}, options = {}) {
  const cluster = Object.assign(new Cluster(), change);
  return { cluster, stack: new Stack(cluster, options) };
}

const reasonOf = (answer: Answer): string => answer.status === 'FAILED' ? answer.reason : `not failed: ${JSON.stringify(answer)}`;
const revisions = (tasks: readonly SimulatedTask[]) => tasks.map(({ definition }) => Number(definition.split(':').pop()));

async function released(stack: Stack, revision: number, before?: number): Promise<void> {
  stack.cluster.stackStatus = before === undefined ? 'CREATE_IN_PROGRESS' : 'UPDATE_IN_PROGRESS';
  expect(await stack.request(before === undefined ? 'Create' : 'Update', revision, before)).toMatchObject({ status: 'SUCCESS' });
}

test('a release runs once when it is new, and once for each new revision', async () => {
  const { cluster, stack } = given();
  await released(stack, 1);
  await released(stack, 2, 1);
  expect(revisions(cluster.tasks)).toEqual([1, 2]);
  expect(cluster.remembered(2)).toMatch(/^succeeded /);
});

test('it runs where, and on what, the services of the platform do', async () => {
  const { cluster, stack } = given({}, { capacityProviders: [{ capacityProvider: 'FARGATE', weight: '1', base: '0' }] });
  const run = jest.spyOn(cluster.aws, 'runTask');
  await released(stack, 1);
  expect(run.mock.calls[0][0]).toMatchObject({
    cluster: 'shop',
    taskDefinition: arnOf(1),
    count: 1,
    capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1, base: 0 }],
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-1'], assignPublicIp: 'DISABLED' } },
  });
});

test('an update that changes no revision runs nothing', async () => {
  const { cluster, stack } = given();
  await released(stack, 1);
  expect(await stack.request('Update', 1, 1)).toEqual({ status: 'SUCCESS', how: 'Unchanged' });
  expect(cluster.tasks).toHaveLength(1);
});

test('one that failed without going back is tried again, though its revision is the same', async () => {
  const { cluster, stack } = given();
  await released(stack, 1);
  cluster.fateOf = () => BROKEN;
  expect(reasonOf(await stack.request('Update', 2, 1))).toContain('exit code 3');
  cluster.stackStatus = 'UPDATE_FAILED';
  await stack.pass(MINUTE);
  cluster.fateOf = () => GOOD;
  cluster.stackStatus = 'UPDATE_IN_PROGRESS';
  expect(await stack.request('Update', 2, 2)).toEqual({ status: 'SUCCESS', how: 'Succeeded' });
  expect(revisions(cluster.tasks)).toEqual([1, 2, 2]);
});

test('a failed run is told with container, exit code, reason, and as many of its last lines as there is room for', async () => {
  const { cluster, stack } = given({ fateOf: () => BROKEN });
  cluster.logs.t0 = [...Array.from({ length: 40 }, (_, line) => `line ${line} of what it did ${'.'.repeat(30)}`), 'relation "orders" does not exist'];
  const reason = reasonOf(await stack.request('Update', 2, 1));
  expect(reason).toContain('container migrate ended with exit code 3');
  expect(reason).toContain('Essential container in task exited (task t0)');
  expect(reason).toMatch(/relation "orders" does not exist$/);
  expect(reason).not.toContain('line 0 ');
  expect(reason.length).toBeLessThan(1000);
});

test('the last lines are those of the stream that is named', async () => {
  const { cluster, stack } = given({ fateOf: () => BROKEN }, { logStreams: 'migrate/migrate-firelens-' });
  const look = jest.spyOn(cluster.aws, 'getLogEvents');
  await stack.request('Create', 1);
  expect(look.mock.calls[0][0]).toMatchObject({ logStreamName: 'migrate/migrate-firelens-t0' });
});

test('people are let into a run only where that was said', async () => {
  for (const exec of [undefined, 'true'] as const) {
    const { cluster, stack } = given({}, { exec });
    const run = jest.spyOn(cluster.aws, 'runTask');
    await released(stack, 1);
    expect(run.mock.calls[0][0].enableExecuteCommand).toBe(exec && true);
  }
});

describe('a run that ends with 0', () => {
  const ended = (beside: { exitCode: number; reason?: string }, essential?: string[]) => {
    const { cluster, stack } = given({}, { essential });
    cluster.fateOf = () => ({ ...GOOD, beside });
    return stack.request('Create', 1);
  };

  test('has failed if that is because something beside it had crashed, which is told', async () => {
    expect(reasonOf(await ended({ exitCode: 1 }, ['proxy']))).toContain('container proxy ended with exit code 1, and migrate with it.');
    expect(reasonOf(await ended({ exitCode: 137, reason: 'OutOfMemoryError: Container killed' }, ['proxy']))).toContain('137, and migrate with it (OutOfMemoryError');
  });

  test('has succeeded if what is beside it was only asked to end, or may crash', async () => {
    for (const exitCode of [0, 137, 143]) {
      expect(await ended({ exitCode }, ['proxy'])).toMatchObject({ status: 'SUCCESS' });
    }
    expect(await ended({ exitCode: 1 })).toMatchObject({ status: 'SUCCESS' });
  });
});

test('what never starts is tried again, because roles and networks that are new take a while', async () => {
  const { cluster, stack } = given();
  cluster.fateOf = () => cluster.tasks.length < 2 ? NEVER_STARTS : GOOD;
  await released(stack, 1);
  expect(cluster.tasks).toHaveLength(3);
});

test('what never starts at all fails after a few tries, and says why', async () => {
  const { cluster, stack } = given({ fateOf: () => NEVER_STARTS });
  const reason = reasonOf(await stack.request('Create', 1));
  expect(reason).toContain('container migrate did not start');
  expect(reason).toContain('CannotPullContainerError');
  expect(cluster.tasks).toHaveLength(4);
});

test('a refusal of ECS is told when it does not pass', async () => {
  const { cluster, stack } = given();
  let refusals = 3;
  cluster.refusing = () => refusals-- > 0 ? failure('ClientException', 'ECS was unable to assume the role') : undefined;
  await released(stack, 1);
  cluster.refusing = () => failure('ClientException', 'ECS was unable to assume the role');
  cluster.stackStatus = 'UPDATE_IN_PROGRESS';
  const before = cluster.now;
  expect(reasonOf(await stack.request('Update', 2, 1))).toContain('ECS was unable to assume the role');
  expect(cluster.now - before).toBeLessThan(12 * MINUTE);
});

test('no room for a task is told in the words of ECS', async () => {
  const { cluster, stack } = given();
  jest.spyOn(cluster.aws, 'runTask').mockImplementation(() => Promise.resolve({ failures: [{ reason: 'RESOURCE:MEMORY' }] }) as never);
  expect(reasonOf(await stack.request('Create', 1))).toContain('RESOURCE:MEMORY');
});

test('a run that takes too long is stopped and has failed, even if it ends with 0 then', async () => {
  const { cluster, stack } = given({ fateOf: () => ({ ...ENDLESS, exitWhenStopped: 0 }) });
  expect(reasonOf(await stack.request('Create', 1))).toContain('it was stopped. A run has 20 minutes');
  expect(cluster.now - cluster.tasks[0].createdAt).toBeLessThan(23 * MINUTE);
});

describe('on the way back of a stack', () => {
  async function wentBack(stack: Stack, from: number, to: number): Promise<Answer> {
    stack.cluster.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
    const answer = await stack.request('Update', to, from);
    stack.cluster.stackStatus = 'UPDATE_ROLLBACK_COMPLETE';
    return answer;
  }

  test('the old release is not run again', async () => {
    const { cluster, stack } = given();
    await released(stack, 1);
    await released(stack, 2, 1);
    expect(await wentBack(stack, 2, 1)).toEqual({ status: 'SUCCESS', how: 'NotRun' });
    expect(revisions(cluster.tasks)).toEqual([1, 2]);
  });

  test('nor if nobody may ask where the stack is heading', async () => {
    const { cluster, stack } = given({ mayAskStack: false });
    await released(stack, 1);
    await released(stack, 2, 1);
    expect(await wentBack(stack, 2, 1)).toEqual({ status: 'SUCCESS', how: 'Unchanged' });
    expect(revisions(cluster.tasks)).toEqual([1, 2]);
  });

  test('a run that is at work is not interrupted, but waited for', async () => {
    const { cluster, stack } = given();
    await released(stack, 1);
    cluster.fateOf = () => ({ ...GOOD, lasts: 15 * MINUTE });
    expect(await stack.request('Update', 2, 1, { cancelledAfter: 3 })).toEqual({ status: 'CANCELLED' });
    const before = cluster.now;
    expect(await wentBack(stack, 2, 1)).toEqual({ status: 'SUCCESS', how: 'NotRun' });
    expect(cluster.now - before).toBeGreaterThan(10 * MINUTE);
    expect(cluster.hasSucceeded(2)).toBe(true);
    expect(cluster.calls).not.toContain('stopTask');
  });

  test('a run that would go on for ever ends with its time', async () => {
    const { cluster, stack } = given();
    await released(stack, 1);
    cluster.fateOf = () => ENDLESS;
    await stack.request('Update', 2, 1, { cancelledAfter: 3 });
    expect(await wentBack(stack, 2, 1)).toEqual({ status: 'SUCCESS', how: 'NotRun' });
    expect(cluster.now - cluster.tasks[1].createdAt).toBeLessThan(23 * MINUTE);
  });

  test('a request that comes once more then begins nothing', async () => {
    const { cluster, stack } = given();
    await released(stack, 1);
    cluster.fateOf = () => BROKEN;
    expect(await stack.request('Update', 2, 1, { again: 8 })).toMatchObject({ status: 'FAILED' });
    cluster.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await stack.pass(20 * MINUTE);
    expect(revisions(cluster.tasks)).toEqual([1, 2]);
  });

  test('a command takes the release back, with the version that knows how', async () => {
    const { cluster, stack } = given({}, { undoCommand: ['migrate', 'down'] });
    await released(stack, 1);
    await released(stack, 2, 1);
    expect(await wentBack(stack, 2, 1)).toEqual({ status: 'SUCCESS', how: 'Undone' });
    expect(revisions(cluster.tasks)).toEqual([1, 2, 2]);
    expect(cluster.tasks[2].command).toEqual(['migrate', 'down']);
    expect(cluster.remembered(1)).toMatch(/^succeeded /);
  });

  test('a release that was never begun is not taken back', async () => {
    const { cluster, stack } = given({}, { undoCommand: ['migrate', 'down'] });
    await released(stack, 1);
    expect(await wentBack(stack, 2, 1)).toEqual({ status: 'SUCCESS', how: 'NotRun' });
    expect(cluster.tasks).toHaveLength(1);
  });

  test('a command that fails is told, because somebody has to look', async () => {
    const { cluster, stack } = given({}, { undoCommand: ['migrate', 'down'] });
    await released(stack, 1);
    await released(stack, 2, 1);
    cluster.fateOf = () => BROKEN;
    expect(reasonOf(await wentBack(stack, 2, 1))).toMatch(/^The release was not taken back: container migrate ended with exit code 3/);
  });

  test('a cluster that is gone is nothing to wait for', async () => {
    const { cluster, stack } = given();
    await released(stack, 1);
    jest.spyOn(cluster.aws, 'listTasks').mockRejectedValue(failure('AccessDeniedException'));
    expect(await wentBack(stack, 2, 1)).toEqual({ status: 'SUCCESS', how: 'NotRun' });
  });
});

test('while another run of the job is at work none begins, even if it is somebody else\'s', async () => {
  const { cluster, stack } = given();
  cluster.fateOf = () => ({ ...GOOD, lasts: 10 * MINUTE });
  cluster.start(arnOf(1));
  cluster.fateOf = () => GOOD;
  await released(stack, 1);
  expect(cluster.tasks[1].createdAt - cluster.tasks[0].createdAt).toBeGreaterThan(10 * MINUTE);
});

test('one that does not end is named', async () => {
  const { cluster, stack } = given();
  cluster.fateOf = () => ENDLESS;
  cluster.start(arnOf(1));
  expect(reasonOf(await stack.request('Create', 1))).toContain('task t0 of the same job does not end');
});

test('deleting runs nothing, and leaves nothing running', async () => {
  const { cluster, stack } = given();
  await released(stack, 1);
  cluster.stackStatus = 'DELETE_IN_PROGRESS';
  expect(await stack.request('Delete', 1)).toEqual({ status: 'SUCCESS', how: 'NotRun' });
  expect(cluster.tasks).toHaveLength(1);

  cluster.stackStatus = 'CREATE_IN_PROGRESS';
  cluster.fateOf = () => ({ ...GOOD, lasts: 10 * MINUTE });
  await stack.request('Create', 2, undefined, { cancelledAfter: 2 });
  cluster.stackStatus = 'ROLLBACK_IN_PROGRESS';
  expect(await stack.request('Delete', 2)).toEqual({ status: 'SUCCESS', how: 'NotRun' });
  expect(cluster.hasSucceeded(2)).toBe(true);
});

test('deleting does not fail if AWS does not answer', async () => {
  const { cluster, stack } = given();
  cluster.stackStatus = 'DELETE_IN_PROGRESS';
  jest.spyOn(cluster.aws, 'listTasks').mockRejectedValue(failure('ThrottlingException'));
  expect(await stack.request('Delete', 1)).toMatchObject({ status: 'SUCCESS' });
});

test('a request of which two deliveries act at the same time begins one run', async () => {
  const { cluster, stack } = given();
  cluster.weather = { throttled: 0, lost: 0, lag: 30_000, deaths: 0 };
  expect(await stack.request('Create', 1, undefined, { again: 0 })).toMatchObject({ status: 'SUCCESS' });
  expect(cluster.tasks).toHaveLength(1);
});

test('a request that comes once more hours later begins nothing', async () => {
  const { cluster, stack } = given();
  await stack.request('Create', 1, undefined, { again: 300 });
  cluster.stackStatus = 'CREATE_COMPLETE';
  await stack.pass(290 * MINUTE);
  cluster.stackStatus = 'UPDATE_IN_PROGRESS';
  await stack.pass(60 * MINUTE);
  expect(cluster.tasks).toHaveLength(1);
});

describe('the verdict about a job of Kubernetes', () => {
  const verdict = (outcome: string, details = '') => {
    const event = {
      RequestType: 'Create',
      ResourceType: RELEASE_RESOURCES.verdict,
      RequestId: 'r',
      StackId: STACK,
      LogicalResourceId: 'Verdict',
      ResourceProperties: { job: 'migrate-1a2b', outcome, details },
    } as const;
    const { aws, now } = new Cluster();
    return begin(event, aws, now).then(begun => poll({ ...event, ...begun }, aws, now));
  };

  test('is good if the job is complete', async () => {
    expect(await verdict('Complete')).toMatchObject({ IsComplete: true });
  });

  test('tells what its pods have left behind if it is not', async () => {
    await expect(verdict('Failed: BackoffLimitExceeded', `exit code 3 Error ${'x'.repeat(3000)} no such table`)).rejects.toThrow(/migrate-1a2b.*BackoffLimitExceeded[^]*no such table$/);
    await expect(verdict('Failed: DeadlineExceeded')).rejects.toThrow(/DeadlineExceeded\.$/);
  });
});

