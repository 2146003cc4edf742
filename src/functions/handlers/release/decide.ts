/**
 * Decides what to do about a release. A pure function that is asked again every few seconds and remembers nothing itself, so that a
 * lost answer, a second invocation or a restart changes nothing.
 *
 * A run that has begun is never interrupted but by its timeout: half of a migration is worse than one that nobody waits for.
 */
import { ReleaseAction } from './action';
import { MINUTE, ReleaseMemory, ReleaseSituation, RunView } from './situation';

/** How often something is started that ends before any code of it has run: a role takes a while until everybody knows it. */
export const ATTEMPTS = 4;

/** What is left of CloudFormation's hour once a run that is stopped has had its two minutes to end, and there is time to say so. */
const LAST_MOMENT = 51 * MINUTE;

/** After that no run begins: it could not have a minute for itself. */
const LAST_START = 49 * MINUTE;

/** How long ECS may take to list what it has started. */
const LISTING = 2 * MINUTE;

/** Clocks differ a little, and tries are a minute apart. */
const SKEW = MINUTE / 2;

/** For how long ECS surely lists what has ended, less the time in which somebody looks. */
const FORGETTING = 50 * MINUTE;

export function decide(s: ReleaseSituation): ReleaseAction {
  const mine = s.runs.filter(({ request }) => request === s.request.id);
  if (s.request.standing === 'OUTLIVED') { return seeToItsEnd(s, mine); }
  switch (s.request.purpose) {
    case 'settle': return settle(s);
    case 'undo': return unfinished(s) ?? undo(s, mine);
    case 'release': return release(s, mine);
  }
}

/** Nothing is to be run, and nothing may be left running when the next one comes. */
function settle(s: ReleaseSituation): ReleaseAction {
  return unfinished(s) ?? done('NotRun');
}

function release(s: ReleaseSituation, mine: readonly RunView[]): ReleaseAction {
  if (s.memory?.state === 'succeeded') { return done(mine.length > 0 ? 'Succeeded' : 'Unchanged', mine.at(-1)); }
  return conduct(s, mine);
}

/** A release that was never begun needs no taking back. */
function undo(s: ReleaseSituation, mine: readonly RunView[]): ReleaseAction {
  if (!s.leaving) { return done('NotRun'); }
  if (s.memory?.state === 'succeeded') { return done('Undone', mine.at(-1)); }
  return conduct(s, mine);
}

/** Brings one run to its end, and tells how it ended. */
function conduct(s: ReleaseSituation, mine: readonly RunView[]): ReleaseAction {
  const last = mine.at(-1);
  if (last && last.phase !== 'ended') { return lookAfter(s, last); }
  if (last && hasSucceeded(last)) { return { kind: 'remember', state: 'succeeded' }; }
  const own = s.memory?.request === s.request.id ? s.memory : undefined;
  if (last?.started) { return own?.state === 'failed' ? { kind: 'fail', because: 'it failed', run: last.id } : { kind: 'remember', state: 'failed' }; }
  if (own?.state === 'failed') { return { kind: 'fail', because: 'it failed', run: last?.id }; }
  if (last && last.attempt >= ATTEMPTS) { return { kind: 'remember', state: 'failed' }; }
  if (own && !last && s.now - own.at > FORGETTING) { return { kind: 'fail', because: 'it was begun too long ago for anybody to tell how it ended' }; }
  return begin(s, last, own !== undefined && (!last || own.at > last.createdAt));
}

function begin(s: ReleaseSituation, last: RunView | undefined, remembered: boolean): ReleaseAction {
  if (s.request.standing === 'UNCLEAR') { return wait('it cannot be told yet where the stack is heading'); }
  const inTheWay = s.runs.find(run => run.phase !== 'ended');
  if (s.now - s.request.startedAt > LAST_START) {
    return { kind: 'fail', because: inTheWay ? `task ${inTheWay.id} of the same job does not end` : 'it could not be started', run: last?.id };
  }
  if (mayBeUnlisted(s, s.memory) || mayBeUnlisted(s, s.leaving)) { return wait('a run may have begun that is not listed yet'); }
  if (inTheWay) { return inTheWay.request === undefined ? wait(`task ${inTheWay.id}, which somebody else has started, is to end`) : lookAfter(s, inTheWay); }
  if (hasEarlierDelivery(s)) { return wait('an earlier delivery of the request looks after it'); }
  // Before each run, so that whoever comes later knows of it even if ECS does not say so yet.
  if (!remembered) { return { kind: 'remember', state: 'begun' }; }
  if (last && s.now - last.createdAt < last.attempt * MINUTE) { return wait('it did not start; soon once more'); }
  return { kind: 'start', attempt: (last?.attempt ?? 0) + 1 };
}

/** Whoever has begun a run goes on until it has answered, so that a request that comes once more need not begin any. */
function hasEarlierDelivery({ memory, request }: ReleaseSituation): boolean {
  return memory?.request === request.id && memory.since < request.startedAt - SKEW;
}

/** What releases of this job have begun, of whichever request, and what may have been begun just now. */
function unfinished(s: ReleaseSituation): ReleaseAction | undefined {
  const running = s.runs.find(run => run.request !== undefined && run.request !== s.request.id && run.phase !== 'ended');
  if (running) { return lookAfter(s, running); }
  return mayBeUnlisted(s, s.leaving) ? wait('a run may have begun that is not listed yet') : undefined;
}

function mayBeUnlisted(s: ReleaseSituation, memory: ReleaseMemory | undefined): boolean {
  return memory?.state === 'begun' && memory.request !== s.request.id && s.now - memory.at < LISTING
    && !s.runs.some(({ request, createdAt }) => request === memory.request && createdAt >= memory.at - SKEW);
}

/** Nobody listens any more, but a run that nobody looks after would have no end, and one that succeeds need not be repeated. */
function seeToItsEnd(s: ReleaseSituation, mine: readonly RunView[]): ReleaseAction {
  const running = mine.find(({ phase }) => phase !== 'ended');
  if (running) { return lookAfter(s, running); }
  const isToRemember = s.memory?.state === 'begun' && s.memory.request === s.request.id && mine.some(hasSucceeded);
  if (isToRemember) { return { kind: 'remember', state: 'succeeded' }; }
  // Should somebody listen after all, services must not go on.
  return s.request.purpose === 'release' ? { kind: 'fail', because: 'the stack has gone another way since' } : done('Outlived');
}

/** A process that is asked to end may well end with 0. */
function hasSucceeded({ phase, exitCode, interrupted }: RunView): boolean {
  return phase === 'ended' && exitCode === 0 && !interrupted;
}

function lookAfter(s: ReleaseSituation, run: RunView): ReleaseAction {
  if (run.phase === 'stopping') { return wait(`task ${run.id} is being stopped`); }
  if (s.now - run.createdAt > s.timeout) { return { kind: 'stop', run: run.id, because: `It took longer than ${Math.round(s.timeout / MINUTE)} minutes` }; }
  if (s.now - s.request.startedAt > LAST_MOMENT) { return { kind: 'stop', run: run.id, because: 'CloudFormation waits no longer' }; }
  return wait(`task ${run.id} is at work`);
}

const done = (status: string, run?: RunView): ReleaseAction => ({ kind: 'done', status, run: run?.id });

const wait = (because: string): ReleaseAction => ({ kind: 'wait', because });
