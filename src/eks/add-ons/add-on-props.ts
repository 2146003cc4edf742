import { Duration } from 'aws-cdk-lib/core';
import { EksCapability } from './capability';
import { EksObservability } from './observability';

/**
 * What runs in the cluster besides workloads. Add-ons are called as EKS calls them; the platform knows `vpc-cni`, `kube-proxy`,
 * `coredns`, `eks-pod-identity-agent`, `eks-node-monitoring-agent`, `metrics-server`, `aws-ebs-csi-driver`, `aws-efs-csi-driver`,
 * `aws-secrets-store-csi-driver-provider`, `amazon-cloudwatch-observability` and, as a Helm chart, `aws-load-balancer-controller`.
 */
export interface EksAddOnProps {
  /**
   * What is observed of the cluster and its pods, beyond what EKS gives away.
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/deploy-container-insights-EKS.html
   * @default - `EksObservability.enhanced()` where the profile has Container Insights, otherwise `EksObservability.logsOnly()`;
   * nothing is added to existing clusters
   */
  readonly observability?: EksObservability;

  /**
   * Add-ons to install although nothing here asks for them. Existing clusters get only these, and what they have already must
   * not be among them.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html
   * @default - those that nodes and workloads need, as they need them; for existing clusters none
   */
  readonly addOns?: string[];

  /**
   * Versions of add-ons by their names, for example `{ 'metrics-server': 'v0.9.0-eksbuild.11' }`. `aws eks
   * describe-addon-versions --kubernetes-version 1.36` lists what there is.
   * @default - versions that this library knows for Kubernetes 1.34 to 1.36; elsewhere those that EKS chooses on the day
   */
  readonly addOnVersions?: { [name: string]: string };

  /**
   * Settings of add-ons by their names, as objects of what the add-on takes in JSON; for the load balancer controller, values
   * of the chart. They are laid over those of the platform, for example
   * `{ 'vpc-cni': { env: { ENABLE_PREFIX_DELEGATION: 'true' } } }`.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-field-management.html
   * @default - those of the platform
   */
  readonly addOnSettings?: { [name: string]: any };

  /**
   * How often new values of secrets are looked for. Files in pods change then; variables change with the next pod. At least a
   * minute.
   * @default Duration.hours(1)
   */
  readonly secretsRefresh?: Duration;

  /**
   * Parts that EKS runs for the cluster outside of it: Argo CD, controllers for AWS, compositions of objects. Billed by the hour
   * and by what they look after.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/capabilities.html
   * @default - none
   */
  readonly capabilities?: EksCapability[];
}
