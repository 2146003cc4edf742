import { AlarmsDraft, AlarmsSpec } from './alarms';
import { ContainerDraft, ContainerSpec } from './container';
import { DiscoveryDraft, DiscoverySpec } from './discovery';
import { ExposureDraft, ExposureSpec } from './exposure';
import { Handle } from './handle';
import { ImageCache } from './image';
import { ImageFindingsDraft, ImageFindingsSpec } from './image-findings';
import { JobDraft, JobSpec } from './job';
import { LoggingDraft, LoggingSpec } from './logging';
import { NetworkListenerDraft, NetworkListenerSpec } from './network-listener';
import { QueueDraft, QueueSpec } from './queue';
import { RolloutDraft, RolloutSpec } from './rollout';
import { RedeployOnRotation } from './rotation';
import { ScalingDraft, ScalingSpec } from './scaling';
import { TelemetryDraft, TelemetrySpec } from './telemetry';
import { VolumeDraft, VolumeSpec } from './volume';

/**
 * A workload, complete and checked: what every renderer consumes and every front-end leads to.
 *
 * It is a value. All defaults are filled in, all rules hold, and nothing can change it.
 */
export interface WorkloadSpec {
  readonly name: string;
  /** The main container first. */
  readonly containers: readonly ContainerSpec[];
  readonly size: SizeSpec;
  readonly runtime: RuntimeSpec;
  readonly volumes: readonly VolumeSpec[];
  readonly scaling: ScalingSpec;
  readonly exposures: readonly ExposureSpec[];
  /** How others of the platform find it by name; if empty by Service Connect or its like, once somebody connects to it. */
  readonly discovery: readonly DiscoverySpec[];
  /** Ways in below HTTP. */
  readonly networkListeners: readonly NetworkListenerSpec[];
  /** Runs that end, instead of copies that stay. */
  readonly job?: JobSpec;
  /** Where its work comes from. */
  readonly queue?: QueueSpec;
  /** A copy may ask not to be scaled away while it works on something. */
  readonly taskProtection: boolean;
  readonly rollout: RolloutSpec;
  /** A secret that changes brings new copies. */
  readonly redeployOnRotation: RedeployOnRotation;
  readonly logging: LoggingSpec;
  /** Who takes traces and metrics of the main container. */
  readonly telemetry?: TelemetrySpec;
  /** Policy statements for the workload's own identity. */
  readonly permissions: readonly Handle[];
  /** People may open a shell in a running container. */
  readonly exec: boolean;
  /** When the workload's own metrics alarm. Undefined: never. */
  readonly alarms?: AlarmsSpec;
  /** Images are named so that the same name means the same image tomorrow. */
  readonly pinnedImages: boolean;
  /** What may be wrong with the images for a deployment to go on. Undefined: nobody asks. */
  readonly imageFindings?: ImageFindingsSpec;
  /** What only one platform understands, each under its own key. */
  readonly platformOptions: PlatformOptions;
}

/** What one copy gets, all containers together. */
export interface SizeSpec {
  /** 1024 units are one virtual CPU. */
  readonly cpuUnits: number;
  readonly memoryMiB: number;
  readonly ephemeralStorageGiB: number;
  readonly gpus: number;
}

export interface RuntimeSpec {
  readonly architecture: 'x86_64' | 'arm64';
  readonly os: OperatingSystem;
}

export type OperatingSystem =
  | 'linux'
  | 'windows-server-2019-core' | 'windows-server-2019-full'
  | 'windows-server-2022-core' | 'windows-server-2022-full'
  | 'windows-server-2025-core' | 'windows-server-2025-full';

export interface PlatformOptions {
  readonly ecs?: Handle;
  readonly eks?: Handle;
}

/** A workload as front-ends describe it: whatever is missing is filled in from the defaults. */
export interface WorkloadDraft {
  readonly name: string;
  readonly containers: readonly ContainerDraft[];
  readonly size?: Partial<SizeSpec>;
  readonly runtime?: Partial<RuntimeSpec>;
  readonly volumes?: readonly VolumeDraft[];
  readonly scaling?: ScalingDraft;
  readonly exposures?: readonly ExposureDraft[];
  readonly discovery?: readonly DiscoveryDraft[];
  readonly networkListeners?: readonly NetworkListenerDraft[];
  readonly job?: JobDraft;
  readonly queue?: QueueDraft;
  readonly taskProtection?: boolean;
  readonly rollout?: RolloutDraft;
  readonly redeployOnRotation?: boolean;
  readonly logging?: LoggingDraft;
  readonly telemetry?: TelemetryDraft;
  readonly permissions?: readonly Handle[];
  readonly exec?: boolean;
  /** As usual, not at all, or with something that differs. */
  readonly alarms?: AlarmsDraft | boolean;
  readonly pinnedImages?: boolean;
  /** Nobody asks if `false`, whatever the platform says. */
  readonly imageFindings?: ImageFindingsDraft | false;
  readonly platformOptions?: PlatformOptions;
}

/** What the platform means for a workload: the defaults that differ between production and development, and its caches. */
export interface WorkloadDefaults {
  readonly desiredCount: number;
  readonly logRetentionDays: number;
  readonly alarms: boolean;
  readonly pinnedImages: boolean;
  /** Where the platform can; not at all if undefined. */
  readonly redeployOnRotation?: boolean;
  /** Caches of the account's own registry. The first that fits is used. */
  readonly imageCaches?: readonly ImageCache[];
}
