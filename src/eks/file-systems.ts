import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3files from 'aws-cdk-lib/aws-s3files';
import { Token } from 'aws-cdk-lib/core';
import { Construct, IConstruct, IDependable } from 'constructs';
import { makeFileSystemDriver } from './file-system-driver';
import { EksGround } from './ground';
import { labelsOf } from './labels';
import { applyObject, shortHash } from './manifest';
import { BucketVolume, SharedVolume, WorkloadSpec } from '../model';
import { inlinePeer } from '../network';
import { explainObjects, isWritten, mayMountBucket, renderBucketFiles, renderFileSystem, RenderedFileSystem } from '../platform';
import { acknowledge } from '../private/acknowledge';

export interface MountParts<V> {
  readonly ground: EksGround;
  readonly spec: WorkloadSpec;
  readonly namespace: string;
  readonly volume: V;
}

export interface MountedFileSystem {
  readonly fileSystem: efs.IFileSystem;
  /** What pods call the volume. */
  readonly claimName: string;
  readonly dependables: readonly IDependable[];
}

export interface MountedBucket extends Omit<MountedFileSystem, 'fileSystem'> {
  /** Undefined where there was one. */
  readonly fileSystem?: s3files.CfnFileSystem;
}

const ONE_VOLUME = 'The policy is about one access point and one role: it comes and goes with the volume, and nothing else can attach it.';

/** EFS has no size; Kubernetes wants to hear one. */
const ANY_SIZE = '1Ti';

/**
 * An EFS volume: mounted through one access point, over TLS, with the identity of the driver on the nodes. EFS cannot tell
 * pods apart: which of them mounts what is up to the claim, and claims to the namespace.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/efs-csi.html
 */
export function mountFileSystem(scope: Construct, parts: MountParts<SharedVolume>): MountedFileSystem {
  const { ground, spec, volume } = parts;
  const driver = makeFileSystemDriver(ground);
  const rendered = renderFileSystem(scope, ground, spec, volume, {
    securityGroups: [ground.cluster.clusterSecurityGroup],
    noun: 'pods',
    subnets: ground.network.internalSubnets,
    enter: fileSystem => enter(fileSystem, ground),
  });
  const permission = new iam.Policy(scope, 'Mount', { roles: [driver.role], statements: [mayMount(rendered, isWritten(volume, spec))] });
  acknowledge(permission, 'IAMNoInlinePolicy', ONE_VOLUME);

  const { fileSystem, accessPoint } = rendered;
  const { claim, claimName } = bind(scope, parts, driver.addOn, {
    identity: [identityOf(fileSystem, fileSystem.fileSystemId), identityOf(accessPoint, accessPoint.accessPointId)],
    volumeHandle: `${fileSystem.fileSystemId}::${accessPoint.accessPointId}`,
    mountOptions: ['tls', 'iam'],
  });
  return { fileSystem, claimName, dependables: [claim, permission, fileSystem.mountTargetsAvailable] };
}

/**
 * The objects of a bucket as files: the same driver mounts them, through one access point, and over TLS always.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/s3files-csi.html
 */
export function mountBucket(scope: Construct, parts: MountParts<BucketVolume>): MountedBucket {
  const { ground, spec, volume } = parts;
  const driver = makeFileSystemDriver(ground);
  const rendered = renderBucketFiles(scope, ground, spec, volume, {
    securityGroups: [ground.cluster.clusterSecurityGroup],
    noun: 'pods',
    subnets: ground.network.internalSubnets,
  });
  if (volume.securityGroup) {
    open(volume.securityGroup.value as ec2.ISecurityGroup, ec2.Port.tcp(efs.FileSystem.DEFAULT_PORT), ground);
  }
  const permission = new iam.Policy(scope, 'Mount', { roles: [driver.role], statements: mayMountBucket(volume, spec, rendered) });
  acknowledge(permission, 'IAMNoInlinePolicy', ONE_VOLUME);
  explainObjects(permission, volume);
  const { fileSystemId, accessPointId, fileSystem, ready } = rendered;
  const { claim, claimName } = bind(scope, parts, driver.addOn, {
    identity: [nameOr(scope, volume.fileSystemArn), nameOr(scope, volume.accessPointArn), volume.bucket.label, volume.prefix],
    volumeHandle: `s3files:${fileSystemId}::${accessPointId}`,
  });
  return { fileSystem, claimName, dependables: [claim, permission, ...ready] };
}

/** What a claim is bound to. */
interface Bound {
  readonly identity: readonly unknown[];
  readonly volumeHandle: string;
  readonly mountOptions?: readonly string[];
}

function bind(
  scope: Construct, { ground, spec, namespace, volume }: MountParts<SharedVolume | BucketVolume>, addOn: IDependable, bound: Bound,
): { claim: Construct; claimName: string } {
  // What a volume points to can never change: one that points elsewhere has another name.
  const hash = shortHash([...bound.identity, volume.directory, volume.uid, volume.gid, volume.permissions, ground.encryptionKey?.node.path]);
  const claimName = `${spec.name}-${volume.name}-${hash}`;
  const volumeName = `${namespace}-${claimName}`;
  const common = { accessModes: ['ReadWriteMany'], storageClassName: '', volumeMode: 'Filesystem' };
  const persistentVolume = applyObject(scope, ground, {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: volumeName, labels: labelsOf(spec) },
    spec: {
      ...common,
      capacity: { storage: ANY_SIZE },
      persistentVolumeReclaimPolicy: 'Retain',
      ...(bound.mountOptions && { mountOptions: bound.mountOptions }),
      // Nobody else may take it.
      claimRef: { namespace, name: claimName },
      csi: { driver: 'efs.csi.aws.com', volumeHandle: bound.volumeHandle },
    },
  });
  persistentVolume.node.addDependency(addOn);
  const claim = applyObject(scope, ground, {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: claimName, namespace, labels: labelsOf(spec) },
    spec: { ...common, volumeName, resources: { requests: { storage: ANY_SIZE } } },
  });
  claim.node.addDependency(persistentVolume, ground._namespace(namespace));
  return { claim, claimName };
}

function mayMount({ fileSystem, accessPoint }: RenderedFileSystem, written: boolean): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['elasticfilesystem:ClientMount', ...(written ? ['elasticfilesystem:ClientWrite'] : [])],
    resources: [fileSystem.fileSystemArn],
    conditions: { StringEquals: { 'elasticfilesystem:AccessPointArn': accessPoint.accessPointArn } },
  });
}

/**
 * All pods of a cluster come from one security group, so a file system is opened to it once, however many workloads mount it.
 * The rule belongs to the file system's stack; that of a file system from outside, which every stack may have imported for
 * itself, to the platform's.
 */
function enter({ connections: { securityGroups, defaultPort } }: efs.IFileSystem, ground: EksGround): void {
  securityGroups.forEach(door => open(door, defaultPort!, ground));
}

function open(door: ec2.ISecurityGroup, port: ec2.Port, ground: EksGround): void {
  const pods = ground.cluster.clusterSecurityGroup;
  const { securityGroupId } = door;
  const id = `Nfs-${securityGroupId}`;
  if (Token.isUnresolved(securityGroupId)) {
    door.addIngressRule(inlinePeer(pods), port, 'NFS from the pods');
  } else if (!ground.node.tryFindChild(id)) {
    const rule = port.toRuleJson();
    new ec2.CfnSecurityGroupIngress(ground as Construct, id, {
      groupId: securityGroupId,
      sourceSecurityGroupId: pods.securityGroupId,
      ipProtocol: rule.ipProtocol,
      fromPort: rule.fromPort,
      toPort: rule.toPort,
      description: 'NFS from the pods',
    });
  }
}

/** A known name as it is; otherwise the place of what is made, or known only to CloudFormation. */
function nameOr({ node }: IConstruct, name: string | undefined): string {
  return name === undefined || Token.isUnresolved(name) ? node.path : name;
}

/** Known ids as they are; those of resources that are made together with the workload by the place of the construct. */
function identityOf({ node }: IConstruct, id: string): string {
  return Token.isUnresolved(id) ? node.path : id;
}
