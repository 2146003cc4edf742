/** What becomes of the traffic when anything may happen at any time. */
import fc from 'fast-check';
import { BLUE, CANARY, GREEN, SmallWorld } from './world';

beforeEach(() => {
  jest.spyOn(console, 'log').mockReturnValue();
  jest.spyOn(console, 'error').mockReturnValue();
});
afterEach(() => jest.restoreAllMocks());

const OPERATIONS = ['describeStacks', 'describeRules', 'describeTargetHealth', 'describeAlarms', 'modifyRule'];

/** Something that happens before a poll, for as many polls as it is told. */
type Happening = (world: SmallWorld) => void;

const nothing = fc.constant<Happening>(() => undefined);
const throttled = fc.subarray(OPERATIONS).map<Happening>(names => world => {
  world.errors = Object.fromEntries(names.map(name => [name, 'ThrottlingException']));
});
const lost = fc.subarray(OPERATIONS).map<Happening>(names => world => { world.lost = names; });
const healthOf = (group: string) => fc.array(fc.constantFrom('healthy', 'healthy', 'healthy', 'unhealthy', 'initial', 'draining'), { maxLength: 3 })
  .map<Happening>(states => world => { world.targets[group] = states; });
const alarm = fc.integer({ min: -2, max: 0 }).map<Happening>(ago => world => { world.firing = { errors: world.minute + ago }; });
const quiet = fc.constant<Happening>(world => { world.firing = {}; });

/** Now and then everything answers: a world that never does cannot be helped. */
const happenings = (...kinds: fc.Arbitrary<Happening>[]) => fc
  .array(fc.oneof({ arbitrary: nothing, weight: 8 }, ...kinds), { minLength: 1, maxLength: 60 })
  .map(list => list.flatMap((happening, number) => number % 5 === 0 ? [happening, () => undefined] : [happening]));

/** Asks until there is an answer, while one thing after the other happens; looks after each poll that was not disturbed. */
async function live(
  world: SmallWorld, event: Parameters<SmallWorld['poll']>[0], list: readonly Happening[], look: () => void,
): Promise<object | Error | undefined> {
  for (let poll = 0; world.minute < 60; poll++, world.minute += 0.25) {
    Object.assign(world, { errors: {}, lost: [] });
    list[poll % list.length](world);
    const disturbed = Object.keys(world.errors).length > 0 || world.lost.length > 0;
    let answer: object | Error | undefined;
    try {
      const { IsComplete, Data } = await world.poll(event);
      answer = IsComplete ? Data ?? {} : undefined;
    } catch (error) {
      answer = error as Error;
    }
    if (!disturbed) { look(); }
    if (answer) { return answer; }
  }
  throw new Error('CloudFormation has given up waiting');
}

const healthyIn = (world: SmallWorld, group: string) => world.targets[group].filter(state => state === 'healthy').length;

/** Nobody is sent where nobody answers, if somebody would elsewhere. */
function expectServed(world: SmallWorld): void {
  const [blue, green] = [healthyIn(world, BLUE), healthyIn(world, GREEN)];
  if (blue > 0 && green === 0) { expect(world.weights[GREEN]).toBe(0); }
}

test('a version ends with all of the traffic or with none, and nobody is sent where nobody answers', async () => {
  const ends = new Set<string>();
  await fc.assert(fc.asyncProperty(happenings(throttled, lost, healthOf(GREEN), alarm, quiet), async list => {
    const world = new SmallWorld();
    const answer = await live(world, await world.begin('shift', CANARY), list, () => expectServed(world));
    ends.add(answer instanceof Error ? 'taken back' : 'shifted');
    expect(world.weights).toEqual(answer instanceof Error ? { [BLUE]: 100, [GREEN]: 0 } : { [BLUE]: 0, [GREEN]: 100 });
  }), { numRuns: 300 });
  expect([...ends].sort()).toEqual(['shifted', 'taken back']);
});

test('a stack that goes back has the traffic where it was, wherever the forward request had got to', async () => {
  await fc.assert(fc.asyncProperty(happenings(throttled, lost, healthOf(GREEN), alarm), fc.integer({ min: 0, max: 999 }), async (list, share) => {
    const world = new SmallWorld();
    Object.assign(world, { weights: { [BLUE]: 1000 - share, [GREEN]: share }, status: 'UPDATE_ROLLBACK_IN_PROGRESS' });
    const back = { ...CANARY, routes: [{ ...CANARY.routes[0], target: BLUE }] };
    expect(await live(world, await world.begin('shift', back), list, () => undefined)).toEqual({ Status: 'WentBack' });
    expect(world.weights[GREEN]).toBe(0);
  }), { numRuns: 300 });
});

test('two waiters for the same request do no more than one', async () => {
  await fc.assert(fc.asyncProperty(happenings(throttled, lost), async list => {
    const world = new SmallWorld();
    const event = await world.begin('shift', CANARY);
    const twice = { ...event, ...await world.begin('shift', CANARY) };
    const asked = live(world, event, list.map(happening => (given: SmallWorld) => {
      happening(given);
      void world.poll(twice).catch(() => undefined);
    }), () => undefined);
    expect(await asked).toEqual({ Status: 'Shifted' });
    expect(world.weights).toEqual({ [BLUE]: 0, [GREEN]: 100 });
  }), { numRuns: 50 });
});
