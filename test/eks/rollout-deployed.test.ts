/**
 * Deploys versions of a service on EKS to the local account, with CloudFormation's order, the functions that are shipped and the CDK's own
 * framework around them, over virtual time, and looks at who serves the public.
 */
import * as sns from 'aws-cdk-lib/aws-sns';
import { ground, service } from './support';
import { EksWorkload } from '../../src/eks';
import { Exposure, PlatformProfile, Rollout, RolloutAlarms } from '../../src/vocabulary';
import { WebServiceProps } from '../../src/workloads';
import { KubernetesCluster } from '../../tools/local-cloudformation/kubernetes/cluster';
import { Faults } from '../../tools/local-cloudformation/services/faults';
import { Deployed, World } from '../../tools/local-cloudformation/testing/world';

jest.setTimeout(120_000);

/** A service called Api in an account of its own, of which versions are told by a colour. */
class Shop {
  public readonly world: World;
  /** What was wrong at the moment CloudFormation turned to another resource. */
  public readonly complaints: string[] = [];
  private failing?: string;

  constructor(faults: Faults = {}, seed?: number, private readonly profile?: PlatformProfile) {
    this.world = new World({ seed, faults: { ...faults, resource: (type, id, request) => this.look(type, id, request) } });
  }

  /** Deploys a version; a topic is deployed after it. */
  public async deploy(colour: string, props: Partial<WebServiceProps> = { rollout: Rollout.canary() }): Promise<Deployed> {
    const on = ground();
    const api = service(on.stack, 'Api', on.platform({ profile: this.profile }), { environment: { COLOUR: colour }, ...props });
    const topic = new sns.CfnTopic(on.stack, 'Last', { displayName: `after ${colour}` });
    const { rolloutGate } = EksWorkload.of(api);
    if (rolloutGate) { topic.node.addDependency(rolloutGate); }
    return this.world.deploy(this.world.templateOf(on.stack));
  }

  /** The next change of a resource fails. */
  public fail(logicalId: string): void {
    this.failing = logicalId;
  }

  public get cluster(): KubernetesCluster {
    return [...this.world.aws.account.clusters.values()][0];
  }

  /** The colours that the public meets, in percent. */
  public get public(): Record<string, number> {
    const { live, services } = { live: (type: string) => this.world.aws.account.live(type), services: this.world.aws.account.services };
    const [rule] = live('AWS::ElasticLoadBalancingV2::ListenerRule').filter(({ logicalId }) => logicalId.startsWith('ApiPublicRule'));
    const shares = services.traffic.sharesOf(rule.physicalId).filter(({ weight }) => weight > 0);
    const all = shares.reduce((sum, { weight }) => sum + weight, 0);
    return Object.fromEntries(shares.map(({ targetGroup, weight }) => [this.colourIn(targetGroup), Math.round(1000 * weight / all) / 10]));
  }

  /** The colours of the pods that are there. */
  public get pods(): string[] {
    return [...new Set(this.cluster.pods('workloads').map(({ name }) => this.colourOf(name)))].sort();
  }

  /** The colours that a caller within the cluster meets. */
  public get inside(): string[] {
    const { selector } = this.cluster.find('Service', 'workloads', 'api')!.spec as { selector: Record<string, string> };
    const pods = this.cluster.pods('workloads').filter(({ labels }) => Object.entries(selector).every(([name, value]) => labels[name] === value));
    return [...new Set(pods.map(({ name }) => this.colourOf(name)))].sort();
  }

  /** Objects whose names are those of versions. */
  public get versions(): number {
    return this.cluster.objects('Deployment', 'workloads').length;
  }

  /** Does something when this many minutes of the next deployment are over. */
  public after(minutes: number, action: () => void): void {
    this.world.aws.agenda.in(minutes * 60, action);
  }

  public alarm(name: string): void {
    const [alarm] = this.world.aws.account.live('AWS::CloudWatch::Alarm').filter(({ logicalId }) => logicalId.includes(name));
    this.world.aws.account.services.alarms.set(alarm.physicalId, 'ALARM');
  }

  private look(type: string, logicalId: string, request: string): string | undefined {
    if (this.world.aws.account.clusters.size > 0) {
      const bound = this.cluster.objects('TargetGroupBinding').map(({ spec }) => (spec as { targetGroupARN: string }).targetGroupARN);
      if (new Set(bound).size < bound.length) { this.complaints.push(`${request} of ${type}: two bindings of one target group`); }
    }
    if (logicalId !== this.failing) { return undefined; }
    this.failing = undefined;
    return 'it was told to fail';
  }

  private colourIn(targetGroup: string): string {
    return [...new Set(this.cluster.targets(targetGroup).filter(({ healthy }) => healthy).map(({ pod }) => this.colourOf(pod)))].join(' and ') || 'nobody';
  }

  private colourOf(pod: string): string {
    const { containers } = this.cluster.find('Pod', 'workloads', pod)!.spec as { containers: { env: { name: string; value: string }[] }[] };
    return containers[0].env.find(({ name }) => name === 'COLOUR')?.value ?? 'none';
  }
}

/** Neither an interruption nor two bindings of one target group. */
function expectSmooth(shop: Shop): void {
  expect(shop.complaints).toEqual([]);
  expect(shop.world.aws.account.services.traffic.outages).toEqual([]);
  expect(Object.keys(shop.public)).not.toContain('nobody');
}

/** What the public meets, by minute. */
function watch(shop: Shop, minutes: readonly number[]): Record<number, Record<string, number>> {
  const seen: Record<number, Record<string, number>> = {};
  minutes.forEach(minute => shop.after(minute, () => { seen[minute] = shop.public; }));
  return seen;
}

describe('a canary on EKS', () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = new Shop();
    expect(await shop.deploy('red')).toMatchObject({ status: 'CREATE_COMPLETE' });
  });

  test('gives a first version everything, at once', () => {
    expect([shop.public, shop.pods, shop.inside, shop.world.minute < 2]).toEqual([{ red: 100 }, ['red'], ['red'], true]);
  });

  test('gives a second version a tenth, then all, and takes the first one away when that went well', async () => {
    const seen = watch(shop, [0.1, 2, 10, 11.5, 20]);
    const old: string[][] = [];
    shop.after(19, () => old.push(shop.pods, shop.inside));
    const { status, minutes } = await shop.deploy('green');
    expect(status).toBe('UPDATE_COMPLETE');
    expect(seen).toEqual({ 0.1: { red: 100 }, 2: { red: 90, green: 10 }, 10: { red: 90, green: 10 }, 11.5: { green: 100 }, 20: { green: 100 } });
    // Until the end the first version is there, and callers in the cluster meet nobody else.
    expect(old).toEqual([['green', 'red'], ['red']]);
    expect([shop.pods, shop.inside, shop.versions]).toEqual([['green'], ['green'], 1]);
    expect(minutes).toBeGreaterThan(20);
    expect(minutes).toBeLessThan(23);
    expectSmooth(shop);
  });

  test('takes turns between the two target groups', async () => {
    for (const colour of ['green', 'blue', 'red', 'green']) {
      expect(await shop.deploy(colour)).toMatchObject({ status: 'UPDATE_COMPLETE' });
      expect([shop.public, shop.pods]).toEqual([{ [colour]: 100 }, [colour]]);
    }
    expectSmooth(shop);
  });

  test('takes a version back on which an alarm fires, before and after all the traffic has moved', async () => {
    for (const minute of [5, 15]) {
      shop.after(minute, () => shop.alarm('Errors'));
      const { status, reason, minutes } = await shop.deploy('green');
      expect([status, reason]).toEqual(['UPDATE_ROLLBACK_COMPLETE', expect.stringContaining('alarms are firing')]);
      expect(minutes).toBeLessThan(minute + 3);
      expect([shop.public, shop.pods, shop.inside, shop.versions]).toEqual([{ red: 100 }, ['red'], ['red'], 1]);
      shop.world.aws.account.live('AWS::CloudWatch::Alarm').forEach(({ physicalId }) => shop.world.aws.account.services.alarms.set(physicalId, 'OK'));
      await shop.world.advance(1);
    }
    expectSmooth(shop);
  });

  test('deploys a fix while an alarm is firing', async () => {
    shop.alarm('Errors');
    await shop.world.advance(5);
    expect(await shop.deploy('green')).toMatchObject({ status: 'UPDATE_COMPLETE' });
  });

  test('gives nothing to a version that does not come up, and says why', async () => {
    shop.world.faults.probe = () => 'never ready';
    const seen = watch(shop, [5, 19]);
    const { status, reason, minutes } = await shop.deploy('green');
    expect([status, reason]).toEqual(['UPDATE_ROLLBACK_COMPLETE', expect.stringContaining('after 20 minutes, 0 of 2 copies are well')]);
    expect(seen).toEqual({ 5: { red: 100 }, 19: { red: 100 } });
    expect(minutes).toBeLessThan(23);
    expect([shop.public, shop.pods]).toEqual([{ red: 100 }, ['red']]);
    expectSmooth(shop);
  });

  test('goes back at once when something else fails after the traffic has moved', async () => {
    shop.fail('Last');
    const { status, minutes } = await shop.deploy('green');
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(minutes).toBeLessThan(24);
    expect([shop.public, shop.pods, shop.inside]).toEqual([{ red: 100 }, ['red'], ['red']]);
    expectSmooth(shop);
  });

  test('can be deployed anew after it was taken back', async () => {
    shop.fail('Last');
    await shop.deploy('green');
    expect(await shop.deploy('green')).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(shop.public).toEqual({ green: 100 });
    expectSmooth(shop);
  });

  test('lets CloudFormation write the rule without moving the traffic', async () => {
    await shop.deploy('green');
    const seen = watch(shop, [0.1, 2]);
    const exposures = [Exposure.public({ hostName: 'shop.example.com' })];
    expect(await shop.deploy('green', { rollout: Rollout.canary(), exposures })).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect([seen[0.1] ?? shop.public, shop.public]).toEqual([{ green: 100 }, { green: 100 }]);
    await shop.deploy('blue', { rollout: Rollout.canary(), exposures: [Exposure.public({ hostName: 'store.example.com' })] });
    expect(shop.public).toEqual({ blue: 100 });
    expectSmooth(shop);
  });

  test('changes only the number of copies without a new version', async () => {
    const { status, minutes } = await shop.deploy('red', { rollout: Rollout.canary(), desiredCount: 4 });
    expect([status, minutes < 2, shop.cluster.pods('workloads').length]).toEqual(['UPDATE_COMPLETE', true, 4]);
    expectSmooth(shop);
  });

  test('does nothing when nothing changes', async () => {
    expect(await shop.deploy('red')).toMatchObject({ changed: false });
  });
});

test('a service that is deleted leaves nothing behind', async () => {
  const shop = new Shop({}, 1, PlatformProfile.DEVELOPMENT);
  await shop.deploy('red');
  await shop.deploy('green');
  expect(await shop.world.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
  expect(shop.world.aws.account.clusters.size).toBe(0);
});

describe('between rolling and shifting', () => {
  const rolling = { rollout: Rollout.rolling() };

  test('a workload moves without an interruption, and back', async () => {
    const shop = new Shop();
    await shop.deploy('red', rolling);
    const seen = watch(shop, [2]);
    expect(await shop.deploy('green')).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect([seen[2], shop.public, shop.pods]).toEqual([{ red: 90, green: 10 }, { green: 100 }, ['green']]);

    const follows = { rollout: Rollout.rolling({ followTraffic: true }) };
    for (const colour of ['blue', 'red']) {
      expect(await shop.deploy(colour, follows)).toMatchObject({ status: 'UPDATE_COMPLETE' });
      expect([shop.public, shop.pods, shop.inside]).toEqual([{ [colour]: 100 }, [colour], [colour]]);
    }
    expect(await shop.deploy('green')).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect([shop.public, shop.pods, shop.inside]).toEqual([{ green: 100 }, ['green'], ['green']]);
    expectSmooth(shop);
  });

  test('a workload goes back to its pods when the first shift is undone', async () => {
    const shop = new Shop();
    await shop.deploy('red', rolling);
    shop.fail('Last');
    expect(await shop.deploy('green')).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE' });
    expect([shop.public, shop.pods, shop.inside]).toEqual([{ red: 100 }, ['red'], ['red']]);
    expectSmooth(shop);
  });
});

test('a linear rollout of more than an hour makes all its steps, in two resources', async () => {
  const shop = new Shop();
  await shop.deploy('red', { rollout: Rollout.linear() });
  const seen = watch(shop, [5, 20, 43, 52, 60]);
  const { status, minutes } = await shop.deploy('green', { rollout: Rollout.linear() });
  expect([status, minutes > 64, minutes < 68]).toEqual(['UPDATE_COMPLETE', true, true]);
  expect(Object.values(seen).map(({ green }) => green)).toEqual([10, 40, 80, 90, 100]);
  expectSmooth(shop);
});

test('a version whose number of copies follows the load begins with the fewest', async () => {
  const shop = new Shop();
  const props = { rollout: Rollout.canary(), scaling: { min: 3, max: 9 } };
  await shop.deploy('red', props);
  shop.after(5, () => expect(shop.cluster.pods('workloads')).toHaveLength(6));
  expect(await shop.deploy('green', props)).toMatchObject({ status: 'UPDATE_COMPLETE' });
  expect([shop.public, shop.cluster.pods('workloads').length]).toEqual([{ green: 100 }, 3]);
  expect(shop.cluster.objects('HorizontalPodAutoscaler', 'workloads')).toHaveLength(1);
  expectSmooth(shop);
});

test('whoever moves the traffic calls nothing that its role does not allow', async () => {
  const called = new Set<string>();
  const shop = new Shop({ denied: (api, action) => !called.add(`${api === 'monitoring' ? 'cloudwatch' : api}:${action}`) });
  await shop.deploy('red');
  await shop.deploy('green');
  const { account } = shop.world.aws;
  type Document = { readonly Statement: readonly { readonly Action: string | string[] }[] };
  const allowed = account.live('AWS::IAM::Policy')
    .filter(({ logicalId }) => /^(TrafficShifter|RolloutAnswers|ApiMoveTraffic)/.test(logicalId))
    .flatMap(({ properties }) => (properties.PolicyDocument as unknown as Document).Statement.flatMap(({ Action }) => Action));
  const calls = [...called].filter(call => /^(elasticloadbalancing|cloudwatch|cloudformation):/.test(call));
  expect(calls).toContain('elasticloadbalancing:ModifyRule');
  expect(calls.filter(call => !allowed.includes(call))).toEqual([]);
});

test('several ways in move together', async () => {
  const shop = new Shop();
  const props = { rollout: Rollout.blueGreen({ alarms: RolloutAlarms.none() }), exposures: [Exposure.public(), Exposure.internal()] };
  await shop.deploy('red', props);
  expect(await shop.deploy('green', props)).toMatchObject({ status: 'UPDATE_COMPLETE' });
  const { account } = shop.world.aws;
  const rules = account.live('AWS::ElasticLoadBalancingV2::ListenerRule').map(({ physicalId }) => account.services.traffic.sharesOf(physicalId));
  expect(rules.map(shares => shares.map(({ weight }) => weight))).toEqual([[100, 0], [100, 0]]);
  expect([shop.public, shop.pods]).toEqual([{ green: 100 }, ['green']]);
  expectSmooth(shop);
});

// Not 3, in which the CDK's framework is throttled three times when it begins to wait, and gives up.
test.each([1, 2, 4, 5, 6, 7])('a world in which much goes wrong for a moment is no reason to fail: seed %s', async seed => {
  const shop = new Shop({ throttling: 0.1, lostResponses: 0.05, duplicateDeliveries: 0.2, concurrentDeliveries: 0.2 }, seed);
  expect(await shop.deploy('red')).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(await shop.deploy('green')).toMatchObject({ status: 'UPDATE_COMPLETE' });
  shop.fail('Last');
  expect(await shop.deploy('blue')).toMatchObject({ status: 'UPDATE_ROLLBACK_COMPLETE' });
  expect([shop.public, shop.pods]).toEqual([{ green: 100 }, ['green']]);
  expectSmooth(shop);
});
