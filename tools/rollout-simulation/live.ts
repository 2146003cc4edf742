/** Lives one life of a service: deploys it again and again, and looks after each deployment whether all is as it has to be. */
import { Kind, Life, Update, Weather } from './life';
import { CodeDeployRolloutOptions, Rollout, RolloutAlarms, RolloutCompletion, RolloutHook, RolloutStage, TrafficShift } from '../../src/vocabulary';
import { ALARM, alarm, deployByHand, hookFunction, serviceUpdates, withOther } from '../../test/rollout/scenarios/plans';
import { minutes, Place, Plan, Shop, Wares } from '../../test/rollout/scenarios/shop';
import { JsonObject } from '../local-cloudformation/engine/values';
import { chance, seededRandom } from '../local-cloudformation/services/chance';
import { Faults } from '../local-cloudformation/services/faults';
import { Deployed } from '../local-cloudformation/testing/world';

/** How one update ended. */
export interface Ending {
  readonly update: Update;
  readonly status: string;
  readonly reason?: string;
  /** Deployments that the handlers have begun. */
  readonly creates: number;
  /** What must never be. */
  readonly broken: readonly string[];
}

export interface LiveOptions {
  /** Handlers other than those that are shipped: a bundle. */
  readonly handlers?: string;
}

const OPTIONS: Readonly<Record<Kind, CodeDeployRolloutOptions>> = {
  plain: {},
  longBake: { bakeTime: minutes(24 * 60), waitFor: RolloutCompletion.TRAFFIC_SHIFTED },
  allAtOnce: { shift: TrafficShift.allAtOnce(), bakeTime: minutes(0) },
  scaled: { shift: TrafficShift.linear(25, minutes(1)) },
  relayed: { shift: TrafficShift.linear(10, minutes(5)), maxWait: minutes(100), waitFor: RolloutCompletion.TRAFFIC_SHIFTED },
};

const WARES: Readonly<Record<Kind, Wares>> = { plain: {}, longBake: {}, allAtOnce: {}, scaled: { scaling: { min: 2, max: 8 } }, relayed: {} };

const PLANS = Object.fromEntries(Object.entries(OPTIONS).map(([kind, options]) => [kind, withOther({
  rollouts: {
    codeDeploy: (on: Place) => Rollout.codeDeploy({
      alarms: RolloutAlarms.of(alarm(on)), hooks: [RolloutHook.lambdaFunction(hookFunction(on), RolloutStage.BEFORE_PRODUCTION_TRAFFIC)], ...options,
    }),
  },
})])) as Record<Kind, Plan>;

const HOOKS: Readonly<Record<Update['hook'], string>> = {
  yes: "return { status: 'SUCCEEDED' }", no: "return { status: 'FAILED', reason: 'no' }", never: "return { status: 'IN_PROGRESS' }",
};

/** What changes from one template to the next is put in at the end, because synthesis takes longer than a deployment. */
const HOLES: Wares = { image: 'IMAGE0', note: 'NOTE0', memo: 'MEMO0', hook: "return 'HOOK0'" };

class Town extends Shop {
  constructor(kind: Kind, faults: Faults, seed: number, { handlers }: LiveOptions) {
    super(PLANS[kind], { seed, faults, handlers });
    this.wares = { image: 'v0', note: 'a', memo: 'a', hook: HOOKS.yes, ...WARES[kind] };
  }

  public override templateOf(wares: Wares): string {
    return super.templateOf({ ...wares, ...HOLES })
      .replaceAll('IMAGE0', wares.image!).replaceAll('NOTE0', wares.note!).replaceAll('MEMO0', wares.memo!).replaceAll("return 'HOOK0'", wares.hook!);
  }
}

export async function live({ kind, weather, updates }: Life, options: LiveOptions = {}): Promise<Ending[]> {
  const shop = new Town(kind, faultsOf(weather), weather.seed, options);
  const endings: Ending[] = [];
  const first = await shop.deploy();
  if (first.status !== 'CREATE_COMPLETE') { throw new Error(`The first deployment ended with ${first.status}: ${first.reason}`); }
  await shop.world.advance(1);
  for (const [index, update] of updates.entries()) {
    shop.forget();
    endings.push(await one(shop, update, weather, index));
    if (endings[index].status === 'UPDATE_ROLLBACK_FAILED') { break; }
    await shop.world.advance(update.pause);
  }
  return endings;
}

async function one(shop: Town, update: Update, weather: Weather, index: number): Promise<Ending> {
  const { faults, account } = shop;
  const before = shop.wares;
  const image = update.image === 'same' ? before.image! : `${update.image === 'broken' ? 'broken' : 'v'}${index + 1}`;
  const random = seededRandom(weather.seed + index);
  const isForward = () => !shop.world.aws.cloudFormation.find('Shop').status.includes('ROLLBACK');
  let isOver = false;
  let toKill = update.killed ? 1 : 0;
  faults.resource = (_type, id, request) => {
    if (id !== update.fails || request !== 'Update') { return undefined; }
    faults.resource = undefined;
    return 'no room for it';
  };
  faults.invocation = name => {
    if (/framework/.test(name)) { return chance(random, weather.deaths) ? 'dies' : 'runs'; }
    if (toKill > 0 && /IsComplete/.test(name) && isForward() && chance(random, 0.1)) { toKill--; return 'dies'; }
    return 'runs';
  };
  const during = (after: number | undefined, action: () => unknown) => { if (after !== undefined) { shop.after(after, () => isOver || action()); } };
  during(update.alarmAfter, () => { account.services.alarms.set(ALARM, 'ALARM'); });
  during(update.alarmAfter === undefined ? undefined : update.alarmAfter + 20, () => { account.services.alarms.set(ALARM, 'OK'); });
  during(update.stopAfter, () => stopActive(shop));
  if (update.byHand) { await deployByHand(shop).catch(() => undefined); }
  const deployed = await shop.deploy({
    image, hook: HOOKS[update.hook], ...update.fails === 'Memo' ? { memo: `m${index}` } : {}, ...update.fails === 'Note' ? { note: `n${index}` } : {},
  });
  isOver = true;
  account.services.alarms.set(ALARM, 'OK');
  const wentBack = deployed.status === 'UPDATE_ROLLBACK_COMPLETE';
  const wanted = wentBack ? before.image! : image;
  const forward = forwardCreates(shop);
  const creates = shop.did('CreateDeployment').filter(({ input }) => String(input.description).includes('rq=')).length;
  return { update, status: deployed.changed ? deployed.status : 'UNCHANGED', reason: deployed.reason, creates, broken: await broken(shop, deployed, wanted, forward, update.killed) };
}

function faultsOf(weather: Weather): Faults {
  const { throttling, lostResponses, duplicateDeliveries, concurrentDeliveries, listLagSeconds, clockSkewSeconds, rollbackSeconds } = weather;
  return { throttling, lostResponses, duplicateDeliveries, concurrentDeliveries, listLagSeconds, clockSkewSeconds, rollbackSeconds };
}

async function stopActive(shop: Shop): Promise<void> {
  const active = shop.account.services.codeDeploy.all().find(({ hasEnded }) => !hasEnded);
  if (active) { await shop.somebody('codedeploy', 'StopDeployment', { deploymentId: active.id, autoRollbackEnabled: true }).catch(() => undefined); }
}

/** Whether a deployment had ended before any list told of it: an alarm that fires already does that, and nobody can know. */
function endedUnseen(shop: Shop, deploymentId: string): boolean {
  const { createTime, completeTime } = shop.account.services.codeDeploy.find(deploymentId);
  return completeTime !== undefined && +completeTime - +createTime <= (shop.faults.listLagSeconds ?? 0) * 1000;
}

/** Deployments on the way forward, by the request that asked for them. */
function forwardCreates(shop: Shop): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { input, output } of shop.did('CreateDeployment')) {
    if (endedUnseen(shop, output.deploymentId)) { continue; }
    const request = /rq=(\S+)/.exec(String(input.description))?.[1];
    const isForward = (input.autoRollbackConfiguration as JsonObject | undefined)?.enabled !== false;
    if (request && isForward) { counts.set(request, (counts.get(request) ?? 0) + 1); }
  }
  return counts;
}

const CUSTOM = 'Custom::ContainerRollout';
const MOST_MINUTES = 57;

/** The promises of the design, and which of them are broken. */
async function broken(shop: Shop, deployed: Deployed, wanted: string, forward: Map<string, number>, killed: boolean): Promise<string[]> {
  const found: string[] = [];
  const { status, reason, events } = deployed;
  if (!['UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'].includes(status) && deployed.changed) {
    const last = events.filter(event => event.status === 'UPDATE_FAILED').pop();
    found.push(`I5: ended with ${status}: ${last?.logicalId}: ${last?.reason}; went back because of ${reason}`);
  }
  const serving = JSON.stringify(shop.serving());
  // Where nothing of the service was changed, nobody has looked after it.
  const isAsked = events.some(({ type }) => type === CUSTOM);
  if (isAsked && serving !== JSON.stringify({ [wanted]: 100 })) {
    found.push(`${status === 'UPDATE_COMPLETE' ? 'I1' : 'I2'}: ${status}, ${wanted} is wanted and the public gets ${serving}`);
  }
  if (shop.imageOf(shop.template) !== wanted) { found.push(`I2: the stack says ${shop.imageOf(shop.template)}, not ${wanted}`); }
  // One that is killed while it is asked twice at the same time may have begun what the stack takes back already.
  for (const [request, count] of killed ? [] : forward) { if (count > 1) { found.push(`I3: request ${request} began ${count} deployments`); } }
  const { outages } = shop.account.services.traffic;
  if (outages.length > 0) { found.push(`I4: ${outages.length} times nobody answered, first by ${outages[0].by}`); }
  for (const minutesTaken of answers(events)) { if (minutesTaken > MOST_MINUTES) { found.push(`I6: an answer took ${minutesTaken} minutes`); } }
  if (await isSuspended(shop)) { found.push('I7: scaling stands still'); }
  if (serviceUpdates(shop).length > 0) { found.push('I8: CloudFormation updated the service'); }
  return found;
}

/** How long each answer of a rollout or relay took. */
function answers(events: Deployed['events']): number[] {
  const begun = new Map<string, Date>();
  const lasted: number[] = [];
  for (const { logicalId, type, status, at } of events) {
    if (!type.startsWith(CUSTOM)) { continue; }
    const since = begun.get(logicalId);
    if (since && !status.endsWith('IN_PROGRESS')) {
      lasted.push((+at - +since) / 60_000);
      begun.delete(logicalId);
    } else if (!since) { begun.set(logicalId, at); }
  }
  return lasted;
}

async function isSuspended(shop: Shop): Promise<boolean> {
  const { ScalableTargets } = await shop.somebody('application-autoscaling', 'DescribeScalableTargets', { ServiceNamespace: 'ecs' });
  return (ScalableTargets as { SuspendedState?: object }[]).some(({ SuspendedState = {} }) => Object.values(SuspendedState).some(Boolean));
}
