/** What the inside of a cluster sees of the account: identities, nodes, add-ons and target groups. */
import { Account, Live } from './account';
import { isObject, JsonObject } from '../engine/values';
import { Extension } from '../kubernetes/api/kinds';
import { ClusterSurroundings, PodPlace } from '../kubernetes/surroundings';

export interface IdentityPair {
  /** Namespace and service account. */
  readonly key: string;
  readonly role: string;
}

const objects = (value: unknown): JsonObject[] => Array.isArray(value) ? value.filter(isObject) : [];

/** The add-ons that live in another namespace than kube-system. */
const NAMESPACES: Readonly<Record<string, string>> = { 'amazon-cloudwatch-observability': 'amazon-cloudwatch' };

/** Which service accounts a resource gives roles to. */
export function identityPairs({ type, properties }: Pick<Live, 'type' | 'properties'>): IdentityPair[] {
  if (type === 'AWS::EKS::PodIdentityAssociation') {
    return [{ key: `${String(properties.Namespace)}/${String(properties.ServiceAccount)}`, role: String(properties.RoleArn) }];
  }
  if (type !== 'AWS::EKS::Addon') { return []; }
  const namespace = isObject(properties.NamespaceConfig) ? String(properties.NamespaceConfig.Namespace) : NAMESPACES[String(properties.AddonName)] ?? 'kube-system';
  return objects(properties.PodIdentityAssociations).map(({ ServiceAccount, RoleArn }) => ({ key: `${namespace}/${String(ServiceAccount)}`, role: String(RoleArn) }));
}

export function clusterSurroundings(account: Account, clusterName: string): ClusterSurroundings {
  const mine = (type: string): Live[] => account.live(type).filter(({ properties }) => properties.ClusterName === clusterName);
  const addOn = (name: string): boolean => mine('AWS::EKS::Addon').some(({ properties }) => properties.AddonName === name);
  const compute = (): JsonObject => {
    const config = account.find('AWS::EKS::Cluster', clusterName)?.properties.ComputeConfig;
    return isObject(config) ? config : {};
  };
  const autoMode = (): boolean => String(compute().Enabled) === 'true';
  const releases = () => [...account.clusters.get(clusterName)?.releases.values() ?? []];
  const chart = (name: string): boolean => releases().some(release => release.chart.includes(name));
  const isOnFargate = ({ namespace, labels }: PodPlace): boolean => mine('AWS::EKS::FargateProfile').flatMap(({ properties }) => objects(properties.Selectors))
    .some(({ Namespace, Labels }) => Namespace === namespace && objects(Labels).every(({ Key, Value }) => labels[String(Key)] === Value));
  const has: Readonly<Record<Extension, () => boolean>> = {
    'auto-mode': autoMode,
    'load-balancer-controller': () => chart('aws-load-balancer-controller'),
    'secrets-store': () => addOn('aws-secrets-store-csi-driver-provider') || chart('secrets-store'),
  };
  return {
    now: () => account.clock.now().getTime() / 1000,
    moveOn: seconds => account.clock.moveOn(seconds),
    faults: account.faults,
    has: extension => has[extension](),
    hasNodes: (pod, ownPools) => (autoMode() && ownPools + (Array.isArray(compute().NodePools) ? compute().NodePools as [] : []).length > 0)
      || mine('AWS::EKS::Nodegroup').length > 0
      || isOnFargate(pod)
      || account.live('AWS::AutoScaling::AutoScalingGroup').some(({ properties }) => objects(properties.Tags).some(({ Key }) => Key === `kubernetes.io/cluster/${clusterName}`)),
    roleOf: (pod, serviceAccount, annotations) => {
      const pairs = [...mine('AWS::EKS::PodIdentityAssociation'), ...mine('AWS::EKS::Addon')].flatMap(identityPairs);
      // Pod Identity needs an agent on the node, and Fargate has no nodes that could have one.
      const agent = (autoMode() || addOn('eks-pod-identity-agent')) && !isOnFargate(pod);
      const pair = agent ? pairs.find(({ key }) => key === `${pod.namespace}/${serviceAccount}`) : undefined;
      const federated = account.live('AWS::IAM::OIDCProvider').length > 0 ? annotations['eks.amazonaws.com/role-arn'] : undefined;
      return pair?.role ?? federated;
    },
    refuseTargets: (arn, auto) => {
      const group = account.find('AWS::ElasticLoadBalancingV2::TargetGroup', arn);
      if (!group) { return `there is no target group ${arn}`; }
      if (String(group.properties.TargetType) !== 'ip') { return `target group ${group.logicalId} does not take addresses`; }
      const tagged = objects(group.properties.Tags).some(({ Key, Value }) => Key === 'eks:eks-cluster-name' && Value === clusterName);
      return auto && !tagged ? `target group ${group.logicalId} has no tag eks:eks-cluster-name that names the cluster` : undefined;
    },
  };
}
