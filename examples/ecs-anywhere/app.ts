/**
 * Machines that are not on AWS: a printer of labels in each warehouse, steered from a cluster like any other service.
 */
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { App, Size, Stack } from 'aws-cdk-lib/core';
import { Capacity, EcsPlatform, Image, Probe, WebService } from 'cdk-container-platform';

const app = new App();
const stack = new Stack(app, 'Warehouse');
const version: string = app.node.tryGetContext('version') ?? '1';

// The commands that register a machine are outputs of the stack.
const warehouse = Capacity.external({ name: 'warehouse', registrationLimit: 25 });
const platform = new EcsPlatform(stack, 'Platform', { capacity: [warehouse] });

// Whatever is to be printed waits here; the machines fetch it, so that nothing has to reach them.
const labels = sqs.Queue.fromQueueArn(stack, 'Labels', stack.formatArn({ service: 'sqs', resource: 'labels' }));

const printer = new WebService(stack, 'LabelPrinter', {
  platform,
  image: Image.fromRegistry(`ghcr.io/warehouse/label-printer:${version}.1.0`),
  port: 8080, // for the health check inside the container only
  exposures: [],
  probe: Probe.command(['wget', '--quiet', '--spider', 'http://localhost:8080/health']),
  cpu: 256,
  memory: Size.mebibytes(512),
  desiredCount: Number(app.node.tryGetContext('printers') ?? 2),
  environment: { QUEUE: labels.queueUrl },
});
labels.grantConsumeMessages(printer);
