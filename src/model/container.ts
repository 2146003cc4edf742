import { Duration } from 'aws-cdk-lib/core';
import { CredentialSpecSpec } from './credential-spec';
import { Handle } from './handle';
import { ImageSpec } from './image';
import { LinuxDraft, LinuxSpec } from './linux';
import { NamesSpec } from './names';
import { ProbeDraft, ProbeSpec } from './probe';
import { RestartSpec } from './restart';
import { SecretSpec } from './secret';

/** One container of a workload. */
export interface ContainerSpec {
  readonly name: string;
  readonly role: ContainerRole;
  readonly image: ImageSpec;
  /** When an essential container stops, the whole copy is replaced. */
  readonly essential: boolean;
  readonly command?: readonly string[];
  readonly entryPoint?: readonly string[];
  readonly workingDirectory?: string;
  readonly user?: string;
  readonly ports: readonly PortSpec[];
  readonly environment: Readonly<Record<string, string>>;
  readonly environmentFiles: readonly EnvironmentFileSpec[];
  readonly secrets: Readonly<Record<string, SecretSpec>>;
  /** Whether the container is alive; an essential one that is not is replaced. */
  readonly probe?: ProbeSpec;
  readonly resources: ContainerResources;
  readonly ulimits: readonly UlimitSpec[];
  readonly capabilities: CapabilitiesSpec;
  /** It may do what the machine's own root may do. */
  readonly privileged: boolean;
  readonly linux: LinuxSpec;
  readonly names: NamesSpec;
  readonly readOnlyRoot: boolean;
  /** A small init process reaps children and forwards signals. */
  readonly initProcess: boolean;
  readonly mounts: readonly MountSpec[];
  readonly dependsOn: readonly DependencySpec[];
  /** How long the container may take to stop before it is killed. */
  readonly stopTimeout: Duration;
  /** Undefined means that the end of an essential container is the end of its copy. */
  readonly restart?: RestartSpec;
  /** Its output goes to a terminal. */
  readonly pseudoTerminal: boolean;
  /** Its standard input stays open. */
  readonly interactive: boolean;
  /** For whoever looks at the containers of a machine. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether a tag means the same image in all copies of a version; undefined means what the platform does. */
  readonly versionConsistency?: boolean;
  readonly credentialSpec?: CredentialSpecSpec;
}

/** main takes the traffic and does the work, a sidecar helps it, an init container runs to its end before they start. */
export type ContainerRole = 'main' | 'sidecar' | 'init';

export interface PortSpec {
  readonly name: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  /** What is spoken over TCP, where that is known. */
  readonly application?: 'http' | 'http2' | 'grpc';
}

/** Variables read from a file of `NAME=value` lines when the container starts. */
export type EnvironmentFileSpec =
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'object'; readonly bucket: Handle; readonly key: string };

/** The share of the workload's size that one container gets; undefined means whatever the others leave. */
export interface ContainerResources {
  /** 1024 units are one virtual CPU. */
  readonly cpuUnits?: number;
  /** The container is killed above this. */
  readonly memoryLimitMiB?: number;
  /** What the container is promised. */
  readonly memoryReservationMiB?: number;
  readonly gpus?: number;
}

export interface UlimitSpec {
  readonly name: string;
  readonly soft: number;
  readonly hard: number;
}

/** Linux capabilities, without the `CAP_` in front. */
export interface CapabilitiesSpec {
  readonly add: readonly string[];
  readonly drop: readonly string[];
}

export interface MountSpec {
  readonly volume: string;
  readonly path: string;
  readonly readOnly: boolean;
}

export interface DependencySpec {
  readonly container: string;
  readonly condition: 'start' | 'healthy' | 'complete' | 'success';
}

/** A container as front-ends describe it: everything but its name and image may be missing. */
export type ContainerDraft =
  & Pick<ContainerSpec, 'name' | 'image'>
  & Partial<Omit<ContainerSpec, 'name' | 'image' | 'probe' | 'capabilities' | 'ports' | 'linux' | 'names' | 'restart'>>
  & {
    readonly probe?: ProbeDraft;
    readonly capabilities?: Partial<CapabilitiesSpec>;
    readonly ports?: readonly PortDraft[];
    readonly linux?: LinuxDraft;
    readonly names?: Partial<NamesSpec>;
    readonly restart?: Partial<RestartSpec>;
  };

export type PortDraft = Pick<PortSpec, 'port'> & Partial<PortSpec>;
