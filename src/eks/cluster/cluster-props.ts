import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as lambda from 'aws-cdk-lib/aws-lambda';

/**
 * For how long EKS supports a version of Kubernetes that the cluster stays on.
 */
export enum KubernetesSupport {
  /** When standard support ends, EKS upgrades the cluster. */
  STANDARD = 'STANDARD',

  /** The cluster stays for another year, at about six times the price of the control plane. */
  EXTENDED = 'EXTENDED',
}

/**
 * The control plane of a cluster that the platform makes.
 */
export interface EksClusterProps {
  /**
   * kubectl, as a Lambda layer, with which objects are put into the cluster. Its version must be at most one away from
   * the cluster's. It is not part of this library because it weighs 37 MB:
   * `npm install @aws-cdk/lambda-layer-kubectl-v36`, and `new KubectlV36Layer(this, 'Kubectl')`.
   *
   * @default - none; needed unless manifests are only written to files, and for existing clusters, which bring their own
   */
  readonly kubectlLayer?: lambda.ILayerVersion;

  /**
   * Version of Kubernetes, from 1.32. Upgrades go one minor version at a time.
   *
   * A version whose standard support has ended, or ends within 60 days, is warned about.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
   * @default - 1.36
   */
  readonly kubernetesVersion?: eks.KubernetesVersion;

  /**
   * Name of the cluster, unique in account and region: 1 to 100 letters, digits, hyphens and underscores.
   * @default - the name of the stack and the path of the platform in it
   */
  readonly clusterName?: string;

  /**
   * Who reaches the API server of the cluster. Private: only the network it is in. Public access that is open to the whole
   * internet is refused; name the blocks of addresses with `eks.EndpointAccess.PUBLIC_AND_PRIVATE.onlyFrom(...)`.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
   * @default eks.EndpointAccess.PRIVATE
   */
  readonly endpointAccess?: eks.EndpointAccess;

  /**
   * Which logs of the control plane are kept, for as long as the profile says.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html
   * @default - all five
   */
  readonly controlPlaneLogs?: eks.ClusterLoggingTypes[];

  /**
   * For how long EKS supports a version that the cluster stays on.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/view-upgrade-policy.html
   * @default KubernetesSupport.STANDARD
   */
  readonly kubernetesSupport?: KubernetesSupport;

  /**
   * Let Amazon Application Recovery Controller move traffic away from a zone that is impaired.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/zone-shift.html
   * @default true
   */
  readonly zonalShift?: boolean;

  /**
   * The cluster refuses to be deleted.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/deletion-protection.html
   * @default - true in production, false in development
   */
  readonly clusterDeletionProtection?: boolean;
}
