// Workloads: what people write
export { BackendService, DaemonService, NetworkService, ReleaseJob, ScheduledJob, StandaloneTask, WebService, WorkerService } from './workloads';
export type {
  BackendPort, BackendServiceProps, DaemonServiceProps, NetworkServiceProps, ReleaseJobProps, ScheduledJobProps, StandaloneTaskProps,
  WebServiceProps, WorkerServiceProps,
} from './workloads';

// Platforms: where workloads run
export { EcsJob, EcsManagedDaemon, EcsPlatform, EcsTaskEvents, EcsWorkload } from './ecs';
export type { EcsPlatformProps } from './ecs';
export {
  EksAccess, EksAddOns, EksCapability, EksJob, EksObservability, EksPlatform, EksWorkload, IdentityCenterPrincipal, KubernetesSupport,
  ManifestDelivery,
} from './eks';
export type {
  AckOptions, ArgoCdOptions, EksAccessOptions, EksAddOnProps, EksAdminOptions, EksClusterProps, EksNodes, EksPlatformProps,
} from './eks';
export { AccessGrantee, ContainerPlatform, JobPlacement, Workload, WorkloadPlacement } from './platform';
export type { ConnectToOptions, ContainerPlatformProps, IWorkload, PlatformWorkloadDefaults } from './platform';

// Capacity: what tasks of ECS run on
export { Ec2Capacity, ExternalCapacity, ManagedInstancesCapacity } from './ecs';
export { Capacity, InstanceImage, InstancePurchase, ManagedInstancesScaleIn } from './vocabulary';
export type {
  CapacityShare, Ec2CapacityOptions, Ec2RefreshOptions, Ec2ScalingOptions, ExistingCapacityOptions, ExternalCapacityOptions,
  ManagedInstancesCapacityOptions, ReservedInstancesOptions,
} from './vocabulary';

// Access to ECS: who may do what
export { EcsAccess, EcsAccessPack, EcsDenial } from './ecs';
export type { EcsAccessOptions, EcsDenyOptions, EcsDeployerOptions, EcsExecOptions, EcsOperatorOptions } from './ecs';

// Vocabulary: the words of a workload
export {
  ApplicationProtocol, Architecture, Authentication, CredentialSpec, DependencyCondition, DevicePermission, EnvironmentFile, Exposure,
  HostDevice, Image, Logging, NodeImage, Nodes, OperatingSystem, PlatformProfile, Probe, SecretSource, TransportProtocol,
} from './vocabulary';
export type {
  AuxiliaryContainerOptions, CommonWorkloadOptions, ContainerDependency, ContainerOptions, ContainerPort, CountedWorkloadOptions,
  CredentialSpecOptions, DaemonRolloutOptions, DirectoryImageOptions, EcsDaemonOptions, EcsTaskOptions, EcsWorkloadOptions, EksDaemonOptions,
  EksWorkloadOptions, ExposureOptions, FargateNodesOptions, HeaderCondition, HostDeviceOptions, HttpProbeOptions, InitContainer, LinuxOptions,
  LogGroupOptions, ManagedNodesOptions, Mount, NameResolutionOptions, NodeOptions, NodeTaint, PlatformProfileOptions, ProbeOptions,
  QueryStringCondition, RegistryImageOptions, RepositoryImageOptions, RestartPolicyOptions, ScalingOptions, ScheduledScaling,
  SecretVersionOptions, SelfManagedNodesOptions, SidecarContainer, TcpProbeOptions, UlimitOptions, WorkloadOptions,
} from './vocabulary';

// Discovery: how workloads find each other by name
export type { ServiceConnectMetricOptions } from './ecs';
export { AccessLogFormat, BackendProtocol, Discovery, DnsRecord } from './vocabulary';
export type { CloudMapOptions, LatticeOptions, ServiceConnectEndpoint, ServiceConnectOptions, ServiceConnectTls } from './vocabulary';

// Jobs: what starts them
export { JobSchedule, OnRollback, OverlapPolicy } from './vocabulary';
export type { EcsJobOptions } from './vocabulary';

// Queues: where messages come from
export { TopicSubscription, WorkQueue } from './vocabulary';
export type {
  ExistingWorkQueueOptions, FifoWorkQueueOptions, TopicSubscriptionOptions, WorkerScalingOptions, WorkMetric, WorkQueueOptions,
} from './vocabulary';

// Logs: where output goes
export { LogDestination, StackTraces } from './vocabulary';
export type {
  BucketDestinationOptions, DatadogDestinationOptions, LogDriverOptions, LogGroupDestinationOptions, LogRouterOptions,
  OpenSearchDestinationOptions, PluginDestinationOptions, SplunkDestinationOptions,
} from './vocabulary';

// Telemetry: traces and metrics
export { Instrumentation, Telemetry, TelemetryMetrics } from './vocabulary';
export type { ApplicationSignalsOptions, OpenTelemetryOptions, PrometheusWorkspaceOptions, TelemetryAgentOptions } from './vocabulary';

// Images that are not good enough
export { ImageFindings, UnknownImages, VulnerabilitySeverity } from './vocabulary';
export type { ImageFindingsOptions } from './vocabulary';

// Alarms: who is told of what
export { AlarmKind, Alarms } from './vocabulary';
export type { AlarmsOptions } from './vocabulary';

// Volumes: where files are
export { DiskFormat, DiskType, Volume } from './vocabulary';
export type {
  DockerVolumeOptions, EbsVolumeOptions, EfsVolumeOptions, FsxWindowsVolumeOptions, Gp3DiskOptions, Io2DiskOptions, S3FilesVolumeOptions,
  TmpfsVolumeOptions,
} from './vocabulary';

// Rollouts: how a new version arrives
export { RolloutDashboard, SecretRotation } from './ecs';
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
export {
  CatalogArchitecture, CatalogOperatingSystem, ExistingImageNamespace, ExistingImageRegistry, ExistingImageRepository, ImageEncryption,
  ImageNamespace, ImageNamespaceBase, ImagePuller, ImageRegistry, ImageRegistryBase, ImageRepository, ImageRepositoryBase, ImageRetention,
  PublicImageRepository, PullThroughCache, RegistryScanning, RepositoryOrigin,
} from './registry';
export type {
  ArchiveOptions, AuthenticatedCacheOptions, AzureCacheOptions, BasicScanningOptions, CatalogData, EcrCacheOptions, EnhancedScanningOptions,
  ExistingNamespaceOptions, ImageNamespaceProps, ImagePullerOptions, ImageRegistryProps, ImageReplication, ImageRepositoryOptions,
  ImageRepositoryProps, ImageSigning, PublicImageRepositoryProps,
  PullThroughCacheOptions, ReplicationDestination, ReplicationSource, RepositoryTemplate, RetentionOptions, TagPrefixRetention,
  VulnerabilityOptions,
} from './registry';
export { ExistingPublicImageRepository, ImageEventSource, ImageRegistryEvents, PublicImageRepositoryBase } from './registry';
export type {
  FindingOptions, ImageAlarmOptions, ImageChangeOptions, ImageCountAlarmOptions, PullAlarmOptions, UnusedAlarmOptions,
} from './registry';

// Ingress
export { Domain, Ingress, IngressBase, IngressRoute, Waf } from './ingress';
export { NetworkIngress, NetworkIngressBase, NetworkRoute, StaticAddresses } from './ingress';
export type { ExistingNetworkLoadBalancerOptions, NetworkIngressProps, PrivateLinkOptions } from './ingress';
export type {
  CertificatesDomainOptions, ExistingLoadBalancerOptions, HostedZoneDomainOptions, IngressProps, ManagedRulesOptions,
} from './ingress';
export { Audience, NetworkListener } from './vocabulary';
export type { NetworkListenerOptions, TcpListenerOptions, TcpUdpListenerOptions, TlsListenerOptions, UdpListenerOptions } from './vocabulary';
export type { AuthenticationOptions, CognitoAuthenticationOptions, OidcAuthenticationOptions } from './vocabulary';

// Guardrails: rules over whole apps
export { ContainerGuardrails } from './guardrails';
