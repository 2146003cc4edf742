import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { renderCredentialSpec } from './credential-spec';
import { renderEnvironmentFiles } from './environment';
import { renderImage } from './image';
import { renderLinuxParameters, renderSystemControls } from './linux';
import { addRouter } from './log-router';
import { renderLogging } from './logging';
import { renderProbe } from './probe';
import { renderSecret } from './secrets';
import { mountVolumes } from './volumes';
import { ContainerResources, ContainerSpec, DependencySpec, isWindows, PortSpec, WorkloadSpec } from '../model';
import { RenderedImage, RenderedTelemetry } from '../platform';

const CONDITIONS: Record<DependencySpec['condition'], ecs.ContainerDependencyCondition> = {
  start: ecs.ContainerDependencyCondition.START,
  healthy: ecs.ContainerDependencyCondition.HEALTHY,
  complete: ecs.ContainerDependencyCondition.COMPLETE,
  success: ecs.ContainerDependencyCondition.SUCCESS,
};

/** Adds the workload's containers to its task definition, the main one first: ECS calls that the default container. */
export function renderContainers(
  scope: Construct, spec: WorkloadSpec, taskDefinition: ecs.TaskDefinition, logGroup: logs.ILogGroup | undefined, telemetry: RenderedTelemetry,
): Map<string, ecs.ContainerDefinition> {
  const containers = new Map(spec.containers.map(container => [
    container.name,
    renderContainer(scope, spec, container, taskDefinition, logGroup, telemetry.variablesOf(container)),
  ]));
  for (const container of spec.containers) {
    for (const { container: other, condition } of container.dependsOn) {
      containers.get(container.name)!.addContainerDependencies({ container: containers.get(other)!, condition: CONDITIONS[condition] });
    }
  }
  return containers;
}

/** What is going to be pulled. */
export function imagesOf(containers: readonly ecs.ContainerDefinition[]): RenderedImage[] {
  return containers.map(({ containerName, imageName }) => ({ container: containerName, image: imageName }));
}

function renderContainer(
  scope: Construct, spec: WorkloadSpec, container: ContainerSpec, taskDefinition: ecs.TaskDefinition, logGroup: logs.ILogGroup | undefined,
  variables: Record<string, string>,
): ecs.ContainerDefinition {
  const { resources, names, restart, versionConsistency } = container;
  const share = shareOf(container, spec, taskDefinition);
  const options: ecs.ContainerDefinitionOptions = {
    containerName: container.name,
    image: renderImage(scope, container.name, container.image, spec.runtime),
    essential: container.essential,
    command: mutable(container.command),
    entryPoint: mutable(container.entryPoint),
    workingDirectory: container.workingDirectory,
    user: container.user,
    environment: { ...container.environment, ...variables },
    environmentFiles: emptyIsNone(renderEnvironmentFiles(scope, container, taskDefinition.obtainExecutionRole())),
    secrets: Object.fromEntries(Object.entries(container.secrets).map(([name, source]) => [name, renderSecret(source)])),
    healthCheck: renderProbe(container),
    cpu: share.cpuUnits,
    memoryLimitMiB: share.memoryLimitMiB,
    memoryReservationMiB: resources.memoryReservationMiB,
    gpuCount: share.gpus,
    readonlyRootFilesystem: isWindows(spec.runtime.os) ? undefined : container.readOnlyRoot,
    linuxParameters: renderLinuxParameters(scope, spec, container),
    stopTimeout: container.stopTimeout,
    logging: renderLogging(spec, container.name, logGroup),
    portMappings: container.ports.map(port => renderPort(port, hasNames(taskDefinition.networkMode))),
    // Nothing is said about what nobody wants, so that Fargate, which takes none of these, does not see them.
    privileged: container.privileged || undefined,
    pseudoTerminal: container.pseudoTerminal || undefined,
    interactive: container.interactive || undefined,
    dockerLabels: Object.keys(container.labels).length > 0 ? { ...container.labels } : undefined,
    hostname: names.hostname,
    dnsServers: emptyIsNone([...names.dnsServers]),
    dnsSearchDomains: emptyIsNone([...names.searchDomains]),
    extraHosts: Object.keys(names.extraHosts).length > 0 ? { ...names.extraHosts } : undefined,
    systemControls: emptyIsNone(renderSystemControls(container.linux)),
    enableRestartPolicy: restart && true,
    restartAttemptPeriod: restart?.attemptPeriod,
    restartIgnoredExitCodes: restart && emptyIsNone([...restart.ignoredExitCodes]),
    versionConsistency: versionConsistency === undefined ? undefined
      : versionConsistency ? ecs.VersionConsistency.ENABLED : ecs.VersionConsistency.DISABLED,
    credentialSpecs: container.credentialSpec && [renderCredentialSpec(container.credentialSpec, taskDefinition.obtainExecutionRole())],
    ulimits: emptyIsNone(container.ulimits.map(({ name, soft, hard }) => ({ name: name as ecs.UlimitName, softLimit: soft, hardLimit: hard }))),
  };
  const definition = addRouter(taskDefinition, container, spec.logging, options) ?? taskDefinition.addContainer(container.name, options);
  mountVolumes(definition, container, spec);
  return definition;
}

function renderPort({ name, port, protocol, application }: PortSpec, isNamed: boolean): ecs.PortMapping {
  return {
    containerPort: port,
    protocol: protocol === 'udp' ? ecs.Protocol.UDP : ecs.Protocol.TCP,
    ...isNamed && {
      name,
      appProtocol: application && { http: ecs.AppProtocol.http, http2: ecs.AppProtocol.http2, grpc: ecs.AppProtocol.grpc }[application],
    },
  };
}

/** Where ports have names: wherever Service Connect could use them. */
function hasNames(mode: ecs.NetworkMode): boolean {
  return mode === ecs.NetworkMode.AWS_VPC || mode === ecs.NetworkMode.BRIDGE;
}

/**
 * What the container is given of the task. GPUs that nobody asked for by name are the main container's. Windows ignores the size of
 * a task on machines, so the main container says it.
 */
function shareOf({ role, resources }: ContainerSpec, spec: WorkloadSpec, taskDefinition: ecs.TaskDefinition): ContainerResources {
  if (role !== 'main') {
    return resources;
  }
  const { size, runtime, containers } = spec;
  const left = (total: number, share: (of: ContainerResources) => number | undefined) =>
    containers.reduce((rest, other) => rest - (other.role === 'main' ? 0 : share(other.resources) ?? 0), total) || undefined;
  const gpus = resources.gpus ?? (size.gpus > 0 ? left(size.gpus, of => of.gpus) : undefined);
  return isWindows(runtime.os) && !taskDefinition.isFargateCompatible ? {
    cpuUnits: resources.cpuUnits ?? left(size.cpuUnits, of => of.cpuUnits),
    memoryLimitMiB: resources.memoryLimitMiB ?? left(size.memoryMiB, of => of.memoryReservationMiB ?? of.memoryLimitMiB),
    gpus,
  } : { ...resources, gpus };
}

function mutable<T>(list: readonly T[] | undefined): T[] | undefined {
  return list && [...list];
}

function emptyIsNone<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}
