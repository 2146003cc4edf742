/**
 * Stacks are updated again and again, with broken versions, other resources that fail and an AWS that is unreliable; whatever happens,
 * a stack that says it is done runs what it says, and a stack that goes back gets back.
 */
import * as fc from 'fast-check';
import { MINUTE, properties } from './support/aws';
import { chance, Chances, Cloud } from './support/cloud';
import { begin, poll } from '../../../src/functions/handlers/reconcile';
import { RolloutEvent } from '../../../src/functions/handlers/request';
import { RESOURCES } from '../../../src/functions/wire/rollout';

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
  /** How many relays follow the rollout, each with a few minutes only. */
  readonly relays: number;
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

  public async update(from: number, to: number, { other, deliveredTwice, relays }: Update): Promise<Ending> {
    this.cloud.stackStatus = 'UPDATE_IN_PROGRESS';
    const failsAt = other === 'meanwhile' ? this.cloud.now + this.random() * 15 * MINUTE : Infinity;
    if (await this.chain(from, to, relays, deliveredTwice, failsAt) && other !== 'afterwards') { return 'UPDATE_COMPLETE'; }
    this.cloud.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
    return await this.chain(to, from, relays, deliveredTwice, Infinity) ? 'UPDATE_ROLLBACK_COMPLETE' : 'UPDATE_ROLLBACK_FAILED';
  }

  public pass(minutes: number): void {
    this.abandoned.length = 0;
    this.cloud.pass(minutes * MINUTE);
  }

  private async chain(from: number, to: number, relays: number, twice: boolean, failsAt: number): Promise<boolean> {
    for (let index = 0; index <= relays; index++) {
      const time = relays > 0 ? { budgetMinutes: '6', relaysLeft: `${relays - index}` } : {};
      const asked: RolloutEvent = {
        RequestType: 'Update',
        ResourceType: index === 0 ? RESOURCES.rollout : RESOURCES.wait,
        RequestId: `request-${this.requests++}`,
        StackId: 'arn:aws:cloudformation:r:1:stack/s/1',
        LogicalResourceId: `Rollout${index}`,
        PhysicalResourceId: 'rollout',
        ResourceProperties: properties(to, time),
        OldResourceProperties: properties(from, time),
      };
      if (!await this.request(asked, twice, failsAt)) { return false; }
    }
    return true;
  }

  /** Whether it is done; not if it fails, or if something else does meanwhile. */
  private async request(asked: RolloutEvent, twice: boolean, failsAt: number): Promise<boolean> {
    const start = this.cloud.now;
    const begun = { ...asked, ...await begin(asked, this.cloud.aws, this.cloud.now, 0) };
    if (twice) { await begin(asked, this.cloud.aws, this.cloud.now, 0); }
    while (this.cloud.now < failsAt) {
      this.cloud.pass(15_000);
      for (const request of this.abandoned) { await poll(request, this.cloud.aws, this.cloud.now).catch(() => undefined); }
      expect(this.cloud.now - start).toBeLessThan(57 * MINUTE);
      const answer = await poll(begun, this.cloud.aws, this.cloud.now).catch(() => 'failed' as const);
      if (answer === 'failed') { return false; }
      if (answer.IsComplete) { return true; }
    }
    this.abandoned.push(begun);
    return false;
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
  relays: fc.constantFrom(0, 0, 3),
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
      // Who has only a few minutes may find that CodeDeploy needs them to take the version before back.
      const inTime = update.relays === 0 || given.takingBack < 6;
      if (!update.broken && update.other === 'never' && inTime) { expect(ending).toBe('UPDATE_COMPLETE'); }
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
