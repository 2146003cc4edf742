/** Each of these mistakes in the handlers is one that somebody could make, and each is noticed by a scenario that says so in its title. */
import {
  DELIVERED_TWICE, DIES, FAILS_AND_GOES_BACK, NEVER_STARTS, OLD_ONE_STAYS, ReleaseScenario, SAME_AGAIN, TAKEN_BACK, TOO_LONG,
} from './played';
import { bundle, Mutant } from '../../functions/handlers/support/mutants';

jest.setTimeout(120_000);

const MUTANTS: readonly Mutant<ReleaseScenario>[] = [
  {
    mistake: 'any end of a run is a good one',
    file: 'release/decide.ts',
    text: "return phase === 'ended' && exitCode === 0 && !interrupted;",
    instead: "return phase === 'ended';",
    killedBy: FAILS_AND_GOES_BACK,
  },
  {
    mistake: 'nobody looks at the log',
    file: 'release/explain.ts',
    text: 'const lines = task ? await lastLines(aws, task, props, pause) : [];',
    instead: 'const lines: string[] = [];',
    killedBy: FAILS_AND_GOES_BACK,
  },
  {
    mistake: 'nothing is remembered, and nobody asks where the stack is heading',
    file: 'release/request.ts',
    text: "  if (direction === 'FORWARD') { return 'release'; }",
    instead: "  if (direction) { wanted.release = undefined; return 'release'; }",
    killedBy: OLD_ONE_STAYS,
  },
  {
    mistake: 'the old version is asked to take back what the new one did',
    file: 'release/request.ts',
    text: '{ taskDefinition: old!.taskDefinition, kind: ',
    instead: '{ taskDefinition: props.taskDefinition, kind: ',
    killedBy: TAKEN_BACK,
  },
  {
    mistake: 'runs may take for ever',
    file: 'release/decide.ts',
    text: 'if (s.now - run.createdAt > s.timeout)',
    instead: 'if (false)',
    killedBy: TOO_LONG,
  },
  {
    mistake: 'what never starts is tried for ever',
    file: 'release/decide.ts',
    text: 'if (last && last.attempt >= ATTEMPTS)',
    instead: 'if (false)',
    killedBy: NEVER_STARTS,
  },
  {
    mistake: 'each delivery of a request has a token of its own',
    file: 'release/handlers.ts',
    text: 'clientToken: shortId(request.job, request.view.id, `${attempt}`),',
    instead: 'clientToken: shortId(request.job, String(Math.random())),',
    killedBy: DELIVERED_TWICE,
  },
  {
    mistake: 'nobody waits on the way back for a run that is at work',
    file: 'release/decide.ts',
    text: 'if (running) { return lookAfter(s, running); }\n  return mayBeUnlisted',
    instead: 'return mayBeUnlisted',
    killedBy: DIES,
  },
  {
    mistake: 'whatever changes about a job runs it',
    file: 'release/decide.ts',
    text: "if (s.memory?.state === 'succeeded') { return done(mine",
    instead: "if (s.memory?.state === 'succeeded' && mine.length > 0) { return done(mine",
    killedBy: SAME_AGAIN,
  },
];

test.each(MUTANTS.map(mutant => [mutant.mistake, mutant.killedBy.title, mutant] as const))('if %s, that is noticed by: %s', async (_mistake, _title, mutant) => {
  await expect(mutant.killedBy.play(await bundle(mutant))).rejects.toThrow(/expect\(/);
});

test('the same scenarios find nothing in handlers that are put in the same way, but unchanged', async () => {
  const handlers = await bundle({ file: 'release/situation.ts', text: 'export const MINUTE = 60_000;', instead: 'export const MINUTE = 60_000;' });
  for (const { play } of new Set(MUTANTS.map(({ killedBy }) => killedBy))) { await play(handlers); }
});
