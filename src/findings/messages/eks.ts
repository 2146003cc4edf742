import { message } from '../message';
import { chosenFrom, list } from './wording';

const KUBERNETES = 'https://kubernetes.io/docs';
const EKS = 'https://docs.aws.amazon.com/eks/latest/userguide';

/** What EKS and Kubernetes refuse although the model allows it, and what an EKS platform can be told wrongly. */
export const eksMessages = {
  // The cluster
  KubectlLayerMissing: message<{ minor: number }>({
    what: () => 'the platform has nothing to put objects into the cluster with',
    remedy: p => `npm install @aws-cdk/lambda-layer-kubectl-v${p.minor}, import { KubectlV${p.minor}Layer } from it, and say kubectlLayer: new KubectlV${p.minor}Layer(this, 'Kubectl')`,
    see: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_eks_v2-readme.html#kubectl-support',
  }),
  KubectlVersionTooFar: message<{ kubectl: string; cluster: string; minor: number }>({
    what: p => `kubectl ${p.kubectl} does not understand a cluster of version ${p.cluster}: they may be one minor version apart`,
    remedy: p => `use the layer of @aws-cdk/lambda-layer-kubectl-v${p.minor}`,
    see: 'https://kubernetes.io/releases/version-skew-policy/#kubectl',
  }),
  KubernetesVersionUnsupported: message<{ given: string; oldest: string; newest: string }>({
    what: p => `EKS has no Kubernetes ${p.given} any more, or this library does not know how to speak to it`,
    remedy: p => `choose a version from ${p.oldest} on, for example eks.KubernetesVersion.of('${p.newest}')`,
    see: `${EKS}/kubernetes-versions.html`,
  }),
  EksClusterNameInvalid: message<{ given: string }>({
    what: p => `'${p.given}' cannot be the name of a cluster: letters, digits, hyphens and underscores, 1 to 100, not starting with a hyphen`,
    remedy: () => 'leave clusterName out, or choose another',
    see: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html',
  }),
  EksNeedsPrivateSubnets: message<Record<string, never>>({
    what: () => 'the network has only public subnets, in which neither the function that speaks to the cluster nor Fargate can run',
    remedy: () => 'use a network with private subnets',
    see: `${EKS}/network-reqs.html`,
  }),
  EksEndpointOpenToAll: message<Record<string, never>>({
    what: () => 'the API server of the cluster would be open to the whole internet',
    remedy: () => "leave endpointAccess out, or name who may come in, for example eks.EndpointAccess.PUBLIC_AND_PRIVATE.onlyFrom('203.0.113.0/24')",
    see: `${EKS}/cluster-endpoint.html`,
  }),
  EksNeedsEndpoints: message<{ services: readonly string[] }>({
    what: p => `the network has no way to the internet and no endpoints for ${list(p.services)}, without which nodes do not join or objects are not applied`,
    remedy: () => 'add them to the interfaceEndpoints of the network',
    see: `${EKS}/private-clusters.html`,
  }),
  EksClusterIncomplete: message<{ attribute: string }>({
    what: p => `the existing cluster does not say its ${p.attribute}`,
    remedy: p => `give ${p.attribute} to eks.Cluster.fromClusterAttributes(...)`,
    see: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_eks_v2.ClusterAttributes.html',
  }),

  // Nodes
  NodesMissing: message<Record<string, never>>({
    what: () => 'the platform has no nodes',
    remedy: () => 'leave nodes out, or name at least one kind, for example Nodes.auto()',
    see: `${EKS}/eks-compute.html`,
  }),
  NodesNameTaken: message<{ name: string }>({
    what: p => `two of the platform's nodes are called '${p.name}'`,
    remedy: () => 'give one of them another name',
  }),
  NodesNameInvalid: message<{ given: string }>({
    what: p => `'${p.given}' cannot be the name of nodes: lower-case letters, digits and hyphens, at most 40`,
    remedy: () => "choose another, for example 'batch'",
  }),
  NodesAreAllWindows: message<Record<string, never>>({
    what: () => 'all nodes run Windows, but the cluster itself needs Linux',
    remedy: () => 'add Linux nodes, for example Nodes.managed()',
    see: `${EKS}/windows-support.html`,
  }),
  NodesWithoutInstances: message<Record<string, never>>({
    what: () => 'the nodes have no type of instance',
    remedy: () => 'leave instanceTypes out, or name at least one',
  }),
  NodesOfTwoArchitectures: message<{ given: readonly string[] }>({
    what: p => `${chosenFrom(p.given)} are not of one processor architecture`,
    remedy: () => 'make nodes of their own for each architecture',
    see: `${EKS}/managed-node-groups.html`,
  }),
  NodeImageIsX86: message<{ types: readonly string[] }>({
    what: p => `there is no such image for the processors of ${chosenFrom(p.types)}`,
    remedy: () => 'choose instances with x86 processors, or another image',
    see: `${EKS}/eks-optimized-amis.html`,
  }),
  NodeImageRunsNoScripts: message<Record<string, never>>({
    what: () => 'only Amazon Linux runs lines of a script before it joins the cluster',
    remedy: () => 'leave userData out, or choose NodeImage.AMAZON_LINUX_2023',
  }),
  NodesOutOfOrder: message<{ min: number; max: number }>({
    what: p => `there cannot be from ${p.min} to ${p.max} nodes`,
    remedy: () => 'choose whole numbers, min from 0 on, max from 1 on and not below min',
    see: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupScalingConfig.html',
  }),
  NodesUnavailableOutOfRange: message<{ given: number }>({
    what: p => `${p.given} nodes cannot be away at a time: it must be from 1 to 100`,
    remedy: p => `choose ${p.given < 1 ? 1 : 100}`,
    see: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupUpdateConfig.html',
  }),
  NodesOfOtherPlatform: message<{ known: readonly string[] }>({
    what: () => 'the workload wants to run on nodes that are not among the platform\'s',
    remedy: p => `pass one of the values in the platform's nodes (${chosenFrom(p.known)}), not one that was made anew`,
  }),
  NodesHaveNoWindows: message<{ name: string; os: string; year: string }>({
    what: p => `nodes '${p.name}' cannot run ${p.os}`,
    remedy: p => `add Nodes.managed({ image: NodeImage.WINDOWS_${p.year}_CORE }) to the platform and choose it with eks.nodes`,
    see: `${EKS}/windows-support.html`,
  }),
  NodesHaveNoLinux: message<{ name: string }>({
    what: p => `nodes '${p.name}' run Windows, the workload runs on Linux`,
    remedy: () => 'choose other nodes with eks.nodes, or say the operatingSystem',
    see: `${EKS}/windows-support.html`,
  }),
  NodesOfOtherArchitecture: message<{ name: string; given: string }>({
    what: p => `nodes '${p.name}' have no ${p.given} processors`,
    remedy: () => 'choose other nodes with eks.nodes, Nodes.auto() has both, or change the architecture',
    see: `${EKS}/eks-compute.html`,
  }),
  NodesHaveNoGpus: message<{ name: string; given: number }>({
    what: p => `the workload asks for ${p.given} GPU${p.given === 1 ? '' : 's'}, but nodes '${p.name}' have none`,
    remedy: () => 'use Nodes.auto(), or nodes with an image for NVIDIA and instances such as g5.xlarge',
    see: `${EKS}/ml-eks-optimized-ami.html`,
  }),
  NodesDecideSpot: message<{ name: string; kind: string }>({
    what: p => `nodes '${p.name}' are ${p.kind} and decide themselves whether they are spare capacity`,
    remedy: () => 'leave eks.spot out, and choose nodes with spot: true where there are such',
  }),
  FargateReadsNoSecrets: message<{ name: string }>({
    what: p => `pods on Fargate ('${p.name}') cannot take secrets: the driver that reads them runs on nodes`,
    remedy: () => 'read the secret in the program, with the permission to do so, or choose other nodes with eks.nodes',
    see: `${EKS}/fargate.html`,
  }),
  FargateHasNoDisks: message<{ volume: string; name: string }>({
    what: p => `pods on Fargate ('${p.name}') cannot mount the EBS volume '${p.volume}'`,
    remedy: () => 'use Volume.efs() or Volume.ephemeral(), or choose other nodes with eks.nodes',
    see: `${EKS}/fargate.html`,
  }),
  FargatePodStorage: message<{ given: number }>({
    what: p => `the ephemeral storage is ${p.given} GiB, but a pod on Fargate has at most 175`,
    remedy: () => 'choose at most 175 GiB, or other nodes with eks.nodes',
    see: `${EKS}/fargate-pod-configuration.html`,
  }),
  FargatePodTooLarge: message<{ cpuUnits: number; memoryMiB: number }>({
    what: p => `a pod on Fargate cannot have ${p.cpuUnits} CPU units and ${p.memoryMiB} MiB: at most 16 virtual CPUs and 120 GiB, of which Kubernetes takes 256 MiB`,
    remedy: () => 'choose a smaller size, or other nodes with eks.nodes',
    see: `${EKS}/fargate-pod-configuration.html`,
  }),

  // Namespaces
  EksNamespaceMissing: message<Record<string, never>>({
    what: () => 'the platform has no namespace for workloads',
    remedy: () => "leave namespaces out, or name at least one, for example 'workloads'",
    see: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
  }),
  EksNamespaceInvalid: message<{ given: string }>({
    what: p => `'${p.given}' cannot be a namespace for workloads: lower-case letters, digits and hyphens, at most 63, not starting with 'kube-', and not 'default' or one that an add-on uses`,
    remedy: () => "choose a name of your own, for example 'workloads'",
    see: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
  }),
  EksNamespaceTwice: message<{ given: string }>({
    what: p => `namespace '${p.given}' is listed twice`,
    remedy: () => 'list it once',
  }),
  EksNamespaceUnknown: message<{ given: string; known: readonly string[] }>({
    what: p => `the platform has no namespace '${p.given}'`,
    remedy: p => `choose ${chosenFrom(p.known)}, or add it to the platform's namespaces`,
  }),
  NotOnEks: message<{ workload: string }>({
    what: p => `'${p.workload}' is not on an EKS platform`,
    remedy: () => 'use the class of the platform it is on',
  }),
  EksNameTaken: message<{ name: string; namespace: string; owner: string }>({
    what: p => `'${p.owner}' is already called '${p.name}' in namespace '${p.namespace}'`,
    remedy: () => 'give one of them another workloadName or another namespace',
  }),

  // Objects
  KubernetesObjectTooLarge: message<{ kind: string; name: string; kib: number; max: number }>({
    what: p => `${p.kind} '${p.name}' takes ${p.kib} KiB, but changing it takes an event that carries the old and the new one, and so at most ${p.max} of each`,
    remedy: () => 'move long values out of the environment, for example to a parameter or an object in S3',
    see: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
  }),

  // Workloads: what Kubernetes has no word for
  KubernetesNameInvalid: message<{ what: string; given: string; max: number; nearest: string }>({
    what: p => `'${p.given}' cannot be the name of a ${p.what} in Kubernetes: lower-case letters, digits and single hyphens between them, at most ${p.max} characters`,
    remedy: p => `call it '${p.nearest}'`,
    see: `${KUBERNETES}/concepts/overview/working-with-objects/names/`,
  }),
  KubernetesUserIsNumber: message<{ given: string }>({
    what: p => `'${p.given}' names the user by name, which Kubernetes cannot look up`,
    remedy: () => "say its number, for example '1000' or '1000:1000', or set the user in the image",
    see: `${KUBERNETES}/tasks/configure-pod-container/security-context/`,
  }),
  KubernetesHasNoUlimits: message<{ given: readonly string[] }>({
    what: p => `a pod cannot set ulimits, and so not ${chosenFrom(p.given)}`,
    remedy: () => 'leave them out; nodes give containers high limits, and the start command of the image may lower them',
    see: `${KUBERNETES}/tasks/configure-pod-container/security-context/`,
  }),
  KubernetesCapability: message<{ given: readonly string[] }>({
    what: p => `namespaces for workloads follow the baseline of Pod Security, which refuses to add ${chosenFrom(p.given)}`,
    remedy: p => `leave ${p.given.length === 1 ? 'it' : 'them'} out; where the image needs what containers have by default, set the dropped capabilities to an empty list instead`,
    see: `${KUBERNETES}/concepts/security/pod-security-standards/`,
  }),
  KubernetesMountPath: message<{ given: string }>({
    what: p => `Kubernetes mounts nothing at '${p.given}', because of the colon`,
    remedy: p => `choose a path without one, for example '${p.given.replace(/:/g, '-')}'`,
    see: `${KUBERNETES}/concepts/storage/volumes/`,
  }),
  KubernetesContainerRestarts: message<{ container: string }>({
    what: p => `container '${p.container}' may end without the copy, but a pod would start it again`,
    remedy: () => 'leave essential out, or make it an init container, or give it a restartPolicy if it may be started again',
    see: `${KUBERNETES}/concepts/workloads/pods/pod-lifecycle/`,
  }),
  KubernetesMainIsNotAwaited: message<{ container: string; main: string }>({
    what: p => `container '${p.container}' waits for the main container '${p.main}', but a pod starts the main container last`,
    remedy: () => 'leave the dependency out, and let the container try until the other answers',
    see: `${KUBERNETES}/concepts/workloads/pods/sidecar-containers/`,
  }),
  KubernetesCompletionMustSucceed: message<{ container: string }>({
    what: p => `a pod goes on only when '${p.container}' has succeeded; it cannot just wait for its end`,
    remedy: () => 'wait for SUCCESS, and have the container exit with 0 where a failure does not matter',
    see: `${KUBERNETES}/concepts/workloads/pods/init-containers/`,
  }),
  KubernetesProbeCodes: message<{ given: string }>({
    what: p => `Kubernetes takes the statuses from 200 to 399 for a good answer and cannot be told '${p.given}'`,
    remedy: () => 'leave successCodes out, or use Probe.command() with a program of the image',
    see: `${KUBERNETES}/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/`,
  }),
  KubernetesProbeSuccesses: message<{ given: number }>({
    what: p => `one good answer proves to Kubernetes that a container lives; it cannot be told to want ${p.given}`,
    remedy: () => 'leave successes out',
    see: `${KUBERNETES}/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/`,
  }),
  EksRegistryPassword: message<{ reference: string }>({
    what: p => `'${p.reference}' needs a password, but nodes pull images before any secret of the workload is in the cluster`,
    remedy: () => 'copy the image to a repository of your account, or reach it through a pull-through cache of ECR',
    see: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html',
  }),
  EksEnvironmentFileInS3: message<{ key: string }>({
    what: p => `environment file '${p.key}' is in S3, which pods cannot read variables from`,
    remedy: () => 'use EnvironmentFile.fromFile(), or set the variables in the workload',
    see: `${KUBERNETES}/tasks/configure-pod-container/configure-pod-configmap/`,
  }),
  EksLogsEverything: message<Record<string, never>>({
    what: () => 'the output of a pod cannot be left out of the logs',
    remedy: () => 'leave logging out, or turn off the logs of the whole platform with its observability option',
    see: `${EKS}/add-ons-amazon-cloudwatch-observability.html`,
  }),
  EksLogGroupOfPlatform: message<{ given: string }>({
    what: p => `the workload wants to log to '${p.given}', but all pods of a cluster log to one group`,
    remedy: () => 'leave the log group out; the lines of a workload are found by its name',
    see: `${EKS}/add-ons-amazon-cloudwatch-observability.html`,
  }),
  EksLogRetentionOfPlatform: message<{ given: number; platform: number }>({
    what: p => `the workload wants its logs kept for ${p.given} days, but those of all pods are kept together, for ${p.platform}`,
    remedy: () => 'leave the retention out, or change that of the platform with a profile of your own',
    see: `${EKS}/add-ons-amazon-cloudwatch-observability.html`,
  }),
  EksLogsNeverBlock: message<Record<string, never>>({
    what: () => 'pods write their output to the disk of the node and never wait for CloudWatch',
    remedy: () => 'leave blocking out',
    see: `${EKS}/add-ons-amazon-cloudwatch-observability.html`,
  }),
  EksScalingPolicy: message<{ kind: 'requests' | 'schedule' }>({
    what: p => `the cluster cannot scale ${p.kind === 'requests' ? 'with the number of requests, which it does not measure' : 'by a schedule'}`,
    remedy: () => 'scale with processor or memory, or add an autoscaler such as KEDA to the cluster',
    see: `${KUBERNETES}/concepts/workloads/autoscaling/horizontal-pod-autoscale/`,
  }),
  EksScalingFromZero: message<{ given: number }>({
    what: p => `the workload may scale down to ${p.given} copies, but Kubernetes cannot scale up again from none`,
    remedy: () => 'choose a min of at least 1',
    see: `${KUBERNETES}/concepts/workloads/autoscaling/horizontal-pod-autoscale/`,
  }),
  EksGateAlwaysRollsBack: message<Record<string, never>>({
    what: () => 'a version that does not come up fails the deployment, and CloudFormation takes it back',
    remedy: () => 'leave the circuit breaker as it is, or turn it off to deploy without waiting for the pods',
    see: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html',
  }),
  EksGateHasNoThreshold: message<{ value: number }>({
    what: p => `a deployment on EKS gives up after a time and not after ${p.value} failures`,
    remedy: () => 'leave the threshold out',
    see: `${KUBERNETES}/concepts/workloads/controllers/deployment/`,
  }),
  EksRollsOnly: message<object>({
    what: () => 'CodeDeploy does not deploy to EKS',
    remedy: () => 'choose Rollout.blueGreen(), canary() or linear(), with which the stack itself moves the traffic, or Rollout.rolling()',
    see: 'https://docs.aws.amazon.com/codedeploy/latest/userguide/welcome.html#compute-platform',
  }),
  EksRolloutAsksNobody: message<{ given: string }>({
    what: p => `a rollout on EKS asks ${p.given} whether to go on`,
    remedy: () => 'watch alarms, which take a version back by themselves, or use EcsPlatform',
  }),
  EksRolloutTellsNobody: message<{ given: string }>({
    what: p => `a rollout on EKS does not tell '${p.given}' how it goes`,
    remedy: () => "leave notifications out, and give the stack's deployment the topic: cdk deploy --notification-arns",
    see: 'https://docs.aws.amazon.com/cdk/v2/guide/ref-cli-cmd-deploy.html',
  }),
  EksRolloutIsNotTested: message<object>({
    what: () => 'no rule of the load balancer leads to a new version on EKS ahead of the public',
    remedy: () => 'leave testTraffic out and begin with a small share: Rollout.canary({ percent: 1 })',
  }),
  EksShiftNeedsExposure: message<object>({
    what: () => 'the rollout moves the traffic of load balancers, but none leads to the workload',
    remedy: () => 'give the workload an exposure, or choose Rollout.rolling()',
  }),
  EksShiftNeedsCopies: message<object>({
    what: () => 'the workload has no copies that traffic could move to',
    remedy: () => 'give it at least one copy, or choose Rollout.rolling()',
  }),
  EksShiftIsDeployed: message<object>({
    what: () => 'CloudFormation moves traffic on EKS between objects that it applies, but the platform only writes them down',
    remedy: () => 'choose Rollout.rolling() without followTraffic, or ManifestDelivery.APPLY',
  }),
  EksShiftTooLong: message<{ minutes: number; most: number }>({
    what: p => `the steps and the bake time take ${p.minutes} minutes together, and a stack's deployment waits for at most ${p.most}`,
    remedy: () => 'shorten interval or bakeTime, or take larger steps',
  }),
  EksStartTooLong: message<{ minutes: number; most: number }>({
    what: p => `a stack's deployment waits at most ${p.most} minutes until copies are well, not ${p.minutes}`,
    remedy: p => `set startTimeout to at most Duration.minutes(${p.most})`,
    see: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-customresource.html',
  }),
  EksShiftUndecided: message<{ what: string }>({
    what: p => `${p.what} is decided at deployment, but the steps of a rollout on EKS are written into the template`,
    remedy: () => 'give a value that is known at synthesis',
  }),
  EksRolloutAlarms: message<{ given: readonly string[] }>({
    what: p => `nothing on EKS watches ${chosenFrom(p.given)} during a deployment`,
    remedy: () => "leave the alarms out, and give them to the stack's deployment as rollback triggers of CloudFormation",
    see: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-rollback-triggers.html',
  }),

  // Disks and environment files
  EksDiskFromSnapshot: message<{ volume: string }>({
    what: p => `disk '${p.volume}' starts with a snapshot, which the cluster has no part for`,
    remedy: () => 'leave the snapshot out, say the size, and fill the disk with an init container',
    see: `${EKS}/csi-snapshot-controller.html`,
  }),
  EksEnvironmentFileMalformed: message<{ given: string }>({
    what: p => `'${p.given}' in the file cannot be the name of a variable: letters, digits, underscores, hyphens and dots, at most 253`,
    remedy: () => 'change the name, or remove the line',
    see: `${KUBERNETES}/concepts/configuration/configmap/`,
  }),

  // Add-ons and capabilities
  AddOnUnknown: message<{ given: string; nearest?: string; known: readonly string[] }>({
    what: p => `the platform knows no add-on called '${p.given}'`,
    remedy: p => p.nearest ? `write '${p.nearest}'` : `name one of ${p.known.join(', ')}; install others with eks.CfnAddon`,
    see: `${EKS}/workloads-add-ons-available-eks.html`,
  }),
  AddOnVersionMalformed: message<{ given: string; example: string }>({
    what: p => `'${p.given}' cannot be the version of this add-on`,
    remedy: p => `write it like '${p.example}'`,
    see: `${EKS}/updating-an-add-on.html`,
  }),
  AddOnVersionTooOld: message<{ name: string; given: string; oldest: string; because: string }>({
    what: p => `version '${p.given}' of ${p.name} does not do what the platform relies on: ${p.because}`,
    remedy: p => `leave it out, or choose one from ${p.oldest} on`,
    see: `${EKS}/workloads-add-ons-available-eks.html`,
  }),
  AddOnVersionDoesNotFit: message<{ name: string; given: string; kubernetes: string }>({
    what: p => `version '${p.given}' of ${p.name} does not go with Kubernetes ${p.kubernetes}: it may be up to three minor versions older, never newer`,
    remedy: p => `leave it out, or choose a version that starts with v${p.kubernetes}`,
    see: `${KUBERNETES.replace('/docs', '')}/releases/version-skew-policy/#kube-proxy`,
  }),
  AddOnChartOutOfReach: message<{ name: string }>({
    what: p => `${p.name} is a Helm chart, which the function that applies it gets from the internet, but the network has no way there`,
    remedy: () => 'use Nodes.auto(), which has it built in, or a network with NAT',
    see: `${EKS}/lbc-helm.html`,
  }),
  AddOnRefreshTooShort: message<{ given: string; least: string }>({
    what: p => `looking for new values of secrets every ${p.given} is more often than makes sense`,
    remedy: p => `choose at least ${p.least}`,
    see: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/ascp-eks-installation.html',
  }),
  EksCapabilityTwice: message<{ kind: string }>({
    what: p => `the cluster would have the capability '${p.kind}' twice`,
    remedy: () => 'leave one of them out',
    see: `${EKS}/capabilities.html`,
  }),
  EksArgoCdInstanceMalformed: message<{ given: string }>({
    what: p => `'${p.given}' is not the ARN of an instance of IAM Identity Center`,
    remedy: () => 'give an ARN like arn:aws:sso:::instance/ssoins-0123456789abcdef, as `aws sso-admin list-instances` shows it',
    see: `${EKS}/argocd-create-cli.html`,
  }),
  EksArgoCdNamespaceInvalid: message<{ given: string }>({
    what: p => `'${p.given}' cannot be the name of a namespace: lower-case letters, digits and hyphens between them, at most 63`,
    remedy: () => "leave it out for 'argocd', or choose another",
    see: `${KUBERNETES}/concepts/overview/working-with-objects/names/`,
  }),
  EksArgoCdForNobody: message<Record<string, never>>({
    what: () => 'nobody could sign in to Argo CD',
    remedy: () => "name at least one principal, for example administrators: [IdentityCenterPrincipal.group('...')]",
    see: `${EKS}/argocd-permissions.html`,
  }),
  EksArgoCdIdentityMalformed: message<{ given: string }>({
    what: p => `'${p.given}' is not the id of a user or a group in IAM Identity Center`,
    remedy: () => 'give the id, not the name: five groups of hexadecimal digits, as `aws identitystore list-groups` shows it',
    see: `${EKS}/argocd-create-cli.html`,
  }),

  // Access
  AccessPrincipalMalformed: message<{ given: string }>({
    what: p => `'${p.given}' is not the ARN of a role or a user`,
    remedy: () => 'give an ARN like arn:aws:iam::111122223333:role/path/name',
    see: `${EKS}/creating-access-entries.html`,
  }),
  AccessPrincipalIsSession: message<{ given: string; role: string }>({
    what: p => `'${p.given}' is one session of a role, which ends`,
    remedy: p => `give the ARN of the role '${p.role}', with its path: arn:aws:iam::111122223333:role/path/${p.role}`,
    see: `${EKS}/creating-access-entries.html`,
  }),
  AccessPrincipalIsGroup: message<{}>({
    what: () => 'EKS does not know groups of IAM users',
    remedy: () => 'give the pack to a role that they assume, or to each user',
    see: `${EKS}/creating-access-entries.html`,
  }),
  AccessPrincipalIsRoot: message<{ given: string }>({
    what: p => `'${p.given}' stands for a whole account`,
    remedy: () => 'give access to single roles',
    see: `${EKS}/creating-access-entries.html`,
  }),
  AccessPrincipalIsPermissionSet: message<{ given: string }>({
    what: p => `'${p.given}' is a permission set; EKS knows only the role that Identity Center makes of it in the account`,
    remedy: () => 'give the ARN of the role: arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Name_0123456789abcdef',
    see: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html',
  }),
  EksHasNoCpuAlarm: message<object>({
    what: () => 'nothing limits the CPU of pods, so there is no share of it that an alarm could begin at',
    remedy: () => 'leave alarms.cpuPercent out, and scale on the processor, or alarm about memory and the time that requests take',
    see: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-enhanced-EKS.html',
  }),
  AccessPrincipalIsServiceLinked: message<{ given: string }>({
    what: p => `'${p.given}' is linked to a service of AWS, and access entries do not take such roles`,
    remedy: () => 'give access to a role of your own',
    see: `${EKS}/creating-access-entries.html`,
  }),
  AccessPrincipalLacksPath: message<{ given: string }>({
    what: p => `'${p.given}' lacks the path that the roles of permission sets have`,
    remedy: () => 'give the whole ARN, with /aws-reserved/sso.amazonaws.com/ in it, as IAM shows it',
    see: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html',
  }),
  AccessPrincipalIsTaken: message<{ given: string; by: string }>({
    what: p => `'${p.given}' has an access entry in the cluster already, because of '${p.by}', and EKS allows one`,
    remedy: () => 'give the packs to another role, or all access to this one by packs',
    see: `${EKS}/creating-access-entries.html`,
  }),
  AccessNamespaceMissing: message<{ usual: string }>({
    what: () => 'the list of namespaces is empty, so nothing would be allowed',
    remedy: p => `leave namespaces out for '${p.usual}', or name one`,
  }),
  AccessNamespaceUnknown: message<{ given: string; usual: string }>({
    what: p => `the platform has no namespace '${p.given}'`,
    remedy: p => `name one of the platform's, for example '${p.usual}', or add it with the namespaces of the platform`,
  }),
  AccessScopeContradicts: message<{ given: readonly string[] }>({
    what: p => `access to the whole cluster cannot be limited to ${chosenFrom(p.given)}`,
    remedy: () => 'leave clusterWide or namespaces out',
    see: `${EKS}/access-policies.html`,
  }),
};
