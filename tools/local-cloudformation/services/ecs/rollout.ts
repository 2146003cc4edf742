/** Carries out one deployment of a service that ECS itself deploys: a rolling one, or one that shifts traffic stage by stage. */
import { Message, objectAt, ServiceDeployment } from './deployment';
import { runHooks } from './hooks';
import { Interrupted } from './interrupted';
import { isListener, nextTargetGroup, refusal, Route, routesOf } from './route';
import { behind, loadBalancersOf, Revision } from './service';
import { LoadBalancer, START_SECONDS, TaskSet } from './task-set';
import { isObject } from '../../engine/values';
import type { Account } from '../../resources/account';

/** How often ECS looks after tasks that do not come up. */
const POLL_SECONDS = 15;
const DRAIN_SECONDS = 10;
/** What a stage takes at least. */
const STAGE_SECONDS = 2;
const ROLLBACK_SECONDS = 30;
/** Until a Network Load Balancer does what its weights say. */
const NETWORK_SECONDS = 600;
/** A stage may take a day at most. */
const STAGE_LIMIT_SECONDS = 24 * 3600;

const BY = 'ECS';

export async function carryOut(account: Account, deployment: ServiceDeployment): Promise<void> {
  const { service } = deployment;
  const unwatch = watchAlarms(account, deployment);
  deployment.become('IN_PROGRESS');
  deployment.tell('SERVICE_DEPLOYMENT_IN_PROGRESS', `ECS deployment ecs-svc/${deployment.id} in progress.`);
  try {
    await (deployment.strategy === 'ROLLING' ? rolling(account, deployment) : shifting(account, deployment));
    service.current = deployment.target;
    deployment.become('SUCCESSFUL');
    deployment.tell('SERVICE_DEPLOYMENT_COMPLETED', `ECS deployment ecs-svc/${deployment.id} completed.`);
  } catch (error) {
    if (!(error instanceof Interrupted)) { throw error; }
    unwatch();
    if (error.alarm) { deployment.triggered = [error.alarm]; }
    await giveUp(account, deployment, error);
  } finally {
    unwatch();
  }
}

/** An alarm that fires when the deployment begins is not heard. */
function watchAlarms(account: Account, deployment: ServiceDeployment): () => void {
  const alarms = objectAt(deployment.configuration, 'Alarms');
  if (String(alarms.Enable) !== 'true') { return () => undefined; }
  return account.services.alarms.watch((name, state) => {
    if (state === 'ALARM' && Array.isArray(alarms.AlarmNames) && alarms.AlarmNames.includes(name)) { deployment.mail.send({ kind: 'alarm', name }); }
  });
}

/** Lets so much time pass unless somebody says otherwise. */
async function pass(account: Account, deployment: ServiceDeployment, seconds: number): Promise<void> {
  const end = account.agenda.now + seconds * 1000;
  for (;;) {
    const message: Message | undefined = await deployment.mail.wait(Math.max(0, end - account.agenda.now) / 1000);
    if (message === undefined) { return; }
    if (message.kind !== 'continue') { throw Interrupted.by(message); }
  }
}

export function startSet(account: Account, revision: Revision, service: ServiceDeployment['service'], loadBalancers: readonly LoadBalancer[], startedBy: string): TaskSet {
  const { properties } = revision;
  const id = `ecs-svc/${account.random(19)}`;
  const set = new TaskSet(account, {
    id,
    arn: `${service.arn.replace(':service/', ':task-set/')}/${id}`,
    serviceArn: service.arn,
    cluster: service.cluster,
    taskDefinition: revision.taskDefinition,
    loadBalancers,
    networkConfiguration: properties.NetworkConfiguration,
    platformVersion: properties.PlatformVersion === undefined ? undefined : String(properties.PlatformVersion),
    launchType: properties.LaunchType === undefined ? undefined : String(properties.LaunchType),
    capacityProviderStrategy: properties.CapacityProviderStrategy,
    startedBy,
  }, service.desired);
  revision.set = set;
  service.add(set);
  account.agenda.in(START_SECONDS, () => account.services.traffic.look(BY));
  return set;
}

async function steady(account: Account, deployment: ServiceDeployment, set: TaskSet, limit = STAGE_LIMIT_SECONDS): Promise<void> {
  const end = account.agenda.now + limit * 1000;
  const threshold = breakerThreshold(deployment);
  await pass(account, deployment, START_SECONDS);
  while (!set.isSteady) {
    if (threshold !== undefined && set.failed >= threshold) {
      const isBack = String(objectAt(deployment.configuration, 'DeploymentCircuitBreaker').Rollback) === 'true';
      throw new Interrupted(isBack ? 'rollback' : 'fail', 'ECS Deployment Circuit Breaker was triggered');
    }
    if (account.agenda.now >= end) { throw new Interrupted('rollback', `Service deployment rolled back because the ${deployment.lifecycleStage} stage timed out.`); }
    await pass(account, deployment, set.brokenImage === undefined ? POLL_SECONDS : 4 * POLL_SECONDS);
  }
}

/** Rolling deployments only. */
function breakerThreshold(deployment: ServiceDeployment): number | undefined {
  const breaker = objectAt(deployment.configuration, 'DeploymentCircuitBreaker');
  if (deployment.strategy !== 'ROLLING' || String(breaker.Enable) !== 'true') { return undefined; }
  const { Type: type, Value: value } = objectAt(breaker, 'ThresholdConfiguration');
  const { desired } = deployment.service;
  if (type === 'COUNT') { return Number(value); }
  const share = Math.ceil(desired * (value === undefined ? 0.5 : Number(value) / 100));
  return type === 'UNBOUNDED_PERCENT' ? Math.max(1, share) : Math.min(200, Math.max(3, share));
}

async function rolling(account: Account, deployment: ServiceDeployment): Promise<void> {
  const { service, target } = deployment;
  const before = service.alive;
  const set = startSet(account, target, service, loadBalancersOf(target.properties).map(declared => behind(declared)), deployment.id);
  before.forEach(old => { old.status = 'ACTIVE'; });
  set.status = 'PRIMARY';
  deployment.enter('SCALE_UP');
  await steady(account, deployment, set);
  await pass(account, deployment, DRAIN_SECONDS);
  before.forEach(old => old.stop());
  account.services.traffic.look(BY);
  const bake = Number(deployment.configuration.BakeTimeInMinutes ?? 0);
  if (bake > 0) { deployment.enter('BAKE_TIME'); await pass(account, deployment, bake * 60); }
  deployment.enter('CLEAN_UP');
}

async function shifting(account: Account, deployment: ServiceDeployment): Promise<void> {
  const { service, target, configuration } = deployment;
  const routes = routesOf(target.properties);
  const stage = async (name: string, work: () => void | Promise<void> = () => undefined): Promise<void> => {
    deployment.enter(name);
    await work();
    await pass(account, deployment, STAGE_SECONDS);
    await runHooks(account, deployment, name);
  };
  const green = routes.map(route => nextTargetGroup(account, service, route));
  const before = service.alive;
  if (before.length > 1) { await stage('RECONCILE_SERVICE'); }
  await stage('PRE_SCALE_UP');
  deployment.enter('SCALE_UP');
  const plain = loadBalancersOf(target.properties).filter(declared => !routes.some(route => route.declared === declared));
  const loadBalancers = [...routes.map(({ declared }, index) => behind(declared, green[index])), ...plain.map(declared => behind(declared))];
  const set = startSet(account, target, service, loadBalancers, deployment.id);
  await steady(account, deployment, set);
  await stage('POST_SCALE_UP');
  const refused = refusal(account, routes);
  if (refused) { throw new Interrupted('rollback', refused); }
  const divide = (rule: (route: Route) => string | undefined, percent: number) => routes.forEach((route, index) => {
    const arn = rule(route);
    const blue = green[index] === route.primary ? route.alternate : route.primary;
    // Weights are whole numbers.
    const scale = Number.isInteger(percent) ? 1 : 10;
    const weights = { [green[index]]: Math.round(percent * scale), [blue]: Math.round((100 - percent) * scale) };
    if (arn) { account.services.traffic.divide(arn, weights, BY); }
  });
  const isTested = routes.some(({ testRule }) => testRule !== undefined);
  const slow = async () => {
    if (routes.some(({ productionRule }) => isListener(productionRule))) { await pass(account, deployment, NETWORK_SECONDS); }
  };
  if (isTested) {
    await stage('TEST_TRAFFIC_SHIFT', async () => {
      divide(({ testRule }) => testRule, 100);
      await slow();
    });
    await stage('POST_TEST_TRAFFIC_SHIFT');
  }
  const steps = stepsOf(configuration);
  for (const [index, percent] of steps.entries()) {
    await stage('PRE_PRODUCTION_TRAFFIC_SHIFT');
    await stage('PRODUCTION_TRAFFIC_SHIFT', async () => {
      divide(({ productionRule }) => productionRule, percent);
      set.weight = percent;
      before.forEach(old => { old.weight = 100 - percent; });
      await slow();
    });
    if (index < steps.length - 1) { await pass(account, deployment, stepBakeSeconds(configuration)); }
  }
  before.forEach(old => { old.status = 'ACTIVE'; });
  set.status = 'PRIMARY';
  await stage('POST_PRODUCTION_TRAFFIC_SHIFT');
  deployment.enter('BAKE_TIME');
  await pass(account, deployment, Number(configuration.BakeTimeInMinutes ?? 0) * 60);
  deployment.enter('CLEAN_UP');
  await pass(account, deployment, DRAIN_SECONDS);
  before.forEach(old => old.stop());
  account.services.traffic.look(BY);
}

/** The share of the new version after each step. */
function stepsOf(configuration: ServiceDeployment['configuration']): number[] {
  switch (configuration.Strategy) {
    case 'CANARY': {
      const percent = Number(objectAt(configuration, 'CanaryConfiguration').CanaryPercent ?? 5);
      return percent < 100 ? [percent, 100] : [100];
    }
    case 'LINEAR': {
      const step = Number(objectAt(configuration, 'LinearConfiguration').StepPercent ?? 10);
      const steps: number[] = [];
      for (let percent = step; percent < 100; percent += step) { steps.push(Math.round(percent * 10) / 10); }
      return [...steps, 100];
    }
    default: return [100];
  }
}

function stepBakeSeconds(configuration: ServiceDeployment['configuration']): number {
  return 60 * (configuration.Strategy === 'CANARY'
    ? Number(objectAt(configuration, 'CanaryConfiguration').CanaryBakeTimeInMinutes ?? 10)
    : Number(objectAt(configuration, 'LinearConfiguration').StepBakeTimeInMinutes ?? 6));
}

async function giveUp(account: Account, deployment: ServiceDeployment, why: Interrupted): Promise<void> {
  const { service, target } = deployment;
  const source = deployment.source;
  deployment.hooks.filter(run => ['AWAITING_ACTION', 'IN_PROGRESS'].includes(run.status)).forEach(run => { run.status = 'FAILED'; });
  if (why.outcome === 'fail') {
    deployment.become('STOPPED', why.message);
    deployment.tell('SERVICE_DEPLOYMENT_FAILED', why.message);
    return;
  }
  const isLost = !source?.set || source.set.stoppedAt !== undefined && deployment.strategy !== 'ROLLING';
  if (why.outcome === 'rollback') {
    deployment.become('ROLLBACK_REQUESTED', why.message);
    deployment.rollback = { reason: why.message, startedAt: account.clock.now(), serviceRevisionArn: source?.arn };
    deployment.become('ROLLBACK_IN_PROGRESS');
    deployment.tell('SERVICE_DEPLOYMENT_FAILED', why.message);
    await account.agenda.sleep(account.faults.rollbackSeconds ?? ROLLBACK_SECONDS);
  }
  if (isLost) {
    if (target.set && why.outcome !== 'superseded') { target.set.status = 'PRIMARY'; }
    deployment.become(why.outcome === 'rollback' ? 'ROLLBACK_FAILED' : 'STOPPED', `${why.message} No rollback candidate was found to run the rollback.`);
    return;
  }
  if (deployment.strategy === 'ROLLING' && source.set!.stoppedAt) {
    startSet(account, source, service, source.set!.spec.loadBalancers, deployment.id);
    await account.agenda.sleep(START_SECONDS);
  }
  for (const { primary, alternate, productionRule, testRule } of routesOf(target.properties)) {
    const back = source.set!.targetGroups.find(arn => arn === primary || arn === alternate);
    if (!back || deployment.strategy === 'ROLLING') { continue; }
    for (const rule of [productionRule, ...testRule ? [testRule] : []]) {
      if (account.services.traffic.sharesOf(rule).some(({ targetGroup }) => targetGroup === back)) {
        account.services.traffic.divide(rule, { [back]: 100, [back === primary ? alternate : primary]: 0 }, BY);
      }
    }
  }
  source.set!.status = 'PRIMARY';
  source.set!.weight = 100;
  service.current = source;
  service.properties = { ...source.properties, DesiredCount: service.properties.DesiredCount };
  target.set?.stop();
  if (target.set) { target.set.status = 'DRAINING'; }
  account.services.traffic.look(BY);
  deployment.become(why.outcome === 'rollback' ? 'ROLLBACK_SUCCESSFUL' : 'STOPPED', why.message);
}

export const isShifting = (properties: unknown): boolean => {
  const configuration = isObject(properties) ? objectAt(properties, 'DeploymentConfiguration') : {};
  return !['ROLLING', undefined].includes(configuration.Strategy as string | undefined);
};
