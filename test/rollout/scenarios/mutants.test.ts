/** Each of these mistakes in the handlers is one that somebody could make, and each is noticed by a scenario that says so in its title. */
import { ALARM_GOES_ON, DELIVERED_LATE, FAILED_ROLLBACK, NEVER_STARTS, OLD_COPIES_GONE, Scenario, SLOW_ROLLBACK, THROTTLED } from './played';
import { bundle, Mutant } from '../../functions/handlers/support/mutants';

jest.setTimeout(120_000);

const MUTANTS: readonly Mutant<Scenario>[] = [
  {
    mistake: 'deployments do not say which request made them',
    file: 'marker.ts',
    text: 'cdk rq=${marker.requestId} fp=',
    instead: 'cdk rq=somebody fp=',
    killedBy: NEVER_STARTS,
  },
  {
    mistake: 'being throttled is the end',
    file: 'errors.ts',
    text: "asking again is always safe.\n  return 'pending';",
    instead: "asking again is never safe.\n  return 'terminal';",
    killedBy: THROTTLED,
  },
  {
    mistake: 'alarms have a say on the way back',
    file: 'act.ts',
    text: 'overrideAlarmConfiguration: { enabled: false, alarms: [] },',
    instead: '',
    killedBy: ALARM_GOES_ON,
  },
  {
    mistake: 'copies may take for ever to come up',
    file: 'judge.ts',
    text: 'return deployment.installingSince !== undefined && ',
    instead: 'return false && ',
    killedBy: NEVER_STARTS,
  },
  {
    mistake: 'what CodeDeploy takes back is stopped',
    file: 'decide.ts',
    text: ": { kind: 'wait', because: `CodeDeploy takes a deployment back with ${s.active.id}` };",
    instead: ": { kind: 'stop', deployment: s.active.id, rollback: false, because: 'impatience' };",
    killedBy: SLOW_ROLLBACK,
  },
  {
    mistake: 'nobody looks which copies have the traffic when nothing is under way',
    file: 'world.ts',
    text: 'primaryIsWanted: ',
    instead: 'primaryIsWanted: request.view.rollback || ',
    killedBy: OLD_COPIES_GONE,
  },
  {
    mistake: 'a rollback of CodeDeploy that fails is believed to have worked',
    file: 'world.ts',
    text: 'primaryIsWanted: ',
    instead: 'primaryIsWanted: request.view.rollback || ',
    killedBy: FAILED_ROLLBACK,
  },
  {
    mistake: 'requests that nobody waits for are heeded',
    file: 'stack.ts',
    text: "{ return 'OVER'; }",
    instead: "{ return 'FORWARD'; }",
    killedBy: DELIVERED_LATE,
  },
];

test.each(MUTANTS.map(mutant => [mutant.mistake, mutant.killedBy.title, mutant] as const))('if %s, that is noticed by %s', async (_mistake, _title, mutant) => {
  await expect(mutant.killedBy.play({ handlers: await bundle(mutant) })).rejects.toThrow(/expect\(/);
});

test('the same scenarios find nothing in handlers that are put in the same way, but unchanged', async () => {
  const handlers = await bundle({ file: 'judge.ts', text: 'export const MINUTE = 60_000;', instead: 'export const MINUTE = 60_000;' });
  for (const { play } of new Set(MUTANTS.map(({ killedBy }) => killedBy))) { await play({ handlers }); }
});
