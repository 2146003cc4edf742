/** One app of two stacks: the registry of an account, and a platform that pulls by way of it. */
import { Template } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { CfnParameter, Stack, Stage } from 'aws-cdk-lib/core';
import { ground, IRELAND, RECOMMENDED, refused, resources, service, statementsOf } from './support';
import { EcsPlatformProps, EcsWorkload } from '../../src/ecs';
import { ImageRegistry, ImageRegistryBase, PullThroughCache } from '../../src/registry';
import { Capacity, Image, Instrumentation, LogDestination, Logging, Telemetry } from '../../src/vocabulary';
import { DaemonService } from '../../src/workloads';
import { asText } from '../eks/support';

const HERE = '111122223333.dkr.ecr.eu-west-1.AWS::URLSuffix';
const DIGEST = `sha256:${'ab'.repeat(32)}`;

const SETTING = { env: IRELAND, flags: RECOMMENDED };

function registryIn(stack: Stack): ImageRegistry {
  return new ImageRegistry(stack, 'Registry', {
    pullThroughCaches: [
      PullThroughCache.ecrPublic(),
      PullThroughCache.dockerHub({ credentials: secretsmanager.Secret.fromSecretNameV2(stack, 'Hub', 'ecr-pullthroughcache/hub') }),
    ],
  });
}

/** The names that all containers of a task are pulled by, by their own names. */
function imagesOf(template: Template, family: string): Record<string, string> {
  const task = resources(template, 'AWS::ECS::TaskDefinition').find(({ Family }) => String(Family).includes(family))!;
  return Object.fromEntries(task.ContainerDefinitions.map(({ Name, Image: image }: any) => [Name, asText(image)]));
}

describe('on a platform whose registry has caches', () => {
  const on = ground(SETTING);
  const registry = registryIn(new Stack(on.app, 'Account', { env: IRELAND }));
  const platform = on.platform({ imageRegistry: registry });
  const api = service(on.stack, 'Api', platform, {
    image: Image.fromRegistry('nginx:1.29'),
    sidecars: [
      { name: 'proxy', image: Image.fromRegistry('public.ecr.aws/nginx/nginx:1.29') },
      { name: 'exact', image: Image.fromRegistry(`nginx@${DIGEST}`) },
      { name: 'other', image: Image.fromRegistry('ghcr.io/owner/app:7') },
      { name: 'direct', image: Image.fromRegistry('grafana/grafana:12', { direct: true }) },
      {
        name: 'own',
        image: Image.fromRegistry('owner/private:1', { credentials: secretsmanager.Secret.fromSecretNameV2(on.stack, 'Login', 'login') }),
      },
    ],
    initContainers: [{ name: 'seed', image: Image.fromRegistry('grafana/grafana:12') }],
    telemetry: Telemetry.openTelemetry({ instrumentation: Instrumentation.JAVA }),
    logging: Logging.fireLens(LogDestination.logGroup()),
  });
  const plain = service(on.stack, 'Plain', platform, { image: Image.fromRegistry('ghcr.io/owner/app:7') });
  const template = Template.fromStack(on.stack);

  test('every image with a cache is pulled by way of it, those that the library adds included', () => {
    expect(imagesOf(template, 'Api')).toEqual({
      'api': `${HERE}/docker-hub/library/nginx:1.29`,
      'exact': `nginx@${DIGEST}`,
      'proxy': `${HERE}/ecr-public/nginx/nginx:1.29`,
      'other': 'ghcr.io/owner/app:7',
      'direct': 'grafana/grafana:12',
      'own': 'owner/private:1',
      'seed': `${HERE}/docker-hub/grafana/grafana:12`,
      'instrumentation': expect.stringContaining(`${HERE}/ecr-public/aws-observability/adot-autoinstrumentation-java:v`),
      'otel-collector': expect.stringContaining(`${HERE}/ecr-public/aws-observability/aws-otel-collector:v`),
      'log-router': expect.stringContaining(`${HERE}/ecr-public/aws-observability/aws-for-fluent-bit:`),
    });
  });

  test('tasks may pull exactly these, and make the repositories that they are put into', () => {
    const statements = statementsOf(template, 'ApiExecutionRole').filter(({ Action }) => [Action].flat().some((action: string) => action.startsWith('ecr:')));
    const pulls = statements.filter(({ Resource }) => Resource !== '*');

    expect(pulls.flatMap(({ Resource }) => [Resource].flat().map(asText)).map(arn => arn.split(':').slice(2).join(':')).sort()).toEqual([
      'ecr-public/aws-observability/adot-autoinstrumentation-java', 'ecr-public/aws-observability/aws-for-fluent-bit',
      'ecr-public/aws-observability/aws-otel-collector', 'ecr-public/nginx/nginx', 'docker-hub/grafana/grafana', 'docker-hub/library/nginx',
    ].map(name => `ecr:eu-west-1:111122223333:repository/${name}`).sort());
    expect(new Set(pulls.map(({ Action }) => [...Action].sort().join(' ')))).toEqual(new Set([
      'ecr:BatchCheckLayerAvailability ecr:BatchGetImage ecr:BatchImportUpstreamImage ecr:CreateRepository ecr:GetDownloadUrlForLayer',
    ]));
    expect(statements.filter(({ Resource }) => Resource === '*').map(({ Action }) => Action)).toEqual(['ecr:GetAuthorizationToken']);
  });

  test('those who pull nothing by way of a cache may nothing', () => {
    expect(JSON.stringify(statementsOf(template, 'PlainExecutionRole'))).not.toContain('ecr:');
    expect(EcsWorkload.of(plain).taskDefinition).toBeDefined();
  });

  test('the caches are there first', () => {
    expect(on.stack.dependencies.map(({ node }) => node.id)).toContain('Account');
  });

  test('one can read where an image is pulled from', () => {
    expect(api.describe()).toContain('nginx:1.29\n');
    expect(api.describe()).toContain("pulled by way of the account's own docker-hub/library/nginx");
    expect(api.describe()).toContain('pulled from there');
  });
});

test('in one stack a task waits for the caches that it needs, and for no other', () => {
  const on = ground(SETTING);
  const registry = registryIn(on.stack);
  service(on.stack, 'Api', on.platform({ imageRegistry: registry }), { image: Image.fromRegistry('nginx:1') });
  const template = Template.fromStack(on.stack);
  const [{ DependsOn }] = Object.values(template.findResources('AWS::ECS::TaskDefinition'));

  expect(DependsOn.filter((id: string) => id.includes('Cache'))).toEqual([on.stack.getLogicalId(registry.cacheRules[1])]);
});

test('a daemon that ECS manages waits, too, and says what it pulls', () => {
  const on = ground(SETTING);
  const capacity = [Capacity.managedInstances({ name: 'general' })];
  const registry = registryIn(on.stack);
  new DaemonService(on.stack, 'Agent', {
    platform: on.platform({ imageRegistry: registry, capacity }), image: Image.fromRegistry('owner/agent:1'),
  });
  const [{ DependsOn, Properties }] = Object.values(Template.fromStack(on.stack).findResources('AWS::ECS::DaemonTaskDefinition'));

  expect(asText(Properties.ContainerDefinitions[0].Image)).toBe(`${HERE}/docker-hub/owner/agent:1`);
  expect(DependsOn).toContain(on.stack.getLogicalId(registry.cacheRules[1]));
});

describe('caches that are made elsewhere', () => {
  const pulled = (caches: { [registry: string]: string }, reference: string, props: EcsPlatformProps = {}) => {
    const on = ground(SETTING);
    const imageRegistry: ImageRegistryBase = ImageRegistry.fromCaches(on.stack, 'Registry', caches);
    const platform = on.platform({ imageRegistry, ...props });
    service(on.stack, 'Api', platform, { image: Image.fromRegistry(reference) });
    const template = Template.fromStack(on.stack);
    template.resourceCountIs('AWS::ECR::PullThroughCacheRule', 0);
    return imagesOf(template, 'Api').api;
  };

  test('are used without making anything', () => {
    expect(pulled({ 'docker.io': 'hub', 'quay.io': 'quay' }, 'nginx:1')).toBe(`${HERE}/hub/library/nginx:1`);
  });

  test('of a registry of ECR are recognised by account and region', () => {
    expect(pulled({ '999988887777.dkr.ecr.us-east-1.amazonaws.com': 'ecr' }, '999988887777.dkr.ecr.us-east-1.amazonaws.com/a/b:1')).toBe(`${HERE}/ecr/a/b:1`);
  });
});

test('a registry of another stage is used, and not waited for', () => {
  const on = ground({ ...SETTING, within: app => new Stage(app, 'Prod') });
  const registry = registryIn(new Stack(new Stage(on.app, 'Base'), 'Account', { env: IRELAND }));
  service(on.stack, 'Api', on.platform({ imageRegistry: registry }), { image: Image.fromRegistry('nginx:1') });

  expect(imagesOf(Template.fromStack(on.stack), 'Api').api).toBe(`${HERE}/docker-hub/library/nginx:1`);
});

test('stacks that do not know where they will be are taken to be in one place', () => {
  const on = ground({ flags: RECOMMENDED });
  const imageRegistry = registryIn(new Stack(on.app, 'Account', { env: IRELAND }));

  expect(refused(() => on.platform({ imageRegistry }))).toEqual([]);
});

test('a digest that is known at deployment only is a digest all the same', () => {
  const on = ground(SETTING);
  const digest = new CfnParameter(on.stack, 'Digest').valueAsString;
  const repository = ecr.Repository.fromRepositoryName(on.stack, 'Images', 'shop');
  service(on.stack, 'Api', on.platform(), { image: Image.fromRepository(repository, { digest }) });

  expect(imagesOf(Template.fromStack(on.stack), 'Api').api).toBe(`${HERE}/shop@Digest`);
});
