import { CfnPodIdentityAssociation } from 'aws-cdk-lib/aws-eks';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, IDependable } from 'constructs';
import { EksGround } from './ground';
import { podsOf } from './roles';

/** The part of a cluster that mounts EFS file systems on its nodes. */
export interface FileSystemDriver {
  readonly addOn: IDependable;
  /** With whose rights file systems are mounted. */
  readonly role: iam.Role;
}

/** The service account of the driver's pods that run on every node. EKS says its name. */
const NODE_ACCOUNT = { namespace: 'kube-system', name: 'efs-csi-node-sa' };

/**
 * The EFS driver, and an identity for the part of it that mounts. File systems of the library turn away who has none, and
 * the add-on's own settings give one to the other part only, which makes volumes on demand.
 *
 * It is made with the first file system. The identity comes first: pods that are there before it would never see it.
 *
 * @see https://github.com/kubernetes-sigs/aws-efs-csi-driver/blob/master/docs/parameters.md
 */
export function makeFileSystemDriver(ground: EksGround): FileSystemDriver {
  const addOn = ground.addOns._efs();
  const known = ground.node.tryFindChild('FileSystemDriver');
  if (known) {
    return { addOn, role: known.node.findChild('Role') as iam.Role };
  }
  const scope = new Construct(ground as Construct, 'FileSystemDriver');
  const role = new iam.Role(scope, 'Role', {
    description: 'Mounts the file systems of workloads on the nodes',
    assumedBy: podsOf(scope, { ground, ...NODE_ACCOUNT }),
  });
  const association = new CfnPodIdentityAssociation(scope, 'Identity', {
    clusterName: ground.clusterName, namespace: NODE_ACCOUNT.namespace, serviceAccount: NODE_ACCOUNT.name, roleArn: role.roleArn,
  });
  association.node.addDependency(ground.cluster.node.defaultChild ?? ground.cluster);
  if (Construct.isConstruct(addOn)) {
    addOn.node.addDependency(association);
  }
  return { addOn, role };
}
