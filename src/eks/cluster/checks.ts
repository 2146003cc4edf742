import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Token } from 'aws-cdk-lib/core';
import { EksClusterProps } from './cluster-props';
import { unreachableServices } from './endpoints';
import { isTooFar, kubectlVersionOf } from './kubectl';
import { DEFAULT_VERSION, minorOf, OLDEST_VERSION, stateOf } from './versions';
import { Finding, finding } from '../../findings';
import { INetwork } from '../../network';

/** What EKS would refuse about a cluster that is to be made, or what would make it useless. */
export function checkCluster(props: EksClusterProps, network: INetwork, applies: boolean): Finding[] {
  const version = props.kubernetesVersion?.version ?? DEFAULT_VERSION;
  return [...checkName(props), ...checkVersion(version), ...checkKubectl(props, version, applies), ...checkNetwork(props, network, applies)];
}

function checkName({ clusterName }: EksClusterProps): Finding[] {
  return clusterName === undefined || Token.isUnresolved(clusterName) || /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(clusterName)
    ? [] : [finding('EksClusterNameInvalid', 'clusterName', { given: clusterName })];
}

function checkVersion(version: string): Finding[] {
  const tooOld = minorOf(version) < minorOf(OLDEST_VERSION) || stateOf(version, new Date()) === 'gone';
  return tooOld ? [finding('KubernetesVersionUnsupported', 'kubernetesVersion', { given: version, oldest: OLDEST_VERSION, newest: DEFAULT_VERSION })] : [];
}

function checkKubectl({ kubectlLayer }: EksClusterProps, version: string, applies: boolean): Finding[] {
  if (kubectlLayer === undefined) {
    return applies ? [finding('KubectlLayerMissing', 'kubectlLayer', { minor: minorOf(version) })] : [];
  }
  const kubectl = kubectlVersionOf(kubectlLayer);
  return kubectl !== undefined && isTooFar(kubectl, version)
    ? [finding('KubectlVersionTooFar', 'kubectlLayer', { kubectl, cluster: version, minor: minorOf(version) })] : [];
}

/** That it has subnets in two zones, which a control plane needs, every network of ours makes sure of. */
function checkNetwork({ endpointAccess }: EksClusterProps, network: INetwork, applies: boolean): Finding[] {
  const { publicAccess, publicCidrs } = (endpointAccess ?? eks.EndpointAccess.PRIVATE)._config;
  const services = unreachableServices(network, applies);
  return [
    ...(publicAccess && (publicCidrs === undefined || publicCidrs.includes('0.0.0.0/0')) ? [finding('EksEndpointOpenToAll', 'endpointAccess', {})] : []),
    ...(services.length > 0 ? [finding('EksNeedsEndpoints', 'network', { services })] : []),
    ...(network.workloadsArePublic ? [finding('EksNeedsPrivateSubnets', 'network', {})] : []),
  ];
}

/** What an existing cluster has to bring. */
export function checkGivenCluster(cluster: eks.ICluster, props: EksClusterProps, applies: boolean): Finding[] {
  const options = ([
    'kubectlLayer', 'kubernetesVersion', 'clusterName', 'endpointAccess', 'controlPlaneLogs', 'kubernetesSupport', 'zonalShift', 'clusterDeletionProtection',
  ] as const).filter(option => props[option] !== undefined);
  return [
    ...options.map(option => finding('OptionOfGivenCluster', option, { option })),
    ...missing(cluster, applies).map(attribute => finding('EksClusterIncomplete', 'cluster', { attribute })),
  ];
}

function missing(cluster: eks.ICluster, applies: boolean): string[] {
  const needed = {
    vpc: () => cluster.vpc,
    clusterSecurityGroupId: () => cluster.clusterSecurityGroup,
    ...(applies && { kubectlProvider: () => cluster.kubectlProvider }),
  };
  return Object.entries(needed).filter(([, read]) => {
    try {
      return (read as () => unknown)() === undefined;
    } catch {
      return true;
    }
  }).map(([attribute]) => attribute);
}
