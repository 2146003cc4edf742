/** A platform on EKS that pulls by way of the caches of the account's registry. */
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { CfnParameter } from 'aws-cdk-lib/core';
import { containerOf, ground, service, statementsOf } from './support';
import { EksPlatform, ManifestDelivery } from '../../src/eks';
import { ImageRegistry, PullThroughCache } from '../../src/registry';
import { Image, Nodes, Telemetry } from '../../src/vocabulary';

const HERE = /^111122223333\.dkr\.ecr\.eu-west-1\.[\w:]+\//;

function registryIn({ stack }: Pick<ReturnType<typeof ground>, 'stack'>): ImageRegistry {
  return new ImageRegistry(stack, 'Registry', {
    pullThroughCaches: [
      PullThroughCache.ecrPublic(),
      PullThroughCache.dockerHub({ credentials: secretsmanager.Secret.fromSecretNameV2(stack, 'Hub', 'ecr-pullthroughcache/hub') }),
    ],
  });
}

describe('on a platform whose registry has caches', () => {
  const on = ground();
  const imageRegistry = registryIn(on);
  const platform = on.platform({ imageRegistry, nodes: [Nodes.auto(), Nodes.managed({ name: 'own' }), Nodes.fargate({ name: 'serverless' })] });
  service(on.stack, 'Api', platform, {
    image: Image.fromRegistry('nginx:1.29'),
    sidecars: [{ name: 'other', image: Image.fromRegistry('ghcr.io/owner/app:7') }],
    telemetry: Telemetry.openTelemetry(),
  });
  const template = Template.fromStack(on.stack);

  test('images are pulled by way of them, and others as before', () => {
    const nameOf = (container: string) => containerOf(template, container).image;

    expect(nameOf('api')).toMatch(HERE);
    expect(nameOf('api').replace(HERE, '')).toBe('docker-hub/library/nginx:1.29');
    expect(nameOf('otel-collector').replace(HERE, '')).toMatch(/^ecr-public\/aws-observability\/aws-otel-collector:v/);
    expect(nameOf('other')).toBe('ghcr.io/owner/app:7');
  });

  test.each(['PlatformNodeRole', 'PlatformNodesown', 'PlatformNodesserverless'])('nodes may fill the caches, and make nothing else: %s', role => {
    const statements = statementsOf(template, role).filter(({ Action }) => JSON.stringify(Action).includes('ecr:'));

    expect(statements.map(({ Action }) => Action)).toEqual([['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository']]);
    expect(JSON.stringify(statements[0].Resource).match(/repository\/[^"]*/g)?.sort()).toEqual(['repository/docker-hub/*', 'repository/ecr-public/*']);
  });

  test('pods wait for the caches that they need', () => {
    const [{ DependsOn }] = Object.values(template.findResources('Custom::AWSCDK-EKS-KubernetesResource'))
      .filter(({ Properties }) => JSON.stringify(Properties.Manifest).includes('\\"Deployment\\"'));

    expect(DependsOn).toEqual(expect.arrayContaining(imageRegistry.cacheRules.map(rule => on.stack.getLogicalId(rule))));
  });

  test('nobody is warned', () => {
    Annotations.fromStack(on.stack).hasNoWarning('*', Match.stringLikeRegexp('NodesFillNoCaches'));
  });
});

test('without caches nodes may make nothing', () => {
  const on = ground();
  on.platform();

  expect(JSON.stringify(statementsOf(Template.fromStack(on.stack), 'PlatformNodeRole'))).not.toContain('ecr:');
});

test('of nodes that belong to the cluster that was there one reads what to let them do', () => {
  const on = ground();
  const cluster = eks.Cluster.fromClusterAttributes(on.stack, 'Theirs', { clusterName: 'theirs', vpc: on.vpc, clusterSecurityGroupId: 'sg-0123456789abcdef0' });
  EksPlatform.fromCluster(on.stack, 'Platform', cluster, {
    manifests: ManifestDelivery.WRITE,
    imageRegistry: ImageRegistry.fromCaches(on.stack, 'Registry', { 'docker.io': 'docker-hub' }),
    nodes: [Nodes.auto(), Nodes.managed({ name: 'own' })],
  });
  const warnings = Annotations.fromStack(on.stack).findWarning('*', Match.anyValue()).map(({ entry }) => String(entry.data)).filter(text => text.includes('caches'));

  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain("nodes 'auto'");
  expect(warnings[0]).toContain('ecr:BatchImportUpstreamImage and ecr:CreateRepository on the repositories docker-hub/*');
});

test('a digest that is known at deployment only is a digest all the same', () => {
  const on = ground();
  const digest = new CfnParameter(on.stack, 'Digest').valueAsString;
  service(on.stack, 'Api', on.platform(), { image: Image.fromRepository(ecr.Repository.fromRepositoryName(on.stack, 'Images', 'shop'), { digest }) });

  expect(containerOf(Template.fromStack(on.stack)).image.replace(HERE, '')).toBe('shop@Digest');
});
