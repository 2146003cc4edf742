/** Every kind of volume on everything that has it: nothing for the packs or the validator to say, and nothing acknowledged in vain. */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { App, Size, Stack } from 'aws-cdk-lib/core';
import { acknowledgementsIn, covers, findingsIn, findingsWithoutAcknowledgements, tell } from './packs';
import { diagnosticsIn, VALIDATION_CONTEXT } from './validator';
import { Capacity, Domain, EcsPlatform, Image, OperatingSystem, SecretSource, Volume, WebService } from '../../src';
import { InstanceImage } from '../../src/vocabulary';
import { exampleZone, RECOMMENDED } from '../ecs/support';

const IMAGE = Image.fromRegistry('public.ecr.aws/nginx/nginx:1.29');
const CAPACITY = {
  fargate: Capacity.fargate(),
  ec2: Capacity.ec2({ name: 'linux' }),
  windows: Capacity.ec2({ name: 'windows', image: InstanceImage.WINDOWS_SERVER_2022_CORE }),
  managedInstances: Capacity.managedInstances({ name: 'managed' }),
};

interface Case {
  readonly capacity: keyof typeof CAPACITY;
  readonly networkMode?: ecs.NetworkMode;
  readonly volumes: (stack: Stack) => Record<string, Volume>;
}

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef';

/** A bucket that is somebody else's business. */
const bucketOf = (stack: Stack): s3.IBucket => s3.Bucket.fromBucketAttributes(stack, 'Media', {
  bucketName: 'media', encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY),
});

/** A bucket of another stack, where somebody else answers for it. */
const bucketElsewhere = (stack: Stack): s3.IBucket => {
  const elsewhere = new Stack(stack.node.root as App, 'Elsewhere', { env: { account: stack.account, region: stack.region } });
  return new s3.Bucket(elsewhere, 'Media', { versioned: true });
};

const everywhere = (): Record<string, Volume> => ({
  tmp: Volume.ephemeral(), memory: Volume.tmpfs({ size: Size.mebibytes(32) }), shared: Volume.efs(),
});
const DISK = { snapshotId: 'snap-0123456789abcdef0', initializationRate: Size.mebibytes(100) };

const CASES: Record<string, Case> = {
  Fargate: { capacity: 'fargate', volumes: stack => ({ ...everywhere(), disk: Volume.ebs(DISK), bucket: Volume.s3Files({ bucket: bucketOf(stack) }) }) },
  Ec2: { capacity: 'ec2', volumes: () => ({ ...everywhere(), disk: Volume.ebs(DISK), logs: Volume.hostPath('/var/log'), docker: Volume.docker({ scope: ecs.Scope.SHARED }) }) },
  Bridge: { capacity: 'ec2', networkMode: ecs.NetworkMode.BRIDGE, volumes: everywhere },
  OtherStack: { capacity: 'fargate', volumes: stack => ({ bucket: Volume.s3Files({ bucket: bucketElsewhere(stack) }) }) },
  Managed: {
    capacity: 'managedInstances',
    volumes: stack => ({ ...everywhere(), disk: Volume.ebs(DISK), logs: Volume.hostPath('/var/log'), bucket: Volume.s3Files({ bucket: bucketOf(stack), prefix: 'in/' }) }),
  },
  Windows: {
    capacity: 'windows',
    volumes: stack => ({
      tmp: Volume.ephemeral(),
      disk: Volume.ebs({ size: Size.gibibytes(20) }),
      logs: Volume.hostPath('C:\\logs'),
      files: Volume.fsxWindows({
        fileSystemId: 'fs-0123456789abcdef0',
        domain: 'corp.example.com',
        credentials: SecretSource.secretsManager(secretsmanager.Secret.fromSecretNameV2(stack, 'Login', 'login')),
        securityGroup: ec2.SecurityGroup.fromSecurityGroupId(stack, 'Door', 'sg-0123456789abcdef0'),
      }),
    }),
  },
};

function app(name: string): App {
  const { capacity, networkMode, volumes: volumesOf } = CASES[name];
  const root = new App({ context: { ...RECOMMENDED, ...VALIDATION_CONTEXT } });
  const stack = new Stack(root, name, { env: { account: '111122223333', region: 'eu-west-1' } });
  const platform = new EcsPlatform(stack, 'Platform', { domain: Domain.hostedZone(exampleZone(stack)), capacity: [CAPACITY[capacity]] });
  const volumes = volumesOf(stack);
  const windows = capacity === 'windows';
  new WebService(stack, 'Api', {
    platform,
    image: IMAGE,
    port: 8080,
    operatingSystem: windows ? OperatingSystem.WINDOWS_SERVER_2022_CORE : undefined,
    volumes,
    mounts: Object.keys(volumes).map(volume => ({ volume, path: windows ? `C:\\${volume}` : `/mnt/${volume}` })),
    ecs: networkMode && { networkMode },
  });
  return root;
}

describe.each(Object.keys(CASES))('%s', name => {
  test('leaves the validator and the packs nothing to say', () => {
    const made = app(name);

    const ours = (told: string) => !told.includes(' at Elsewhere/');
    const diagnostics = diagnosticsIn(made).filter(ours);
    expect({ diagnostics, findings: findingsIn(made).map(tell).filter(ours) }).toEqual({ diagnostics: [], findings: [] });
  }, 120_000);

  test('acknowledges nothing about its volumes in vain', () => {
    const made = app(name);
    made.synth();

    const acknowledgements = acknowledgementsIn(made).filter(({ construct, rule }) => /\/Api\//.test(construct.node.path) && /IAM5|EFS/.test(rule));
    const found = findingsWithoutAcknowledgements(made);
    expect(acknowledgements.filter(each => !found.some(finding => covers(each, finding))).map(({ construct, rule }) => `${rule} at ${construct.node.path}`)).toEqual([]);
  }, 120_000);
});
