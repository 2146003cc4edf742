/**
 * Services that talk to each other: a storefront for the public, a price service that speaks gRPC between proxies that encrypt, an
 * order service that anything in the network finds by DNS, and a nightly report that does.
 */
import * as route53 from 'aws-cdk-lib/aws-route53';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import {
  AccessLogFormat, BackendProtocol, BackendService, Discovery, Domain, EcsPlatform, Image, JobSchedule, Rollout, ScheduledJob, TestTraffic,
  WebService,
} from 'cdk-container-platform';

const app = new App();
const stack = new Stack(app, 'Shop');
const version: string = app.node.tryGetContext('version') ?? '1';
const image = (name: string) => Image.fromRegistry(`ghcr.io/shop/${name}:${version}.7.0`);

const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'shop.example.com' });
const platform = new EcsPlatform(stack, 'Platform', { domain: Domain.hostedZone(zone), privateDnsNamespaceName: 'shop.internal' });

// Found by proxies: they encrypt, end what takes too long, and move traffic to a new version in steps.
const prices = new BackendService(stack, 'Prices', {
  platform,
  image: image('prices'),
  port: 50051,
  protocol: BackendProtocol.GRPC,
  additionalPorts: [{ port: 9090, name: 'admin' }],
  discovery: [Discovery.serviceConnect({
    tls: { certificateAuthorityArn: 'arn:aws:acm-pca:eu-west-1:123456789012:certificate-authority/11112222-3333-4444-5555-666677778888' },
    idleTimeout: Duration.minutes(10),
    perRequestTimeout: Duration.seconds(5),
    accessLogs: AccessLogFormat.JSON,
  })],
  rollout: Rollout.canary({ percent: 10, testTraffic: TestTraffic.header('x-test', 'prices') }),
});

// Found by proxies and by DNS, whichever those who connect understand.
const orders = new BackendService(stack, 'Orders', {
  platform,
  image: image('orders'),
  port: 8080,
  scaling: { min: 2, max: 10, targetCpuPercent: 60 },
  discovery: [Discovery.serviceConnect(), Discovery.cloudMap({ ttl: Duration.seconds(15) })],
});

const storefront = new WebService(stack, 'Storefront', { platform, image: image('storefront'), port: 3000 });
storefront.connectTo(prices); // PRICES_URL=grpc://prices:50051
storefront.connectTo(orders); // ORDERS_URL=http://orders:8080
orders.connectTo(prices);

// A job has no proxy beside it, so it gets the name in DNS.
const report = new ScheduledJob(stack, 'Report', { platform, image: image('report'), schedule: JobSchedule.cron('0 3 * * ? *') });
report.connectTo(orders); // ORDERS_URL=http://orders.shop.internal:8080
