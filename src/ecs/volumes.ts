import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { EcsPlatform } from './platform';
import { WorkloadSpec, SharedVolume } from '../model';
import { inlinePeer } from '../network';
import { acknowledge } from '../private/acknowledge';
import { assertNever } from '../private/assert-never';

/** What a workload's tasks and their storage need of each other. */
export interface VolumeContext {
  readonly platform: EcsPlatform;
  readonly taskDefinition: ecs.TaskDefinition;
  readonly securityGroup: ec2.ISecurityGroup;
}

/** Declares the volumes of a task, and makes the file systems that do not exist yet. */
export function renderVolumes(scope: Construct, { volumes }: WorkloadSpec, context: VolumeContext): efs.IFileSystem[] {
  const fileSystems: efs.IFileSystem[] = [];
  for (const volume of volumes) {
    switch (volume.kind) {
      case 'ephemeral':
        context.taskDefinition.addVolume({ name: volume.name });
        break;
      case 'shared':
        fileSystems.push(renderFileSystem(new Construct(scope, `Volume-${volume.name}`), volume, context));
        break;
      default:
        assertNever(volume);
    }
  }
  return fileSystems;
}

/**
 * An EFS volume: mounted through one access point, over TLS, with the task's own identity.
 *
 * @see https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 */
function renderFileSystem(scope: Construct, volume: SharedVolume, context: VolumeContext): efs.IFileSystem {
  const fileSystem = volume.fileSystem
    ? connect(volume.fileSystem.value as efs.IFileSystem, context)
    : makeFileSystem(scope, context);
  const accessPoint = volume.accessPoint
    ? volume.accessPoint.value as efs.IAccessPoint
    : makeAccessPoint(scope, fileSystem, volume);
  context.taskDefinition.addVolume({
    name: volume.name,
    efsVolumeConfiguration: {
      fileSystemId: fileSystem.fileSystemId,
      transitEncryption: 'ENABLED',
      authorizationConfig: { accessPointId: accessPoint.accessPointId, iam: 'ENABLED' },
    },
  });
  context.taskDefinition.taskRole.addToPrincipalPolicy(new iam.PolicyStatement({
    actions: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
    resources: [fileSystem.fileSystemArn],
    conditions: { StringEquals: { 'elasticfilesystem:AccessPointArn': accessPoint.accessPointArn } },
  }));
  return fileSystem;
}

function connect(fileSystem: efs.IFileSystem, { securityGroup }: VolumeContext): efs.IFileSystem {
  fileSystem.connections.allowDefaultPortFrom(securityGroup);
  return fileSystem;
}

function makeFileSystem(scope: Construct, { platform, securityGroup }: VolumeContext): efs.FileSystem {
  const { vpc, workloadSubnets } = platform.network;
  const door = new ec2.SecurityGroup(scope, 'SecurityGroup', { vpc, description: `NFS to ${scope.node.path}`, allowAllOutbound: false });
  door.addIngressRule(inlinePeer(securityGroup), ec2.Port.tcp(efs.FileSystem.DEFAULT_PORT), 'NFS from the tasks');
  const fileSystem = new efs.FileSystem(scope, 'FileSystem', {
    vpc,
    vpcSubnets: workloadSubnets,
    securityGroup: door,
    encrypted: true,
    kmsKey: platform.encryptionKey,
    performanceMode: efs.PerformanceMode.GENERAL_PURPOSE,
    throughputMode: efs.ThroughputMode.ELASTIC,
    lifecyclePolicy: efs.LifecyclePolicy.AFTER_30_DAYS,
    outOfInfrequentAccessPolicy: efs.OutOfInfrequentAccessPolicy.AFTER_1_ACCESS,
    enableAutomaticBackups: platform.profile.retainData,
    removalPolicy: platform.profile.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
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
  acknowledge(fileSystem, 'EFSInBackupPlan', platform.profile.retainData
    ? 'The automatic backups of EFS are on: AWS Backup keeps a daily copy for 35 days without a plan in this template.'
    : `The profile '${platform.profile.profileName}' keeps no data, so there is nothing to back up.`);
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
