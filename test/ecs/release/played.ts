/** What happens to a release in its life, each scenario played from its beginning to its end. */
import { ENDED, ReleaseLife } from './life';

export interface ReleaseScenario {
  readonly title: string;
  /** Plays it, with handlers other than those that are shipped if they are given. */
  play(handlers?: string): Promise<void>;
}

const FAILS = { exitCode: 3, lines: ['applying 0007_orders.sql', 'ERROR: relation "orders" already exists'] };

/** The last resource fails on the way there, and not on the way back. */
function failOnce({ faults }: ReleaseLife): void {
  faults.resource = (_type, id) => {
    if (id !== 'Note') { return undefined; }
    faults.resource = undefined;
    return 'no room for it';
  };
}

const MIGRATE_POLICY = /^Migrate.*Policy/;

export const RUNS_FIRST: ReleaseScenario = {
  title: 'a migration runs before its service, and has all that it was given when it begins',
  play: async handlers => {
    const seen: string[][] = [];
    const life = new ReleaseLife({}, handlers);
    life.faults.run = () => {
      const { account } = life.world.aws;
      const there = (type: string, name: RegExp) => account.live(type).some(({ logicalId }) => name.test(logicalId));
      seen.push([
        ...there('AWS::ECS::Service', /^Api/) ? ['service'] : [], ...there('AWS::IAM::Policy', MIGRATE_POLICY) ? ['permission'] : [],
        ...there('AWS::EC2::SecurityGroupIngress', /^Database/) ? ['way'] : [],
      ]);
      return undefined;
    };
    const { status, reason } = await life.deploy({ version: 'v1' });
    expect([status, reason]).toEqual(ENDED.created);
    expect(seen).toEqual([['permission', 'way']]);
    expect([life.runs, life.serving]).toEqual([['v1'], 'v1']);
  },
};

export const FAILS_AND_GOES_BACK: ReleaseScenario = {
  title: 'a migration that fails takes the deployment back before the service is touched, and says why',
  play: async handlers => {
    const life = new ReleaseLife({}, handlers);
    await life.deploy({ version: 'v1' });
    life.faults.run = () => FAILS;
    const { status, reason, events } = await life.deploy({ version: 'v2' });
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reason).toContain('container migrate ended with exit code 3');
    expect(reason).toContain('relation "orders" already exists');
    expect(events.filter(({ type }) => type === 'AWS::ECS::Service')).toEqual([]);
    expect([life.runs, life.serving]).toEqual([['v1', 'v2'], 'v1']);
  },
};

export const OLD_ONE_STAYS: ReleaseScenario = {
  title: 'a stack that goes back later does not run the old migration again',
  play: async handlers => {
    const life = new ReleaseLife({}, handlers);
    await life.deploy({ version: 'v1', note: 'a' });
    failOnce(life);
    expect((await life.deploy({ version: 'v2', note: 'b' })).status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect([life.runs, life.serving]).toEqual([['v1', 'v2'], 'v1']);
    // What is deployed again is a new revision, and runs again.
    expect((await life.deploy({ version: 'v2', note: 'b' })).status).toBe('UPDATE_COMPLETE');
    expect([life.runs, life.serving]).toEqual([['v1', 'v2', 'v2'], 'v2']);
  },
};

export const TAKEN_BACK: ReleaseScenario = {
  title: 'a stack that goes back has the release taken back, if that is wanted, by the version that is left',
  play: async handlers => {
    const life = new ReleaseLife({}, handlers);
    await life.deploy({ version: 'v1', note: 'a', undo: true });
    failOnce(life);
    expect((await life.deploy({ version: 'v2', note: 'b', undo: true })).status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(life.runs).toEqual(['v1', 'v2', 'v2 down']);
  },
};

export const TOO_LONG: ReleaseScenario = {
  title: 'a migration that hangs is stopped, and has failed',
  play: async handlers => {
    const life = new ReleaseLife({}, handlers);
    await life.deploy({ version: 'v1' });
    life.faults.run = () => ({ seconds: 10 * 3600 });
    const { status, reason, minutes } = await life.deploy({ version: 'v2', timeoutMinutes: 20 });
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reason).toContain('A run has 20 minutes');
    expect(minutes).toBeLessThan(30);
    expect(life.world.aws.account.services.ecs.runs.working).toEqual([]);
  },
};

export const NEVER_STARTS: ReleaseScenario = {
  title: 'a migration whose image does not exist fails with the words of ECS',
  play: async handlers => {
    const life = new ReleaseLife({ image: image => image === 'shop/migrate:gone' ? 'never ready' : 'runs' }, handlers);
    await life.deploy({ version: 'v1' });
    const { status, reason } = await life.deploy({ version: 'v2', migration: 'gone' });
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reason).toContain('container migrate did not start');
    expect(reason).toContain('CannotPullContainerError');
    expect([life.runs, life.serving]).toEqual([['v1', 'gone', 'gone', 'gone', 'gone'], 'v1']);
  },
};

export const DELIVERED_TWICE: ReleaseScenario = {
  title: 'a request that comes twice, one after the other or at the same time, runs one migration',
  play: async handlers => {
    const life = new ReleaseLife({ duplicateDeliveries: 1, concurrentDeliveries: 1, listLagSeconds: 30 }, handlers);
    expect((await life.deploy({ version: 'v1' })).status).toBe('CREATE_COMPLETE');
    expect((await life.deploy({ version: 'v2' })).status).toBe('UPDATE_COMPLETE');
    expect(life.runs).toEqual(['v1', 'v2']);
  },
};

export const DIES: ReleaseScenario = {
  title: 'a function that dies fails the deployment, and the way back waits for the run that nobody looked after',
  play: async handlers => {
    const life = new ReleaseLife({}, handlers);
    await life.deploy({ version: 'v1' });
    life.faults.run = () => ({ seconds: 600 });
    const { ecs } = life.world.aws.account.services;
    let dead = false;
    life.faults.invocation = name => {
      if (dead || !/ReleaseRunnerIsComplete/.test(name) || ecs.runs.working.length === 0) { return 'runs'; }
      dead = true;
      return 'hangs';
    };
    const { status } = await life.deploy({ version: 'v2', timeoutMinutes: 20 });
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(ecs.runs.working).toEqual([]);
    expect(ecs.runs.all[1]).toMatchObject({ stopCode: 'EssentialContainerExited', exitCode: 0 });
    expect([life.runs, life.serving]).toEqual([['v1', 'v2'], 'v1']);
  },
};

export const SAME_AGAIN: ReleaseScenario = {
  title: 'a deployment that changes nothing about the migration does not run it, unless its id changes',
  play: async handlers => {
    const life = new ReleaseLife({}, handlers);
    await life.deploy({ version: 'v1', migration: 'm1', releaseId: '1' });
    expect((await life.deploy({ version: 'v2', migration: 'm1', releaseId: '1', timeoutMinutes: 12 })).status).toBe('UPDATE_COMPLETE');
    expect([life.runs, life.serving]).toEqual([['m1'], 'v2']);
    await life.deploy({ version: 'v2', migration: 'm1', releaseId: '2', timeoutMinutes: 12 });
    expect(life.runs).toEqual(['m1', 'm1']);
  },
};

export const BAD_WEATHER: ReleaseScenario = {
  title: 'calls that are throttled, and answers that are lost, only make it slower',
  play: async handlers => {
    const life = new ReleaseLife({ throttling: 0.3, lostResponses: 0.1, listLagSeconds: 20 }, handlers);
    expect((await life.deploy({ version: 'v1' })).status).toBe('CREATE_COMPLETE');
    expect((await life.deploy({ version: 'v2' })).status).toBe('UPDATE_COMPLETE');
    expect([life.runs, life.serving]).toEqual([['v1', 'v2'], 'v2']);
  },
};

export const GONE_WITHOUT_A_TRACE: ReleaseScenario = {
  title: 'deleting runs nothing and leaves nothing',
  play: async handlers => {
    const life = new ReleaseLife({}, handlers);
    await life.deploy({ version: 'v1' });
    const { status, reason } = await life.destroy();
    expect([status, reason]).toEqual(['DELETE_COMPLETE', undefined]);
    expect(life.runs).toEqual(['v1']);
  },
};

export const SCENARIOS: readonly ReleaseScenario[] = [
  RUNS_FIRST, FAILS_AND_GOES_BACK, OLD_ONE_STAYS, TAKEN_BACK, TOO_LONG, NEVER_STARTS, DELIVERED_TWICE, DIES, SAME_AGAIN, BAD_WEATHER,
  GONE_WITHOUT_A_TRACE,
];
