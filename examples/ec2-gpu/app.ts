/**
 * Instances with GPUs, mostly Spot, for a service that answers questions with a language model, which all copies read from one
 * file system.
 */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { App, Duration, Size, Stack } from 'aws-cdk-lib/core';
import { Capacity, Domain, EcsPlatform, Image, Probe, Volume, WebService } from 'cdk-container-platform';

const app = new App();
const stack = new Stack(app, 'Answers');
const version: string = app.node.tryGetContext('version') ?? '1';
const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'answers.example.com' });

const platform = new EcsPlatform(stack, 'Platform', { domain: Domain.hostedZone(zone) });

// One GPU each, of whichever of these there are: the more there is to choose from, the likelier it is to get one on Spot.
const gpus = Capacity.ec2({
  name: 'gpus',
  instanceTypes: ['g6.xlarge', 'g5.xlarge', 'g4dn.xlarge'].map(type => new ec2.InstanceType(type)),
  maxInstances: 8,
  onDemandBase: 1,
  spotPercent: 100,
  diskSize: Size.gibibytes(200),
  maxInstanceLifetime: Duration.days(14),
});

new WebService(stack, 'Model', {
  platform,
  image: Image.fromRegistry(`ghcr.io/answers/model-server:${version}.6.2`),
  port: 8000,
  gpus: 1,
  cpu: 3072,
  memory: Size.gibibytes(12),
  volumes: { model: Volume.efs() },
  mounts: [{ volume: 'model', path: '/models', readOnly: true }],
  probe: Probe.http('/health', { startPeriod: Duration.minutes(5) }), // the model has to be loaded first
  scaling: { min: 1, max: 8 },
  ecs: { capacity: [gpus] },
});
