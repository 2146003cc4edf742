import * as ecs from 'aws-cdk-lib/aws-ecs';
import { VolumeSpec, WorkloadSpec } from '../../model';

/** Those that the task definition lists; files in memory are a setting of their container. */
export function listedVolumes({ volumes }: WorkloadSpec): VolumeSpec[] {
  return volumes.filter(({ kind }) => kind !== 'memory');
}

/** Declares a volume with a setting that the L2 has no word for. */
export function addVolumeWith(taskDefinition: ecs.TaskDefinition, spec: WorkloadSpec, name: string, setting: string, value: object): void {
  taskDefinition.addVolume({ name });
  const index = listedVolumes(spec).findIndex(volume => volume.name === name);
  (taskDefinition.node.defaultChild as ecs.CfnTaskDefinition).addPropertyOverride(`Volumes.${index}.${setting}`, value);
}
