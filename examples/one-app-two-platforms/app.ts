/**
 * One application on two platforms. Everything that is about the application is in `shop()`, which does not know where it
 * runs; the platform is one line of each stack.
 *
 * `-c version=2` deploys another image on both.
 */
import { KubectlV36Layer } from '@aws-cdk/lambda-layer-kubectl-v36';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { App, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ContainerPlatform, Domain, EcsPlatform, EksPlatform, Exposure, Image, Probe, WebService } from 'cdk-container-platform';

const app = new App();
const version: string = app.node.tryGetContext('version') ?? '1';

function shop(scope: Construct, platform: ContainerPlatform) {
  const image = Image.fromRegistry(`public.ecr.aws/nginx/nginx-unprivileged:1.${version === '1' ? 29 : 30}`);

  const orders = new WebService(scope, 'Orders', {
    platform,
    image,
    port: 8080,
    exposures: [Exposure.internal()],
    probe: Probe.http('/health'),
    scaling: { max: 20, targetCpuPercent: 60 },
  });
  const table = new dynamodb.TableV2(scope, 'Table', {
    partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  });
  table.grantReadWriteData(orders);
  orders.addEnvironment('ORDERS', table.tableName);

  const storefront = new WebService(scope, 'Storefront', { platform, image, port: 8080 });
  storefront.connectTo(orders);
}

function zone(scope: Construct, zoneName: string) {
  return route53.HostedZone.fromHostedZoneAttributes(scope, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName });
}

const ecs = new Stack(app, 'OnEcs');
shop(ecs, new EcsPlatform(ecs, 'Platform', {
  domain: Domain.hostedZone(zone(ecs, 'ecs.example.com')),
}));

const eks = new Stack(app, 'OnEks');
shop(eks, new EksPlatform(eks, 'Platform', {
  domain: Domain.hostedZone(zone(eks, 'eks.example.com')),
  kubectlLayer: new KubectlV36Layer(eks, 'Kubectl'),
}));
