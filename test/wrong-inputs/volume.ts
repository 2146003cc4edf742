import * as s3 from 'aws-cdk-lib/aws-s3';
import { App, Stack } from 'aws-cdk-lib/core';
import { main, PRODUCTION, sidecar, workload, wrong, WrongInput, wrongOn } from './wrong-input';
import { checkMounts } from '../../src/ecs/volumes';
import { volumesAreThere } from '../../src/eks/rules/volumes-are-there';
import { Code } from '../../src/findings';
import { Handle, OperatingSystem, seal, VolumeDraft, WorkloadDraft } from '../../src/model';
import { applyRules } from '../../src/model/rules/rule';
import { Capacity } from '../../src/vocabulary';

const WINDOWS: OperatingSystem = 'windows-server-2022-core';
const BUCKET = new Handle('Bucket', new s3.Bucket(new Stack(new App(), 'Shop'), 'Bucket', { versioned: true }));
const UNVERSIONED = new Handle('Shop/Uploads', new s3.Bucket(new Stack(new App(), 'Shop'), 'Uploads'));
const SECRET = { kind: 'vault', secret: new Handle('Login', {}) } as const;

type Nameless<T> = T extends unknown ? Omit<T, 'name'> : never;

/** A workload that mounts a volume called data, with nothing wrong but what the volume is or where it is. */
function mounting(volume: Nameless<VolumeDraft>, os: OperatingSystem = 'linux', path = os === 'linux' ? '/data' : 'C:\\data'): WorkloadDraft {
  return workload({
    runtime: { os },
    volumes: [{ ...volume, name: 'data' } as VolumeDraft],
    containers: [main({ mounts: [{ volume: 'data', path, readOnly: false }] })],
  });
}

function onEks(code: Code, path: string, remedy: string, draft: WorkloadDraft): WrongInput {
  const findings = () => {
    const sealed = seal(draft, PRODUCTION);
    return [...sealed.findings, ...applyRules([volumesAreThere], sealed.spec)];
  };
  return { code, path, remedy, findings };
}

const TMPFS = { kind: 'memory', sizeMiB: 64 } as const;
const SHARE = { kind: 'windowsShare', fileSystemId: 'fs-0123456789abcdef0', credentials: SECRET, domain: 'corp.example.com' } as const;

/** Mistakes with one kind of volume, or with a kind where there is none of it. */
export const VOLUME_MISTAKES: readonly WrongInput[] = [
  wrong('OutOfRange', 'volumes.data.size', 'choose 512 MiB', mounting({ kind: 'memory', sizeMiB: 4096 })),
  wrong('TmpfsNeverWritten', 'volumes.data', 'readOnly to false', {
    ...mounting(TMPFS), containers: [main({ mounts: [{ volume: 'data', path: '/data', readOnly: true }] })],
  }),
  wrong('HostPathRelative', 'volumes.data.path', "for example '/logs'", mounting({ kind: 'hostPath', hostPath: 'logs' })),
  wrong('DockerAutoprovisionNeedsShared', 'volumes.data.autoprovision', 'ecs.Scope.SHARED', mounting({ kind: 'driver', autoprovision: true })),
  wrong('DiskRateWithoutSnapshot', 'volumes.data.initializationRate', 'leave initializationRate out', mounting({ kind: 'disk', sizeGiB: 20, initializationMiB: 200 })),
  wrong('DiskFormatOfOtherSystem', 'volumes.data.format', 'choose ntfs', mounting({ kind: 'disk', sizeGiB: 20, format: 'xfs' }, WINDOWS)),
  wrong('DiskFormatOfOtherSystem', 'volumes.data.format', 'choose ext4', mounting({ kind: 'disk', sizeGiB: 20, format: 'ntfs' })),
  wrong('VolumeDirectoryRelative', 'volumes.data.directory', "for example '/in'", mounting({ kind: 'bucket', bucket: BUCKET, directory: 'in' })),
  wrong('AccessPointWithoutFileSystem', 'volumes.data.fileSystemArn', 'name the file system',
    mounting({ kind: 'bucket', bucket: BUCKET, accessPointArn: 'arn:aws:s3files:eu-west-1:111122223333:file-system/fs-01/access-point/fsap-01' })),
  wrong('BucketPrefixMalformed', 'volumes.data.prefix', "write 'in/'", mounting({ kind: 'bucket', bucket: BUCKET, prefix: '/in' })),
  wrong('FileSystemSecurityGroupUnused', 'volumes.data.securityGroup', 'fileSystemArn', mounting({ kind: 'bucket', bucket: BUCKET, securityGroup: new Handle('Door', {}) })),
  wrong('FileSystemIdMalformed', 'volumes.data.fileSystemId', "'fs-0123456789abcdef0'", mounting({ ...SHARE, fileSystemId: 'files' }, WINDOWS)),
  wrong('WindowsShareCredentials', 'volumes.data.credentials', 'without a field', mounting({ ...SHARE, credentials: { ...SECRET, field: 'password' } }, WINDOWS)),

  wrongOn('fargate', 'LaunchTypeHasNot', 'volumes.data', 'EC2 instances or Managed Instances or external machines', mounting({ kind: 'hostPath', hostPath: '/var/log' })),
  wrongOn('managedInstances', 'LaunchTypeHasNot', 'volumes.data', 'EC2 instances or external machines', mounting({ kind: 'driver' })),
  wrongOn('external', 'LaunchTypeHasNot', 'volumes.data', 'Fargate or EC2 instances or Managed Instances', mounting({ kind: 'shared' })),
  wrongOn('ec2', 'LaunchTypeHasNot', 'volumes.data', 'Fargate or Managed Instances', mounting({ kind: 'bucket', bucket: BUCKET })),
  wrongOn('fargate', 'OutOfRange', 'volumes.data.initializationRate', 'choose 300 MiB/s', mounting({ kind: 'disk', snapshotId: 'snap-0a', initializationMiB: 1000 })),
  wrongOn('fargate', 'BucketNotVersioned', 'volumes.data.bucket', 'versioned to true', mounting({ kind: 'bucket', bucket: UNVERSIONED })),
  wrongOn('fargate', 'DiskNeedsLinux', 'volumes.data', 'EC2 instances', mounting({ kind: 'disk', sizeGiB: 20 }, WINDOWS)),
  wrongOn('fargate', 'EcsVolumeNeedsLinux', 'volumes.data', 'on Linux', mounting(TMPFS, WINDOWS)),
  wrongOn('fargate', 'EcsVolumeNeedsLinux', 'volumes.data', 'on Linux', mounting({ kind: 'bucket', bucket: BUCKET }, WINDOWS)),
  wrongOn('ec2', 'EcsVolumeNeedsWindows', 'volumes.data', 'Volume.efs()', mounting(SHARE)),
  wrongOn('ec2', 'DockerDriverNeedsLinux', 'volumes.data.driver', 'leave the driver out', mounting({ kind: 'driver', driver: 'rexray/ebs' }, WINDOWS)),
  wrongOn('ec2', 'HostPathOtherDrive', 'containers.web.mounts[0].path', "begins with 'D:'", mounting({ kind: 'hostPath', hostPath: 'D:\\logs' }, WINDOWS)),
  wrongOn('fargate', 'EcsTmpfsShared', 'volumes.data', 'Volume.ephemeral()', workload({
    volumes: [{ ...TMPFS, name: 'data' }],
    containers: [
      main({ mounts: [{ volume: 'data', path: '/data', readOnly: false }] }),
      sidecar('reader', { mounts: [{ volume: 'data', path: '/in', readOnly: true }] }),
    ],
  })),

  {
    code: 'MountingMachinesUnknown',
    path: 'volumes.data',
    remedy: '`securityGroup` of the capacity',
    findings: () => checkMounts(seal(mounting({ kind: 'shared' }), PRODUCTION).spec, false, [Capacity.ec2Provider('nodes')]),
  },
  {
    code: 'MountingMachinesUnknown',
    path: 'volumes.data',
    remedy: '`securityGroup` of the capacity',
    findings: () => checkMounts(seal(mounting({ ...SHARE, securityGroup: new Handle('Door', {}) }, WINDOWS), PRODUCTION).spec, true, [Capacity.ec2Provider('nodes')]),
  },

  onEks('EksHasNoVolume', 'volumes.data', 'Volume.ephemeral()', mounting({ kind: 'hostPath', hostPath: '/var/log' })),
  onEks('EksHasNoVolume', 'volumes.data', 'Volume.ebs()', mounting({ kind: 'driver' })),
  onEks('EksHasNoVolume', 'volumes.data', 'on Linux', mounting({ kind: 'bucket', bucket: BUCKET }, WINDOWS)),
  onEks('EksHasNoVolume', 'volumes.data', 'EC2 instances', mounting(SHARE, WINDOWS)),
  onEks('EksHasNoVolume', 'volumes.data', 'on Linux', mounting({ kind: 'shared' }, WINDOWS)),
  onEks('EksHasNoVolume', 'volumes.data', 'on Linux', mounting(TMPFS, WINDOWS)),
  onEks('DiskNeedsLinux', 'volumes.data', 'on Linux', mounting({ kind: 'disk', sizeGiB: 20 }, WINDOWS)),
  onEks('EksTmpfsOptions', 'volumes.data.mountOptions', 'leave mountOptions out', mounting({ ...TMPFS, mountOptions: ['noatime'] })),
];
