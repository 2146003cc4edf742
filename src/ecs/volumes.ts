import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { EcsGround } from './ground';
import { ecsOptions } from './options';
import { securityGroupText } from './security-group';
import { WorkloadSpec, SharedVolume } from '../model';
import { inlinePeer } from '../network';
import { acknowledge } from '../private/acknowledge';
import { assertNever } from '../private/assert-never';

/** What a workload's tasks and their storage need of each other. */
export interface VolumeContext {
  readonly platform: EcsGround;
  readonly taskDefinition: ecs.TaskDefinition;
  readonly securityGroup: ec2.ISecurityGroup;
}

/** A volume that outlives the tasks. */
export interface RenderedVolume {
  readonly fileSystem: efs.IFileSystem;
  readonly accessPoint: efs.IAccessPoint;
}

/** Declares the volumes of a task, and makes the file systems that do not exist yet. */
export function renderVolumes(scope: Construct, spec: WorkloadSpec, context: VolumeContext): RenderedVolume[] {
  return spec.volumes.flatMap(volume => {
    switch (volume.kind) {
      case 'ephemeral':
        context.taskDefinition.addVolume({ name: volume.name });
        return [];
      case 'shared':
        return [renderFileSystem(new Construct(scope, `Volume-${volume.name}`), volume, spec, context)];
      default:
        return assertNever(volume);
    }
  });
}

/**
 * An EFS volume: mounted through one access point, over TLS, with the task's own identity.
 *
 * @see https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 */
function renderFileSystem(scope: Construct, volume: SharedVolume, spec: WorkloadSpec, context: VolumeContext): RenderedVolume {
  const fileSystem = volume.fileSystem
    ? connect(volume.fileSystem.value as efs.IFileSystem, context)
    : makeFileSystem(scope, volume, spec, context);
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
    actions: ['elasticfilesystem:ClientMount', ...(isWritten(volume, spec) ? ['elasticfilesystem:ClientWrite'] : [])],
    resources: [fileSystem.fileSystemArn],
    conditions: { StringEquals: { 'elasticfilesystem:AccessPointArn': accessPoint.accessPointArn } },
  }));
  return { fileSystem, accessPoint };
}

function isWritten({ name }: SharedVolume, { containers }: WorkloadSpec): boolean {
  return containers.some(({ mounts }) => mounts.some(({ volume, readOnly }) => volume === name && !readOnly));
}

/** Said from the side of the tasks: the file system may be in a stack that knows nothing of theirs. */
function connect(fileSystem: efs.IFileSystem, { securityGroup }: VolumeContext): efs.IFileSystem {
  const { securityGroups, defaultPort } = fileSystem.connections;
  securityGroups.forEach(door => door.addIngressRule(securityGroup, defaultPort!, 'NFS from the tasks', true));
  return fileSystem;
}

function makeFileSystem(scope: Construct, { name }: SharedVolume, spec: WorkloadSpec, { platform, securityGroup }: VolumeContext): efs.FileSystem {
  const { vpc } = platform.network;
  const door = new ec2.SecurityGroup(scope, 'SecurityGroup', {
    vpc,
    description: securityGroupText(`Volume ${name} of ${spec.name}`),
    allowAllOutbound: false,
    disableInlineRules: false,
  });
  door.addIngressRule(inlinePeer(securityGroup), ec2.Port.tcp(efs.FileSystem.DEFAULT_PORT), 'NFS from the tasks');
  const fileSystem = new efs.FileSystem(scope, 'FileSystem', {
    vpc,
    vpcSubnets: mountTargetSubnets(spec, platform),
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

/** Where the tasks run, but one subnet of each zone: EFS takes no second mount target there. */
function mountTargetSubnets(spec: WorkloadSpec, { network }: EcsGround): ec2.SubnetSelection {
  const { subnets } = ecsOptions(spec);
  return subnets
    ? { subnets: ec2.SubnetFilter.onePerAz().selectSubnets(network.vpc.selectSubnets(subnets).subnets) }
    : network.internalSubnets;
}

function makeAccessPoint(scope: Construct, fileSystem: efs.IFileSystem, { uid, gid, directory, permissions }: SharedVolume): efs.AccessPoint {
  return new efs.AccessPoint(scope, 'AccessPoint', {
    fileSystem,
    path: directory,
    createAcl: { ownerUid: String(uid), ownerGid: String(gid), permissions },
    posixUser: { uid: String(uid), gid: String(gid) },
  });
}
