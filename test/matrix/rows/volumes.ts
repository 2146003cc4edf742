import { Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Handle } from '../../../src/model';
import { main, NONE, Place, pod, refuses, renders, Row, service, sidecar, task } from '../matrix';

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
