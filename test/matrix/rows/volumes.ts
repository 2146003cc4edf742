import { Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Handle } from '../../../src/model';
import { Capacity, InstanceImage } from '../../../src/vocabulary';
import { container, main, NONE, Place, pod, refuses, renders, Row, service, sidecar, task } from '../matrix';

const mounts = [{ volume: 'data', path: '/srv/data', readOnly: false }];

function fileSystem(on: Place): efs.IFileSystem {
  return efs.FileSystem.fromFileSystemAttributes(on.stack, 'Files', {
    fileSystemId: 'fs-0123456789abcdef0',
    securityGroup: ec2.SecurityGroup.fromSecurityGroupId(on.stack, 'FilesDoor', 'sg-0123456789abcdef0', { allowAllOutbound: false }),
  });
}

function accessPoint(on: Place): efs.IAccessPoint {
  return efs.AccessPoint.fromAccessPointAttributes(on.stack, 'Entrance', { accessPointId: 'fsap-0123456789abcdef0', fileSystem: fileSystem(on) });
}

const onEc2 = (): Capacity => Capacity.ec2({ name: 'machines' });
const onWindows = (): Capacity => Capacity.ec2({ name: 'machines', image: InstanceImage.WINDOWS_SERVER_2022_CORE });

const BUCKET_FILES = 'arn:aws:s3files:eu-west-1:111122223333:file-system/fs-0123456789abcdef0';

export const VOLUMES: readonly Row[] = [
  {
    feature: 'storage that lives and dies with a copy, shared by its containers',
    covers: ['workload.volumes', 'volume.ephemeral', 'volume.name', 'container.mounts', 'mount.volume', 'mount.path', 'mount.readOnly'],
    given: {
      volumes: [{ kind: 'ephemeral', name: 'data' }],
      containers: [main({ mounts }), sidecar('reader', { mounts: [{ volume: 'data', path: '/in', readOnly: true }] })],
    },
    ecs: renders({
      'AWS::ECS::TaskDefinition': {
        Volumes: [{ Name: 'data' }],
        ContainerDefinitions: [
          Match.objectLike({ MountPoints: [{ SourceVolume: 'data', ContainerPath: '/srv/data', ReadOnly: false }] }),
          Match.objectLike({ MountPoints: [{ SourceVolume: 'data', ContainerPath: '/in', ReadOnly: true }] }),
        ],
      },
      'AWS::EFS::FileSystem': NONE,
    }),
    eks: pod({
      volumes: [{ name: 'data', emptyDir: { sizeLimit: '20Gi' } }],
      containers: [
        Match.objectLike({ volumeMounts: [{ name: 'data', mountPath: '/srv/data', readOnly: false }] }),
        Match.objectLike({ volumeMounts: [{ name: 'data', mountPath: '/in', readOnly: true }] }),
      ],
    }),
  },
  {
    feature: 'a file system made for the workload',
    covers: ['volume.shared', 'volume.directory', 'volume.uid', 'volume.gid', 'volume.permissions'],
    given: { volumes: [{ kind: 'shared', name: 'data', directory: '/uploads', uid: 33, gid: 34, permissions: '0755' }], containers: [main({ mounts })] },
    ecs: renders({
      'AWS::EFS::FileSystem': { Encrypted: true },
      'AWS::EFS::MountTarget': [{ SubnetId: 'subnet-private-a' }, { SubnetId: 'subnet-private-b' }],
      'AWS::EFS::AccessPoint': {
        PosixUser: { Uid: '33', Gid: '34' },
        RootDirectory: { Path: '/uploads', CreationInfo: { OwnerUid: '33', OwnerGid: '34', Permissions: '0755' } },
      },
      'AWS::ECS::TaskDefinition': {
        Volumes: [{ Name: 'data', EFSVolumeConfiguration: Match.objectLike({ TransitEncryption: 'ENABLED', AuthorizationConfig: Match.objectLike({ IAM: 'ENABLED' }) }) }],
      },
    }),
    eks: renders({
      'AWS::EFS::FileSystem': { Encrypted: true },
      'AWS::EFS::MountTarget': [{ SubnetId: 'subnet-private-a' }, { SubnetId: 'subnet-private-b' }],
      'AWS::EFS::AccessPoint': { PosixUser: { Uid: '33', Gid: '34' }, RootDirectory: Match.objectLike({ Path: '/uploads' }) },
      'PersistentVolume': { spec: Match.objectLike({ mountOptions: ['tls', 'iam'], csi: Match.objectLike({ driver: 'efs.csi.aws.com' }) }) },
      'PersistentVolumeClaim': { spec: Match.objectLike({ accessModes: ['ReadWriteMany'], storageClassName: '' }) },
      'Deployment': { spec: { template: { spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: Match.stringLikeRegexp('^shop-data-') } }] } } } },
    }),
  },
  {
    feature: 'an existing file system',
    covers: ['volume.fileSystem'],
    given: on => ({ volumes: [{ kind: 'shared', name: 'data', fileSystem: new Handle('files', fileSystem(on)) }], containers: [main({ mounts })] }),
    ecs: renders({
      'AWS::EFS::FileSystem': NONE,
      'AWS::EFS::AccessPoint': { FileSystemId: 'fs-0123456789abcdef0', RootDirectory: Match.objectLike({ Path: '/data' }) },
      'AWS::EC2::SecurityGroupIngress': { GroupId: 'sg-0123456789abcdef0', FromPort: 2049, ToPort: 2049, IpProtocol: 'tcp' },
    }),
    eks: renders({
      'AWS::EFS::FileSystem': NONE,
      'AWS::EFS::AccessPoint': { FileSystemId: 'fs-0123456789abcdef0', RootDirectory: Match.objectLike({ Path: '/data' }) },
      'AWS::EC2::SecurityGroupIngress': { GroupId: 'sg-0123456789abcdef0', FromPort: 2049, ToPort: 2049, IpProtocol: 'tcp' },
    }),
  },
  {
    feature: 'an existing access point',
    covers: ['volume.accessPoint'],
    given: on => {
      const entrance = accessPoint(on);
      return {
        volumes: [{ kind: 'shared', name: 'data', fileSystem: new Handle('files', entrance.fileSystem), accessPoint: new Handle('entrance', entrance) }],
        containers: [main({ mounts })],
      };
    },
    ecs: renders({
      'AWS::EFS::AccessPoint': NONE,
      'AWS::ECS::TaskDefinition': {
        Volumes: [{
          Name: 'data',
          EFSVolumeConfiguration: {
            FilesystemId: 'fs-0123456789abcdef0', TransitEncryption: 'ENABLED', AuthorizationConfig: { AccessPointId: 'fsap-0123456789abcdef0', IAM: 'ENABLED' },
          },
        }],
      },
    }),
    eks: renders({
      'AWS::EFS::AccessPoint': NONE,
      'PersistentVolume': { spec: Match.objectLike({ csi: { driver: 'efs.csi.aws.com', volumeHandle: 'fs-0123456789abcdef0::fsap-0123456789abcdef0' } }) },
    }),
  },
  {
    feature: "a disk of each copy's own",
    covers: ['volume.disk', 'volume.sizeGiB', 'volume.type', 'volume.iops', 'volume.throughputMiB', 'volume.format'],
    given: { volumes: [{ kind: 'disk', name: 'data', sizeGiB: 100, iops: 4000, throughputMiB: 250, format: 'xfs' }], containers: [main({ mounts })] },
    ecs: renders({
      'AWS::ECS::TaskDefinition': { Volumes: [{ Name: 'data', ConfiguredAtLaunch: true }] },
      'AWS::ECS::Service': {
        VolumeConfigurations: [{
          Name: 'data',
          ManagedEBSVolume: Match.objectLike({ SizeInGiB: 100, VolumeType: 'gp3', Iops: 4000, Throughput: 250, FilesystemType: 'xfs', Encrypted: true }),
        }],
      },
    }),
    eks: renders({
      StorageClass: {
        provisioner: 'ebs.csi.eks.amazonaws.com',
        parameters: Match.objectLike({ 'type': 'gp3', 'iops': '4000', 'throughput': '250', 'encrypted': 'true', 'csi.storage.k8s.io/fstype': 'xfs' }),
      },
      Deployment: {
        spec: {
          template: {
            spec: {
              volumes: [{
                name: 'data', ephemeral: { volumeClaimTemplate: Match.objectLike({ spec: Match.objectLike({ resources: { requests: { storage: '100Gi' } } }) }) },
              }],
            },
          },
        },
      },
    }),
  },
  {
    feature: 'a disk with a key and a snapshot of its own',
    covers: ['volume.encryptionKey', 'volume.snapshotId'],
    given: on => ({
      volumes: [{ kind: 'disk', name: 'data', snapshotId: 'snap-0123456789abcdef0', encryptionKey: new Handle('Key', new kms.Key(on.stack, 'DiskKey')) }],
      containers: [main({ mounts })],
    }),
    ecs: service({
      VolumeConfigurations: [{
        ManagedEBSVolume: Match.objectLike({ SnapshotId: 'snap-0123456789abcdef0', KmsKeyId: { Ref: Match.stringLikeRegexp('^DiskKey') } }), Name: 'data',
      }],
    }),
    eks: refuses('EksDiskFromSnapshot'),
  },
  {
    feature: 'a snapshot that is fetched in advance',
    covers: ['volume.initializationMiB'],
    given: { volumes: [{ kind: 'disk', name: 'data', snapshotId: 'snap-0123456789abcdef0', initializationMiB: 200 }], containers: [main({ mounts })] },
    ecs: service({ VolumeConfigurations: [{ ManagedEBSVolume: Match.objectLike({ VolumeInitializationRate: 200 }), Name: 'data' }] }),
    eks: refuses('EksDiskFromSnapshot'),
  },
  {
    feature: 'files in memory',
    covers: ['volume.memory', 'volume.sizeMiB'],
    given: { volumes: [{ kind: 'memory', name: 'data', sizeMiB: 64 }], containers: [main({ mounts })] },
    ecs: container({ LinuxParameters: Match.objectLike({ Tmpfs: [{ ContainerPath: '/srv/data', Size: 64 }] }), MountPoints: Match.absent() }),
    eks: pod({
      volumes: [{ name: 'data', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } }],
      containers: [Match.objectLike({ volumeMounts: [{ name: 'data', mountPath: '/srv/data', readOnly: false }] })],
    }),
  },
  {
    feature: 'files in memory, mounted with options',
    covers: ['volume.mountOptions'],
    given: { volumes: [{ kind: 'memory', name: 'data', sizeMiB: 64, mountOptions: ['noatime'] }], containers: [main({ mounts })] },
    ecs: container({ LinuxParameters: Match.objectLike({ Tmpfs: [Match.objectLike({ MountOptions: ['noatime'] })] }) }),
    eks: refuses('EksTmpfsOptions'),
  },
  {
    feature: 'files in memory that containers share',
    covers: ['volume.memory'],
    given: {
      volumes: [{ kind: 'memory', name: 'data', sizeMiB: 64 }],
      containers: [main({ mounts }), sidecar('reader', { mounts: [{ volume: 'data', path: '/in', readOnly: true }] })],
    },
    ecs: refuses('EcsTmpfsShared'),
    eks: pod({ volumes: [{ name: 'data', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } }] }),
  },
  {
    feature: 'a directory of the machine',
    covers: ['volume.hostPath'],
    capacity: onEc2,
    given: { volumes: [{ kind: 'hostPath', name: 'data', hostPath: '/var/log' }], containers: [main({ mounts })] },
    ecs: task({ Volumes: [{ Name: 'data', Host: { SourcePath: '/var/log' } }] }),
    eks: refuses('EksHasNoVolume'),
  },
  {
    feature: 'a directory of a machine that nobody sees',
    covers: ['volume.hostPath'],
    given: { volumes: [{ kind: 'hostPath', name: 'data', hostPath: '/var/log' }], containers: [main({ mounts })] },
    ecs: refuses('LaunchTypeHasNot'),
    eks: refuses('EksHasNoVolume'),
  },
  {
    feature: 'a volume that Docker makes',
    covers: ['volume.driver', 'volume.driverOptions', 'volume.labels', 'volume.scope', 'volume.autoprovision'],
    capacity: onEc2,
    given: {
      volumes: [{ kind: 'driver', name: 'data', driver: 'nfs', driverOptions: { server: 'files' }, labels: { team: 'shop' }, scope: 'shared', autoprovision: false }],
      containers: [main({ mounts })],
    },
    ecs: task({
      Volumes: [{
        Name: 'data',
        DockerVolumeConfiguration: { Driver: 'nfs', DriverOpts: { server: 'files' }, Labels: { team: 'shop' }, Scope: 'shared', Autoprovision: false },
      }],
    }),
    eks: refuses('EksHasNoVolume'),
  },
  {
    feature: 'the objects of a bucket, as files',
    covers: ['volume.bucket', 'volume.prefix'],
    given: on => ({
      volumes: [{ kind: 'bucket', name: 'data', bucket: new Handle('Media', new s3.Bucket(on.stack, 'Media', { versioned: true })), prefix: 'in/' }],
      containers: [main({ mounts })],
    }),
    ecs: renders({
      'AWS::S3Files::FileSystem': { Prefix: 'in/' },
      'AWS::S3Files::MountTarget': [{ SubnetId: 'subnet-private-a' }, { SubnetId: 'subnet-private-b' }],
      'AWS::S3Files::AccessPoint': { RootDirectory: Match.objectLike({ Path: '/data' }) },
      'AWS::ECS::TaskDefinition': { Volumes: [{ Name: 'data', S3FilesVolumeConfiguration: Match.objectLike({ FileSystemArn: Match.anyValue() }) }] },
    }),
    eks: renders({
      'AWS::S3Files::FileSystem': { Prefix: 'in/' },
      'AWS::S3Files::MountTarget': [{ SubnetId: 'subnet-private-a' }, { SubnetId: 'subnet-private-b' }],
      'AWS::S3Files::AccessPoint': { RootDirectory: Match.objectLike({ Path: '/data' }) },
      'PersistentVolume': { spec: Match.objectLike({ csi: Match.objectLike({ driver: 'efs.csi.aws.com', volumeHandle: Match.stringLikeRegexp('^s3files:') }) }) },
      'Deployment': { spec: { template: { spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: Match.stringLikeRegexp('^shop-data-') } }] } } } },
    }),
  },
  {
    feature: 'an existing file system of a bucket',
    covers: ['volume.fileSystemArn', 'volume.accessPointArn', 'volume.securityGroup'],
    given: on => ({
      volumes: [{
        kind: 'bucket',
        name: 'data',
        bucket: new Handle('Media', s3.Bucket.fromBucketName(on.stack, 'Media', 'media')),
        fileSystemArn: BUCKET_FILES,
        accessPointArn: `${BUCKET_FILES}/access-point/fsap-0123456789abcdef0`,
        securityGroup: new Handle('Door', ec2.SecurityGroup.fromSecurityGroupId(on.stack, 'Door', 'sg-0123456789abcdef0')),
      }],
      containers: [main({ mounts })],
    }),
    ecs: renders({
      'AWS::S3Files::FileSystem': NONE,
      'AWS::S3Files::AccessPoint': NONE,
      'AWS::EC2::SecurityGroupIngress': { GroupId: 'sg-0123456789abcdef0', FromPort: 2049, ToPort: 2049, IpProtocol: 'tcp' },
      'AWS::ECS::TaskDefinition': {
        Volumes: [{ Name: 'data', S3FilesVolumeConfiguration: { FileSystemArn: BUCKET_FILES, AccessPointArn: `${BUCKET_FILES}/access-point/fsap-0123456789abcdef0` } }],
      },
    }),
    eks: renders({
      'AWS::S3Files::FileSystem': NONE,
      'AWS::S3Files::AccessPoint': NONE,
      'AWS::EC2::SecurityGroupIngress': { GroupId: 'sg-0123456789abcdef0', FromPort: 2049, ToPort: 2049, IpProtocol: 'tcp' },
      'PersistentVolume': {
        spec: Match.objectLike({ csi: { driver: 'efs.csi.aws.com', volumeHandle: 's3files:fs-0123456789abcdef0::fsap-0123456789abcdef0' } }),
      },
    }),
  },
  {
    feature: 'a share of a Windows file server',
    covers: ['volume.windowsShare', 'volume.fileSystemId', 'volume.credentials', 'volume.domain'],
    capacity: onWindows,
    given: on => ({
      volumes: [{
        kind: 'windowsShare',
        name: 'data',
        fileSystemId: 'fs-0123456789abcdef0',
        domain: 'corp.example.com',
        credentials: { kind: 'vault', secret: new Handle('Login', new secretsmanager.Secret(on.stack, 'Login')) },
      }],
      runtime: { os: 'windows-server-2022-core' },
      containers: [main({ mounts: [{ volume: 'data', path: 'C:\\data', readOnly: false }] })],
    }),
    ecs: task({
      Volumes: [{
        Name: 'data',
        FSxWindowsFileServerVolumeConfiguration: {
          FileSystemId: 'fs-0123456789abcdef0', RootDirectory: 'share', AuthorizationConfig: Match.objectLike({ Domain: 'corp.example.com' }),
        },
      }],
    }),
    eks: refuses('KubernetesMountPath', 'EksHasNoVolume', 'NodesHaveNoWindows'),
  },
  {
    feature: 'a volume that nobody mounts',
    covers: ['workload.volumes'],
    given: { volumes: [{ kind: 'ephemeral', name: 'data' }] },
    ecs: refuses('VolumeUnused'),
    eks: refuses('VolumeUnused'),
  },
  {
    feature: 'no volumes',
    covers: ['workload.volumes'],
    given: {},
    ecs: task({ Volumes: Match.absent() }),
    eks: pod({ volumes: Match.absent() }),
  },
];
