import { Duration, Size } from 'aws-cdk-lib/core';
import { ContainerDraft, ContainerRole } from '../model';
import { CredentialSpec } from './credential-spec';
import { EnvironmentFile } from './environment-file';
import { Image } from './image';
import { linuxDraft, LinuxOptions } from './linux-options';
import { NameResolutionOptions, namesDraft } from './name-resolution-options';
import { Probe } from './probe';
import { RestartPolicyOptions } from './restart-policy';
import { SecretSource } from './secret-source';

/**
 * A port that a container listens on.
 */
export interface ContainerPort {
  /** The port, 1 to 65535. */
  readonly port: number;

  /**
   * Name of the port, unique within the workload: lower-case letters, digits and hyphens.
   * @default - `http` for the port that is exposed, otherwise `port-` and the number
   */
  readonly name?: string;

  /**
   * The transport protocol.
   * @default TransportProtocol.TCP
   */
  readonly protocol?: TransportProtocol;
}

/**
 * A transport protocol.
 */
export enum TransportProtocol {
  /** TCP */
  TCP = 'tcp',
  /** UDP */
  UDP = 'udp',
}

/**
 * Where a container sees a volume of its workload.
 */
export interface Mount {
  /** Name of the volume, a key of the workload's `volumes`. */
  readonly volume: string;

  /** Absolute path of a directory in the container, other than the root. */
  readonly path: string;

  /**
   * The container may only read.
   * @default false
   */
  readonly readOnly?: boolean;
}

/**
 * A container that must have come so far before this one starts.
 */
export interface ContainerDependency {
  /** Name of the other container. */
  readonly container: string;

  /**
   * How far it must have come.
   * @default DependencyCondition.START
   */
  readonly condition?: DependencyCondition;
}

/**
 * How far a container must have come before those that depend on it start.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html
 */
export enum DependencyCondition {
  /** It has started. */
  START = 'start',
  /** Its probe says that it is well. */
  HEALTHY = 'healthy',
  /** It has run to its end, whatever the exit code. Only for containers that are not essential. */
  COMPLETE = 'complete',
  /** It has run to its end with exit code 0. Only for containers that are not essential. */
  SUCCESS = 'success',
}

/**
 * A limit on a resource of the processes in a container.
 */
export interface UlimitOptions {
  /** Name as in `/etc/security/limits.conf`, for example `nofile`. */
  readonly name: string;

  /** The limit in force. */
  readonly soft: number;

  /** How far a process may raise it; -1 for no limit. */
  readonly hard: number;
}

/**
 * What a container runs and how. These options are the same for main containers, sidecars and init containers.
 */
export interface ContainerOptions {
  /**
   * Arguments, or the command where the image has no entry point. Replaces the image's own.
   * @default - the image's
   */
  readonly command?: string[];

  /**
   * The program to run, with leading arguments. Replaces the image's own, and clears the image's command.
   * @default - the image's
   */
  readonly entryPoint?: string[];

  /**
   * Absolute path of the directory the command runs in.
   * @default - the image's
   */
  readonly workingDirectory?: string;

  /**
   * User, or user and group separated by a colon; names or numeric ids.
   * @default - the image's
   */
  readonly user?: string;

  /**
   * Environment variables. Plain text in the template: a name that looks like a secret is refused, and so is a value that
   * is a private key, an AWS access key or a URL with a password.
   * @default - none
   */
  readonly environment?: { [name: string]: string };

  /**
   * Files of environment variables, at most ten. Where a name is in both, `environment` wins.
   * @default - none
   */
  readonly environmentFiles?: EnvironmentFile[];

  /**
   * Environment variables whose values are kept elsewhere and read when the container starts.
   * @default - none
   */
  readonly secrets?: { [name: string]: SecretSource };

  /**
   * Where the container sees the workload's volumes.
   * @default - nowhere
   */
  readonly mounts?: Mount[];

  /**
   * Containers that must come first.
   * @default - none, except that init containers come before all others
   */
  readonly dependsOn?: ContainerDependency[];

  /**
   * How long the container may take to stop before it is killed. At most two minutes on Fargate.
   * @default Duration.seconds(30)
   */
  readonly stopTimeout?: Duration;

  /**
   * The container may not write to its own file system; give it an ephemeral volume where it must.
   * @default - true on Linux, unless the workload allows `exec`, which needs a file system it can write to
   */
  readonly readOnlyRootFilesystem?: boolean;

  /**
   * Run a small init process that reaps children and forwards signals.
   * @default - true on Linux
   */
  readonly initProcess?: boolean;

  /**
   * Linux capabilities to keep or add, for example `NET_BIND_SERVICE`. On Fargate only `SYS_PTRACE` can be added, on other machines of ECS any.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html
   * @default - none
   */
  readonly addCapabilities?: string[];

  /**
   * Linux capabilities to drop.
   * @default - all of them, on Linux; pass an empty list to keep the container runtime's usual set. A privileged container keeps all
   */
  readonly dropCapabilities?: string[];

  /**
   * Limits on the resources of processes. On Fargate only `nofile` can be set, on other machines of ECS any.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Ulimit.html
   * @default - the platform's
   */
  readonly ulimits?: UlimitOptions[];

  /**
   * The container may do what the machine's own root may do, and so may whoever breaks into it: for agents that look after
   * machines. Not on Fargate, not on Windows, and not in the namespaces of an EKS platform.
   * @default false
   */
  readonly privileged?: boolean;

  /**
   * Shared memory, swap space, devices and kernel parameters.
   * @default - the platform's
   */
  readonly linux?: LinuxOptions;

  /**
   * The host name, DNS servers and search domains, and lines of `/etc/hosts`.
   * @default - the platform's
   */
  readonly nameResolution?: NameResolutionOptions;

  /**
   * Start the container again where it is when it has ended, instead of replacing the whole copy. Not for what runs to its end.
   * @default - the end of an essential container is the end of its copy; on EKS each container is started again
   */
  readonly restartPolicy?: RestartPolicyOptions;

  /**
   * Give the container a terminal.
   * @default false
   */
  readonly pseudoTerminal?: boolean;

  /**
   * Keep the container's standard input open.
   * @default false
   */
  readonly interactive?: boolean;

  /**
   * Labels of the container, for tools that look at the containers of a machine. Not on Managed Instances and EKS.
   * @default - none
   */
  readonly dockerLabels?: { [name: string]: string };

  /**
   * Find out once for each version which image a tag means, so that all of its copies run the same one.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html#deployment-container-image-stability
   * @default - true on ECS, except for images that are built with the app, whose names never change their meaning. EKS knows only the digests that you write
   */
  readonly versionConsistency?: boolean;

  /**
   * The group managed service account (gMSA) of Active Directory under which the container runs.
   * @default - none
   */
  readonly credentialSpec?: CredentialSpec;
}

/**
 * A container beside the main one.
 */
export interface AuxiliaryContainerOptions extends ContainerOptions {
  /** Name of the container, unique within the workload. */
  readonly name: string;

  /** The image it runs. */
  readonly image: Image;

  /**
   * Processor share of this container, in units of which 1024 are one virtual CPU.
   * @default - whatever the other containers leave
   */
  readonly cpu?: number;

  /**
   * Memory above which the container is killed.
   * @default - the memory of the workload
   */
  readonly memoryLimit?: Size;

  /**
   * Memory the container is promised.
   * @default - none
   */
  readonly memoryReservation?: Size;

  /**
   * GPUs of this container, of those of the workload; the main container has the others. Not on Fargate.
   * @default 0
   */
  readonly gpus?: number;
}

/**
 * A container that helps the main one as long as it runs: a proxy, an agent, a log router.
 */
export interface SidecarContainer extends AuxiliaryContainerOptions {
  /**
   * Ports it listens on.
   * @default - none
   */
  readonly ports?: ContainerPort[];

  /**
   * Whether it is alive. ECS can only ask with `Probe.command()` and refuses others.
   * @default - as long as its process runs
   */
  readonly probe?: Probe;

  /**
   * When it stops, the whole copy is replaced.
   * @default true
   */
  readonly essential?: boolean;
}

/**
 * A container that runs to its end, successfully, before the others start; several run one after the other. It runs in
 * each copy, whenever one starts.
 */
export interface InitContainer extends AuxiliaryContainerOptions {
}

/** The model's words for the options that all containers share. */
export function containerDraft(role: ContainerRole, name: string, image: Image, options: ContainerOptions): ContainerDraft {
  const { addCapabilities, dropCapabilities, environmentFiles, secrets, mounts, dependsOn, readOnlyRootFilesystem, ...rest } = options;
  return {
    command: rest.command,
    entryPoint: rest.entryPoint,
    workingDirectory: rest.workingDirectory,
    user: rest.user,
    environment: rest.environment,
    stopTimeout: rest.stopTimeout,
    initProcess: rest.initProcess,
    ulimits: rest.ulimits,
    name,
    role,
    image: image._toSpec(),
    environmentFiles: environmentFiles?.map(file => file._toSpec()),
    secrets: secrets && Object.fromEntries(Object.entries(secrets).map(([key, source]) => [key, source._toSpec()])),
    mounts: mounts?.map(mount => ({ readOnly: false, ...mount })),
    dependsOn: dependsOn?.map(({ container, condition = DependencyCondition.START }) => ({ container, condition })),
    readOnlyRoot: readOnlyRootFilesystem,
    capabilities: { add: addCapabilities, drop: dropCapabilities },
    privileged: rest.privileged,
    linux: rest.linux && linuxDraft(rest.linux),
    names: rest.nameResolution && namesDraft(rest.nameResolution),
    restart: rest.restartPolicy,
    pseudoTerminal: rest.pseudoTerminal,
    interactive: rest.interactive,
    labels: rest.dockerLabels,
    versionConsistency: rest.versionConsistency,
    credentialSpec: rest.credentialSpec?._toSpec(),
  };
}

/** The model's words for a sidecar or an init container. */
export function auxiliaryDraft(role: 'sidecar' | 'init', options: SidecarContainer | InitContainer): ContainerDraft {
  const { cpu, memoryLimit, memoryReservation, gpus, ports, probe, essential } = options as SidecarContainer;
  return {
    ...containerDraft(role, options.name, options.image, options),
    ports,
    probe: probe?._toDraft(),
    essential,
    resources: {
      cpuUnits: cpu,
      memoryLimitMiB: memoryLimit?.toMebibytes(),
      memoryReservationMiB: memoryReservation?.toMebibytes(),
      gpus,
    },
  };
}
