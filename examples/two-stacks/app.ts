/**
 * A platform in one stack, its services in stacks of their own, as teams that deploy on their own want it.
 *
 * Two services share a host name and divide it by path; one of them calls the other and owns a table.
 */
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { App, Stack } from 'aws-cdk-lib/core';
import { Domain, EcsPlatform, Exposure, Image, WebService } from 'cdk-container-platform';

const app = new App();

const ground = new Stack(app, 'Ground');
const zone = route53.HostedZone.fromHostedZoneAttributes(ground, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'shop.example.com' });
const platform = new EcsPlatform(ground, 'Platform', {
  domain: Domain.hostedZone(zone, { hostNames: ['shop.example.com'] }), // shared, so its record belongs to the platform
});

const catalogueStack = new Stack(app, 'Catalogue');
const catalogue = new WebService(catalogueStack, 'Catalogue', {
  platform,
  image: Image.fromRegistry('public.ecr.aws/nginx/nginx-unprivileged:1.29'),
  port: 8080,
  exposures: [Exposure.public({ hostName: 'shop.example.com', paths: ['/catalogue/*'] })],
});

const checkoutStack = new Stack(app, 'Checkout');
const carts = new dynamodb.TableV2(checkoutStack, 'Carts', {
  partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
});
const checkout = new WebService(checkoutStack, 'Checkout', {
  platform,
  image: Image.fromRegistry('public.ecr.aws/nginx/nginx-unprivileged:1.29'),
  port: 8080,
  exposures: [Exposure.public({ hostName: 'shop.example.com', paths: ['/checkout/*'] })],
  environment: { CARTS: carts.tableName },
});
carts.grantReadWriteData(checkout);
checkout.connectTo(catalogue);
