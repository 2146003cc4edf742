import type { EksCapability } from './capability';
import type { EksObservability } from './observability';

/**
 * What runs in the cluster besides workloads.
 */
export interface EksAddOnProps {
  /**
   * What is observed of the cluster and its pods, beyond the metrics that EKS gives away.
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/deploy-container-insights-EKS.html
   * @default - `EksObservability.enhanced()` where the profile has Container Insights, `EksObservability.logsOnly()` otherwise;
   * `EksObservability.none()` for existing clusters, and where all pods run on Fargate
   */
  readonly observability?: EksObservability;

  /**
   * Names of add-ons to install although nothing here asks for them. Existing clusters get only these: what a cluster has
   * already cannot be installed a second time.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html
   * @default - those that the platform and its workloads need, as they need them; for existing clusters none
   */
  readonly addOns?: string[];

  /**
   * Versions of add-ons by their names, for example `{ 'metrics-server': 'v0.8.0-eksbuild.6' }`. `aws eks
   * describe-addon-versions --kubernetes-version 1.36` lists what there is.
   * @default - the versions that this library was released with, for versions of Kubernetes that it knows; otherwise those
   * that EKS chooses on the day of installation
   */
  readonly addOnVersions?: { [name: string]: string };

  /**
   * Parts that EKS runs for the cluster outside of it: Argo CD, controllers for AWS, and compositions of resources. They are
   * billed by the hour and by what they look after.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/capabilities.html
   * @default - none
   */
  readonly capabilities?: EksCapability[];
}
