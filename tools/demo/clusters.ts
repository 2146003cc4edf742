/** The Kubernetes clusters of the emulated account, with what is in them. */
import { LocalAws } from '../local-cloudformation';
import { KubernetesCluster } from '../local-cloudformation/kubernetes/cluster';

export function clustersOf(aws: LocalAws): KubernetesCluster[] {
  return aws.account.live('AWS::EKS::Cluster').flatMap(({ properties }) => aws.kubernetes(String(properties.Name)) ?? []);
}

/** Whether an object was made by the library, and not by the cluster or an add-on. */
export function isOurs({ metadata: { labels } }: { readonly metadata: { readonly labels?: Readonly<Record<string, string>> } }): boolean {
  return labels?.['app.kubernetes.io/managed-by'] === 'cdk-container-platform';
}
