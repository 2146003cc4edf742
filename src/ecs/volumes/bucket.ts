import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as s3files from 'aws-cdk-lib/aws-s3files';
import { Stack } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { makeBucketRole } from './bucket-role';
import { nounOf, VolumeContext } from './context';
import { letInto, NFS } from './doors';
import { mountTargetSubnets } from './subnets';
import { addVolumeWith } from './task-volumes';
import { BucketVolume, WorkloadSpec } from '../../model';
import { inlinePeer } from '../../network';
import { isWritten, securityGroupText } from '../../platform';
import { acknowledgeLater } from '../../private/acknowledge-later';
import { asTold } from '../../private/as-told';

/** A file system of a bucket, if it was made, and what has to be there before somebody mounts it. */
export interface MountedBucket {
  readonly fileSystem?: s3files.CfnFileSystem;
  readonly ready: readonly IDependable[];
}

/** What a task mounts. */
interface Entrance {
  readonly fileSystemArn: string;
  readonly accessPointArn: string;
}

/**
 * The objects of a bucket as files, through one access point, with the task's own identity. TLS is not a choice.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/s3files-volumes.html
 */
export function mountBucket(scope: Construct, volume: BucketVolume, spec: WorkloadSpec, context: VolumeContext): MountedBucket {
  const made = volume.fileSystemArn === undefined ? makeFileSystem(scope, volume, spec, context) : undefined;
  if (volume.securityGroup) {
    letInto(scope, volume.securityGroup.value as ec2.ISecurityGroup, context, NFS, 'NFS from');
  }
  const fileSystemArn = volume.fileSystemArn ?? made!.fileSystem.attrFileSystemArn;
  const entrance: Entrance = {
    fileSystemArn,
    accessPointArn: volume.accessPointArn ?? makeAccessPoint(scope, volume, made?.fileSystem.attrFileSystemId ?? fileSystemArn).attrAccessPointArn,
  };
  addVolumeWith(context.taskDefinition, volume.name, { s3FilesVolumeConfiguration: entrance });
  letMount(context, volume, spec, entrance);
  return { fileSystem: made?.fileSystem, ready: made?.mountTargets ?? [] };
}

function makeFileSystem(scope: Construct, volume: BucketVolume, spec: WorkloadSpec, context: VolumeContext) {
  const { network: { vpc }, encryptionKey } = context.platform;
  const bucket = volume.bucket.value as s3.IBucket;
  const what = securityGroupText(`Volume ${volume.name} of ${spec.name}`);
  const door = new ec2.SecurityGroup(scope, 'SecurityGroup', { vpc, description: what, allowAllOutbound: false, disableInlineRules: false });
  context.network.groups.forEach(group => door.addIngressRule(inlinePeer(group), NFS, `NFS from the ${nounOf(context)}`));
  const role = makeBucketRole(scope, `Keeps the files of ${what.replace(/^V/, 'v')} and objects the same`, bucket, volume.prefix ?? '');
  const fileSystem = new s3files.CfnFileSystem(scope, 'FileSystem', {
    bucket: bucket.bucketArn,
    prefix: volume.prefix,
    roleArn: role.roleArn,
    kmsKeyId: encryptionKey?.keyArn,
    // It would warn of what is in the bucket already, and end the deployment with it.
    acceptBucketWarning: true,
  });
  const mountTargets = vpc.selectSubnets(mountTargetSubnets(spec, context.platform)).subnets.map(subnet =>
    new s3files.CfnMountTarget(scope, `MountTarget-${subnet.node.id}`, {
      fileSystemId: fileSystem.attrFileSystemId,
      subnetId: subnet.subnetId,
      securityGroups: [door.securityGroupId],
    }));
  return { fileSystem, mountTargets };
}

function makeAccessPoint(scope: Construct, { directory, uid, gid, permissions }: BucketVolume, fileSystemId: string): s3files.CfnAccessPoint {
  return new s3files.CfnAccessPoint(scope, 'AccessPoint', {
    fileSystemId,
    posixUser: { uid: String(uid), gid: String(gid) },
    rootDirectory: {
      path: directory,
      // The root is there already.
      creationPermissions: directory === '/' ? undefined : { ownerUid: String(uid), ownerGid: String(gid), permissions },
    },
  });
}

/** Files that have not been read lately are read from the bucket itself, with the same identity. */
function letMount({ taskDefinition }: VolumeContext, volume: BucketVolume, spec: WorkloadSpec, { fileSystemArn, accessPointArn }: Entrance): void {
  const { taskRole } = taskDefinition;
  const bucket = volume.bucket.value as s3.IBucket;
  const objects = bucket.arnForObjects(`${volume.prefix ?? ''}*`);
  const statements = [
    new iam.PolicyStatement({
      actions: ['s3files:ClientMount', ...(isWritten(volume, spec) ? ['s3files:ClientWrite'] : [])],
      resources: [fileSystemArn],
      conditions: { StringEquals: { 's3files:AccessPointArn': accessPointArn } },
    }),
    new iam.PolicyStatement({ actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: [objects] }),
    new iam.PolicyStatement({
      actions: ['s3:ListBucket'],
      resources: [bucket.bucketArn],
      conditions: volume.prefix === undefined ? undefined : { StringLike: { 's3:prefix': `${volume.prefix}*` } },
    }),
    ...bucket.encryptionKey ? [new iam.PolicyStatement({
      actions: ['kms:Decrypt'],
      resources: [bucket.encryptionKey.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `s3.${Stack.of(bucket).region}.amazonaws.com` } },
    })] : [],
  ];
  statements.forEach(statement => taskRole.addToPrincipalPolicy(statement));
  acknowledgeLater(taskRole, () => `AwsSolutions-IAM5[Resource::${asTold(taskRole, objects)}]`, 'The objects of one bucket, whose keys nobody knows before they are there.');
}
