/** Who has a say in a rollout by ECS: hooks, people, alarms, and the watchdog. */
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import { decide, expectSound, failOnce, latest, opened, record, serviceOf, step, UPDATED, WENT_BACK } from './native-support';
import { minutes, Place, Plan, Shop } from './shop';
import {
  Alarms, ApprovalTimeout, Rollout, RolloutAlarms, RolloutApproval, RolloutHook, RolloutHookOptions, RolloutStage, SideBySideRolloutOptions,
  TestTraffic,
} from '../../../src/vocabulary';

const canary = (options: SideBySideRolloutOptions) => Rollout.canary({ interval: minutes(10), bakeTime: minutes(5), ...options });

describe('hooks', () => {
  /** Says no to the second version of the task definition, and waits twice before it says yes to any other. */
  const JUDGE = `exports.handler = async event => {
    if (event.taskDefinition.endsWith(':2')) { return { status: 'FAILED', reason: 'the smoke test failed' }; }
    const looks = event.details ? event.details.looks : 0;
    return looks < 2 ? { status: 'IN_PROGRESS', retryAfterSeconds: 60, details: { looks: looks + 1 } } : { status: 'SUCCEEDED' };
  };`;
  const YES = "exports.handler = async () => ({ status: 'SUCCEEDED' });";

  const asking = (code: string, stage: RolloutStage, options?: RolloutHookOptions) => (on: Place) => canary({
    testTraffic: TestTraffic.header('x-preview', 'yes'),
    hooks: [RolloutHook.lambdaFunction(on.once('Judge', (scope, id) => new lambda.Function(scope, id, {
      code: lambda.Code.fromInline(code), handler: 'index.handler', runtime: lambda.Runtime.NODEJS_22_X,
    })), stage, options)],
  });

  const planOf = (code: string, options?: RolloutHookOptions): Plan => ({
    rollouts: Object.fromEntries(Object.values(RolloutStage).map(stage => [stage, asking(code, stage, options)])),
  });

  const asked = (shop: Shop) => shop.did('Invoke').filter(({ input }) => String(input.FunctionName).includes('Judge'));

  test.each(Object.values(RolloutStage))('that fail %s take the version back, and the stack with it', async rollout => {
    const shop = await opened(new Shop(planOf(JUDGE)), { rollout });
    expect(asked(shop)).toEqual([]);
    const { reason } = await step(shop, { image: 'v2' }, WENT_BACK);
    expect(reason).toMatch(/hook/);
    expect(asked(shop)).toHaveLength(1);
    expect(latest(shop).status).toBe('ROLLBACK_SUCCESSFUL');
  });

  test('are asked again for as long as they say so, and keep what they knew', async () => {
    const shop = await opened(new Shop(planOf(JUDGE)), { rollout: RolloutStage.AFTER_SCALE_UP });
    await step(shop, { image: 'v2' }, WENT_BACK);
    shop.forget();
    await step(shop, { image: 'v3' });
    expect(asked(shop)).toHaveLength(3);
  });

  test('are not asked when the stack goes back', async () => {
    const shop = await opened(new Shop(planOf(YES)), { rollout: RolloutStage.AFTER_TEST_TRAFFIC });
    await step(shop, { image: 'v2' });
    expect(asked(shop)).toHaveLength(1);
    failOnce(shop, /^Note/);
    await step(shop, { image: 'v3', note: 'b' }, WENT_BACK);
    expect(serviceOf(shop).deployments).toHaveLength(4);
    expect(asked(shop)).toHaveLength(2);
  });

  test('are asked on the first deployment and on the way back, if that is wanted', async () => {
    const plan = planOf(YES, { skipOnFirstDeployment: false, skipOnRollback: false });
    const shop = await opened(new Shop(plan), { rollout: RolloutStage.AFTER_SCALE_UP });
    expect(asked(shop)).toHaveLength(1);
    failOnce(shop, /^Note/);
    await step(shop, { image: 'v2', note: 'b' }, WENT_BACK);
    expect(asked(shop)).toHaveLength(3);
  });

  test('before production traffic are asked before each step', async () => {
    const shop = await opened(new Shop(planOf(YES)), { rollout: RolloutStage.BEFORE_PRODUCTION_TRAFFIC });
    await step(shop, { image: 'v2' });
    expect(asked(shop)).toHaveLength(2);
  });

  test.each([
    ['never make up their mind', "exports.handler = async () => ({ status: 'IN_PROGRESS', retryAfterSeconds: 60 });", 30],
    ['fail', "exports.handler = async () => { throw new Error('boom'); };", 0],
    ['say something else', "exports.handler = async () => 'fine';", 0],
  ])('that %s take the version back', async (_what, code, least) => {
    const shop = await opened(new Shop(planOf(code, { timeout: minutes(30) })), { rollout: RolloutStage.AFTER_SCALE_UP });
    const { minutes: took } = await step(shop, { image: 'v2' }, WENT_BACK);
    expect(took).toBeGreaterThanOrEqual(least);
    expect(took).toBeLessThan(least + 10);
  });

  test.each([['function', 'Judge'], ['adapter', 'AfterScaleUpHook']])('whose %s hangs take the version back', async (_what, part) => {
    const shop = await opened(new Shop(planOf(YES)), { rollout: RolloutStage.AFTER_SCALE_UP });
    shop.faults.invocation = name => name.includes(part) ? 'hangs' : 'runs';
    await step(shop, { image: 'v2' }, WENT_BACK);
  });

  test('are asked in spite of throttling', async () => {
    const shop = await opened(new Shop(planOf(YES), { faults: { throttling: 0.2 } }), { rollout: RolloutStage.AFTER_SCALE_UP });
    await step(shop, { image: 'v2' });
    expect(asked(shop)).toHaveLength(1);
  });
});

describe('a pause', () => {
  const approving = (options: Parameters<typeof RolloutApproval.manual>[0]): Plan => ({
    rollouts: {
      paused: () => canary({ approval: RolloutApproval.manual({ stage: RolloutStage.AFTER_SCALE_UP, timeout: minutes(60), ...options }) }),
    },
  });

  test('does not stop the first version', async () => {
    const { minutes: took } = await step(new Shop(approving({})), {}, 'CREATE_COMPLETE');
    expect(took).toBeLessThan(30);
  });

  test('waits for somebody who says yes', async () => {
    const shop = await opened(new Shop(approving({})));
    const moves = record(shop);
    const began = shop.world.minute;
    shop.after(40, () => {
      expect(moves).toEqual([]);
      return decide(shop, 'CONTINUE');
    });
    await step(shop, { image: 'v2' });
    expect(moves[0].minute - began).toBeGreaterThanOrEqual(40);
  });

  test('waits for somebody who says no', async () => {
    const shop = await opened(new Shop(approving({})));
    const moves = record(shop);
    shop.after(40, () => decide(shop, 'ROLLBACK'));
    const { reason } = await step(shop, { image: 'v2' }, WENT_BACK);
    expect(reason).toMatch(/user request/);
    expect(moves.filter(({ served }) => served.v2 !== undefined)).toEqual([]);
  });

  test('can be stopped altogether', async () => {
    const shop = await opened(new Shop(approving({})));
    shop.after(40, () => shop.somebody('ecs', 'StopServiceDeployment', { serviceDeploymentArn: latest(shop).arn, stopType: 'ROLLBACK' }));
    const { minutes: took } = await step(shop, { image: 'v2' }, WENT_BACK);
    expect(took).toBeLessThan(45);
  });

  test('takes the version back when nobody answers', async () => {
    const shop = await opened(new Shop(approving({})));
    const { minutes: took, reason } = await step(shop, { image: 'v2' }, WENT_BACK);
    expect(reason).toMatch(/timed out/);
    expect(Math.floor(took / 10)).toBe(6);
  });

  test('lets it go on when nobody answers, if that is wanted', async () => {
    const shop = await opened(new Shop(approving({ onTimeout: ApprovalTimeout.CONTINUE })));
    const { minutes: took } = await step(shop, { image: 'v2' });
    expect(took).toBeGreaterThan(60);
  });

  test('comes before each step of the traffic', async () => {
    const shop = await opened(new Shop(approving({ stage: RolloutStage.BEFORE_PRODUCTION_TRAFFIC })));
    shop.after(30, () => decide(shop, 'CONTINUE'));
    shop.after(60, () => decide(shop, 'CONTINUE'));
    const moves = record(shop);
    await step(shop, { image: 'v2' });
    expect(moves.map(({ served }) => served.v2)).toEqual([10, 100]);
    expect(moves[1].minute - moves[0].minute).toBeGreaterThan(25);
  });

  test('does not stop the first version even if the function that lets it go on hangs once', async () => {
    let hangs = 1;
    const shop = new Shop(approving({}), { faults: { invocation: name => name.includes('Pauses') && hangs-- > 0 ? 'hangs' : 'runs' } });
    const { minutes: took } = await step(shop, {}, 'CREATE_COMPLETE');
    expect(hangs).toBeLessThan(0);
    expect(took).toBeLessThan(30);
  });

  test.each(['Approve', 'Abort'])('comes with a message, whose command does it: %s', async what => {
    const topicOf = (on: Place) => on.once('News', (scope, id) => new sns.Topic(scope, id));
    const shop = await opened(new Shop({
      rollouts: {
        told: on => canary({
          notifications: topicOf(on), approval: RolloutApproval.manual({ stage: RolloutStage.AFTER_SCALE_UP, timeout: minutes(60) }),
        }),
      },
    }));
    const { published } = shop.account.services.bus;
    published.length = 0;
    shop.after(30, () => {
      const texts = published.map(({ message }) => String(message)).filter(text => text.includes('waits at POST_SCALE_UP'));
      expect(texts).toHaveLength(1);
      const [, words] = new RegExp(`${what}: aws ecs continue-service-deployment ([^"\n]*)`).exec(texts[0].replace(/\\n/g, '\n'))!;
      const inputName = (option: string) => option.replace(/-(.)/g, (_all, letter: string) => letter.toUpperCase());
      const said = Object.fromEntries([...words.matchAll(/--(\S+) (\S+)/g)].map(([, option, value]) => [inputName(option), value]));
      return shop.somebody('ecs', 'ContinueServiceDeployment', said);
    });
    const { minutes: took } = await step(shop, { image: 'v2' }, what === 'Approve' ? UPDATED : WENT_BACK);
    expect(took).toBeLessThan(60);
    const news = published.map(({ message }) => String(message)).join();
    expect(news).toContain('SERVICE_DEPLOYMENT_IN_PROGRESS');
    expect(news).toContain(what === 'Approve' ? 'SERVICE_DEPLOYMENT_COMPLETED' : 'SERVICE_DEPLOYMENT_FAILED');
  });

  test('does not stop a stack that goes back', async () => {
    const shop = await opened(new Shop(approving({})));
    failOnce(shop, /^Note/);
    let decisions = 0;
    shop.after(30, () => {
      decisions++;
      return decide(shop, 'CONTINUE');
    });
    const { minutes: took } = await step(shop, { image: 'v2', note: 'b' }, WENT_BACK);
    expect(decisions).toBe(1);
    expect(serviceOf(shop).deployments).toHaveLength(3);
    expect(took).toBeLessThan(80);
  });
});

describe('alarms', () => {
  const plan: Plan = {
    rollouts: {
      watched: on => canary({
        alarms: RolloutAlarms.of(on.once('Bad', (scope, id) => new cloudwatch.Alarm(scope, id, {
          alarmName: 'bad', metric: new cloudwatch.Metric({ namespace: 'Shop', metricName: 'Complaints' }), threshold: 1, evaluationPeriods: 1,
        }))),
      }),
    },
  };

  test.each([
    ['while only a part of the traffic has moved', 10],
    ['while the version bakes', 100],
  ])('that go off %s take the version back', async (_when, share) => {
    const shop = await opened(new Shop(plan));
    const moves = record(shop);
    shop.onTraffic(served => served.v2 === share, () => shop.after(2, () => shop.account.services.alarms.set('bad', 'ALARM')));
    const { reason } = await step(shop, { image: 'v2' }, WENT_BACK);
    expect(reason).toMatch(/alarm/);
    expect(moves[moves.length - 1].served).toEqual({ v1: 100 });
    expect(moves.some(({ served }) => served.v2 === 100)).toBe(share === 100);
  });

  test('that the workload has itself are watched', async () => {
    const own: Plan = { rollouts: { watched: () => canary({}) }, props: () => ({ alarms: Alarms.standard() }) };
    const shop = await opened(new Shop(own));
    const [alarm] = shop.account.live('AWS::CloudWatch::Alarm').filter(({ logicalId }) => /^Api/.test(logicalId));
    shop.onTraffic(served => served.v2 === 10, () => shop.account.services.alarms.set(alarm.physicalId, 'ALARM'));
    const { reason } = await step(shop, { image: 'v2' }, WENT_BACK);
    expect(reason).toContain(alarm.physicalId);
  });

  test('that went off earlier are not watched', async () => {
    const shop = await opened(new Shop(plan));
    shop.account.services.alarms.set('bad', 'ALARM');
    await step(shop, { image: 'v2' });
  });

  test('that go off after the bake time do nothing', async () => {
    const shop = await opened(new Shop(plan));
    await step(shop, { image: 'v2' });
    shop.account.services.alarms.set('bad', 'ALARM');
    await shop.world.advance(60);
    expectSound(shop);
  });
});

describe('copies that never come up', () => {
  const plan: Plan = {
    rollouts: {
      patient: () => canary({ startTimeout: minutes(30) }),
      impatient: () => Rollout.blueGreen({ startTimeout: minutes(10), bakeTime: minutes(5) }),
      usual: () => Rollout.linear(),
    },
  };

  test.each([['patient', 30], ['impatient', 10], ['usual', 20]])('are given up after the time they were given: %s', async (rollout, limit) => {
    const shop = await opened(new Shop(plan), { rollout });
    const moves = record(shop);
    const { minutes: took, reason } = await step(shop, { image: 'broken' }, WENT_BACK);
    expect(took).toBeGreaterThanOrEqual(limit);
    expect(took).toBeLessThan(limit + 6);
    expect(reason).toMatch(/Service deployment rolled back/);
    expect(moves.filter(({ served }) => served.nobody !== undefined)).toEqual([]);
    await step(shop, { image: 'v2' });
  });

  test('are given up although hardly any call goes through', async () => {
    const shop = await opened(new Shop(plan), { rollout: 'impatient' });
    shop.faults.throttling = 0.5;
    const { minutes: took } = await step(shop, { image: 'broken' }, WENT_BACK);
    expect(took).toBeLessThan(30);
  });

  test('and come up just before they are given up are kept', async () => {
    const shop = await opened(new Shop(plan), { rollout: 'impatient' });
    const { image } = shop.faults;
    shop.after(9, () => { shop.faults.image = () => 'runs'; });
    await step(shop, { image: 'broken' });
    shop.faults.image = image;
  });

  test('do not keep a new stack waiting for a day', async () => {
    const shop = new Shop(plan);
    const { status, minutes: took } = await shop.deploy({ image: 'broken' });
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(took).toBeLessThan(40);
    await step(shop, { image: 'v1' }, 'CREATE_COMPLETE');
  });

  test('do not count while somebody else decides', async () => {
    const approval = RolloutApproval.manual({ stage: RolloutStage.BEFORE_SCALE_UP, timeout: minutes(120) });
    const paused: Plan = { rollouts: { paused: () => Rollout.blueGreen({ startTimeout: minutes(10), bakeTime: minutes(5), approval }) } };
    const shop = await opened(new Shop(paused));
    shop.after(90, () => decide(shop, 'CONTINUE'));
    await step(shop, { image: 'v2' });
  });
});
