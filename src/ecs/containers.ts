import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { renderEnvironmentFiles } from './environment';
import { renderImage } from './image';
import { renderLogging } from './logging';
import { renderProbe } from './probe';
import { renderSecret } from './secrets';
import { ContainerSpec, DependencySpec, isWindows, PortSpec, WorkloadSpec } from '../model';

const CONDITIONS: Record<DependencySpec['condition'], ecs.ContainerDependencyCondition> = {
  start: ecs.ContainerDependencyCondition.START,
  healthy: ecs.ContainerDependencyCondition.HEALTHY,
  complete: ecs.ContainerDependencyCondition.COMPLETE,
  success: ecs.ContainerDependencyCondition.SUCCESS,
};

/** Adds the workload's containers to its task definition, the main one first: ECS calls that the default container. */
export function renderContainers(
  scope: Construct, spec: WorkloadSpec, taskDefinition: ecs.TaskDefinition, logGroup: logs.ILogGroup | undefined,
): Map<string, ecs.ContainerDefinition> {
  const containers = new Map(spec.containers.map(container => [
    container.name,
    renderContainer(scope, spec, container, taskDefinition, logGroup),
  ]));
  for (const container of spec.containers) {
    for (const { container: other, condition } of container.dependsOn) {
      containers.get(container.name)!.addContainerDependencies({ container: containers.get(other)!, condition: CONDITIONS[condition] });
    }
  }
  return containers;
}

function renderContainer(
  scope: Construct, spec: WorkloadSpec, container: ContainerSpec, taskDefinition: ecs.TaskDefinition, logGroup: logs.ILogGroup | undefined,
): ecs.ContainerDefinition {
  const { resources } = container;
  const definition = taskDefinition.addContainer(container.name, {
    containerName: container.name,
    image: renderImage(scope, container.name, container.image, spec.runtime),
    essential: container.essential,
    command: mutable(container.command),
    entryPoint: mutable(container.entryPoint),
    workingDirectory: container.workingDirectory,
    user: container.user,
    environment: { ...container.environment },
    environmentFiles: emptyIsNone(renderEnvironmentFiles(scope, container, taskDefinition.obtainExecutionRole())),
    secrets: Object.fromEntries(Object.entries(container.secrets).map(([name, source]) => [name, renderSecret(source)])),
    healthCheck: renderProbe(container),
    cpu: resources.cpuUnits,
    memoryLimitMiB: resources.memoryLimitMiB,
    memoryReservationMiB: resources.memoryReservationMiB,
    gpuCount: resources.gpus,
    readonlyRootFilesystem: isWindows(spec.runtime.os) ? undefined : container.readOnlyRoot,
    linuxParameters: renderLinuxParameters(scope, spec, container),
    stopTimeout: container.stopTimeout,
    logging: renderLogging(spec.logging, logGroup, spec.name),
    portMappings: container.ports.map(renderPort),
    ulimits: emptyIsNone(container.ulimits.map(({ name, soft, hard }) => ({ name: name as ecs.UlimitName, softLimit: soft, hardLimit: hard }))),
  });
  definition.addMountPoints(...container.mounts.map(({ volume, path, readOnly }) => ({ sourceVolume: volume, containerPath: path, readOnly })));
  return definition;
}

function renderPort({ name, port, protocol, application }: PortSpec): ecs.PortMapping {
  return {
    name,
    containerPort: port,
    protocol: protocol === 'udp' ? ecs.Protocol.UDP : ecs.Protocol.TCP,
    appProtocol: application && { http: ecs.AppProtocol.http, http2: ecs.AppProtocol.http2, grpc: ecs.AppProtocol.grpc }[application],
  };
}

/** Windows knows none of these. */
function renderLinuxParameters(scope: Construct, spec: WorkloadSpec, container: ContainerSpec): ecs.LinuxParameters | undefined {
  if (isWindows(spec.runtime.os)) {
    return undefined;
  }
  const parameters = new ecs.LinuxParameters(scope, `Linux-${container.name}`, { initProcessEnabled: container.initProcess });
  parameters.addCapabilities(...container.capabilities.add as ecs.Capability[]);
  parameters.dropCapabilities(...container.capabilities.drop as ecs.Capability[]);
  return parameters;
}

function mutable<T>(list: readonly T[] | undefined): T[] | undefined {
  return list && [...list];
}

function emptyIsNone<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}
