/**
 * Several containers in one copy: a proxy that takes the requests, a step that runs before all others, a router of logs, a collector
 * of traces and metrics, settings from files, and a file system that exists already.
 */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { App, Duration, Size, Stack } from 'aws-cdk-lib/core';
import {
  DependencyCondition, Domain, EcsPlatform, EnvironmentFile, Exposure, Image, LogDestination, Logging, Probe, SecretSource, StackTraces,
  Telemetry, Volume, WebService,
} from 'cdk-container-platform';

const app = new App();
const stack = new Stack(app, 'Wiki');
const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'wiki.example.com' });
const platform = new EcsPlatform(stack, 'Platform', { domain: Domain.hostedZone(zone) });

const settings = s3.Bucket.fromBucketName(stack, 'Settings', 'wiki-settings');
const pages = efs.FileSystem.fromFileSystemAttributes(stack, 'Pages', {
  fileSystemId: 'fs-0123456789abcdef0',
  securityGroup: ec2.SecurityGroup.fromSecurityGroupId(stack, 'PagesGroup', 'sg-0123456789abcdef0'),
});
const lines = s3.Bucket.fromBucketName(stack, 'Lines', 'wiki-logs');
const licence = ssm.StringParameter.fromSecureStringParameterAttributes(stack, 'Licence', { parameterName: '/wiki/licence' });

new WebService(stack, 'Wiki', {
  platform,
  image: Image.fromRegistry('public.ecr.aws/docker/library/httpd:2.4'),
  port: 8080,
  cpu: 1024,
  memory: Size.gibibytes(2),
  probe: Probe.command(['test', '-f', '/tmp/ready'], { interval: Duration.seconds(10), startPeriod: Duration.minutes(1) }),
  environmentFiles: [EnvironmentFile.fromBucket(settings, 'wiki.env')],
  secrets: { LICENCE: SecretSource.ssmParameter(licence) },
  volumes: { pages: Volume.efs({ fileSystem: pages, directory: '/pages' }), scratch: Volume.ephemeral() },
  mounts: [{ volume: 'pages', path: '/srv/pages' }, { volume: 'scratch', path: '/tmp' }],
  initContainers: [{
    name: 'migrate',
    image: Image.fromRegistry('public.ecr.aws/docker/library/httpd:2.4'),
    command: ['/bin/sh', '-c', 'echo nothing to migrate'],
  }],
  sidecars: [
    {
      name: 'proxy',
      image: Image.fromRegistry('public.ecr.aws/nginx/nginx-unprivileged:1.29'),
      ports: [{ port: 8443, name: 'proxy' }],
      dependsOn: [{ container: 'wiki', condition: DependencyCondition.HEALTHY }],
    },
  ],
  logging: Logging.fireLens(LogDestination.s3(lines, { prefix: 'wiki' }), { stackTraces: [StackTraces.JAVA] }),
  telemetry: Telemetry.openTelemetry({ sampling: 0.05, cpu: 32, memoryLimit: Size.mebibytes(256) }),
  exposures: [Exposure.public({ container: 'proxy', port: 8443 })],
});
