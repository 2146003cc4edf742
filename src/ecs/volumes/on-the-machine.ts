import * as ecs from 'aws-cdk-lib/aws-ecs';
import { DriverVolume, HostVolume } from '../../model';

const SCOPES: Record<DriverVolume['scope'], ecs.Scope> = { task: ecs.Scope.TASK, shared: ecs.Scope.SHARED };

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html */
export function addHostVolume(taskDefinition: ecs.TaskDefinition, { name, hostPath }: HostVolume): void {
  taskDefinition.addVolume({ name, host: { sourcePath: hostPath } });
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/docker-volumes.html */
export function addDriverVolume(taskDefinition: ecs.TaskDefinition, volume: DriverVolume): void {
  const { name, driver, driverOptions, labels, scope, autoprovision } = volume;
  const orNone = (record: Readonly<Record<string, string>>) => Object.keys(record).length > 0 ? { ...record } : undefined;
  taskDefinition.addVolume({
    name,
    dockerVolumeConfiguration: {
      driver,
      driverOpts: orNone(driverOptions),
      labels: orNone(labels),
      scope: SCOPES[scope],
      // ECS knows the word for volumes that stay, and for no others.
      autoprovision: scope === 'shared' ? autoprovision : undefined,
    },
  });
}
