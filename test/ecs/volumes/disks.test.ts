import { Match, Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Size, Stack } from 'aws-cdk-lib/core';
import { Capacity, DiskFormat, DiskType, EbsVolumeOptions, InstanceImage, OperatingSystem, PlatformProfile, Volume } from '../../../src/vocabulary';
import { WebServiceProps } from '../../../src/workloads';
import { ground, only, service, statementsOf, templates, web } from '../support';

function cache(options: Partial<EbsVolumeOptions> = {}): Partial<WebServiceProps> {
  return { volumes: { cache: Volume.ebs({ size: Size.gibibytes(50), ...options }) }, mounts: [{ volume: 'cache', path: '/var/cache' }] };
}

test('a disk is made by the service for each task, encrypted with the key of the platform', () => {
  const { template } = web(cache());

  expect(only(template, 'AWS::ECS::TaskDefinition').Volumes).toEqual([{ Name: 'cache', ConfiguredAtLaunch: true }]);
  expect(only(template, 'AWS::ECS::Service').VolumeConfigurations).toEqual([{
    Name: 'cache',
    ManagedEBSVolume: {
      RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^ApiVolumecacheRole/), 'Arn'] },
      Encrypted: true,
      KmsKeyId: { Ref: expect.stringMatching(/^PlatformKey/) },
      VolumeType: 'gp3',
      SizeInGiB: 50,
      FilesystemType: 'ext4',
      TagSpecifications: [{ ResourceType: 'volume', PropagateTags: 'SERVICE' }],
    },
  }]);
});

test('a disk is encrypted even where the platform has no key', () => {
  const { template } = web(cache(), { profile: PlatformProfile.DEVELOPMENT });

  const [{ ManagedEBSVolume }] = only(template, 'AWS::ECS::Service').VolumeConfigurations;
  expect(ManagedEBSVolume).toMatchObject({ Encrypted: true });
  expect(ManagedEBSVolume.KmsKeyId).toBeUndefined();
  expect(JSON.stringify(statementsOf(template, 'ApiVolumecacheRole'))).not.toContain('kms:');
});

test('type, speed and format are as asked for', () => {
  web(cache({ type: DiskType.io2({ iops: 5000 }), format: DiskFormat.XFS })).template.hasResourceProperties('AWS::ECS::Service', {
    VolumeConfigurations: [{ ManagedEBSVolume: Match.objectLike({ VolumeType: 'io2', Iops: 5000, Throughput: Match.absent(), FilesystemType: 'xfs' }), Name: 'cache' }],
  });
  web(cache({ type: DiskType.gp3({ throughput: Size.mebibytes(500) }) })).template.hasResourceProperties('AWS::ECS::Service', {
    VolumeConfigurations: [{ ManagedEBSVolume: Match.objectLike({ VolumeType: 'gp3', Iops: Match.absent(), Throughput: 500 }), Name: 'cache' }],
  });
});

test('ECS can do with disks of its own making what it has to, and nothing with others', () => {
  const { template } = web(cache());
  const statements = statementsOf(template, 'ApiVolumecacheRole');

  const unbound = statements.filter(({ Condition }) => Condition === undefined).flatMap(({ Action }) => Action);
  expect(unbound).toEqual(['ec2:DescribeAvailabilityZones', 'ec2:DescribeVolumes', 'ec2:AttachVolume', 'ec2:DetachVolume']);
  const [toMachines] = statements.filter(({ Action, Condition }) => Condition === undefined && Action.includes('ec2:AttachVolume'));
  expect(JSON.stringify(toMachines.Resource)).toContain(':instance/*');
  expect(statements.find(({ Action }) => Action === 'ec2:DeleteVolume')!.Condition.StringEquals).toEqual({ 'aws:ResourceTag/AmazonECSManaged': 'true' });
  expect(statements.find(({ Action }) => Action === 'kms:CreateGrant')!.Condition.Bool).toEqual({ 'kms:GrantIsForAWSResource': 'true' });
  expect(JSON.stringify(statements)).not.toContain('snapshot');
});

test('a snapshot is read by its id alone', () => {
  const { template } = web(cache({ size: undefined, snapshotId: 'snap-0123456789abcdef0' }));

  const [{ ManagedEBSVolume }] = only(template, 'AWS::ECS::Service').VolumeConfigurations;
  expect(ManagedEBSVolume).toMatchObject({ SnapshotId: 'snap-0123456789abcdef0' });
  expect(ManagedEBSVolume.SizeInGiB).toBeUndefined();
  expect(JSON.stringify(statementsOf(template, 'ApiVolumecacheRole'))).toContain('snapshot/snap-0123456789abcdef0');
});

test('a key of another stack closes no circle', () => {
  const on = ground();
  const encryptionKey = new kms.Key(new Stack(on.scope, 'Keys'), 'Key');
  service(on.stack, 'Api', on.platform(), cache({ encryptionKey }));

  expect(() => templates(on)).not.toThrow();
  Template.fromStack(on.stack).hasResourceProperties('AWS::ECS::Service', { VolumeConfigurations: [{ ManagedEBSVolume: Match.objectLike({ KmsKeyId: Match.anyValue() }), Name: 'cache' }] });
});

test('a snapshot is fetched as fast as asked for', () => {
  const { template } = web(cache({ size: undefined, snapshotId: 'snap-0123456789abcdef0', initializationRate: Size.mebibytes(200) }));

  expect(only(template, 'AWS::ECS::Service').VolumeConfigurations[0].ManagedEBSVolume).toMatchObject({ VolumeInitializationRate: 200 });
});

test.each<[string, () => Capacity, OperatingSystem, string]>([
  ['EC2 instances', () => Capacity.ec2({ name: 'machines' }), OperatingSystem.LINUX, 'ext4'],
  ['Managed Instances', () => Capacity.managedInstances({ name: 'machines' }), OperatingSystem.LINUX, 'ext4'],
  ['Windows on EC2 instances', () => Capacity.ec2({ name: 'machines', image: InstanceImage.WINDOWS_SERVER_2022_CORE }), OperatingSystem.WINDOWS_SERVER_2022_CORE, 'ntfs'],
])('a disk of a task on %s is made by the service', (_, capacity, operatingSystem, format) => {
  const { template } = web({ ...cache(), operatingSystem, mounts: [{ volume: 'cache', path: operatingSystem === OperatingSystem.LINUX ? '/cache' : 'C:\\cache' }] }, { capacity: [capacity()] });

  expect(only(template, 'AWS::ECS::TaskDefinition').Volumes).toEqual([{ Name: 'cache', ConfiguredAtLaunch: true }]);
  expect(only(template, 'AWS::ECS::Service').VolumeConfigurations).toMatchObject([{ Name: 'cache', ManagedEBSVolume: { FilesystemType: format, Encrypted: true } }]);
});
