import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Annotations, CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { EksClusterProps, KubernetesSupport } from './cluster-props';
import { makeClusterRole } from './cluster-role';
import { settleKubectl } from './kubectl';
import { DEFAULT_VERSION, stateOf } from './versions';
import { INetwork, makeKey } from '../../network';
import { PlatformProfile } from '../../vocabulary';
import { makeAutoNodeRole } from '../nodes';

export const DEFAULT_SERVICE_CIDR = '172.20.0.0/16';

export interface ClusterParts {
  readonly props: EksClusterProps;
  readonly profile: PlatformProfile;
  readonly network: INetwork;
  readonly encryptionKey?: kms.IKey;
  readonly autoMode: boolean;
  /** Whether some nodes run Windows. */
  readonly windows: boolean;
}

/** A control plane, and what was made for it. */
export interface MadeCluster {
  readonly cluster: eks.Cluster;
  readonly clusterName: string;
  readonly version: string;
  /** The addresses of services within the cluster. */
  readonly serviceCidr: string;
  readonly role: iam.Role;
  readonly logGroup: logs.LogGroup;
  readonly nodeRole?: iam.Role;
}

/**
 * The control plane of the platform: closed, logged, encrypted, and hard to delete by accident.
 *
 * @see https://docs.aws.amazon.com/eks/latest/best-practices/security.html
 */
export function makeCluster(scope: Construct, parts: ClusterParts): MadeCluster {
  const { props, profile, network, autoMode } = parts;
  const clusterName = props.clusterName ?? clusterNameOf(scope);
  const version = props.kubernetesVersion?.version ?? DEFAULT_VERSION;
  const serviceCidr = serviceCidrFor(network);
  const role = makeClusterRole(scope, clusterName, autoMode, parts.windows);
  const nodeRole = autoMode ? makeAutoNodeRole(scope) : undefined;
  const logGroup = makeLogGroup(scope, clusterName, parts);
  const cluster = new eks.Cluster(scope, 'Cluster', {
    clusterName,
    version: eks.KubernetesVersion.of(version),
    vpc: network.vpc,
    // Where the control plane has its feet; workloads and load balancers choose their own subnets.
    vpcSubnets: [network.internalSubnets],
    role,
    serviceIpv4Cidr: serviceCidr,
    endpointAccess: props.endpointAccess ?? eks.EndpointAccess.PRIVATE,
    clusterLogging: props.controlPlaneLogs ?? Object.values(eks.ClusterLoggingTypes),
    secretsEncryptionKey: parts.encryptionKey ?? makeKey(scope, 'SecretsKey', `Secrets in cluster ${clusterName}`, profile),
    defaultCapacityType: autoMode ? eks.DefaultCapacityType.AUTOMODE : eks.DefaultCapacityType.NODEGROUP,
    ...(autoMode ? { compute: { nodePools: ['system', 'general-purpose'], nodeRole } } : { defaultCapacity: 0 }),
    // Add-ons are installed by the platform, in versions that are known.
    bootstrapSelfManagedAddons: false,
    bootstrapClusterCreatorAdminPermissions: false,
    outputConfigCommand: false,
    prune: false,
    kubectlProviderOptions: props.kubectlLayer && { kubectlLayer: props.kubectlLayer },
  });
  refine(cluster, parts);
  cluster.node.addDependency(logGroup);
  settleKubectl(cluster, parts);
  remind(cluster, version);
  // Subnets are tagged for load balancers that controllers make; here CloudFormation makes them.
  for (const warning of ['clusterMustManuallyTagSubnet', 'clusterUnsupportedVpc']) {
    Annotations.of(cluster).acknowledgeWarning(`@aws-cdk/aws-eks:${warning}`, 'Load balancers are made by CloudFormation, which is told their subnets.');
  }
  return { cluster, clusterName, version, serviceCidr, role, logGroup, nodeRole };
}

/** One of the two that EKS would choose from: whichever is not the network's. Machines of one's own have to be told it. */
function serviceCidrFor({ vpc }: INetwork): string {
  try {
    return vpc.vpcCidrBlock.startsWith('172.20.') ? '10.100.0.0/16' : DEFAULT_SERVICE_CIDR;
  } catch {
    return DEFAULT_SERVICE_CIDR;
  }
}

/** What the L2 has no word for. */
function refine(cluster: eks.Cluster, { props, profile }: ClusterParts): void {
  const cfnCluster = cluster.node.defaultChild as CfnResource;
  cfnCluster.addPropertyOverride('DeletionProtection', props.clusterDeletionProtection ?? profile.deletionProtection);
  cfnCluster.addPropertyOverride('UpgradePolicy.SupportType', props.kubernetesSupport ?? KubernetesSupport.STANDARD);
  cfnCluster.addPropertyOverride('ZonalShiftConfig.Enabled', props.zonalShift ?? true);
  // EKS encrypts all data in any case; naming what is encrypted is deprecated.
  cfnCluster.addPropertyDeletionOverride('EncryptionConfig.0.Resources');
}

/**
 * EKS would make the group itself, without an end and without a key. A first deployment that fails takes it back: what it left
 * behind would have the name that the second needs.
 */
function makeLogGroup(scope: Construct, clusterName: string, { profile, encryptionKey }: ClusterParts): logs.LogGroup {
  return new logs.LogGroup(scope, 'ControlPlaneLogGroup', {
    logGroupName: `/aws/eks/${clusterName}/cluster`,
    retention: profile.logRetention,
    encryptionKey,
    removalPolicy: profile.retainData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
  });
}

function remind(cluster: eks.Cluster, version: string): void {
  const state = stateOf(version, new Date());
  if (state === 'ending' || state === 'extended') {
    Annotations.of(cluster).addWarningV2('cdk-container-platform:kubernetesVersionEnds',
      `The standard support of Kubernetes ${version} ${state === 'ending' ? 'ends soon' : 'has ended'}: upgrade the cluster to the next version (kubernetesVersion).`);
  }
}

function clusterNameOf(scope: Construct): string {
  const stack = Stack.of(scope);
  const inStack = scope.node.scopes.slice(stack.node.scopes.length).map(({ node }) => node.id);
  return [stack.stackName, ...inStack].join('-').replace(/[^A-Za-z0-9-]+/g, '-').slice(0, 100);
}
