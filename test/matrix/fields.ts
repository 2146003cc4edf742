/**
 * Every member of a workload's specification, by name. The compiler refuses this file when one is missing or none of the
 * specification's, and a test refuses the matrix when no row covers one.
 */
import {
  CapabilitiesSpec, CircuitBreakerSpec, CircuitBreakerThreshold, ContainerResources, ContainerRole, ContainerSpec, DependencySpec,
  EnvironmentFileSpec, ExposureSpec, HeaderMatch, HttpQuestion, ImageSpec, LoggingSpec, MountSpec, OperatingSystem, PlatformOptions,
  PortSpec, ProbeQuestion, ProbeTiming, QueryStringMatch, RolloutAlarms, RolloutSpec, RouteMatch, RuntimeSpec, ScalingPolicySpec,
  ScalingSpec, SecretSpec, SizeSpec, UlimitSpec, VolumeSpec, WorkloadSpec,
} from '../../src/model';

type Members<T> = T extends unknown ? Exclude<Extract<keyof T, string>, 'kind'> : never;
type Kinds<T> = T extends { readonly kind: infer K extends string } ? K : never;
type All<P extends string, N extends string> = Record<N, `${P}.${N}`>;

/** Lists names with what they belong to in front; a missing or superfluous one does not compile. */
function under<P extends string, N extends string>(parent: P, names: Record<N, true>): All<P, N> {
  return Object.fromEntries(Object.keys(names).map(name => [name, `${parent}.${name}`])) as All<P, N>;
}

const TABLES = [
  under<'workload', Members<WorkloadSpec>>('workload', {
    name: true,
    containers: true,
    size: true,
    runtime: true,
    volumes: true,
    scaling: true,
    exposures: true,
    rollout: true,
    logging: true,
    permissions: true,
    exec: true,
    alarms: true,
    pinnedImages: true,
    platformOptions: true,
  }),
  under<'container', Members<ContainerSpec>>('container', {
    name: true,
    role: true,
    image: true,
    essential: true,
    command: true,
    entryPoint: true,
    workingDirectory: true,
    user: true,
    ports: true,
    environment: true,
    environmentFiles: true,
    secrets: true,
    probe: true,
    resources: true,
    ulimits: true,
    capabilities: true,
    readOnlyRoot: true,
    initProcess: true,
    mounts: true,
    dependsOn: true,
    stopTimeout: true,
  }),
  under<'role', ContainerRole>('role', { main: true, sidecar: true, init: true }),
  under<'port', Members<PortSpec>>('port', { name: true, port: true, protocol: true, application: true }),
  under<'image', Kinds<ImageSpec>>('image', { registry: true, repository: true, directory: true, tarball: true }),
  under<'image', Exclude<Members<ImageSpec>, Kinds<ImageSpec>>>('image', {
    reference: true, credentials: true, tag: true, digest: true, file: true, target: true, buildArgs: true, exclude: true,
  }),
  under<'environmentFile', Kinds<EnvironmentFileSpec>>('environmentFile', { file: true, object: true }),
  under<'environmentFile', Exclude<Members<EnvironmentFileSpec>, 'file'>>('environmentFile', { bucket: true, key: true }),
  under<'secret', Kinds<SecretSpec>>('secret', { vault: true, parameter: true }),
  under<'secret', Exclude<Members<SecretSpec>, 'secret' | 'parameter'>>('secret', { field: true, versionStage: true, versionId: true }),
  under<'probe', Kinds<ProbeQuestion>>('probe', { http: true, tcp: true, command: true }),
  under<'probe', Members<ProbeTiming>>('probe', { interval: true, timeout: true, failures: true, successes: true, startPeriod: true }),
  under<'resources', Members<ContainerResources>>('resources', { cpuUnits: true, memoryLimitMiB: true, memoryReservationMiB: true, gpus: true }),
  under<'ulimit', Members<UlimitSpec>>('ulimit', { name: true, soft: true, hard: true }),
  under<'capabilities', Members<CapabilitiesSpec>>('capabilities', { add: true, drop: true }),
  under<'mount', Members<MountSpec>>('mount', { volume: true, path: true, readOnly: true }),
  under<'dependency', DependencySpec['condition']>('dependency', { start: true, healthy: true, complete: true, success: true }),
  under<'size', Members<SizeSpec>>('size', { cpuUnits: true, memoryMiB: true, ephemeralStorageGiB: true, gpus: true }),
  under<'runtime', Members<RuntimeSpec>>('runtime', { architecture: true, os: true }),
  under<'architecture', RuntimeSpec['architecture']>('architecture', { x86_64: true, arm64: true }),
  under<'os', OperatingSystem>('os', {
    'linux': true,
    'windows-server-2019-core': true,
    'windows-server-2019-full': true,
    'windows-server-2022-core': true,
    'windows-server-2022-full': true,
    'windows-server-2025-core': true,
    'windows-server-2025-full': true,
  }),
  under<'volume', Kinds<VolumeSpec>>('volume', { ephemeral: true, shared: true, disk: true }),
  under<'volume', Members<VolumeSpec>>('volume', {
    name: true,
    fileSystem: true,
    accessPoint: true,
    directory: true,
    uid: true,
    gid: true,
    permissions: true,
    type: true,
    sizeGiB: true,
    iops: true,
    throughputMiB: true,
    encryptionKey: true,
    snapshotId: true,
    format: true,
  }),
  under<'scaling', Kinds<ScalingSpec>>('scaling', { fixed: true, range: true }),
  under<'scaling', Members<ScalingSpec>>('scaling', { count: true, min: true, max: true, policies: true, scaleInCooldown: true, scaleOutCooldown: true }),
  under<'policy', Kinds<ScalingPolicySpec>>('policy', { cpu: true, memory: true, requests: true, schedule: true }),
  under<'policy', Members<ScalingPolicySpec>>('policy', { targetPercent: true, perMinuteAndCopy: true, name: true, expression: true, timeZone: true, min: true, max: true }),
  under<'exposure', Members<ExposureSpec>>('exposure', {
    audience: true,
    port: true,
    container: true,
    match: true,
    priority: true,
    authentication: true,
    protocol: true,
    encrypted: true,
    health: true,
    drainTime: true,
    stickiness: true,
  }),
  under<'audience', ExposureSpec['audience']>('audience', { public: true, internal: true }),
  under<'protocol', ExposureSpec['protocol']>('protocol', { http1: true, http2: true, grpc: true }),
  under<'match', Members<RouteMatch>>('match', { hostNames: true, paths: true, headers: true, queryStrings: true, sourceIps: true, methods: true }),
  under<'match', `header-${Members<HeaderMatch>}` | `query-${Members<QueryStringMatch>}`>('match', {
    'header-name': true, 'header-values': true, 'query-key': true, 'query-value': true,
  }),
  under<'health', Members<HttpQuestion & ProbeTiming>>('health', {
    path: true, port: true, successCodes: true, interval: true, timeout: true, failures: true, successes: true, startPeriod: true,
  }),
  under<'rollout', Kinds<RolloutSpec>>('rollout', { rolling: true }),
  under<'rollout', Members<RolloutSpec>>('rollout', {
    minHealthyPercent: true, maxHealthyPercent: true, circuitBreaker: true, alarms: true, healthCheckGracePeriod: true,
  }),
  under<'breaker', Members<CircuitBreakerSpec>>('breaker', { enabled: true, rollback: true, threshold: true }),
  under<'threshold', Kinds<CircuitBreakerThreshold>>('threshold', { count: true, percent: true }),
  under<'alarms', Kinds<RolloutAlarms>>('alarms', { default: true, none: true, given: true }),
  under<'logging', Kinds<LoggingSpec>>('logging', { group: true, none: true }),
  under<'logging', Exclude<Members<LoggingSpec>, 'group'>>('logging', { retentionDays: true, blocking: true, bufferMiB: true }),
  under<'options', Members<PlatformOptions>>('options', { ecs: true, eks: true }),
] as const;

type Values<T> = T extends unknown ? T[keyof T] : never;

export type SpecField = Values<(typeof TABLES)[number]>;

export const SPEC_FIELDS: readonly SpecField[] = TABLES.flatMap(table => Object.values(table)) as SpecField[];
