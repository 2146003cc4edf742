/** Steps of a shop whose services ECS rolls out by itself: after each of them the public is served, by what the stack says. */
import { minutes, Plan, Shop, Wares } from './shop';
import { Rollout } from '../../../src/vocabulary';
import type { ServiceDeployment } from '../../../tools/local-cloudformation/services/ecs/deployment';
import type { EcsService } from '../../../tools/local-cloudformation/services/ecs/service';
import type { Outage } from '../../../tools/local-cloudformation/services/traffic';
import { Deployed } from '../../../tools/local-cloudformation/testing/world';

export const CREATED = 'CREATE_COMPLETE';
export const UPDATED = 'UPDATE_COMPLETE';
export const WENT_BACK = 'UPDATE_ROLLBACK_COMPLETE';

/** Deploys, and looks whether the stack, and the public, have come where they should. */
export async function step(shop: Shop, wares: Wares = {}, status = UPDATED): Promise<Deployed> {
  const deployed = await shop.deploy(wares);
  if (deployed.status !== status) { throw new Error(`${deployed.status} instead of ${status}: ${deployed.reason}`); }
  expectSound(shop);
  return deployed;
}

/** The first version, and the second one beside it, so that the second target group has the traffic from now on. */
export async function opened(shop: Shop, wares: Wares = {}): Promise<Shop> {
  await step(shop, wares, CREATED);
  return shop;
}

/** Nobody was, or is, sent where nobody answers, and everybody gets the version that the stack says. */
export function expectSound(shop: Shop): void {
  expect(outages(shop)).toEqual([]);
  expect(shop.account.services.traffic.unserved()).toEqual([]);
  for (const { logicalId } of services(shop)) { expect(shop.serving(logicalId)).toEqual({ [shop.wares.image!]: 100 }); }
}

/** Of the public: a rule for test traffic that is not wanted any more leads to nobody just before it goes. */
export function outages(shop: Shop): Outage[] {
  const { traffic } = shop.account.services;
  const tests = new Set(traffic.timeline.filter(({ logicalId }) => logicalId.includes('Test')).map(({ rule }) => rule));
  return traffic.outages.filter(({ rule }) => !tests.has(rule));
}

function services(shop: Shop): { readonly logicalId: string }[] {
  return Array.from({ length: shop.wares.services ?? 1 }, (_none, index) => ({ logicalId: index === 0 ? 'Api' : `Api${index + 1}` }));
}

/** A service as ECS knows it, and not as a template says it. */
export function serviceOf(shop: Shop, name = 'Api'): EcsService {
  return shop.account.services.ecs.find(shop.physicalId('AWS::ECS::Service', new RegExp(`^${name}(?!\\d)`)))!;
}

export function latest(shop: Shop, name = 'Api'): ServiceDeployment {
  return serviceOf(shop, name).deployments[serviceOf(shop, name).deployments.length - 1];
}

/** Whatever ends a pause, in the words of a person at a command line. */
export async function decide(shop: Shop, action: 'CONTINUE' | 'ROLLBACK'): Promise<void> {
  const { serviceDeployments: [brief] } = await shop.somebody('ecs', 'ListServiceDeployments', { cluster: serviceOf(shop).cluster, service: serviceOf(shop).name, status: ['IN_PROGRESS'] });
  const { serviceDeployments: [full] } = await shop.somebody('ecs', 'DescribeServiceDeployments', { serviceDeploymentArns: [brief.serviceDeploymentArn] });
  const { hookId } = full.lifecycleHookDetails.find(({ status }: { status: string }) => status === 'AWAITING_ACTION');
  await shop.somebody('ecs', 'ContinueServiceDeployment', { serviceDeploymentArn: brief.serviceDeploymentArn, hookId, action });
}

/** Lets a resource fail once, on the way forward. */
export function failOnce(shop: Shop, logicalId: RegExp): void {
  let left = 1;
  shop.faults.resource = (_type, id) => logicalId.test(id) && left-- > 0 ? 'refused for the sake of this test' : undefined;
}

export interface Moved {
  readonly minute: number;
  /** Hundredths of the traffic that each of the images gets. */
  readonly served: Record<string, number>;
}

/** Every move of the public's traffic from now on. */
export function record(shop: Shop, name = 'Api'): Moved[] {
  const moves: Moved[] = [];
  shop.account.services.traffic.watch(({ rule }) => {
    if (rule === shop.ruleOf(name)) { moves.push({ minute: Math.round(shop.world.minute), served: shop.serving(name) }); }
  });
  return moves;
}

/** Every way in which ECS shifts traffic. */
export const SHIFTS: Plan['rollouts'] = {
  blueGreen: () => Rollout.blueGreen({ bakeTime: minutes(5) }),
  canary: () => Rollout.canary({ percent: 10, interval: minutes(10), bakeTime: minutes(5) }),
  linear: () => Rollout.linear({ percent: 25, interval: minutes(6), bakeTime: minutes(5) }),
};

/** Three more versions, each in the target group that the one before it is not in. */
export async function goesToAndFro(shop: Shop): Promise<void> {
  const seen = [shop.weights()];
  for (const image of ['v2', 'v3', 'v4']) {
    await step(shop, { image });
    seen.push(shop.weights());
  }
  const [first, second] = seen;
  expect([...first].sort()).toEqual([0, 100]);
  expect(second).toEqual([...first].reverse());
  expect(seen).toEqual([first, second, first, second]);
}
