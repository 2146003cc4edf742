import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Token } from 'aws-cdk-lib/core';
import { Construct, IConstruct, IDependable } from 'constructs';
import { makeFileSystemDriver } from './file-system-driver';
import { EksGround } from './ground';
import { labelsOf } from './labels';
import { applyObject, shortHash } from './manifest';
import { SharedVolume, WorkloadSpec } from '../model';
import { inlinePeer } from '../network';
import { isWritten, renderFileSystem, RenderedFileSystem } from '../platform';
import { acknowledge } from '../private/acknowledge';

export interface MountParts {
  readonly ground: EksGround;
  readonly spec: WorkloadSpec;
  readonly namespace: string;
  readonly volume: SharedVolume;
}

export interface MountedFileSystem {
  readonly fileSystem: efs.IFileSystem;
  /** What pods call the volume. */
  readonly claimName: string;
  readonly dependables: readonly IDependable[];
}

/** EFS has no size; Kubernetes wants to hear one. */
const ANY_SIZE = '1Ti';

/**
 * An EFS volume: mounted through one access point, over TLS, with the identity of the driver on the nodes. EFS cannot tell
 * pods apart: which of them mounts what is up to the claim, and claims to the namespace.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/efs-csi.html
 */
export function mountFileSystem(scope: Construct, { ground, spec, namespace, volume }: MountParts): MountedFileSystem {
  const driver = makeFileSystemDriver(ground);
  const rendered = renderFileSystem(scope, ground, spec, volume, {
    securityGroups: [ground.cluster.clusterSecurityGroup],
    noun: 'pods',
    subnets: ground.network.internalSubnets,
    enter: fileSystem => enter(fileSystem, ground),
  });
  const permission = new iam.Policy(scope, 'Mount', { roles: [driver.role], statements: [mayMount(rendered, isWritten(volume, spec))] });
  acknowledge(permission, 'IAMNoInlinePolicy', 'The policy is about one access point and one role: it comes and goes with the volume, and nothing else can attach it.');

  const { fileSystem, accessPoint } = rendered;
  // What a volume points to can never change: one that points elsewhere has another name.
  const hash = shortHash([identityOf(fileSystem, fileSystem.fileSystemId), identityOf(accessPoint, accessPoint.accessPointId),
    volume.directory, volume.uid, volume.gid, volume.permissions, ground.encryptionKey?.node.path]);
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
      mountOptions: ['tls', 'iam'],
      // Nobody else may take it.
      claimRef: { namespace, name: claimName },
      csi: { driver: 'efs.csi.aws.com', volumeHandle: `${fileSystem.fileSystemId}::${accessPoint.accessPointId}` },
    },
  });
  persistentVolume.node.addDependency(driver.addOn);
  const claim = applyObject(scope, ground, {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: claimName, namespace, labels: labelsOf(spec) },
    spec: { ...common, volumeName, resources: { requests: { storage: ANY_SIZE } } },
  });
  claim.node.addDependency(persistentVolume, ground._namespace(namespace));
  return { fileSystem, claimName, dependables: [claim, permission, fileSystem.mountTargetsAvailable] };
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
  const pods = ground.cluster.clusterSecurityGroup;
  for (const door of securityGroups) {
    const { securityGroupId } = door;
    const id = `Nfs-${securityGroupId}`;
    if (Token.isUnresolved(securityGroupId)) {
      door.addIngressRule(inlinePeer(pods), defaultPort!, 'NFS from the pods');
    } else if (!ground.node.tryFindChild(id)) {
      const rule = defaultPort!.toRuleJson();
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
}

/** Known ids as they are; those of resources that are made together with the workload by the place of the construct. */
function identityOf({ node }: IConstruct, id: string): string {
  return Token.isUnresolved(id) ? node.path : id;
}
