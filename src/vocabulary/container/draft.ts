import { InitContainer, SidecarContainer } from './auxiliary';
import { DependencyCondition } from './dependency';
import { ContainerOptions } from './options';
import { ContainerDraft, ContainerRole } from '../../model';
import { Image } from '../image';
import { linuxDraft } from '../linux-options';
import { namesDraft } from '../name-resolution-options';

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
