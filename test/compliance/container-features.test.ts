/** Every feature of containers on everything that has it: nothing for the packs or the validator to say, and nothing acknowledged in vain. */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { App, Duration, Size, Stack } from 'aws-cdk-lib/core';
import { acknowledgementsIn, covers, findingsIn, findingsWithoutAcknowledgements, tell } from './packs';
import { diagnosticsIn, VALIDATION_CONTEXT } from './validator';
import { Capacity, CredentialSpec, EcsPlatform, HostDevice, Image, OperatingSystem, WebService, WebServiceProps } from '../../src';
import { InstanceImage } from '../../src/vocabulary';
import { RECOMMENDED } from '../ecs/support';

interface Case {
  readonly capacity: Capacity;
  readonly options: (stack: Stack) => Partial<WebServiceProps>;
}

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef';

const everywhere: Partial<WebServiceProps> = {
  pseudoTerminal: true,
  interactive: true,
  restartPolicy: { ignoredExitCodes: [143], attemptPeriod: Duration.minutes(2) },
  versionConsistency: false,
};
const linux = { systemControls: { 'net.core.somaxconn': '1024', 'kernel.shmmax': '68719476736' } };
const machines = { ulimits: [{ name: 'memlock', soft: -1, hard: -1 }], addCapabilities: ['IPC_LOCK'], dropCapabilities: ['NET_RAW'] };

function account(stack: Stack): CredentialSpec {
  const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', KEY);
  const bucket = s3.Bucket.fromBucketAttributes(stack, 'Accounts', { bucketName: 'accounts', encryptionKey });
  return CredentialSpec.fromBucket(bucket, 'shop.json', { domainUser: secretsmanager.Secret.fromSecretNameV2(stack, 'User', 'user') });
}

const CASES: Record<string, Case> = {
  Fargate: {
    capacity: Capacity.fargate(),
    options: stack => ({ ...everywhere, linux, dockerLabels: { team: 'orders' }, credentialSpec: account(stack) }),
  },
  Ec2: {
    capacity: Capacity.ec2({ name: 'linux', instanceTypes: [new ec2.InstanceType('inf2.xlarge')] }),
    options: stack => ({
      ...everywhere,
      ...machines,
      linux: { ...linux, sharedMemory: Size.mebibytes(128), maxSwap: Size.mebibytes(256), swappiness: 10, devices: [HostDevice.neuron()] },
      nameResolution: { hostname: 'shop', dnsServers: ['10.0.0.2'], dnsSearchDomains: ['example.com'], extraHosts: { db: '10.0.0.9' } },
      dockerLabels: { team: 'orders' },
      credentialSpec: CredentialSpec.fromParameter(ssm.StringParameter.fromStringParameterName(stack, 'Account', '/shop/account')),
      ecs: { networkMode: ecs.NetworkMode.BRIDGE },
    }),
  },
  Gpus: {
    capacity: Capacity.ec2({ name: 'gpus', instanceTypes: [new ec2.InstanceType('g5.xlarge')] }),
    options: () => ({ gpus: 1 }),
  },
  Managed: {
    capacity: Capacity.managedInstances({ name: 'managed' }),
    options: () => ({ ...everywhere, linux: { ...linux, devices: [HostDevice.fromPath('/dev/fuse')] }, privileged: true, user: '1000' }),
  },
  Windows: {
    capacity: Capacity.ec2({ name: 'windows', image: InstanceImage.WINDOWS_SERVER_2022_CORE }),
    options: stack => ({ ...everywhere, operatingSystem: OperatingSystem.WINDOWS_SERVER_2022_CORE, credentialSpec: account(stack) }),
  },
};

function app(name: string): App {
  const { capacity, options } = CASES[name];
  const root = new App({ context: { ...RECOMMENDED, ...VALIDATION_CONTEXT } });
  const stack = new Stack(root, name, { env: { account: '111122223333', region: 'eu-west-1' } });
  const platform = new EcsPlatform(stack, 'Platform', { capacity: [capacity] });
  new WebService(stack, 'Api', { platform, image: Image.fromRegistry('public.ecr.aws/nginx/nginx:1.29'), port: 8080, exposures: [], ...options(stack) });
  return root;
}

describe.each(Object.keys(CASES))('%s', name => {
  test('leaves the validator and the packs nothing to say', () => {
    const made = app(name);

    expect({ diagnostics: diagnosticsIn(made), findings: findingsIn(made).map(tell) }).toEqual({ diagnostics: [], findings: [] });
  }, 120_000);

  test('acknowledges nothing about the workload in vain', () => {
    const made = app(name);
    made.synth();

    const acknowledgements = acknowledgementsIn(made).filter(({ construct, rule }) => /\/Api\//.test(construct.node.path) && /IAM5/.test(rule));
    const found = findingsWithoutAcknowledgements(made);
    expect(acknowledgements.filter(each => !found.some(finding => covers(each, finding))).map(({ construct, rule }) => `${rule} at ${construct.node.path}`)).toEqual([]);
  }, 120_000);
});
