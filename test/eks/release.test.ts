/** Releases on EKS: objects of each version, and deployments that wait for them in the emulated CloudFormation. */
import { Template } from 'aws-cdk-lib/assertions';
import { ground, NGINX, refused, service } from './support';
import { EksJob, ManifestDelivery } from '../../src/eks';
import { Image, OnRollback, Rollout } from '../../src/vocabulary';
import { ReleaseJob } from '../../src/workloads';
import { Faults } from '../../tools/local-cloudformation/services/faults';
import { Deployed, World } from '../../tools/local-cloudformation/testing/world';

jest.setTimeout(60_000);

class Shop {
  public readonly world: World;

  constructor(faults: Faults = {}) {
    this.world = new World({ faults });
  }

  public async deploy(version: string): Promise<Deployed> {
    const on = ground();
    const platform = on.platform();
    const migration = new ReleaseJob(on.stack, 'Migrate', { platform, image: Image.fromRegistry(`shop/migrate:${version}`), command: ['migrate', 'up'] });
    migration.runBefore(service(on.stack, 'Api', platform, { environment: { VERSION: version } }));
    return this.world.deploy(this.world.templateOf(on.stack));
  }

  /** The images of the jobs that are there, and of the service. */
  public get images(): { readonly jobs: string[]; readonly api: string } {
    const [cluster] = this.world.aws.account.clusters.values();
    const containers = (kind: string) => cluster.objects(kind, 'workloads').map(object => (object as unknown as {
      spec: { template: { spec: { containers: { image: string; env: { name: string; value: string }[] }[] } } };
    }).spec.template.spec.containers[0]);
    return {
      jobs: containers('Job').map(({ image }) => image.split(':').pop()!).sort(),
      api: containers('Deployment')[0]?.env.find(({ name }) => name === 'VERSION')?.value ?? 'none',
    };
  }
}

test('a release is a Job of its own for each version, which tells its last lines and does not vanish', () => {
  const on = ground();
  const job = new ReleaseJob(on.stack, 'Migrate', { platform: on.platform(), image: NGINX });
  const [manifest] = EksJob.of(job).manifests.filter(({ kind }) => kind === 'Job');
  expect(manifest.metadata.name).toMatch(/^migrate-[0-9a-f]+$/);
  expect(manifest.spec).toMatchObject({
    completions: 1,
    backoffLimit: 0,
    activeDeadlineSeconds: 600,
    template: { spec: { restartPolicy: 'Never', containers: [{ terminationMessagePolicy: 'FallbackToLogsOnError' }] } },
  });
  expect(manifest.spec.ttlSecondsAfterFinished).toBeUndefined();
});

test('the service gets its version when the job has ended well, and the job of the version before goes', async () => {
  const shop = new Shop();
  const created = await shop.deploy('v1');
  expect([created.status, created.reason]).toEqual(['CREATE_COMPLETE', undefined]);
  expect(shop.images).toEqual({ jobs: ['v1'], api: 'v1' });
  const updated = await shop.deploy('v2');
  expect([updated.status, updated.reason]).toEqual(['UPDATE_COMPLETE', undefined]);
  expect(shop.images).toEqual({ jobs: ['v2'], api: 'v2' });
});

test('a job that fails takes the deployment back before the service is touched, and the old one is not run again', async () => {
  const shop = new Shop({ exitCode: image => image.endsWith(':v2') ? 3 : 0 });
  await shop.deploy('v1');
  const { status, reason, events, minutes } = await shop.deploy('v2');
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(reason).toMatch(/The release failed: job migrate-[0-9a-f]+ ended with Failed/);
  expect(minutes).toBeLessThan(5);
  expect(events.filter(({ logicalId }) => logicalId.startsWith('DeploymentApi'))).toEqual([]);
  expect(shop.images).toEqual({ jobs: ['v1'], api: 'v1' });
});

test('a job that never starts fails when its time is over', async () => {
  const shop = new Shop({ image: image => image.endsWith('migrate:v2') ? 'never ready' : 'runs' });
  await shop.deploy('v1');
  const { status, reason } = await shop.deploy('v2');
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(reason).toContain('ended with Failed');
});

test('a job that connects to a service waits until that lets it in, also if the service waits for the job', () => {
  for (const rollout of [undefined, Rollout.rolling({ followTraffic: false }), Rollout.linear()]) {
    const on = ground();
    const platform = on.platform();
    const api = service(on.stack, 'Api', platform, rollout && { rollout });
    const seed = new ReleaseJob(on.stack, 'Seed', { platform, image: NGINX });
    seed.connectTo(api);
    seed.runBefore(api);
    const resources = Template.fromStack(on.stack).toJSON().Resources as Record<string, { DependsOn?: string[] }>;
    const idOf = (pattern: RegExp) => Object.keys(resources).filter(id => pattern.test(id));
    const [job] = idOf(/^JobSeed/);
    const [policy] = idOf(/^NetworkPolicyApi/);
    const [deployment] = idOf(/^DeploymentApi/);
    expect(resources[job].DependsOn).toContain(policy);
    expect(resources[deployment].DependsOn).toContain(policy);
    expect(resources[policy].DependsOn ?? []).not.toContain(deployment);
  }
});

test('what EKS cannot do about a release is refused', () => {
  const codes = (given: object, manifests?: ManifestDelivery) => refused(() => {
    const on = ground();
    new ReleaseJob(on.stack, 'Migrate', { platform: on.platform({ manifests }), image: NGINX, ...given });
  }).map(({ code }) => code);
  expect(codes({ onRollback: OnRollback.run('migrate', 'down') })).toEqual(['EksReleaseNotTakenBack']);
  expect(codes({}, ManifestDelivery.WRITE)).toEqual(['EksReleaseNotWaitedFor']);
});
