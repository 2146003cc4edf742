/**
 * Cheaper capacity for what can be interrupted, and a number of copies that follows requests and the clock.
 */
import * as route53 from 'aws-cdk-lib/aws-route53';
import { App, Duration, Size, Stack } from 'aws-cdk-lib/core';
import { Architecture, Capacity, Domain, EcsPlatform, Image, WebService } from 'cdk-container-platform';

const app = new App();
const stack = new Stack(app, 'Thumbnails');
const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'pictures.example.com' });

const platform = new EcsPlatform(stack, 'Platform', {
  domain: Domain.hostedZone(zone),
  capacity: [Capacity.fargate({ base: 2 }), Capacity.fargateSpot({ weight: 3 })], // two that stay; of the others, three in four are Spot
  workloadDefaults: { architecture: Architecture.ARM64 },
});

new WebService(stack, 'Thumbnails', {
  platform,
  image: Image.fromRegistry('public.ecr.aws/nginx/nginx-unprivileged:1.29'),
  port: 8080,
  cpu: 1024,
  memory: Size.gibibytes(2),
  scaling: {
    min: 2,
    max: 40,
    targetCpuPercent: 60,
    targetRequestsPerMinute: 3000,
    scaleInCooldown: Duration.minutes(10),
    schedules: [
      { name: 'morning', schedule: 'cron(0 7 ? * MON-FRI *)', timeZone: 'Europe/Berlin', min: 10 },
      { name: 'evening', schedule: 'cron(0 20 ? * MON-FRI *)', timeZone: 'Europe/Berlin', min: 2 },
    ],
  },
});
