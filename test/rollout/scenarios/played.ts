/** Scenarios that are played with other handlers, too: those that a mistake in the handlers must not survive. */
import { ALARM, created, deploymentsOf, expectBack, expectDone, expectServing, fail, LONG_BAKE, NO_ROOM, open, PLAIN, WATCHED } from './plans';
import { Shop, ShopOptions } from './shop';

export interface Scenario {
  readonly title: string;
  readonly play: (options?: Pick<ShopOptions, 'handlers'>) => Promise<void>;
}

export const NEVER_STARTS: Scenario = {
  title: 'scenario 12: an image that never starts is stopped when its time to start is over',
  play: async options => {
    const shop = await open(PLAIN, options);
    const deployed = await shop.deploy({ image: 'broken' });
    expectBack(shop, deployed, 'v1', /did not come up within 15 minutes/);
    expect(deployed.reason).toMatch(/CannotPullContainerError/);
    expect(deployed.minutes).toBeGreaterThan(15);
    expect(deployed.minutes).toBeLessThan(30);
    expect(created(shop)).toHaveLength(1);
    expect(shop.did('StopDeployment')).toMatchObject([{ input: { autoRollbackEnabled: true } }]);
    expect((await deploymentsOf(shop)).filter(({ status }) => status === 'InProgress')).toEqual([]);
  },
};

export const ALARM_GOES_ON: Scenario = {
  title: 'scenario 16: an alarm that goes on firing does not keep a stack from going back',
  play: async options => {
    const shop = await open(WATCHED, options);
    fail(shop, 'Note', () => shop.account.services.alarms.set(ALARM, 'ALARM'));
    const deployed = await shop.deploy({ image: 'v2', note: 'b' });
    expectBack(shop, deployed, 'v1', NO_ROOM);
    expect(created(shop)).toHaveLength(2);
    expect(created(shop)[1]).toMatchObject({ overrideAlarmConfiguration: { enabled: false }, deploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce' });
  },
};

export const OLD_COPIES_GONE: Scenario = {
  title: 'scenario 19: when the old copies are gone, one deployment at once and without hooks brings the version back',
  play: async options => {
    const shop = await open(PLAIN, options);
    fail(shop, 'Note');
    const deployed = await shop.deploy({ image: 'v2', note: 'b' });
    expectBack(shop, deployed, 'v1', NO_ROOM);
    expect(created(shop)).toHaveLength(2);
    expect(created(shop)[1]).toMatchObject({ deploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce', autoRollbackConfiguration: { enabled: false } });
    expect(JSON.parse(created(shop)[1].revision.appSpecContent.content).Hooks ?? []).toEqual([]);
  },
};

export const SLOW_ROLLBACK: Scenario = {
  title: 'scenario 21: a slow rollback of CodeDeploy is waited for, not stopped',
  play: async options => {
    const shop = await open(PLAIN, { ...options, faults: { rollbackSeconds: 20 * 60 } });
    const deployed = await shop.deploy({ image: 'broken' });
    expectBack(shop, deployed, 'v1');
    expect(created(shop)).toHaveLength(1);
    expect(shop.did('StopDeployment')).toHaveLength(1);
  },
};

export const FAILED_ROLLBACK: Scenario = {
  title: 'scenario 24: a rollback of CodeDeploy that fails is made good',
  play: async options => {
    const shop = await open(LONG_BAKE, { ...options, faults: { rollbackFails: true } });
    fail(shop, 'Note');
    const deployed = await shop.deploy({ image: 'v2', note: 'b' });
    expectBack(shop, deployed, 'v1', NO_ROOM);
  },
};

export const THROTTLED: Scenario = {
  title: 'scenario 28: a third of all calls throttled, and all of them for three minutes, only makes it slower',
  play: async options => {
    const shop = await open(LONG_BAKE, { ...options, faults: { throttling: 0.3 } });
    shop.onTraffic(({ v2 }) => v2 === 10, () => {
      shop.faults.throttling = 1;
      shop.after(3, () => { shop.faults.throttling = 0.3; });
    });
    expectDone(shop, await shop.deploy({ image: 'v2' }), 'v2');
    expectDone(shop, await shop.deploy({ image: 'v3' }), 'v3');
    expect(created(shop)).toHaveLength(2);
  },
};

export const DELIVERED_LATE: Scenario = {
  title: "scenario 25: a request that is delivered once more when the stack has long moved on is nobody's request",
  play: async options => {
    const requests: [string, unknown][] = [];
    const shop = new Shop(LONG_BAKE, options);
    shop.faults.invocation = (name, event) => {
      if (/Deployments.*frameworkonEvent/.test(name)) { requests.push([name, event]); }
      return undefined;
    };
    await shop.deploy();
    expectDone(shop, await shop.deploy({ image: 'v2' }), 'v2');
    const [[name, event]] = requests;
    shop.account.services.lambda.invokeLater(name, event);
    await shop.world.advance(60);
    expectServing(shop, 'v2');
    expect(created(shop)).toHaveLength(1);
    expect(shop.did('ContinueDeployment')).toEqual([]);
  },
};
