import { ContainerDraft, ContainerSpec } from './container';
import { ExposureDraft, ExposureSpec } from './exposure';
import { Handle } from './handle';
import { JobDraft, JobSpec } from './job';
import { LoggingDraft, LoggingSpec } from './logging';
import { RolloutDraft, RolloutSpec } from './rollout';
import { ScalingDraft, ScalingSpec } from './scaling';
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
  /** Runs that end, instead of copies that stay. */
  readonly job?: JobSpec;
  readonly rollout: RolloutSpec;
  readonly logging: LoggingSpec;
  /** Policy statements for the workload's own identity. */
  readonly permissions: readonly Handle[];
  /** People may open a shell in a running container. */
  readonly exec: boolean;
  /** Alarms are made from the workload's own metrics. */
  readonly alarms: boolean;
  /** Images are named so that the same name means the same image tomorrow. */
  readonly pinnedImages: boolean;
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
  readonly job?: JobDraft;
  readonly rollout?: RolloutDraft;
  readonly logging?: LoggingDraft;
  readonly permissions?: readonly Handle[];
  readonly exec?: boolean;
  readonly alarms?: boolean;
  readonly pinnedImages?: boolean;
  readonly platformOptions?: PlatformOptions;
}

/** The defaults that differ between production and development. */
export interface WorkloadDefaults {
  readonly desiredCount: number;
  readonly logRetentionDays: number;
  readonly alarms: boolean;
  readonly pinnedImages: boolean;
}
