/** Deploys versions of a daemon on EKS to the local account and looks at what runs on its nodes. */
import { ground, NGINX } from './support';
import { EksPlatformProps } from '../../src/eks';
import { Image, PlatformProfile } from '../../src/vocabulary';
import { DaemonService, DaemonServiceProps } from '../../src/workloads';
import { KubernetesCluster } from '../../tools/local-cloudformation/kubernetes/cluster';
import { Faults } from '../../tools/local-cloudformation/services/faults';
import { Deployed, World } from '../../tools/local-cloudformation/testing/world';

jest.setTimeout(120_000);

const BAD = 'public.ecr.aws/nginx/nginx:1.30';
const bad: Faults = { image: image => image === BAD ? 'never ready' : 'runs' };

/** A daemon called Agent in an account of its own. */
class Fleet {
  public readonly world: World;

  constructor(faults: Faults = {}, private readonly platformProps: EksPlatformProps = {}) {
    this.world = new World({ faults });
  }

  public async deploy(props: Partial<DaemonServiceProps> = {}): Promise<Deployed> {
    const on = ground();
    new DaemonService(on.stack, 'Agent', { platform: on.platform(this.platformProps), image: NGINX, ...props });
    return this.world.deploy(this.world.templateOf(on.stack));
  }

  public get pods(): string[] {
    return this.cluster.pods('workloads').map(({ images: [image], ready }) => `${image.split(':')[1]}${ready ? '' : ' not ready'}`).sort();
  }

  public get cluster(): KubernetesCluster {
    return [...this.world.aws.account.clusters.values()][0];
  }
}

test('each node has a copy when a deployment is over, and the role it was given', async () => {
  const fleet = new Fleet();

  expect((await fleet.deploy()).status).toBe('CREATE_COMPLETE');
  expect(fleet.pods).toEqual(['1.29', '1.29']);
  expect(fleet.cluster.pods('workloads').map(({ role }) => role)).not.toContain(undefined);

  expect((await fleet.deploy({ image: Image.fromRegistry('public.ecr.aws/nginx/nginx:1.31') })).status).toBe('UPDATE_COMPLETE');
  expect(fleet.pods).toEqual(['1.31', '1.31']);
});

test('a version that does not come up on the first node never gets to the second, and is taken back', async () => {
  const fleet = new Fleet(bad);
  await fleet.deploy();

  const deployed = await fleet.deploy({ image: Image.fromRegistry(BAD) });
  expect(deployed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  fleet.cluster.moveOn(10);
  expect(fleet.pods).toEqual(['1.29', '1.29']);
});

test('a first version that does not come up is not called deployed', async () => {
  const fleet = new Fleet(bad, { profile: PlatformProfile.DEVELOPMENT });

  const { status, reason } = await fleet.deploy({ image: Image.fromRegistry(BAD) });
  expect([status, reason]).toEqual(['ROLLBACK_COMPLETE', expect.stringContaining('@.status.numberReady==@.status.desiredNumberScheduled')]);
});

test('without circuit breaker nobody waits, and the bad version stays where it is', async () => {
  const fleet = new Fleet(bad);
  await fleet.deploy({ rollout: { circuitBreaker: false } });
  fleet.cluster.moveOn(10);

  expect((await fleet.deploy({ image: Image.fromRegistry(BAD), rollout: { circuitBreaker: false } })).status).toBe('UPDATE_COMPLETE');
  expect(fleet.pods).toEqual(['1.29', '1.30 not ready']);
});
