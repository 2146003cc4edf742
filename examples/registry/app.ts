/**
 * One account in two regions: images are pushed in one, copied to the other, scanned in both, and people hear of what is wrong with
 * them. Images that others publish come through caches.
 */
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import { App, Stack } from 'aws-cdk-lib/core';
import {
  BackendService, EcsPlatform, Image, ImageRegistry, ImageRepository, ImageRetention, Network, PullThroughCache, RegistryScanning,
  RepositoryOrigin, VulnerabilitySeverity,
} from 'cdk-container-platform';

const app = new App(); // the account is the one of your credentials
const version = '1.7.0';

/** Where people hear of images in a region: rules of EventBridge reach topics of their own region only. */
function alerts(stack: Stack): sns.Topic {
  const key = new kms.Key(stack, 'AlertsKey', { description: 'What is wrong with images', enableKeyRotation: true });
  return new sns.Topic(stack, 'Alerts', { masterKey: key, enforceSSL: true });
}

/** Everything that pulls is told the registry, so that names of other registries go through its caches. */
function shop(id: string, region: string, registry: ImageRegistry, api: (stack: Stack) => ecr.IRepository): void {
  const stack = new Stack(app, id, { env: { region } });
  const network = new Network(stack, 'Network', { availabilityZones: [`${region}a`, `${region}b`] });
  const platform = new EcsPlatform(stack, 'Platform', { network, imageRegistry: registry });
  new BackendService(stack, 'Api', { platform, image: Image.fromRepository(api(stack), { tag: version }), port: 8080 });
  new BackendService(stack, 'Cart', { platform, image: Image.fromRegistry('public.ecr.aws/docker/library/memcached:1.6.39'), port: 11211 });
}

// Frankfurt, where pipelines push.
const frankfurt = new Stack(app, 'FrankfurtImages', { env: { region: 'eu-central-1' } });
const hub = secretsmanager.Secret.fromSecretCompleteArn(frankfurt, 'Hub', // made by hand, with `username` and `accessToken`
  `arn:aws:secretsmanager:eu-central-1:${frankfurt.account}:secret:ecr-pullthroughcache/docker-hub-Ab1Cd2`);
const registry = new ImageRegistry(frankfurt, 'Registry', {
  scanning: RegistryScanning.enhanced({ continuous: ['shop/*'], scanOnPush: ['*'] }),
  replication: [{ destinations: [{ region: 'eu-west-1' }], prefixes: ['shop/'] }],
  pullThroughCaches: [PullThroughCache.ecrPublic(), PullThroughCache.dockerHub({ credentials: hub })],
  templates: [{ prefix: 'shop', origins: [RepositoryOrigin.CREATE_ON_PUSH] }],
});
const api = new ImageRepository(frankfurt, 'Api', {
  repositoryName: 'shop/api',
  retention: ImageRetention.perTagPrefix([{ prefix: 'pr-', count: 20 }]),
});
const people = alerts(frankfurt);
registry.notifyOfVulnerabilities('Vulnerable', people);
registry.notifyOfFindings('Found', people, { severity: VulnerabilitySeverity.CRITICAL, fixableOnly: true });
registry.notifyOfFailedCopies('NotCached', people);
registry.notifyOfChanges('Changed', people);
api.alarmOnPulls('Busy', { moreThan: 1000, topic: people });
shop('FrankfurtShop', 'eu-central-1', registry, () => api.repository);

// Dublin, which gets the copies.
const dublin = new Stack(app, 'DublinImages', { env: { region: 'eu-west-1' } });
const copies = new ImageRegistry(dublin, 'Registry', {
  scanning: RegistryScanning.enhanced({ continuous: ['shop/*'], scanOnPush: ['*'] }),
  pullThroughCaches: [PullThroughCache.ecrPublic()],
  templates: [{ prefix: 'shop', origins: [RepositoryOrigin.REPLICATION] }],
});
copies.notifyOfFailedCopies('NotCopied', alerts(dublin));
shop('DublinShop', 'eu-west-1', copies, stack => ecr.Repository.fromRepositoryName(stack, 'ApiImages', 'shop/api'));
