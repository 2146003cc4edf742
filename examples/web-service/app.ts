/**
 * A shop: two services on one load balancer, one of which keeps uploads that outlive it.
 *
 * `-c version=2` deploys another image, as a pipeline would.
 */
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { App, RemovalPolicy, Size, Stack, Validations } from 'aws-cdk-lib/core';
import { Domain, EcsPlatform, Exposure, Image, ImageRepository, Probe, SecretSource, Volume, WebService } from 'cdk-container-platform';

const app = new App();
const stack = new Stack(app, 'Shop');
const version: string = app.node.tryGetContext('version') ?? '1';

const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'shop.example.com' });
const platform = new EcsPlatform(stack, 'Platform', { domain: Domain.hostedZone(zone) });

const { repository } = new ImageRepository(stack, 'Images', { repositoryName: 'shop' });
const payments = new secretsmanager.Secret(stack, 'Payments', {
  description: 'Access to the payment provider',
  encryptionKey: platform.encryptionKey,
  removalPolicy: RemovalPolicy.RETAIN,
});
Validations.of(payments).acknowledge(...['AwsSolutions-SMG4', 'NIST.800.53.R5-SecretsManagerRotationEnabled', 'HIPAA.Security-SecretsManagerRotationEnabled']
  .map(id => ({ id, reason: 'The payment provider issues this key, and we change it when they do.' })));

const orders = new WebService(stack, 'Orders', {
  platform,
  image: Image.fromRepository(repository, { tag: `orders-${version}` }),
  port: 8080,
  cpu: 512,
  memory: Size.gibibytes(1),
  probe: Probe.http('/health'),
  secrets: { PAYMENT_KEY: SecretSource.secretsManager(payments, 'apiKey') },
  scaling: { max: 20, targetCpuPercent: 60 },
});

const storefront = new WebService(stack, 'Storefront', {
  platform,
  image: Image.fromRepository(repository, { tag: `storefront-${version}` }),
  port: 3000,
  exposures: [Exposure.public({ hostName: 'shop.example.com', alternateHostNames: ['www.shop.example.com'] })],
  volumes: { uploads: Volume.efs(), cache: Volume.ephemeral() },
  mounts: [{ volume: 'uploads', path: '/srv/uploads' }, { volume: 'cache', path: '/tmp' }],
});
storefront.connectTo(orders);
