/**
 * Two accounts: images are built and scanned in one, copied to the other as they are pushed, and run there by their digest.
 */
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { App, Stack } from 'aws-cdk-lib/core';
import {
  BackendService, EcsPlatform, Image, ImagePuller, ImageRegistry, ImageRepository, Network, RegistryScanning, RepositoryOrigin,
} from 'cdk-container-platform';

const app = new App();
const build = { account: '111122223333', region: 'eu-central-1' };
const production = { account: '444455556666', region: 'eu-central-1' };

// What the pipeline says that it has pushed and tested.
const digest: string = app.node.tryGetContext('digest') ?? `sha256:${'0123456789abcdef'.repeat(4)}`;

// The account in which images are made. What is released is copied to production; only what begins with `prod/` is.
const images = new Stack(app, 'BuildImages', { env: build });
new ImageRegistry(images, 'Registry', {
  scanning: RegistryScanning.basic(),
  replication: [{ destinations: [{ region: production.region, accountId: production.account }], prefixes: ['prod/'] }],
});
const ledger = new ImageRepository(images, 'Ledger', { repositoryName: 'prod/ledger' });
ledger.allowPullFromService(ImagePuller.codeBuild()); // tests run in the image itself

// The account that runs them. It says who may copy images to it, and what the repositories are like that come with them.
const receiving = new Stack(app, 'ProductionImages', { env: production });
new ImageRegistry(receiving, 'Registry', {
  scanning: RegistryScanning.enhanced({ continuous: ['prod/*'] }),
  replicationSources: [{ accountId: build.account, prefixes: ['prod/'] }],
  templates: [{ prefix: 'prod', origins: [RepositoryOrigin.REPLICATION] }],
});

const stack = new Stack(app, 'Ledger', { env: production });
const network = new Network(stack, 'Network', { availabilityZones: ['eu-central-1a', 'eu-central-1b'] });
const platform = new EcsPlatform(stack, 'Platform', { network });
new BackendService(stack, 'Service', {
  platform,
  image: Image.fromRepository(ecr.Repository.fromRepositoryName(stack, 'Images', 'prod/ledger'), { digest }),
  port: 8080,
});
stack.node.addDependency(receiving);
