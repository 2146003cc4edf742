import { Duration } from 'aws-cdk-lib/core';
import { ContainerDependency } from './dependency';
import { Mount } from './mount';
import { UlimitOptions } from './ulimit';
import { CredentialSpec } from '../credential-spec';
import { EnvironmentFile } from '../environment-file';
import { LinuxOptions } from '../linux-options';
import { NameResolutionOptions } from '../name-resolution-options';
import { RestartPolicyOptions } from '../restart-policy';
import { SecretSource } from '../secret-source';

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
