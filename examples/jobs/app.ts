/**
 * Programs that run and end: a report each night, an import every ten minutes, an export that a service starts when a customer asks, and a
 * migration that runs before each new version of the service.
 */
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as sns from 'aws-cdk-lib/aws-sns';
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib/core';
import { Domain, EcsPlatform, Image, JobSchedule, OverlapPolicy, ReleaseJob, ScheduledJob, StandaloneTask, WebService } from 'cdk-container-platform';

const app = new App();
const stack = new Stack(app, 'Ledger');
const version: string = app.node.tryGetContext('version') ?? '1';
const image = (name: string) => Image.fromRegistry(`ghcr.io/ledger/${name}:${version}.2.0`);

const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'ledger.example.com' });
const onCall = sns.Topic.fromTopicArn(stack, 'OnCall', stack.formatArn({ service: 'sns', resource: 'on-call' }));
const bookings = dynamodb.Table.fromTableName(stack, 'Bookings', 'bookings');

const platform = new EcsPlatform(stack, 'Platform', { domain: Domain.hostedZone(zone), alarmTopic: onCall });

// At three in the night, by the clock on the wall. A run that is still going on when the next one is due is not joined by it; one that
// fails is tried twice more; one that hangs is stopped. All of that is looked after by a state machine.
const report = new ScheduledJob(stack, 'Report', {
  platform,
  image: image('report'),
  command: ['./report', '--day', 'yesterday'],
  schedule: JobSchedule.cron('0 3 * * ? *'),
  timeZone: 'Europe/Berlin',
  overlap: OverlapPolicy.SKIP,
  timeout: Duration.hours(2),
  retries: 2,
});
bookings.grantReadData(report);

// Nothing is asked of these runs but that they begin, so the clock starts them itself.
const rates = new ScheduledJob(stack, 'ExchangeRates', {
  platform,
  image: image('exchange-rates'),
  schedule: JobSchedule.rate(Duration.minutes(10)),
  flexibleWindow: Duration.minutes(2),
  startWithin: Duration.minutes(5),
});
bookings.grantWriteData(rates);

// Started by the code of the service, which finds in EXPORT_RUN_TASK how, and by people, with the command in the output.
const exporter = new StandaloneTask(stack, 'Export', { platform, image: image('export'), command: ['./export', '--all'] });
bookings.grantReadData(exporter);

const api = new WebService(stack, 'Api', { platform, image: image('api'), port: 8080 });

// Runs during each deployment in which its image changes, and the service gets its new version only when it has ended well.
const migration = new ReleaseJob(stack, 'Migrate', { platform, image: image('migrate'), command: ['./migrate', 'up'], timeout: Duration.minutes(20) });
bookings.grantReadWriteData(migration);
migration.runBefore(api, report);
exporter.callableFrom(api);

new CfnOutput(stack, 'RunExport', { value: exporter.runCommand });
