/** The gate in front of workloads, as it is synthesised: who waits for it, what it is told, what it may look into. */
import { join } from 'node:path';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { CfnParameter, Duration, Stack } from 'aws-cdk-lib/core';
import { Workload } from '../../../src/platform';
import { ImageRegistry, PullThroughCache } from '../../../src/registry';
import { Capacity, Image, ImageFindings, JobSchedule, Rollout, UnknownImages, VulnerabilitySeverity } from '../../../src/vocabulary';
import { DaemonService, ReleaseJob, ScheduledJob, StandaloneTask } from '../../../src/workloads';
import { Ground, ground, IRELAND, NGINX, only, PLAIN, refusals, resources, service, SETTINGS, statementsOf, web } from '../../ecs/support';
import { ground as eksGround, web as eksWeb } from '../../eks/support';

const GATE = 'Custom::ContainerImageFindings';
const HIGH = ImageFindings.refuseFrom(VulnerabilitySeverity.HIGH);
const BUILD = join(__dirname, '..', '..', 'matrix', 'fixtures', 'build');

function shop(scope: Stack): ecr.IRepository {
  return scope.node.tryFindChild('Images') as ecr.IRepository ?? new ecr.Repository(scope, 'Images', { imageTagMutability: ecr.TagMutability.IMMUTABLE });
}

const stored = ({ stack }: Pick<Ground, 'stack'>) => Image.fromRepository(shop(stack), { tag: 'v1' });

/** Logical ids of all that wait for a resource, directly or by way of others. */
function waitingFor(template: Template, id: string): string[] {
  const all: Record<string, object> = template.toJSON().Resources;
  const waiting = new Set([id]);
  for (let size = 0; size < waiting.size;) {
    size = waiting.size;
    Object.entries(all).filter(([, resource]) => [...waiting].some(each => JSON.stringify(resource).includes(`"${each}"`))).forEach(([name]) => waiting.add(name));
  }
  return [...waiting].map(name => (all[name] as { Type: string }).Type);
}

function gateOf(template: Template): string {
  const ids = Object.keys(template.findResources(GATE));
  expect(ids).toHaveLength(1);
  return ids[0];
}

/** What the function that asks ECR may look into. */
function lookedInto(template: Template): unknown[] {
  const [{ Resource }] = statementsOf(template, 'ContainerImageFindingsIsCompleteParts').filter(({ Action }) => [Action].flat().includes('ecr:StartImageScan'));
  return [Resource].flat();
}

describe('on ECS', () => {
  test.each(SETTINGS)('no revision of a task with images that may not run is registered, with %s', (_, setting) => {
    const { template } = web(on => ({ image: stored(on), imageFindings: HIGH }), {}, setting);
    expect(waitingFor(template, gateOf(template))).toEqual(expect.arrayContaining(['AWS::ECS::TaskDefinition', 'AWS::ECS::Service']));
    expect(only(template, GATE)).toMatchObject({
      images: [{ container: 'api', image: { 'Fn::Join': ['', expect.arrayContaining([':v1'])] } }],
      os: 'linux',
      architecture: 'amd64',
      severity: 'HIGH',
      unscanned: 'refuse',
      patienceMinutes: '10',
      ServiceTimeout: '3600',
    });
    expect(JSON.stringify(lookedInto(template))).toMatch(/^\[\{"Fn::Join":\["",\["arn:.*:ecr:.*:repository\/.*Images/);
  });

  test('whatever a job runs waits for it, with a schedule, in a deployment, or when somebody asks', () => {
    const make: ((on: Ground) => unknown)[] = [
      on => new ScheduledJob(on.stack, 'Job', { platform: on.platform(), image: stored(on), imageFindings: HIGH, schedule: JobSchedule.rate(Duration.hours(1)) }),
      on => new ReleaseJob(on.stack, 'Job', { platform: on.platform(), image: stored(on), imageFindings: HIGH }),
      on => new StandaloneTask(on.stack, 'Job', { platform: on.platform(), image: stored(on), imageFindings: HIGH }),
    ];
    const started = ['AWS::Scheduler::Schedule', 'Custom::ContainerRelease', 'AWS::ECS::TaskDefinition'];
    for (const [index, job] of make.entries()) {
      const on = ground();
      job(on);
      const template = Template.fromStack(on.stack);
      expect(waitingFor(template, gateOf(template))).toEqual(expect.arrayContaining(['AWS::ECS::TaskDefinition', started[index]]));
    }
  });

  test('a release job runs after it is known that the services behind it may', () => {
    const on = ground();
    const platform = on.platform();
    const api = service(on.stack, 'Api', platform, { exposures: [], image: stored(on), imageFindings: HIGH });
    new ReleaseJob(on.stack, 'Migrate', { platform, image: NGINX }).runBefore(api);
    const template = Template.fromStack(on.stack);
    const [release] = Object.values(template.findResources('Custom::ContainerRelease'));
    expect(release.DependsOn).toContain(gateOf(template));
  });

  test.each<[string, (first: ReleaseJob, second: ReleaseJob, last: Workload) => void]>([
    ['from its end', (first, second, last) => { second.runBefore(last); first.runBefore(second); }],
    ['from its beginning', (first, second, last) => { first.runBefore(second); second.runBefore(last); }],
    ['backwards', (first, second, last) => { second.runAfter(first); second.runBefore(last); }],
  ])('so do all release jobs of a chain that is told %s', (_, tell) => {
    const on = ground();
    const platform = on.platform();
    const api = service(on.stack, 'Api', platform, { exposures: [], image: stored(on), imageFindings: HIGH });
    const [first, second] = ['Migrate', 'Seed'].map(id => new ReleaseJob(on.stack, id, { platform, image: NGINX }));
    tell(first, second, api);
    const template = Template.fromStack(on.stack);
    const releases = Object.values(template.findResources('Custom::ContainerRelease'));
    expect(releases).toHaveLength(2);
    expect(releases.filter(({ DependsOn }) => DependsOn.includes(gateOf(template)))).toHaveLength(2);
  });

  test('daemons wait for it, managed ones as well', () => {
    for (const [capacity, type] of [[Capacity.managedInstances({ name: 'pool' }), 'AWS::ECS::Daemon'], [Capacity.external({ name: 'pool' }), 'AWS::ECS::Service']] as const) {
      const on = ground({ env: IRELAND });
      new DaemonService(on.stack, 'Agent', { platform: on.platform({ capacity: [capacity] }), image: stored(on), imageFindings: HIGH });
      const template = Template.fromStack(on.stack);
      expect(waitingFor(template, gateOf(template))).toContain(type);
    }
  });

  test('one provider serves all workloads of a stack, and looks into exactly their repositories', () => {
    const on = ground({ env: IRELAND });
    const platform = on.platform();
    const elsewhere = ecr.Repository.fromRepositoryArn(on.stack, 'Far', 'arn:aws:ecr:us-east-1:444455556666:repository/team/far');
    service(on.stack, 'A', platform, { exposures: [], image: Image.fromRepository(elsewhere, { digest: `sha256:${'a'.repeat(64)}` }), imageFindings: HIGH });
    service(on.stack, 'B', platform, { exposures: [], image: Image.fromDirectory(BUILD), imageFindings: HIGH });
    service(on.stack, 'C', platform, { exposures: [], image: Image.fromRegistry('111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/c:1'), imageFindings: HIGH });
    service(on.stack, 'D', platform, { exposures: [], image: Image.fromTarball(join(BUILD, 'image.tar')), imageFindings: HIGH });
    service(on.stack, 'E', platform, { exposures: [], image: stored(on) });
    const template = Template.fromStack(on.stack);
    template.resourceCountIs(GATE, 4);
    expect(new Set(resources(template, GATE).map(({ ServiceToken }) => JSON.stringify(ServiceToken))).size).toBe(1);
    const into = lookedInto(template).map(arn => JSON.stringify(arn));
    expect(into).toHaveLength(3);
    expect(into.some(arn => arn.includes(':ecr:us-east-1:444455556666:repository/team/far'))).toBe(true);
    expect(into.some(arn => /cdk-hnb659fds-container-assets-/.test(arn))).toBe(true);
    expect(into.some(arn => /:ecr:eu-west-1:111122223333:repository\/shop\/c"/.test(arn))).toBe(true);
  });

  test.each(SETTINGS)('a repository that several workloads run is named once, with %s', (_, setting) => {
    const on = ground(setting);
    const imageRegistry = ImageRegistry.fromCaches(on.stack, 'Registry', { 'public.ecr.aws': 'ecr-public' });
    const platform = on.platform({ imageRegistry });
    for (const id of ['A', 'B']) {
      service(on.stack, id, platform, { exposures: [], image: stored(on), sidecars: [{ name: 'proxy', image: NGINX }], imageFindings: HIGH });
      service(on.stack, `${id}Built`, platform, { exposures: [], image: Image.fromDirectory(BUILD), imageFindings: HIGH });
    }
    const template = Template.fromStack(on.stack);
    template.resourceCountIs(GATE, 4);
    expect(lookedInto(template)).toHaveLength(3);
    const fills = statementsOf(template, 'ContainerImageFindingsIsCompleteParts').filter(({ Action }) => [Action].flat().includes('ecr:BatchImportUpstreamImage'));
    expect(fills.flatMap(({ Resource }) => Resource)).toHaveLength(1);
  });

  test('the platform says it for its workloads, which take it back or say something else', () => {
    const on = ground();
    const platform = on.platform({ workloadDefaults: { imageFindings: HIGH } });
    service(on.stack, 'A', platform, { exposures: [], image: stored(on) });
    service(on.stack, 'B', platform, { exposures: [], image: stored(on), imageFindings: ImageFindings.ignored() });
    const told = ImageFindings.refuseFrom(VulnerabilitySeverity.LOW, {
      ignore: ['CVE-2026-12345'], unscanned: UnknownImages.ACCEPT, patience: Duration.minutes(20),
    });
    const c = service(on.stack, 'C', platform, { exposures: [], image: stored(on), imageFindings: told });
    expect(resources(Template.fromStack(on.stack), GATE)).toEqual([
      expect.objectContaining({ severity: 'HIGH' }),
      expect.objectContaining({ severity: 'LOW', ignore: ['CVE-2026-12345'], unscanned: 'accept', patienceMinutes: '20' }),
    ]);
    expect(c.describe()).toMatch(/images +refused with findings of LOW or worse but for CVE-2026-12345\n +whose scans are waited for for 1200 s/);
  });

  test('the same template asks nothing anew, unless each deployment is to ask', async () => {
    const nonces = (eachDeployment: boolean) => [1, 2].map(day => {
      jest.useFakeTimers({ now: new Date(`2030-01-0${day}`), doNotFake: ['nextTick', 'setImmediate'] });
      const imageFindings = ImageFindings.refuseFrom(VulnerabilitySeverity.HIGH, { eachDeployment });
      const { template } = web(on => ({ image: stored(on), imageFindings }));
      return only(template, GATE).nonce;
    });
    try {
      expect(nonces(true)).toEqual(['2030-01-01T00:00:00.000Z', '2030-01-02T00:00:00.000Z']);
      expect(nonces(false)).toEqual([undefined, undefined]);
    } finally {
      jest.useRealTimers();
    }
  });

  test('images that are nowhere in ECR are accepted with a warning, or refused', () => {
    const accepted = web({ imageFindings: HIGH }, {}, PLAIN);
    accepted.template.resourceCountIs(GATE, 0);
    Annotations.fromStack(accepted.stack).hasWarning('/Shop/Api/Default', Match.stringLikeRegexp('public.ecr.aws/nginx/nginx:1.29 of api is not asked'));
    const refusing = ImageFindings.refuseFrom(VulnerabilitySeverity.HIGH, { elsewhere: UnknownImages.REFUSE });
    expect(refusals(() => web(on => ({ image: stored(on), sidecars: [{ name: 'agent', image: NGINX }], imageFindings: refusing })))).toEqual(['ImageElsewhere containers.agent.image']);
    const mixed = web(on => ({ image: stored(on), sidecars: [{ name: 'agent', image: NGINX }], imageFindings: HIGH }));
    expect(only(mixed.template, GATE).images).toHaveLength(1);
  });

  test('images whose names are known only when they are deployed are not said to be elsewhere', () => {
    const named = (imageFindings: ImageFindings) => web(({ stack }) => (
      { image: Image.fromRegistry(new CfnParameter(stack, 'Image').valueAsString), sidecars: [{ name: 'agent', image: NGINX }], imageFindings }), {}, PLAIN);
    const warnings = Annotations.fromStack(named(HIGH).stack).findWarning('/Shop/Api/Default', Match.stringLikeRegexp('is not asked')).map(({ entry }) => entry.data);
    expect(warnings).toEqual([
      expect.stringMatching('about public.ecr.aws/nginx/nginx:1.29 of api is not asked, because it is in no private repository'),
      expect.stringMatching('about the image of container api of api is not asked, because its name is known only when it is deployed'),
    ]);
    const refusing = ImageFindings.refuseFrom(VulnerabilitySeverity.HIGH, { elsewhere: UnknownImages.REFUSE });
    expect(() => named(refusing)).toThrow(/the name of the image of container api is known only when it is deployed/);
  });

  test('what comes through a cache is fetched by whoever asks about it, which waits for the cache', () => {
    const on = ground({ env: IRELAND });
    const imageRegistry = new ImageRegistry(on.stack, 'Registry', { pullThroughCaches: [PullThroughCache.ecrPublic()] });
    const platform = on.platform({ imageRegistry });
    service(on.stack, 'A', platform, { exposures: [], imageFindings: HIGH });
    service(on.stack, 'B', platform, { exposures: [], image: stored(on), imageFindings: HIGH });
    const template = Template.fromStack(on.stack);
    const [rule] = Object.keys(template.findResources('AWS::ECR::PullThroughCacheRule'));
    expect(Object.values(template.findResources(GATE)).filter(({ DependsOn }) => DependsOn.includes(rule))).toHaveLength(1);
    const fills = statementsOf(template, 'ContainerImageFindingsIsCompleteParts').filter(({ Action }) => [Action].flat().includes('ecr:BatchImportUpstreamImage'));
    expect(fills.map(({ Resource }) => JSON.stringify(Resource))).toEqual([expect.stringMatching(/repository\/[a-z-]+\/nginx\/nginx"/)]);
    expect(lookedInto(template)).toHaveLength(2);
  });

  test('without it there is nothing of it', () => {
    const { template } = web(on => ({ image: stored(on) }));
    template.resourceCountIs(GATE, 0);
    expect(JSON.stringify(template.toJSON())).not.toContain('ImageFindings');
  });
});

describe('on EKS', () => {
  test.each([['pods that are replaced a few at a time', Rollout.rolling()], ['versions that are beside each other', Rollout.blueGreen()]])('%s wait for it', (_, rollout) => {
    const { template } = eksWeb(({ stack }) => ({ image: stored({ stack }), imageFindings: HIGH, rollout }));
    const id = gateOf(template);
    const deployments = Object.values(template.findResources('Custom::AWSCDK-EKS-KubernetesResource')).filter(({ Properties }) => JSON.stringify(Properties.Manifest).includes('\\"kind\\":\\"Deployment\\"'));
    expect(deployments).toHaveLength(1);
    expect(deployments[0].DependsOn).toContain(id);
    expect(JSON.stringify(lookedInto(template))).toMatch(/repository\/.*Images/);
  });

  test('jobs wait for it', () => {
    const jobs: ((on: ReturnType<typeof eksGround>) => unknown)[] = [
      on => new ScheduledJob(on.stack, 'Job', { platform: on.platform(), image: stored(on as never), imageFindings: HIGH, schedule: JobSchedule.rate(Duration.hours(1)) }),
      on => new ReleaseJob(on.stack, 'Job', { platform: on.platform(), image: stored(on as never), imageFindings: HIGH }),
    ];
    for (const [index, job] of jobs.entries()) {
      const on = eksGround();
      job(on);
      const template = Template.fromStack(on.stack);
      const kind = ['CronJob', 'Job'][index];
      const [object] = Object.values(template.findResources('Custom::AWSCDK-EKS-KubernetesResource'))
        .filter(({ Properties }) => JSON.stringify(Properties.Manifest).includes(`\\"kind\\":\\"${kind}\\"`));
      expect(object.DependsOn).toContain(gateOf(template));
    }
  });
});
