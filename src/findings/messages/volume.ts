import { message } from '../message';
import { list } from './wording';

const GUIDE = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide';

/** What is refused about volumes of one kind, or about a kind somewhere. */
export const volumeMessages = {
  TmpfsNeverWritten: message<{ volume: string }>({
    what: p => `volume '${p.volume}' starts empty, and whoever mounts it may only read`,
    remedy: () => 'set readOnly to false where the files come from',
  }),
  EcsTmpfsShared: message<{ volume: string; containers: readonly string[] }>({
    what: p => `containers ${list(p.containers)} mount volume '${p.volume}', and on ECS files in memory belong to one container`,
    remedy: () => 'use Volume.ephemeral() to share files, or give each container a volume of its own',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tmpfs.html',
  }),
  EksTmpfsOptions: message<{ volume: string; options: readonly string[] }>({
    what: p => `Kubernetes takes no options for files in memory, and volume '${p.volume}' has ${list(p.options)}`,
    remedy: () => 'leave mountOptions out',
    see: 'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
  }),

  HostPathRelative: message<{ given: string; nearest: string }>({
    what: p => `path '${p.given}' on the machine is relative`,
    remedy: p => `start at the root, for example '${p.nearest}'`,
  }),
  HostPathOtherDrive: message<{ given: string; mounted: string }>({
    what: p => `'${p.given}' of the machine is mounted at '${p.mounted}', and Windows containers see a directory on the drive that it is on`,
    remedy: p => `mount it at a path that begins with '${p.given.slice(0, 2)}'`,
    see: `${GUIDE}/bind-mounts.html`,
  }),
  DockerAutoprovisionNeedsShared: message<{ volume: string }>({
    what: p => `volume '${p.volume}' lives as long as a task, and is made with it whatever autoprovision says`,
    remedy: () => 'leave autoprovision out, or choose ecs.Scope.SHARED',
    see: `${GUIDE}/specify-volume-config.html`,
  }),
  DockerDriverNeedsLinux: message<{ given: string; os: string }>({
    what: p => `there is no driver '${p.given}' on ${p.os}: Windows containers have 'local' only`,
    remedy: () => 'leave the driver out, or run the workload on Linux',
    see: `${GUIDE}/docker-volumes.html`,
  }),

  DiskNeedsLinux: message<{ volume: string; os: string }>({
    what: p => `disk '${p.volume}' is for Linux containers here, and the workload runs on ${p.os}`,
    remedy: () => 'use an ephemeral volume, or run the workload on Linux, or on EC2 instances of ECS',
  }),
  DiskRateWithoutSnapshot: message<{ volume: string }>({
    what: p => `disk '${p.volume}' has an initialization rate, but no snapshot to fetch from`,
    remedy: () => 'leave initializationRate out: an empty disk is as fast as it gets at once',
    see: 'https://docs.aws.amazon.com/ebs/latest/userguide/initalize-volume.html',
  }),
  DiskFormatOfOtherSystem: message<{ given: string; os: string; nearest: string }>({
    what: p => `nothing on ${p.os} reads a disk of format ${p.given}`,
    remedy: p => `choose ${p.nearest}, or leave the format out`,
    see: `${GUIDE}/ebs-volumes.html`,
  }),

  FileSystemSecurityGroupUnused: message<{ volume: string }>({
    what: p => `volume '${p.volume}' names a security group, but the file system is made with one of its own`,
    remedy: () => 'leave securityGroup out, or name the existing file system with fileSystemArn',
  }),
  BucketPrefixMalformed: message<{ given: string; nearest: string }>({
    what: p => `'${p.given}' is not what keys of objects in a directory begin with`,
    remedy: p => `write '${p.nearest}'`,
    see: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-files.html',
  }),
  BucketNotVersioned: message<{ volume: string; bucket: string }>({
    what: p => `bucket '${p.bucket}' of volume '${p.volume}' keeps no versions, and S3 Files needs them to keep files and objects the same`,
    remedy: () => 'set versioned to true on the bucket',
    see: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-files-prereq-policies.html',
  }),
  FileSystemIdMalformed: message<{ given: string }>({
    what: p => `'${p.given}' is not the id of a file system`,
    remedy: () => "write an id as FSx shows it, for example 'fs-0123456789abcdef0'",
    see: 'https://docs.aws.amazon.com/fsx/latest/WindowsGuide/what-is.html',
  }),
  WindowsShareCredentials: message<{ volume: string }>({
    what: p => `the credentials of volume '${p.volume}' are one field or one version of a secret, and ECS reads name and password from the whole of the current one`,
    remedy: () => 'name the secret without a field and without a version',
    see: `${GUIDE}/wfsx-volumes.html`,
  }),

  MountingMachinesUnknown: message<{ volume: string; provider: string }>({
    what: p => `the file system of volume '${p.volume}' cannot let in the machines that mount it, because the security group of those behind ${p.provider} is not known`,
    remedy: () => 'name it (option `securityGroup` of the capacity)',
    see: `${GUIDE}/efs-best-practices.html`,
  }),
  EcsVolumeNeedsLinux: message<{ volume: string; what: string; os: string }>({
    what: p => `volume '${p.volume}' is ${p.what}, which ECS has for Linux containers only, and the workload runs on ${p.os}`,
    remedy: () => 'use an ephemeral volume, or run the workload on Linux',
    see: `${GUIDE}/using_data_volumes.html`,
  }),
  EcsVolumeNeedsWindows: message<{ volume: string }>({
    what: p => `volume '${p.volume}' is a share of a Windows file server, which Linux containers cannot mount`,
    remedy: () => 'use Volume.efs(), or run the workload on Windows',
    see: `${GUIDE}/wfsx-volumes.html`,
  }),
  EksHasNoVolume: message<{ volume: string; what: string; why: string; instead: string }>({
    what: p => `volume '${p.volume}' is ${p.what}, and ${p.why}`,
    remedy: p => p.instead,
    see: 'https://kubernetes.io/docs/concepts/storage/volumes/',
  }),
};
