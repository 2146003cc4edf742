/**
 * Three ways for a new version to arrive without anybody noticing: ECS moves a tenth of the traffic first, ECS moves it in steps
 * once a person agrees, and CodeDeploy moves it, driven by `cdk deploy`.
 *
 * `-c version=2` deploys another image, as a pipeline would.
 */
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as sns from 'aws-cdk-lib/aws-sns';
import { App, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import {
  Domain, EcsPlatform, Image, Rollout, RolloutApproval, RolloutDashboard, RolloutHook, RolloutStage, TestTraffic, TrafficShift, WebService,
} from 'cdk-container-platform';

const app = new App();
const stack = new Stack(app, 'Bakery');
const version: string = app.node.tryGetContext('version') ?? '1';
const image = (name: string) => Image.fromRegistry(`ghcr.io/acme/${name}:${version}.0.0`);

const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'bakery.example.com' });
const platform = new EcsPlatform(stack, 'Platform', { domain: Domain.hostedZone(zone) });
const news = sns.Topic.fromTopicArn(stack, 'News', stack.formatArn({ service: 'sns', resource: 'releases' }));

// Asked at the door to the new version before the public is let in.
const smokeTest = new lambda.Function(stack, 'SmokeTest', {
  code: lambda.Code.fromInline("exports.handler = async ({ stage }) => ({ status: stage === 'afterTestTraffic' ? 'SUCCEEDED' : 'FAILED' });"),
  handler: 'index.handler',
  runtime: lambda.Runtime.NODEJS_24_X,
  architecture: lambda.Architecture.ARM_64,
  logGroup: new logs.LogGroup(stack, 'SmokeTestLog', {
    retention: logs.RetentionDays.ONE_MONTH, encryptionKey: platform.encryptionKey, removalPolicy: RemovalPolicy.DESTROY,
  }),
});
explain(smokeTest, 'It runs for a second during deployments, and the rollout waits for its answer.',
  'NIST.800.53.R5-LambdaConcurrency', 'HIPAA.Security-LambdaConcurrency', 'NIST.800.53.R5-LambdaDLQ', 'HIPAA.Security-LambdaDLQ',
  'NIST.800.53.R4-LambdaInsideVPC', 'NIST.800.53.R5-LambdaInsideVPC', 'HIPAA.Security-LambdaInsideVPC', 'PCI.DSS.321-LambdaInsideVPC');
explain(smokeTest.role!, 'The managed policy lets the function write its log, and nothing else.',
  'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]');

const shop = new WebService(stack, 'Shop', {
  platform,
  image: image('shop'),
  port: 8080,
  scaling: { min: 2, max: 20, targetCpuPercent: 60 },
  rollout: Rollout.canary({
    percent: 10,
    interval: Duration.minutes(5),
    testTraffic: TestTraffic.header('x-bakery-preview', 'yes'),
    hooks: [RolloutHook.lambdaFunction(smokeTest, RolloutStage.AFTER_TEST_TRAFFIC)],
  }),
});

const prices = new WebService(stack, 'Prices', {
  platform,
  image: image('prices'),
  port: 8080,
  rollout: Rollout.linear({
    percent: 25,
    interval: Duration.minutes(3),
    approval: RolloutApproval.manual({ timeout: Duration.hours(4) }),
    notifications: news,
  }),
});

const ledger = new WebService(stack, 'Ledger', {
  platform,
  image: image('ledger'),
  port: 8080,
  scaling: { min: 2, max: 10, targetCpuPercent: 60 },
  rollout: Rollout.codeDeploy({
    shift: TrafficShift.linear(10, Duration.minutes(3)),
    testTraffic: TestTraffic.listener(8443),
    hooks: [RolloutHook.lambdaFunction(smokeTest, RolloutStage.AFTER_TEST_TRAFFIC)],
  }),
});

new RolloutDashboard(stack, 'Rollouts', { workloads: [shop, prices, ledger] });

/** Accepts what the rule packs would have otherwise. */
function explain(construct: IConstruct, reason: string, ...ids: string[]): void {
  Validations.of(construct).acknowledge(...ids.map(id => ({ id, reason })));
}
