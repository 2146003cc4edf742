/**
 * Stacks with a release are created, updated, taken back, cancelled and deleted, with migrations that fail, hang and never start, handlers
 * that are killed, requests that come twice or hours later, and an AWS that is unreliable. Whatever happens: never two runs at once, never a
 * service on a version whose release has not succeeded, never a run on the way back, always an end, and always a reason.
 */
import * as fc from 'fast-check';
import { arnOf, Cluster, Fate, GOOD, MINUTE, Weather } from './cluster';
import { Answer, Stack } from './stack';
import { chance } from '../support/cloud';

// Nothing is kept of what is said: handlers say a lot in a thousand lives.
const { info, error } = console;
beforeAll(() => { console.info = console.error = () => undefined; });
afterAll(() => { Object.assign(console, { info, error }); });

interface Update {
  readonly migration: Fate;
  /** Tasks of it that ECS gives up before their code runs. */
  readonly falseStarts: number;
  /** What else happens: another resource fails, while the release runs or after it, or somebody cancels. */
  readonly other: 'nothing' | 'failsMeanwhile' | 'failsAfterwards';
  /** Minutes until that happens. */
  readonly after: number;
  /** Whether the stack is told to stay as it is when it fails; then the same revision is deployed again. */
  readonly staysFailed: boolean;
  /** Minutes after which the request is delivered once more. */
  readonly again?: number;
  /** The revision is the same as before. */
  readonly same: boolean;
  /** Somebody runs the job by hand just before. */
  readonly byHand: boolean;
  /** Minutes until the next one. */
  readonly pause: number;
}

const fates: fc.Arbitrary<Fate> = fc.record({
  starts: fc.constantFrom(30_000, 90_000, 4 * MINUTE),
  lasts: fc.constantFrom(5_000, MINUTE, 8 * MINUTE, 19 * MINUTE, 200 * MINUTE),
  exitCode: fc.constantFrom(0, 0, 0, 0, 1, 137),
  exitWhenStopped: fc.constantFrom(0, 143),
});
const updates: fc.Arbitrary<Update> = fc.record({
  migration: fc.oneof({ weight: 2, arbitrary: fc.constant(GOOD) }, { weight: 3, arbitrary: fates }),
  falseStarts: fc.constantFrom(0, 0, 0, 1, 2, 9),
  other: fc.constantFrom<Update['other']>('nothing', 'nothing', 'nothing', 'failsMeanwhile', 'failsAfterwards'),
  after: fc.constantFrom(0.5, 1, 2, 5, 10),
  staysFailed: fc.constantFrom(false, false, false, true),
  again: fc.constantFrom(undefined, undefined, 0, 2, 20, 90, 400),
  same: fc.constantFrom(false, false, false, false, true),
  byHand: fc.constantFrom(false, false, false, false, false, true),
  pause: fc.constantFrom(0, 1, 30, 200, 2000),
});
const weathers: fc.Arbitrary<Weather> = fc.record({
  throttled: fc.constantFrom(0, 0, 0.1, 0.3),
  lost: fc.constantFrom(0, 0, 0.1),
  lag: fc.constantFrom(0, 0, 20_000, 60_000),
  deaths: fc.constantFrom(0, 0, 0, 0.01),
});
const lives = fc.record({
  seed: fc.integer(),
  weather: weathers,
  mayAskStack: fc.constantFrom(true, true, true, false),
  ending: fc.constantFrom<'stays' | 'deleted'>('stays', 'deleted'),
  updates: fc.array(updates, { minLength: 1, maxLength: 4 }),
});

class Life {
  public readonly cluster: Cluster;
  public readonly stack: Stack;
  /** The revision that services are on. */
  public serving?: number;
  private newest = 0;

  constructor(weather: Weather, seed: number, mayAskStack: boolean, private readonly undo: boolean) {
    this.cluster = new Cluster(weather, chance(seed));
    this.cluster.mayAskStack = mayAskStack;
    this.stack = new Stack(this.cluster, undo ? { undoCommand: ['migrate', 'down'] } : {});
  }

  /** One deployment, to its end. Gives whether nothing but the world was wrong with it, and yet it failed. */
  public async live(update: Update): Promise<void> {
    const { cluster, stack } = this;
    const before = this.serving;
    const to = update.same && before !== undefined ? before : ++this.newest;
    let falseStarts = update.falseStarts;
    cluster.fateOf = definition => definition === arnOf(to) && falseStarts-- > 0 ? { ...update.migration, starts: undefined } : update.migration;
    if (update.byHand) { cluster.start(arnOf(to)); }
    this.heads(before === undefined ? 'CREATE_IN_PROGRESS' : 'UPDATE_IN_PROGRESS');
    const answer = await this.forward(to, before, update);
    if (answer.status === 'SUCCESS' && update.other === 'nothing') {
      this.serving = to;
      cluster.stackStatus = before === undefined ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE';
      if (before !== undefined && before !== to) { stack.deregister(before); }
      return stack.pass(update.pause * MINUTE);
    }
    if (answer.status === 'SUCCESS') { await stack.pass(update.after * MINUTE); }
    if (update.staysFailed) {
      cluster.stackStatus = before === undefined ? 'CREATE_FAILED' : 'UPDATE_FAILED';
      await stack.pass((1 + update.pause) * MINUTE);
      this.heads('UPDATE_IN_PROGRESS');
      cluster.fateOf = () => GOOD;
      // Whether CloudFormation names the revision before or the one that failed is not known.
      const retried = await this.forward(to, update.after > 1 ? to : before, { ...update, other: 'nothing', again: undefined });
      if (retried.status === 'SUCCESS') {
        this.serving = to;
        cluster.stackStatus = 'UPDATE_COMPLETE';
        return stack.pass(update.pause * MINUTE);
      }
    }
    await this.goBack(to, before);
    await stack.pass((1 + update.pause) * MINUTE);
  }

  private async forward(to: number, before: number | undefined, { other, after, again }: Update): Promise<Answer> {
    const begun = this.cluster.tasks.length;
    const cancelledAfter = other === 'failsMeanwhile' ? after : undefined;
    const answer = await this.stack.request(before === undefined ? 'Create' : 'Update', to, before, { again, cancelledAfter });
    if (answer.status === 'SUCCESS') {
      expect(this.cluster.hasSucceeded(to)).toBe(true);
    } else if (answer.status === 'FAILED') {
      expect(answer.reason.length).toBeGreaterThan(20);
      expect(answer.reason.length).toBeLessThan(1000);
    }
    expect(this.cluster.tasks.slice(begun).filter(({ startedBy }) => startedBy).every(({ definition }) => definition === arnOf(to))).toBe(true);
    return answer;
  }

  private heads(status: string): void {
    this.cluster.stackStatus = status;
    this.cluster.stackUpdatedAt = this.cluster.now;
  }

  private async goBack(from: number, before: number | undefined): Promise<void> {
    const { cluster, stack, undo } = this;
    const begun = cluster.tasks.length;
    if (before === undefined) {
      cluster.stackStatus = 'ROLLBACK_IN_PROGRESS';
      expect(await this.patiently('Delete', from)).toMatchObject({ status: 'SUCCESS' });
      cluster.stackStatus = 'ROLLBACK_COMPLETE';
    } else {
      cluster.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
      const answer = await this.patiently('Update', before, from);
      if (!undo) { expect(answer).toMatchObject({ status: 'SUCCESS' }); }
      cluster.stackStatus = 'UPDATE_ROLLBACK_COMPLETE';
    }
    if (!undo && cluster.mayAskStack) { expect(cluster.begunOnTheWayBack).toEqual([]); }
    for (const { definition, command } of cluster.tasks.slice(begun)) {
      // The old version is never run; the new one only to take it back, or by those who cannot know that the stack has turned.
      expect(definition).toBe(arnOf(from));
      expect(undo && command?.[1] === 'down' || !cluster.mayAskStack).toBe(true);
    }
    if (from !== before) { stack.deregister(from); }
  }

  /** A handler that is killed fails the request, and people then have the stack go back once more. */
  private async patiently(type: 'Update' | 'Delete', to: number, from?: number): Promise<Answer> {
    const { weather } = this.cluster;
    for (let attempt = 0; ; attempt++) {
      // Somebody who dies again and again would be looked after.
      this.cluster.weather = { ...weather, deaths: attempt < 3 ? weather.deaths : 0 };
      const answer = await this.stack.request(type, to, from);
      if (answer.status !== 'FAILED' || !answer.reason.includes('timed out')) {
        this.cluster.weather = weather;
        return answer;
      }
    }
  }
}

async function livesThrough({ seed, weather, mayAskStack, ending, updates: plan }: {
  seed: number; weather: Weather; mayAskStack: boolean; ending: 'stays' | 'deleted'; updates: Update[];
}, undo = false): Promise<void> {
  const life = new Life(weather, seed, mayAskStack, undo);
  for (const update of plan) { await life.live(update); }
  const { cluster, stack } = life;
  if (ending === 'deleted' && life.serving !== undefined) {
    cluster.stackStatus = 'DELETE_IN_PROGRESS';
    const begun = cluster.tasks.length;
    const answer = await stack.request('Delete', life.serving);
    if (weather.deaths === 0) { expect(answer).toMatchObject({ status: 'SUCCESS' }); }
    expect(cluster.tasks).toHaveLength(begun);
  }
  // Who may not ask where the stack is heading goes on with requests that nobody waits for any more.
  if (cluster.mayAskStack) { expect(cluster.atOnce).toBeLessThanOrEqual(1); }
  expect(stack.slowest).toBeLessThanOrEqual(57 * MINUTE);
}

const RUNS = Number(process.env.RELEASE_LIVES ?? 300);

/** The life that fails is told at once, with its seed, and is easy to play alone. */
const BOUNDED = { endOnFailure: true, interruptAfterTimeLimit: 200_000, markInterruptAsFailure: true };

test('whatever happens, services never get ahead of their release, and nothing runs twice at once, or on the way back', async () => {
  await fc.assert(fc.asyncProperty(lives, life => livesThrough(life)), { ...BOUNDED, numRuns: RUNS });
}, 240_000);

test('a release that is taken back is so by the version that is left, and only once at a time', async () => {
  await fc.assert(fc.asyncProperty(lives, life => livesThrough({ ...life, mayAskStack: true }, true)), { ...BOUNDED, numRuns: RUNS / 3 });
}, 240_000);

test('nothing fails if nothing is wrong but the way to AWS', async () => {
  const benign = fc.record({
    seed: fc.integer(),
    weather: fc.record({
      throttled: fc.constantFrom(0, 0.3), lost: fc.constantFrom(0, 0.1), lag: fc.constantFrom(0, 60_000), deaths: fc.constant(0),
    }),
    again: fc.constantFrom(undefined, 0, 1, 5),
  });
  await fc.assert(fc.asyncProperty(benign, async ({ seed, weather, again }) => {
    const stack = new Stack(new Cluster(weather, chance(seed)));
    stack.cluster.stackStatus = 'CREATE_IN_PROGRESS';
    expect(await stack.request('Create', 1, undefined, { again })).toMatchObject({ status: 'SUCCESS' });
    stack.cluster.stackStatus = 'UPDATE_IN_PROGRESS';
    expect(await stack.request('Update', 2, 1, { again })).toMatchObject({ status: 'SUCCESS' });
    expect(stack.cluster.tasks).toHaveLength(2);
  }), { ...BOUNDED, numRuns: RUNS / 3 });
}, 240_000);
