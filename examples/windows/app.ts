/**
 * An application for .NET Framework on Windows Server, with an account of Active Directory and a share of Windows files.
 */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { App, Size, Stack } from 'aws-cdk-lib/core';
import {
  Capacity, CredentialSpec, Domain, EcsPlatform, Image, InstanceImage, OperatingSystem, SecretSource, Volume, WebService,
} from 'cdk-container-platform';

const app = new App();
const stack = new Stack(app, 'Payroll');
const version: string = app.node.tryGetContext('version') ?? '1';
const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'payroll.example.com' });

// What the directory's administrators have: the description of the account, and a user that may mount the share.
const account = ssm.StringParameter.fromStringParameterName(stack, 'Account', '/payroll/credential-spec');
const mounter = secretsmanager.Secret.fromSecretNameV2(stack, 'Mounter', 'payroll/mounter');

const platform = new EcsPlatform(stack, 'Platform', { domain: Domain.hostedZone(zone) });

const windows = Capacity.ec2({
  name: 'windows',
  image: InstanceImage.WINDOWS_SERVER_2022_CORE,
  instanceTypes: [new ec2.InstanceType('m6i.xlarge')],
  minInstances: 2,
  maxInstances: 6,
});

new WebService(stack, 'Payroll', {
  platform,
  operatingSystem: OperatingSystem.WINDOWS_SERVER_2022_CORE,
  image: Image.fromRegistry(`ghcr.io/payroll/web:${version}.4.0-ltsc2022`),
  port: 80,
  cpu: 2048,
  memory: Size.gibibytes(4),
  credentialSpec: CredentialSpec.fromParameter(account),
  volumes: {
    slips: Volume.fsxWindows({
      fileSystemId: 'fs-0123456789abcdef0',
      directory: 'share\\slips',
      domain: 'corp.example.com',
      credentials: SecretSource.secretsManager(mounter),
    }),
  },
  mounts: [{ volume: 'slips', path: 'C:\\slips' }],
  ecs: { capacity: [windows] },
});
