import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct, IDependable } from 'constructs';
import { EksGround } from './ground';
import { applyObject, shortHash } from './manifest';
import { DiskVolume } from '../model';
import { mayEncryptDisks } from '../platform';
import { acknowledge } from '../private/acknowledge';

/** A kind of disk, by the name that claims refer to. */
export interface StorageClass {
  readonly name: string;
  readonly dependable: IDependable;
}

/** Who makes the disks, and which name EKS has for it. */
interface Driver {
  readonly provisioner: string;
  readonly addOn?: IDependable;
  /** With whose rights disks are made. Unknown for clusters that were made elsewhere. */
  readonly role?: iam.IRole;
}

/**
 * The kind of disk that a volume is. Each kind exists once in a cluster, for all workloads that want the same; nothing about
 * it can ever change, so its name follows from what it is.
 *
 * A disk with a key of the user's own has a kind of its own, in the workload's stack: the platform must not know of the key.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html
 */
export function storageClassOf(place: Construct, ground: EksGround, volume: DiskVolume, autoMode: boolean): StorageClass {
  const own = volume.encryptionKey?.value as kms.IKey | undefined;
  const scope = own ? place : ground as Construct;
  const key = own ?? ground.encryptionKey;
  const driver = driverOf(ground, autoMode);
  const parameters = {
    'type': volume.type,
    ...(volume.iops !== undefined && { iops: String(volume.iops) }),
    ...(volume.throughputMiB !== undefined && { throughput: String(volume.throughputMiB) }),
    'encrypted': 'true',
    'csi.storage.k8s.io/fstype': volume.format,
  };
  const name = `cdk-container-platform-${volume.type}-${shortHash([driver.provisioner, parameters, key?.node.path, own && place.node.path])}`;
  const id = `StorageClass-${name}`;
  const known = scope.node.tryFindChild(id);
  if (known) {
    return { name, dependable: known };
  }
  const object = applyObject(scope, ground, {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name, labels: { 'app.kubernetes.io/managed-by': 'cdk-container-platform' } },
    provisioner: driver.provisioner,
    parameters: { ...parameters, ...(key && { kmsKeyId: key.keyArn }) },
    // In the zone where the pod is, which is known when it has a node.
    volumeBindingMode: 'WaitForFirstConsumer',
    reclaimPolicy: 'Delete',
    allowVolumeExpansion: true,
  });
  object.node.addDependency(...[driver.addOn, key && letEncrypt(new Construct(scope, `${id}-Key`), key, driver)].filter(each => each !== undefined));
  return { name, dependable: object };
}

/** In Auto Mode the cluster itself makes disks, with its role; elsewhere an add-on does. */
function driverOf({ addOns, cluster }: EksGround, autoMode: boolean): Driver {
  if (autoMode) {
    return { provisioner: 'ebs.csi.eks.amazonaws.com', role: (cluster as Partial<eks.Cluster>).role };
  }
  const addOn = addOns._ebs();
  return { provisioner: 'ebs.csi.aws.com', addOn, role: addOns.roleOf('aws-ebs-csi-driver') };
}

/** Whoever makes the disks has to be allowed to use the key; in clusters that were made elsewhere their owner has to say so. */
function letEncrypt(scope: Construct, key: kms.IKey, { role }: Driver): IDependable | undefined {
  if (!role) {
    return undefined;
  }
  const policy = new iam.Policy(scope, 'Policy', { roles: [role], statements: mayEncryptDisks(key) });
  acknowledge(policy, 'IAMNoInlinePolicy', 'The policy is about one key and one role: it comes and goes with the kind of disk, and nothing else can attach it.');
  return policy;
}
