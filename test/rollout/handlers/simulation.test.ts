/**
 * Stacks are updated again and again, with broken versions, other resources that fail and an AWS that is unreliable; whatever happens,
 * a stack that says it is done runs what it says, and a stack that goes back gets back.
 */
import * as fc from 'fast-check';
import { MINUTE, properties } from './support/aws';
import { chance, Chances, Cloud } from './support/cloud';
import { begin, poll } from '../../../src/rollout/handlers/reconcile';
import { RolloutEvent } from '../../../src/rollout/handlers/request';
import { RESOURCES } from '../../../src/rollout/wire';

beforeEach(() => {
  jest.spyOn(console, 'log').mockImplementation();
  jest.spyOn(console, 'error').mockImplementation();
});
afterEach(() => jest.restoreAllMocks());

type Ending = 'UPDATE_COMPLETE' | 'UPDATE_ROLLBACK_COMPLETE' | 'UPDATE_ROLLBACK_FAILED';

interface Update {
  readonly broken: boolean;
  /** Another resource fails: while the rollout is under way, after it, or not at all. */
  readonly other: 'meanwhile' | 'afterwards' | 'never';
  readonly deliveredTwice: boolean;
  /** Minutes until the next update. */
  readonly pause: number;
}

/** CloudFormation and the framework, as far as they matter: one rollout, polled every 15 seconds for an hour at most. */
class Stack {
  public readonly cloud: Cloud;
  private requests = 0;
  /** Polls for requests that CloudFormation no longer listens to. */
  private readonly abandoned: RolloutEvent[] = [];

  constructor(chances: Chances, private readonly random: () => number) {
    this.cloud = new Cloud(chances, random);
  }

  public async update(from: number, to: number, { other, deliveredTwice }: Update): Promise<Ending> {
    this.cloud.stackStatus = 'UPDATE_IN_PROGRESS';
    const cut = other === 'meanwhile' ? this.random() * 15 * MINUTE : undefined;
    const forward = await this.request(from, to, deliveredTwice, cut);
    if (forward === 'done' && other !== 'afterwards') { return 'UPDATE_COMPLETE'; }
    this.cloud.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
    return await this.request(to, from, deliveredTwice) === 'done' ? 'UPDATE_ROLLBACK_COMPLETE' : 'UPDATE_ROLLBACK_FAILED';
  }

  public pass(minutes: number): void {
    this.abandoned.length = 0;
    this.cloud.pass(minutes * MINUTE);
  }

  private async request(from: number, to: number, twice: boolean, cut = Infinity): Promise<'done' | 'failed' | 'cut'> {
    const asked: RolloutEvent = {
      RequestType: 'Update',
      ResourceType: RESOURCES.rollout,
      RequestId: `request-${this.requests++}`,
      StackId: 'arn:aws:cloudformation:r:1:stack/s/1',
      LogicalResourceId: 'Rollout',
      PhysicalResourceId: 'rollout',
      ResourceProperties: properties(to),
      OldResourceProperties: properties(from),
    };
    const start = this.cloud.now;
    const begun = { ...asked, ...await begin(asked, this.cloud.aws, this.cloud.now) };
    if (twice) { await begin(asked, this.cloud.aws, this.cloud.now); }
    while (this.cloud.now - start < cut) {
      this.cloud.pass(15_000);
      for (const request of this.abandoned) { await poll(request, this.cloud.aws, this.cloud.now).catch(() => undefined); }
      expect(this.cloud.now - start).toBeLessThan(57 * MINUTE);
      const answer = await poll(begun, this.cloud.aws, this.cloud.now).catch(() => 'failed' as const);
      if (answer === 'failed') { return 'failed'; }
      if (answer.IsComplete) { return 'done'; }
    }
    this.abandoned.push(begun);
    return 'cut';
  }
}

const chances = fc.record({
  throttled: fc.constantFrom(0, 0.1, 0.3),
  lost: fc.constantFrom(0, 0.1),
  lag: fc.constantFrom(0, 30_000),
  termination: fc.constantFrom(0, 10, 1000),
  takingBack: fc.constantFrom(2, 20),
});
const updates = fc.array(fc.record({
  broken: fc.boolean(),
  other: fc.constantFrom<Update['other']>('meanwhile', 'afterwards', 'never', 'never'),
  deliveredTwice: fc.boolean(),
  pause: fc.constantFrom(0, 5, 30, 2000),
}), { minLength: 1, maxLength: 3 });

test('whatever happens, a stack ends where it says it is', async () => {
  await fc.assert(fc.asyncProperty(fc.integer(), chances, updates, async (seed, given, plan) => {
    const stack = new Stack(given, chance(seed));
    const { cloud } = stack;
    let current = 1;
    for (const [index, update] of plan.entries()) {
      const next = index + 2;
      if (update.broken) { cloud.broken.add(next); }
      const ending = await stack.update(current, next, update);

      expect(ending).not.toBe('UPDATE_ROLLBACK_FAILED');
      if (update.broken) { expect(ending).not.toBe('UPDATE_COMPLETE'); }
      if (!update.broken && update.other === 'never') { expect(ending).toBe('UPDATE_COMPLETE'); }
      if (ending === 'UPDATE_COMPLETE') { current = next; }
      expect(cloud.primary).toBe(current);
      expect(cloud.suspended).toBe(false);
      stack.pass(update.pause);
      expect(cloud.primary).toBe(current);
    }
    // No request begins a second deployment on the way forward.
    const forward = cloud.created.filter(one => !one.hurry).map(one => one.requestId);
    expect(new Set(forward).size).toBe(forward.length);
  }), { numRuns: 60 });
}, 120_000);
