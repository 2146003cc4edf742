import { Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import { Handle } from '../../../src/model';
import { Ground } from '../../ecs/support';
import { main, NONE, NOT_SUPPORTED_YET, refuses, renders, Row, sidecar, task } from '../matrix';

const eks = NOT_SUPPORTED_YET;
const mounts = [{ volume: 'data', path: '/srv/data', readOnly: false }];

function fileSystem(on: Ground): efs.IFileSystem {
  return efs.FileSystem.fromFileSystemAttributes(on.stack, 'Files', {
    fileSystemId: 'fs-0123456789abcdef0',
    securityGroup: ec2.SecurityGroup.fromSecurityGroupId(on.stack, 'FilesDoor', 'sg-0123456789abcdef0', { allowAllOutbound: false }),
  });
}

function accessPoint(on: Ground): efs.IAccessPoint {
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
    eks,
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
    eks,
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
    eks,
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
    eks,
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
    eks,
  },
];
