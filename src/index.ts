// Workloads: what people write
export { DaemonService, WebService } from './workloads';
export type { DaemonServiceProps, WebServiceProps } from './workloads';

// Platforms: where workloads run
export { EcsManagedDaemon, EcsPlatform, EcsWorkload } from './ecs';
export type { EcsPlatformProps } from './ecs';
export { EcsAccess, EcsAccessPack, EcsDenial, EcsTaskEvents } from './ecs';
export type { EcsAccessOptions, EcsDenyOptions, EcsDeployerOptions, EcsExecOptions, EcsOperatorOptions } from './ecs';
export { Ec2Capacity, ExternalCapacity, ManagedInstancesCapacity } from './ecs';
export {
  EksAccess, EksAddOns, EksCapability, EksObservability, EksPlatform, EksWorkload, IdentityCenterPrincipal, KubernetesSupport, ManifestDelivery,
} from './eks';
export type {
  AckOptions, ArgoCdOptions, EksAccessOptions, EksAddOnProps, EksAdminOptions, EksClusterProps, EksNodes, EksPlatformProps,
} from './eks';
export { AccessGrantee, ContainerPlatform, Workload, WorkloadPlacement } from './platform';
export type { ConnectToOptions, ContainerPlatformProps, IWorkload, PlatformWorkloadDefaults } from './platform';

// Vocabulary: the words of a workload
export {
  ApplicationProtocol, Architecture, Authentication, Capacity, DependencyCondition, DiskFormat, DiskType, EnvironmentFile, Exposure, Image,
  Logging, NodeImage, Nodes, OperatingSystem, PlatformProfile, Probe, SecretSource, TransportProtocol, Volume,
} from './vocabulary';
export type {
  AuxiliaryContainerOptions, CapacityShare, ContainerDependency, ContainerOptions, ContainerPort, DirectoryImageOptions, EbsVolumeOptions, Ec2CapacityOptions,
  EcsWorkloadOptions, EfsVolumeOptions, EksWorkloadOptions, ExposureOptions, ExternalCapacityOptions, FargateNodesOptions, Gp3DiskOptions, HeaderCondition, HttpProbeOptions,
  InitContainer, Io2DiskOptions, LogGroupOptions, ManagedInstancesCapacityOptions, ManagedNodesOptions, Mount, NodeOptions, NodeTaint, PlatformProfileOptions, ProbeOptions,
  QueryStringCondition, RegistryImageOptions, RepositoryImageOptions, ScalingOptions, ScheduledScaling, SecretVersionOptions,
  SelfManagedNodesOptions, SidecarContainer, TcpProbeOptions, UlimitOptions, WorkloadOptions,
} from './vocabulary';
export { CredentialSpec, DevicePermission, HostDevice } from './vocabulary';
export { InstanceImage } from './vocabulary';
export { InstancePurchase, ManagedInstancesScaleIn } from './vocabulary';
export type { Ec2RefreshOptions, Ec2ScalingOptions, ExistingCapacityOptions, ReservedInstancesOptions } from './vocabulary';
export type { CommonWorkloadOptions, DaemonRolloutOptions, EcsDaemonOptions, EcsTaskOptions, EksDaemonOptions } from './vocabulary';
export type { DockerVolumeOptions, FsxWindowsVolumeOptions, S3FilesVolumeOptions, TmpfsVolumeOptions } from './vocabulary';
export type { CredentialSpecOptions, HostDeviceOptions, LinuxOptions, NameResolutionOptions, RestartPolicyOptions } from './vocabulary';

// Rollouts: how a new version arrives
export { RolloutDashboard } from './ecs';
export type { RolloutDashboardProps } from './ecs';
export {
  AlarmsFiringAtStart, ApprovalTimeout, FailureThreshold, OnActiveDeployment, Rollout, RolloutAlarms, RolloutApproval, RolloutCompletion,
  RolloutHook, RolloutStage, RolloutTrigger, ScalingDuringDeployment, TestTraffic, TrafficShift,
} from './vocabulary';
export type {
  BlueGreenRolloutOptions, CanaryRolloutOptions, CodeDeployRolloutOptions, LinearRolloutOptions, RollingRolloutOptions, RolloutApprovalOptions,
  RolloutHookOptions, RolloutOptions, SideBySideRolloutOptions, TestListenerOptions,
} from './vocabulary';

// Network
export { AddressSpace, Egress, ExistingNetwork, FlowLogs, Network } from './network';
export type {
  CloudWatchFlowLogsOptions, EndpointsOnlyOptions, ExistingNetworkOptions, FlowLogsOptions, INetwork, IpamPoolOptions, NatOptions, NetworkProps,
  TierPrefixes,
} from './network';

// Registry
export { ExistingImageRepository, ImageEncryption, ImageRepository, ImageRetention } from './registry';
export type { ImageRepositoryProps, RetentionOptions, TagPrefixRetention } from './registry';

// Ingress
export { Domain, Ingress, IngressBase, IngressRoute, Waf } from './ingress';
export type { CertificatesDomainOptions, ExistingLoadBalancerOptions, HostedZoneDomainOptions, IngressProps, ManagedRulesOptions } from './ingress';
export type { AuthenticationOptions, CognitoAuthenticationOptions, OidcAuthenticationOptions } from './vocabulary';

// Guardrails: rules over whole apps
export { ContainerGuardrails } from './guardrails';
