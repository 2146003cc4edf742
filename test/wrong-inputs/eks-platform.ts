import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { App, Stack } from 'aws-cdk-lib/core';
import { refused } from './refused';
import { WrongInput } from './wrong-input';
import { EcsPlatform } from '../../src/ecs';
import { EksPlatform, EksPlatformProps, EksWorkload } from '../../src/eks';
import { Code } from '../../src/findings';
import { Domain } from '../../src/ingress';
import { Egress, Network } from '../../src/network';
import { ContainerPlatform } from '../../src/platform';
import { Image, NodeImage, Nodes } from '../../src/vocabulary';
import { WebService, WebServiceProps } from '../../src/workloads';

const GRAVITON = new ec2.InstanceType('m7g.large');
const INTEL = new ec2.InstanceType('m7i.large');

function place(): Stack {
  return new Stack(new App(), 'Shop', { env: { account: '111122223333', region: 'eu-west-1' } });
}

function vpc(scope: Stack): ec2.IVpc {
  const zones = ['eu-west-1a', 'eu-west-1b'];
  const ids = (tier: string) => zones.map(zone => `subnet-${tier}-${zone}`);
  return ec2.Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    vpcCidrBlock: '10.0.0.0/16',
    availabilityZones: zones,
    publicSubnetIds: ids('public'),
    privateSubnetIds: ids('private'),
    privateSubnetRouteTableIds: ids('route'),
    publicSubnetRouteTableIds: ids('public-route'),
  });
}

function kubectlLayer(scope: Stack): lambda.ILayerVersion {
  return lambda.LayerVersion.fromLayerVersionArn(scope, 'Kubectl', 'arn:aws:lambda:eu-west-1:111122223333:layer:kubectl:1');
}

function platform(stack: Stack, props: EksPlatformProps = {}): EksPlatform {
  const domain = Domain.plainHttp('Nothing is served in a test.');
  return new EksPlatform(stack, 'Platform', { kubectlLayer: kubectlLayer(stack), domain, ...(props.network ? {} : { vpc: vpc(stack) }), ...props });
}

/** A platform whose options alone are wrong. */
function wrongPlatform(
  code: Code, path: string, remedy: string, props: EksPlatformProps | ((stack: Stack) => EksPlatformProps), also?: readonly Code[],
): WrongInput {
  return {
    code,
    path,
    remedy,
    also,
    findings: () => refused(() => {
      const stack = place();
      platform(stack, typeof props === 'function' ? props(stack) : props);
    }),
  };
}

function wrongNodes(code: Code, path: string, remedy: string, nodes: Nodes[], also?: readonly Code[]): WrongInput {
  return wrongPlatform(code, path, remedy, { nodes }, also);
}

function service(on: ContainerPlatform, id: string, props: Partial<WebServiceProps> = {}): WebService {
  return new WebService(on.node.scope!, id, {
    platform: on, image: Image.fromRegistry('public.ecr.aws/nginx/nginx:1.29'), port: 8080, exposures: [], ...props,
  });
}

/** Mistakes in clusters, their nodes and namespaces. */
export const EKS_PLATFORM_MISTAKES: readonly WrongInput[] = [
  wrongPlatform('KubectlLayerMissing', 'kubectlLayer', 'npm install @aws-cdk/lambda-layer-kubectl-v36', { kubectlLayer: undefined }),
  wrongPlatform('KubectlVersionTooFar', 'kubectlLayer', 'lambda-layer-kubectl-v36', stack => ({
    kubectlLayer: new lambda.LayerVersion(stack, 'Old', { code: lambda.Code.fromAsset(__dirname), description: '/opt/kubectl/kubectl 1.33.0; /opt/helm/helm 4.1.3' }),
  })),
  wrongPlatform('KubernetesVersionUnsupported', 'kubernetesVersion', "of('1.36')", { kubernetesVersion: eks.KubernetesVersion.of('1.28') }),
  wrongPlatform('EksClusterNameInvalid', 'clusterName', 'leave clusterName out', { clusterName: '-shop' }),
  wrongPlatform('EksNeedsPrivateSubnets', 'network', 'private subnets', stack => ({
    network: Network.fromVpc(stack, 'Open', vpc(new Stack(stack, 'There')), { workloadSubnets: { subnetType: ec2.SubnetType.PUBLIC } }),
  })),
  wrongPlatform('EksNeedsEndpoints', 'network', 'interfaceEndpoints', stack => ({
    network: new Network(stack, 'Closed', { egress: Egress.endpointsOnly({ onDemand: false }), publicTier: false }),
  })),
  wrongPlatform('EksEndpointOpenToAll', 'endpointAccess', 'onlyFrom', { endpointAccess: eks.EndpointAccess.PUBLIC_AND_PRIVATE }),
  wrongPlatform('EksClusterIncomplete', 'cluster', 'kubectlProvider', stack => ({
    kubectlLayer: undefined,
    cluster: eks.Cluster.fromClusterAttributes(stack, 'Theirs', { clusterName: 'theirs', vpc: vpc(new Stack(stack, 'There')), clusterSecurityGroupId: 'sg-1' }),
  })),

  wrongPlatform('EksNamespaceMissing', 'namespaces', "'workloads'", { namespaces: [] }),
  wrongPlatform('EksNamespaceInvalid', 'namespaces[0]', 'of your own', { namespaces: ['kube-system'] }),
  wrongPlatform('EksNamespaceInvalid', 'namespaces[0]', 'of your own', { namespaces: ['My_Shop'] }),
  wrongPlatform('EksNamespaceTwice', 'namespaces', 'once', { namespaces: ['shop', 'shop'] }),

  wrongNodes('NodesMissing', 'nodes', 'Nodes.auto()', []),
  wrongNodes('NodesNameTaken', 'nodes[1].name', 'another name', [Nodes.managed(), Nodes.managed()]),
  wrongNodes('NodesNameInvalid', 'nodes[0].name', "'batch'", [Nodes.managed({ name: 'Batch Jobs' })]),
  wrongNodes('NodesAreAllWindows', 'nodes', 'add Linux nodes', [Nodes.managed({ image: NodeImage.WINDOWS_2022_CORE })]),
  wrongNodes('NodesWithoutInstances', 'nodes[0].instanceTypes', 'at least one', [Nodes.managed({ instanceTypes: [] })]),
  wrongNodes('NodesOfTwoArchitectures', 'nodes[0].instanceTypes', 'each architecture', [Nodes.managed({ instanceTypes: [INTEL, GRAVITON] })]),
  wrongNodes('NodeImageIsX86', 'nodes[0].image', 'x86', [Nodes.managed({ instanceTypes: [GRAVITON], image: NodeImage.AMAZON_LINUX_2023_NEURON })]),
  wrongNodes('NodeImageRunsNoScripts', 'nodes[0].userData', 'AMAZON_LINUX_2023', [Nodes.selfManaged({ image: NodeImage.BOTTLEROCKET, userData: ['echo'] })]),
  wrongNodes('NodesOutOfOrder', 'nodes[0]', 'not below min', [Nodes.managed({ min: 5, max: 3 })]),
  wrongNodes('NodesUnavailableOutOfRange', 'nodes[0].maxUnavailable', 'choose 1', [Nodes.managed({ maxUnavailable: 0 })]),

  {
    code: 'EksNameTaken',
    path: 'workloadName',
    remedy: 'another workloadName',
    findings: () => refused(() => {
      const on = platform(place());
      service(on, 'Orders', { workloadName: 'shop' });
      service(on, 'Storefront', { workloadName: 'shop' });
    }),
  },
  {
    code: 'NotOnEks',
    path: 'workload',
    remedy: 'the platform it is on',
    findings: () => refused(() => {
      const stack = place();
      EksWorkload.of(service(new EcsPlatform(stack, 'Ecs', { vpc: vpc(stack) }), 'Orders'));
    }),
  },
  {
    code: 'KubernetesObjectTooLarge',
    path: 'shop',
    remedy: 'out of the environment',
    findings: () => {
      const on = platform(place());
      service(on, 'Shop', { environment: Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`TEXT_${index}`, 'x'.repeat(4000)])) });
      return on._manifests.tooLarge();
    },
  },
];
