import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { NodeImage, SelfManagedNodesOptions } from '../../vocabulary';
import { toYaml } from '../yaml';
import { labelsOfNodes, taintsOf } from './own-nodes';
import { NodesParts } from './rendered';

/** What a machine of one's own is told at its start so that it joins the cluster, in the words of its operating system. */
export function joinTheCluster(parts: NodesParts, name: string, options: SelfManagedNodesOptions): ec2.UserData {
  const image = options.image ?? NodeImage.AMAZON_LINUX_2023;
  if (image._bottlerocket) {
    return ec2.UserData.custom(bottlerocketSettings(parts, name, options));
  }
  return image._windows ? windowsScript(parts, name, options) : nodeadmConfig(parts, name, options);
}

/**
 * Amazon Linux 2023 reads a document of this type at its start.
 *
 * @see https://awslabs.github.io/amazon-eks-ami/nodeadm/
 */
function nodeadmConfig({ cluster, clusterName, serviceCidr }: NodesParts, name: string, options: SelfManagedNodesOptions): ec2.UserData {
  const config = {
    apiVersion: 'node.eks.aws/v1alpha1',
    kind: 'NodeConfig',
    spec: {
      cluster: {
        name: clusterName,
        apiServerEndpoint: cluster.clusterEndpoint,
        certificateAuthority: cluster.clusterCertificateAuthorityData,
        cidr: serviceCidr,
      },
      kubelet: { flags: kubeletFlags(name, options) },
    },
  };
  const userData = new ec2.MultipartUserData();
  if (options.userData) {
    const script = ec2.UserData.forLinux();
    script.addCommands(...options.userData);
    userData.addUserDataPart(script);
  }
  userData.addPart(ec2.MultipartBody.fromRawBody({ contentType: 'application/node.eks.aws', body: `---\n${toYaml(config)}` }));
  return userData;
}

function kubeletFlags(name: string, options: SelfManagedNodesOptions): string[] {
  const labels = Object.entries(labelsOfNodes(name, options)).map(([label, value]) => `${label}=${value}`);
  const taints = taintsOf(name, options).map(({ key, value = '', evict }) => `${key}=${value}:${evict ? 'NoExecute' : 'NoSchedule'}`);
  return [`--node-labels=${labels.join(',')}`, ...taints.length > 0 ? [`--register-with-taints=${taints.join(',')}`] : []];
}

/** @see https://bottlerocket.dev/en/os/latest/#/api/settings/kubernetes/ */
function bottlerocketSettings({ cluster, clusterName }: NodesParts, name: string, options: SelfManagedNodesOptions): string {
  const labels = Object.entries(labelsOfNodes(name, options)).map(([label, value]) => `"${label}" = "${value}"`);
  const taints = taintsOf(name, options).map(({ key, value = '', evict }) => `"${key}" = ["${value}:${evict ? 'NoExecute' : 'NoSchedule'}"]`);
  return [
    '[settings.kubernetes]',
    `cluster-name = "${clusterName}"`,
    `api-server = "${cluster.clusterEndpoint}"`,
    `cluster-certificate = "${cluster.clusterCertificateAuthorityData}"`,
    '[settings.kubernetes.node-labels]',
    ...labels,
    ...taints.length > 0 ? ['[settings.kubernetes.node-taints]', ...taints] : [],
    '',
  ].join('\n');
}

/** @see https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-build-windows.html */
function windowsScript({ cluster, clusterName, serviceCidr }: NodesParts, name: string, options: SelfManagedNodesOptions): ec2.UserData {
  const userData = ec2.UserData.forWindows();
  userData.addCommands(
    '[string]$EKSBootstrapScriptFile = "$env:ProgramFiles\\Amazon\\EKS\\Start-EKSBootstrap.ps1"',
    `& $EKSBootstrapScriptFile -EKSClusterName "${clusterName}" -APIServerEndpoint "${cluster.clusterEndpoint}" `
      + `-Base64ClusterCA "${cluster.clusterCertificateAuthorityData}" -ServiceCIDR "${serviceCidr}" -KubeletExtraArgs "${kubeletFlags(name, options).join(' ')}"`,
  );
  return userData;
}
