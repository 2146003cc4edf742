import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as s3files from 'aws-cdk-lib/aws-s3files';
import { Fn, Stack, Token } from 'aws-cdk-lib/core';
import { Construct, IConstruct, IDependable } from 'constructs';
import { makeBucketRole } from './bucket-role';
import { FileSystemClients, FileSystemGround, isWritten } from './file-systems';
import { securityGroupText } from './security-group-text';
import { BucketVolume, WorkloadSpec } from '../../model';
import { inlinePeer } from '../../network';
import { acknowledgeLater } from '../../private/acknowledge-later';
import { asTold } from '../../private/as-told';

/** A file system of a bucket, and the one door through which a workload enters it. */
export interface RenderedBucketFiles {
  /** Undefined where there was one. */
  readonly fileSystem?: s3files.CfnFileSystem;
  readonly fileSystemArn: string;
  readonly fileSystemId: string;
  readonly accessPointArn: string;
  readonly accessPointId: string;
  /** What has to be there before somebody mounts it. */
  readonly ready: readonly IDependable[];
}

/**
 * The file system and the access point of a bucket; those that do not exist yet are made.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-files.html
 */
export function renderBucketFiles(
  scope: Construct, ground: FileSystemGround, spec: WorkloadSpec, volume: BucketVolume, clients: Omit<FileSystemClients, 'enter'>,
): RenderedBucketFiles {
  const made = volume.fileSystemArn === undefined ? makeFileSystem(scope, ground, spec, volume, clients) : undefined;
  const fileSystemArn = volume.fileSystemArn ?? made!.fileSystem.attrFileSystemArn;
  const fileSystemId = made?.fileSystem.attrFileSystemId ?? lastPartOf(fileSystemArn, 1);
  const accessPoint = volume.accessPointArn === undefined ? makeAccessPoint(scope, volume, fileSystemId) : undefined;
  const accessPointArn = volume.accessPointArn ?? accessPoint!.attrAccessPointArn;
  return {
    fileSystem: made?.fileSystem,
    fileSystemArn,
    fileSystemId,
    accessPointArn,
    accessPointId: accessPoint?.attrAccessPointId ?? lastPartOf(accessPointArn, 3),
    ready: made?.mountTargets ?? [],
  };
}

/** What whoever mounts the files may do. Files that have not been read lately are read from the bucket itself, with the same identity. */
export function mayMountBucket(volume: BucketVolume, spec: WorkloadSpec, files: RenderedBucketFiles): iam.PolicyStatement[] {
  const { fileSystemArn, accessPointArn } = files;
  const bucket = volume.bucket.value as s3.IBucket;
  return [
    new iam.PolicyStatement({
      actions: ['s3files:ClientMount', ...(isWritten(volume, spec) ? ['s3files:ClientWrite'] : [])],
      resources: [fileSystemArn],
      conditions: { StringEquals: { 's3files:AccessPointArn': accessPointArn } },
    }),
    new iam.PolicyStatement({ actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: [objectsOf(volume)] }),
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
}

/** Accepts that whoever has these rights reads all objects. */
export function explainObjects(holder: IConstruct, volume: BucketVolume): void {
  acknowledgeLater(holder, () => `AwsSolutions-IAM5[Resource::${asTold(holder, objectsOf(volume))}]`, 'The objects of one bucket, whose keys nobody knows before they are there.');
}

function objectsOf({ bucket, prefix = '' }: BucketVolume): string {
  return (bucket.value as s3.IBucket).arnForObjects(`${prefix}*`);
}

function makeFileSystem(scope: Construct, ground: FileSystemGround, spec: WorkloadSpec, volume: BucketVolume, clients: Omit<FileSystemClients, 'enter'>) {
  const { network: { vpc }, encryptionKey } = ground;
  const bucket = volume.bucket.value as s3.IBucket;
  const what = securityGroupText(`Volume ${volume.name} of ${spec.name}`);
  const door = new ec2.SecurityGroup(scope, 'SecurityGroup', { vpc, description: what, allowAllOutbound: false, disableInlineRules: false });
  clients.securityGroups.forEach(group => door.addIngressRule(inlinePeer(group), ec2.Port.tcp(efs.FileSystem.DEFAULT_PORT), `NFS from the ${clients.noun}`));
  const role = makeBucketRole(scope, `Keeps the files of ${what.replace(/^V/, 'v')} and objects the same`, bucket, volume.prefix ?? '');
  const fileSystem = new s3files.CfnFileSystem(scope, 'FileSystem', {
    bucket: bucket.bucketArn,
    prefix: volume.prefix,
    roleArn: role.roleArn,
    kmsKeyId: encryptionKey?.keyArn,
    // It would warn of what is in the bucket already, and end the deployment with it.
    acceptBucketWarning: true,
  });
  const mountTargets = vpc.selectSubnets(clients.subnets).subnets.map(subnet =>
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

/** The id at the end of an ARN with so many slashes. */
function lastPartOf(arn: string, slashes: number): string {
  return Token.isUnresolved(arn) ? Fn.select(slashes, Fn.split('/', arn)) : arn.split('/').at(-1)!;
}
