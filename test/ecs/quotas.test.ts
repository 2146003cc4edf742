/** Quotas that an app would run into are told when it is synthesised, once, and in a way that can be acknowledged. */
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import { Annotations as Notes, Duration, Size } from 'aws-cdk-lib/core';
import { ground, IRELAND, service } from './support';
import { EcsPlatform } from '../../src/ecs';
import { QuotaWatch } from '../../src/ecs/operations/quota-watch';
import { QUOTAS } from '../../src/ecs/operations/quotas';
import { PlatformProfile } from '../../src/vocabulary';
import { Capacity, InstancePurchase } from '../../src/vocabulary/capacity';
import { WebServiceProps } from '../../src/workloads';
import { expectRefused } from '../wrong-inputs/expect-refused';
import { QUOTA_MISTAKES } from '../wrong-inputs/quotas';

function warnings(give: (on: ReturnType<typeof ground>, make: (id: string, props?: Partial<WebServiceProps>) => void) => void): string[] {
  const on = ground({ env: IRELAND });
  const platform = on.platform({ profile: PlatformProfile.DEVELOPMENT });
  give(on, (id, props = {}) => void service(on.stack, id, platform, props));
  return Annotations.fromStack(on.stack).findWarning('*', Match.anyValue()).map(({ id, entry }) => `${id}: ${String(entry.data)}`)
    .filter(text => /quota|spotStop/.test(text));
}

test('an ordinary platform is told nothing', () => {
  expect(warnings((_, make) => make('Api', { scaling: { min: 2, max: 100 } }))).toEqual([]);
});

test('more copies than a service may have, and more than a load balancer knows', () => {
  const told = warnings((_, make) => make('Api', { scaling: { min: 2, max: 6_000 } })).sort();
  expect(told).toHaveLength(2);
  expect(told[0]).toMatch(/^\/Shop\/Api: 6000 copies of the service, and the quota is 5000: have it raised .*cdk-container-platform:quota-tasksPerService/);
  expect(told[1]).toMatch(/^\/Shop\/Platform: 6000 copies behind the load balancer, and the quota is 1000: .*quota-targetsPerLoadBalancer/);
});

test('copies of several services behind one load balancer are counted together, and told once', () => {
  const exposed = { scaling: { min: 1, max: 400 } };
  expect(warnings((_, make) => ['Api', 'Cart'].forEach(id => make(id, exposed)))).toEqual([]);
  expect(warnings((_, make) => ['Api', 'Cart', 'Shop', 'Blog'].forEach(id => make(id, exposed)))).toEqual([
    expect.stringContaining('1200 copies behind the load balancer'),
  ]);
  expect(warnings((_, make) => ['Api', 'Cart', 'Shop', 'Blog'].forEach(id => make(id, { ...exposed, exposures: [] })))).toEqual([]);
});

describe('providers of a cluster', () => {
  const told = (give: (platform: EcsPlatform) => void) => warnings(({ stack }) => give(stack.node.findChild('Platform') as EcsPlatform));
  const kinds = (count: number) => Array.from({ length: count }, (_, index) => Capacity.managedInstances({ name: `kind-${index}` }));

  test('are counted with those of Fargate, and also when no workload names them', () => {
    expect(told(platform => kinds(18).forEach(kind => platform.addCapacity(kind)))).toEqual([]);
    expect(told(platform => kinds(19).forEach(kind => platform.addCapacity(kind)))).toEqual([expect.stringContaining('21 capacity providers of the cluster')]);
  });

  test('are counted once, however often one that exists is named', () => {
    expect(told(platform => Array.from({ length: 25 }, () => platform.addCapacity(Capacity.ec2Provider('theirs'))))).toEqual([]);
  });
});

test('a warning can be acknowledged', () => {
  const on = ground({ env: IRELAND });
  const platform = on.platform({ profile: PlatformProfile.DEVELOPMENT });
  service(on.stack, 'Api', platform, { scaling: { min: 2, max: 4_000 } });
  Notes.of(platform).acknowledgeWarning('cdk-container-platform:quota-targetsPerLoadBalancer', 'It was raised to 5000.');
  Annotations.fromStack(on.stack).hasNoWarning('/Shop/Platform', Match.stringLikeRegexp('quota'));
});

describe('what cannot be reached with a small app is counted all the same', () => {
  const watch = () => {
    const { stack } = ground({ env: IRELAND });
    return { stack, watch: new QuotaWatch(stack), told: () => Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => String(entry.data)) };
  };
  const spec = { scaling: { kind: 'fixed', count: 1 } } as never;
  const pool = (index: number, maxInstances?: number) =>
    Capacity.ec2({ name: `pool-${index}`, instanceTypes: [new ec2.InstanceType('m7g.large')], maxInstances })._toSpec().pool;

  test('services', () => {
    const { stack, watch: on, told } = watch();
    Array.from({ length: QUOTAS.servicesPerCluster.limit + 2 }, () => on.count({ construct: stack, spec, pools: [], loadBalancers: [] }));
    expect(told()).toEqual([expect.stringContaining('5001 services in the cluster')]);
  });

  test('capacity providers and instances', () => {
    const { stack, watch: on, told } = watch();
    on.count({ construct: stack, spec, pools: Array.from({ length: 21 }, (_, index) => pool(index)), loadBalancers: [] });
    expect(told()).toEqual([expect.stringContaining('21 capacity providers of the cluster, and the quota is 20: AWS does not raise it')]);
    on.count({ construct: stack, spec, pools: [pool(22, 4_900)], loadBalancers: [] });
    expect(told()).toContainEqual(expect.stringContaining('5110 instances in the cluster'));
  });

  test('rules of EventBridge', () => {
    const { stack, watch: on, told } = watch();
    Array.from({ length: 301 }, (_, index) => new events.CfnRule(stack, `Rule${index}`, { scheduleExpression: 'rate(1 day)' }));
    on.count({ construct: stack, spec, pools: [], loadBalancers: [] });
    expect(told()).toEqual([expect.stringContaining('301 rules of EventBridge')]);
  });
});

describe('mistakes are refused with their code, their place and a way out', () => expectRefused(QUOTA_MISTAKES));

describe('a container that takes longer to stop than a Spot Instance has left', () => {
  const slow = { stopTimeout: Duration.minutes(5), memory: Size.gibibytes(1), cpu: 512, architecture: undefined, exposures: [] };
  const types = { instanceTypes: [new ec2.InstanceType('m7i.large')] };

  test.each<[string, Capacity, boolean]>([
    ['on Spot Instances of yours', Capacity.ec2({ name: 'spot', ...types, spotPercent: 50 }), true],
    ['on instances of yours', Capacity.ec2({ name: 'steady', ...types }), false],
    ['on managed Spot Instances', Capacity.managedInstances({ name: 'spot', purchase: InstancePurchase.spot() }), true],
    ['on managed instances', Capacity.managedInstances({ name: 'steady' }), false],
  ])('%s', (_, capacity, expected) => {
    const told = warnings((__, make) => make('Api', { ...slow, ecs: { capacity: [capacity] } }));
    expect(told.filter(text => text.includes('spotStopTimeout'))).toHaveLength(expected ? 1 : 0);
  });
});
