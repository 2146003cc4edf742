import { BLUE, CANARY, GREEN, READY, RULE, SmallWorld, TARGET } from './world';

const ALL_GREEN = { [BLUE]: 0, [GREEN]: 100 };
const ALL_BLUE = { [BLUE]: 100, [GREEN]: 0 };
const TENTH = { [BLUE]: 900, [GREEN]: 100 };

let world: SmallWorld;
beforeEach(() => {
  world = new SmallWorld();
  jest.spyOn(console, 'log').mockReturnValue();
  jest.spyOn(console, 'error').mockReturnValue();
});
afterEach(() => jest.restoreAllMocks());

describe('a version is bound to', () => {
  beforeEach(() => { world.targets[GREEN] = []; });

  test.each([
    ['green while blue has the traffic', ALL_BLUE, GREEN],
    ['blue while green has the traffic', ALL_GREEN, BLUE],
  ])('%s', async (_, weights, expected) => {
    Object.assign(world, { weights: { ...weights }, targets: { [BLUE]: [], [GREEN]: [] } });
    const event = await world.begin('revisionTarget', TARGET, { RequestType: 'Create' });
    expect(event).toMatchObject({ Data: { TargetGroupArn: expected } });
    expect(await world.poll(event)).toEqual({ IsComplete: true });
  });

  test('the same target group for as long as it lives', async () => {
    const { PhysicalResourceId } = await world.begin('revisionTarget', TARGET, { RequestType: 'Create' });
    world.weights = { ...ALL_GREEN };
    expect(await world.begin('revisionTarget', TARGET, { PhysicalResourceId })).toMatchObject({ PhysicalResourceId, Data: { TargetGroupArn: GREEN } });
  });

  test('no target group in which another version has been left behind', async () => {
    world.targets[GREEN] = ['unhealthy'];
    await expect(world.begin('revisionTarget', TARGET, { RequestType: 'Create' })).rejects.toThrow('1 copies of another version');
  });

  test('a target group that the copies of another version are just leaving', async () => {
    world.targets[GREEN] = ['draining', 'unhealthy.draining'];
    expect(await world.begin('revisionTarget', TARGET, { RequestType: 'Create' })).toMatchObject({ Data: { TargetGroupArn: GREEN } });
  });

  test('none while the traffic is divided', async () => {
    world.weights = { ...TENTH };
    await expect(world.begin('revisionTarget', TARGET, { RequestType: 'Create' })).rejects.toThrow('900 to 100');
  });

  test('none while its rule leads elsewhere', async () => {
    world.weights = { 'arn:other': 1 };
    await expect(world.begin('revisionTarget', TARGET, { RequestType: 'Create' })).rejects.toThrow(`${RULE} does not lead`);
  });
});

describe('a version is ready', () => {
  test('when all its copies are well', async () => {
    world.targets[GREEN] = ['healthy', 'initial'];
    const event = await world.begin('revisionReady', READY);
    expect(await world.run(event, { 3: () => { world.targets[GREEN] = ['healthy', 'healthy']; } })).toEqual({ Status: 'Ready' });
    expect(world.minute).toBe(3);
  });

  test('never, and says why, if they do not come up in time', async () => {
    world.targets[GREEN] = ['healthy', 'unhealthy'];
    const event = await world.begin('revisionReady', READY);
    await expect(world.run(event)).rejects.toThrow('after 20 minutes, 1 of 2 copies are well (Target.Timeout)');
  });

  test('without being waited for when the stack goes back', async () => {
    Object.assign(world, { status: 'UPDATE_ROLLBACK_IN_PROGRESS', targets: { [BLUE]: [], [GREEN]: [] } });
    expect(await world.poll(await world.begin('revisionReady', READY))).toMatchObject({ IsComplete: true });
  });
});

test('a version that nobody waits for any more is not said to be ready', async () => {
  const event = await world.begin('revisionReady', READY);
  world.updated = 2;
  await expect(world.poll(event)).rejects.toThrow('another way');
});

describe('traffic', () => {
  test('moves in steps, and the resource ends with the bake', async () => {
    const event = await world.begin('shift', CANARY);
    const seen: object[] = [];
    const look = () => seen.push({ ...world.weights });
    expect(await world.run(event, { 0.25: look, 9.75: look, 10.25: look })).toEqual({ Status: 'Shifted' });
    expect(seen).toEqual([TENTH, TENTH, ALL_GREEN]);
    expect(world.minute).toBe(20);
    expect(world.written).toHaveLength(2);
  });

  test('is divided to a thousandth', async () => {
    await world.poll(await world.begin('shift', { ...CANARY, steps: [{ minute: '0', share: '1' }] }));
    expect(world.weights).toEqual({ [BLUE]: 999, [GREEN]: 1 });
  });

  test('keeps to what else its rule does, and never asks for the secret of a sign-in', async () => {
    const AuthenticateOidcConfig = {
      Issuer: 'https://id.example.com',
      AuthorizationEndpoint: 'https://id.example.com/a',
      TokenEndpoint: 'https://id.example.com/t',
      UserInfoEndpoint: 'https://id.example.com/u',
      ClientId: 'shop',
    };
    world.before = [{ Type: 'authenticate-oidc', Order: 1, AuthenticateOidcConfig }];
    await world.poll(await world.begin('shift', CANARY));
    expect(world.written).toEqual([[
      { Type: 'authenticate-oidc', Order: 1, AuthenticateOidcConfig: { ...AuthenticateOidcConfig, UseExistingClientSecret: true } },
      { Type: 'forward', Order: 2, ForwardConfig: expect.objectContaining({ TargetGroupStickinessConfig: { Enabled: false } }) },
    ]]);
  });

  test('is taken back when an alarm fires, and the deployment fails with its name', async () => {
    const event = await world.begin('shift', CANARY);
    await expect(world.run(event, { 15: () => { world.firing = { errors: 14.5 }; } })).rejects.toThrow('alarms are firing: errors');
    expect(world.weights).toEqual(ALL_BLUE);
  });

  test('stays when an alarm fires that the rollout does not watch', async () => {
    world.firing = { others: 5 };
    expect(await world.run(await world.begin('shift', CANARY))).toEqual({ Status: 'Shifted' });
  });

  test('goes back at once with the stack', async () => {
    Object.assign(world, { weights: { ...ALL_GREEN }, status: 'UPDATE_ROLLBACK_IN_PROGRESS' });
    const event = await world.begin('shift', { ...CANARY, routes: [{ ...CANARY.routes[0], target: BLUE }] });
    expect(await world.run(event)).toEqual({ Status: 'WentBack' });
    expect([world.weights, world.minute]).toEqual([ALL_BLUE, 0.25]);
  });

  test('is let go of by a request whose stack has turned back meanwhile', async () => {
    const event = await world.begin('shift', CANARY);
    await expect(world.run(event, { 10: () => { world.status = 'UPDATE_ROLLBACK_IN_PROGRESS'; } })).rejects.toThrow('another way');
    expect(world.weights).toEqual(TENTH);
  });

  test('is let go of by a request whose stack has come to rest meanwhile', async () => {
    const event = await world.begin('shift', CANARY);
    await expect(world.run(event, { 9: () => { world.status = 'UPDATE_ROLLBACK_COMPLETE'; } })).rejects.toThrow('another way');
    expect(world.weights).toEqual(TENTH);
  });

  test('moves in steps even if the stack seemed to be at rest after a roll back when the request began', async () => {
    world.status = 'UPDATE_ROLLBACK_COMPLETE';
    const event = await world.begin('shift', CANARY);
    expect(await world.run(event, { 0.5: () => { world.status = 'UPDATE_IN_PROGRESS'; } })).toEqual({ Status: 'Shifted' });
    expect(world.written).toHaveLength(2);
  });

  test('is let go of by a request that nobody has waited for since the stack was updated again', async () => {
    const event = await world.begin('shift', CANARY);
    await expect(world.run(event, { 9: () => { world.updated = 8; } })).rejects.toThrow('another way');
    expect(world.weights).toEqual(TENTH);
  });

  test('goes back to those it was taken from when the rollout itself is undone', async () => {
    Object.assign(world, { weights: { ...ALL_GREEN }, status: 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS' });
    expect(await world.run(await world.begin('shift', CANARY, { RequestType: 'Delete' }))).toEqual({ Status: 'Left' });
    expect(world.weights).toEqual(ALL_BLUE);
  });

  test('stays where it is when the workload goes away', async () => {
    Object.assign(world, { weights: { ...TENTH }, status: 'DELETE_IN_PROGRESS', errors: { describeRules: 'RuleNotFoundException' } });
    expect(await world.run(await world.begin('shift', CANARY, { RequestType: 'Delete' }))).toEqual({ Status: 'Left' });
    expect(world.written).toEqual([]);
  });
});

describe('when AWS does not answer', () => {
  test.each(['describeStacks', 'describeRules', 'describeTargetHealth', 'describeAlarms', 'modifyRule'])('a poll is repeated: %s', async operation => {
    const event = await world.begin('shift', CANARY);
    world.errors = { [operation]: 'ThrottlingException' };
    expect(await world.poll(event)).toEqual({ IsComplete: false });
    world.errors = {};
    expect(await world.run(event)).toEqual({ Status: 'Shifted' });
  });

  test('a request that could not learn where its stack is heading learns it later', async () => {
    world.errors = { describeStacks: 'ThrottlingException' };
    const event = await world.begin('shift', { ...CANARY, routes: [{ ...CANARY.routes[0], target: BLUE }] });
    Object.assign(world, { errors: {}, status: 'UPDATE_ROLLBACK_IN_PROGRESS', weights: { ...ALL_GREEN } });
    expect(await world.run(event)).toEqual({ Status: 'WentBack' });
  });

  test('somebody who may not ask about the stack goes forward', async () => {
    world.errors = { describeStacks: 'AccessDeniedException' };
    expect(await world.run(await world.begin('shift', CANARY))).toEqual({ Status: 'Shifted' });
  });

  test('a permission may take three minutes to be known, and no longer', async () => {
    const event = await world.begin('shift', CANARY);
    world.errors = { modifyRule: 'AccessDeniedException' };
    await expect(world.run(event)).rejects.toThrow('modifyRule says AccessDenied');
    expect(world.minute).toBe(3.25);
  });

  test('a rule that is gone is not waited for', async () => {
    const event = await world.begin('shift', CANARY);
    world.errors = { describeRules: 'RuleNotFoundException' };
    await expect(world.run(event)).rejects.toThrow('RuleNotFound');
    expect(world.minute).toBe(1.25);
  });

  test('a resource that goes away does not hold up its stack', async () => {
    world.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    const event = await world.begin('shift', CANARY, { RequestType: 'Delete' });
    world.errors = { describeRules: 'ThrottlingException' };
    expect(await world.run(event)).toBeUndefined();
    expect(world.minute).toBe(5.25);
  });
});
