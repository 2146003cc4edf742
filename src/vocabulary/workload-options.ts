import * as iam from 'aws-cdk-lib/aws-iam';
import { Size } from 'aws-cdk-lib/core';
import { Handle, WorkloadDraft } from '../model';
import { Alarms } from './alarms';
import { auxiliaryDraft, containerDraft, ContainerOptions, InitContainer, SidecarContainer } from './container';
import { EcsWorkloadOptions } from './ecs-options';
import { EksWorkloadOptions } from './eks-options';
import { Image } from './image';
import { ImageFindings } from './image-findings';
import { Logging } from './logging';
import { Rollout } from './rollout';
import { Architecture, OperatingSystem, runtimeDraft } from './runtime';
import { scalingDraft, ScalingOptions } from './scaling';
import { Telemetry } from './telemetry';
import { Volume } from './volume';

/**
 * What every workload has, whatever decides how many copies of it there are.
 */
export interface CommonWorkloadOptions extends ContainerOptions {
  /** The image of the main container. */
  readonly image: Image;

  /**
   * Name of the workload: its main container, its log streams, its address for other workloads and, in a hosted zone,
   * its host name. Letters, digits, hyphens and underscores.
   * @default - the id of the construct, in lower case with hyphens between words
   */
  readonly workloadName?: string;

  /**
   * Processor of one copy, all containers together, in units of which 1024 are one virtual CPU.
   *
   * Fargate knows certain pairs of processor and memory only; others are refused with the nearest that exist.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
   * @default - 256 (1024 on Windows), or the least that goes with `memory`
   */
  readonly cpu?: number;

  /**
   * Memory of one copy, all containers together, in whole MiB.
   * @default - 2 MiB for each unit of `cpu`: 512 MiB if neither is given
   */
  readonly memory?: Size;

  /**
   * Disk of one copy, for images and ephemeral volumes, in whole GiB. On Fargate 20 to 200 GiB.
   * @default Size.gibibytes(20)
   */
  readonly ephemeralStorage?: Size;

  /**
   * GPUs of one copy. Not available on Fargate.
   * @default 0
   */
  readonly gpus?: number;

  /**
   * The processor architecture the images are built for.
   * @default Architecture.X86_64
   */
  readonly architecture?: Architecture;

  /**
   * The operating system of the containers.
   * @default OperatingSystem.LINUX
   */
  readonly operatingSystem?: OperatingSystem;

  /**
   * Containers that help the main one. With it, at most ten containers in all.
   * @default - none
   */
  readonly sidecars?: SidecarContainer[];

  /**
   * Containers that run to their end before the others start.
   * @default - none
   */
  readonly initContainers?: InitContainer[];

  /**
   * Storage that the containers mount, by name. A volume that nobody mounts is refused.
   * @default - none
   */
  readonly volumes?: { [name: string]: Volume };

  /**
   * Where the output of the containers goes.
   * @default - a log group of the workload's own
   */
  readonly logging?: Logging;

  /**
   * Who takes the traces and metrics that the main container says, besides its output.
   * @default - nobody
   */
  readonly telemetry?: Telemetry;

  /**
   * Which findings of a scanner keep the images of the containers from running. A deployment that is about to run one fails
   * before it changes the workload.
   * @default - as the platform says; otherwise nobody asks
   */
  readonly imageFindings?: ImageFindings;

  /**
   * What the workload may do in your account. Grants of other constructs (`table.grantReadData(api)`) add to it.
   * @default - nothing
   */
  readonly permissions?: iam.PolicyStatement[];

  /**
   * Allow people with the permission to open a shell in a running container. It makes the root file system of the main
   * container writable, which the agent behind the shell needs. The platform can keep a log of what was typed.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
   * @default false
   */
  readonly exec?: boolean;
}

/**
 * What every long-running workload has whose copies are counted, whatever their number follows.
 */
export interface CountedWorkloadOptions extends CommonWorkloadOptions {
  /**
   * Number of copies, when it does not follow the load. Excludes `scaling`.
   * @default - 2 in production, 1 in development
   */
  readonly desiredCount?: number;

  /**
   * How a new version replaces the old one.
   * @default Rollout.rolling()
   */
  readonly rollout?: Rollout;

  /**
   * Deploy the workload again, by the same rollout, when a value changes that its containers read when they start: a secret whose
   * label moves, which a rotation does, or a parameter. Changes that come together lead to one deployment, and a deployment follows
   * another one not sooner than a quarter of an hour. On ECS, but for CodeDeploy and managed daemons, where it is refused, as on EKS.
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/secret-event-notifications.html
   * @default - as the platform says, and its profile: where possible in production, not in development
   */
  readonly redeployOnRotation?: boolean;

  /**
   * Alarms that are made from the workload's own metrics.
   * @default - as the platform says, and its profile: `Alarms.standard()` in production, `Alarms.none()` in development
   */
  readonly alarms?: Alarms;

  /**
   * What only ECS understands.
   * @default - the platform's defaults
   */
  readonly ecs?: EcsWorkloadOptions;

  /**
   * What only EKS understands. Refused on other platforms.
   * @default - none
   */
  readonly eks?: EksWorkloadOptions;
}

/**
 * What every long-running workload has whose number of copies follows its load.
 */
export interface WorkloadOptions extends CountedWorkloadOptions {
  /**
   * How the number of copies follows the load. The number is then left out of the template, so that a deployment
   * does not undo what scaling did. Excludes `desiredCount`.
   * @default - the number does not change by itself
   */
  readonly scaling?: ScalingOptions;
}

/** The model's words for a workload whose copies are counted: what its own kind adds comes on top. */
export function workloadDraft(name: string, options: WorkloadOptions): WorkloadDraft {
  return {
    ...commonDraft(name, options),
    scaling: scalingDraft(options.scaling, options.desiredCount),
    rollout: options.rollout?._toDraft(),
    redeployOnRotation: options.redeployOnRotation,
    alarms: options.alarms?._toDraft(),
    platformOptions: platformOptions(options.ecs, options.eks),
  };
}

/** What each platform reads for itself. */
export function platformOptions(ecs: object | undefined, eks: object | undefined): WorkloadDraft['platformOptions'] {
  return { ecs: ecs && new Handle('ecs options', ecs), eks: eks && new Handle('eks options', eks) };
}

/** The model's words for what all workloads have. */
export function commonDraft(name: string, options: CommonWorkloadOptions): WorkloadDraft {
  return {
    name,
    containers: [
      containerDraft('main', name, options.image, options),
      ...(options.sidecars ?? []).map(sidecar => auxiliaryDraft('sidecar', sidecar)),
      ...(options.initContainers ?? []).map(init => auxiliaryDraft('init', init)),
    ],
    size: {
      cpuUnits: options.cpu,
      memoryMiB: options.memory?.toMebibytes(),
      ephemeralStorageGiB: options.ephemeralStorage?.toGibibytes(),
      gpus: options.gpus,
    },
    runtime: runtimeDraft(options.architecture, options.operatingSystem),
    volumes: Object.entries(options.volumes ?? {}).map(([volume, value]) => value._toDraft(volume)),
    logging: options.logging?._toDraft(),
    telemetry: options.telemetry?._toDraft(name),
    permissions: options.permissions?.map(statement => new Handle(describeStatement(statement), statement)),
    exec: options.exec,
    imageFindings: options.imageFindings?._toDraft(),
  };
}

function describeStatement(statement: iam.PolicyStatement): string {
  return `${statement.effect} ${[...statement.actions, ...statement.notActions.map(action => `not ${action}`)].join(', ')}`;
}
