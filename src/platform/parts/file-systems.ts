import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { securityGroupText } from './security-group-text';
import { SharedVolume, VolumeSpec, WorkloadSpec } from '../../model';
import { INetwork, inlinePeer } from '../../network';
import { acknowledge } from '../../private/acknowledge';
import { PlatformProfile } from '../../vocabulary';

/** A file system, and the one door through which a workload enters it. */
export interface RenderedFileSystem {
  readonly fileSystem: efs.IFileSystem;
  readonly accessPoint: efs.IAccessPoint;
}

/** What a file system is made on. */
export interface FileSystemGround {
  readonly profile: PlatformProfile;
  readonly network: INetwork;
  readonly encryptionKey?: kms.IKey;
}

/** Who mounts a file system. */
export interface FileSystemClients {
  readonly securityGroups: readonly ec2.ISecurityGroup[];
  /** What they are called in the description of a rule. */
  readonly noun: string;
  /** Where they are, in one subnet of each zone: EFS takes no second mount target there. */
  readonly subnets: ec2.SubnetSelection;
  /** Opens the security groups of a file system that exists already. */
  readonly enter: (fileSystem: efs.IFileSystem) => void;
}

/** The file system and the access point of a volume; those that do not exist yet are made. */
export function renderFileSystem(
  scope: Construct, ground: FileSystemGround, { name: workload }: WorkloadSpec, volume: SharedVolume, clients: FileSystemClients,
): RenderedFileSystem {
  const fileSystem = volume.fileSystem ? volume.fileSystem.value as efs.IFileSystem : makeFileSystem(scope, ground, workload, volume, clients);
  if (volume.fileSystem) {
    clients.enter(fileSystem);
  }
  return { fileSystem, accessPoint: volume.accessPoint ? volume.accessPoint.value as efs.IAccessPoint : makeAccessPoint(scope, fileSystem, volume) };
}

/** Whether any container of the workload may change what is on the volume. */
export function isWritten({ name }: VolumeSpec, { containers }: WorkloadSpec): boolean {
  return containers.some(({ mounts }) => mounts.some(({ volume, readOnly }) => volume === name && !readOnly));
}

function makeFileSystem(
  scope: Construct, ground: FileSystemGround, workload: string, { name }: SharedVolume, clients: FileSystemClients,
): efs.FileSystem {
  const { profile, network: { vpc }, encryptionKey } = ground;
  const door = new ec2.SecurityGroup(scope, 'SecurityGroup', {
    vpc,
    description: securityGroupText(`Volume ${name} of ${workload}`),
    allowAllOutbound: false,
    disableInlineRules: false,
  });
  clients.securityGroups.forEach(group => door.addIngressRule(inlinePeer(group), ec2.Port.tcp(efs.FileSystem.DEFAULT_PORT), `NFS from the ${clients.noun}`));
  const fileSystem = new efs.FileSystem(scope, 'FileSystem', {
    vpc,
    vpcSubnets: clients.subnets,
    securityGroup: door,
    encrypted: true,
    kmsKey: encryptionKey,
    performanceMode: efs.PerformanceMode.GENERAL_PURPOSE,
    throughputMode: efs.ThroughputMode.ELASTIC,
    lifecyclePolicy: efs.LifecyclePolicy.AFTER_30_DAYS,
    outOfInfrequentAccessPolicy: efs.OutOfInfrequentAccessPolicy.AFTER_1_ACCESS,
    enableAutomaticBackups: profile.retainData,
    removalPolicy: profile.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    // A policy of any kind ends the access of anybody without an identity; what remains is what roles are allowed.
    allowAnonymousAccess: true,
    fileSystemPolicy: new iam.PolicyDocument({
      statements: [new iam.PolicyStatement({
        sid: 'TlsOnly',
        effect: iam.Effect.DENY,
        principals: [new iam.AnyPrincipal()],
        actions: ['*'],
        conditions: { Bool: { 'aws:SecureTransport': 'false' } },
      })],
    }),
  });
  acknowledge(fileSystem, 'EFSInBackupPlan', profile.retainData
    ? 'The automatic backups of EFS are on: AWS Backup keeps a daily copy for 35 days without a plan in this template.'
    : `The profile '${profile.profileName}' keeps no data, so there is nothing to back up.`);
  return fileSystem;
}

function makeAccessPoint(scope: Construct, fileSystem: efs.IFileSystem, { uid, gid, directory, permissions }: SharedVolume): efs.AccessPoint {
  return new efs.AccessPoint(scope, 'AccessPoint', {
    fileSystem,
    path: directory,
    createAcl: { ownerUid: String(uid), ownerGid: String(gid), permissions },
    posixUser: { uid: String(uid), gid: String(gid) },
  });
}
