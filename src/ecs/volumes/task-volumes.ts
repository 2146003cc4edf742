import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Lazy } from 'aws-cdk-lib/core';
import { VolumeSpec, WorkloadSpec } from '../../model';

type CfnVolume = ecs.CfnTaskDefinition.VolumeProperty;

/** Those that the task definition lists; files in memory are a setting of their container. */
export function listedVolumes({ volumes }: WorkloadSpec): VolumeSpec[] {
  return volumes.filter(({ kind }) => kind !== 'memory');
}

/** Declares a volume with a setting that the L2 has no word for. */
export function addVolumeWith(taskDefinition: ecs.TaskDefinition, name: string, setting: Omit<CfnVolume, 'name'>): void {
  taskDefinition.addVolume({ name });
  const definition = taskDefinition.node.defaultChild as ecs.CfnTaskDefinition;
  const { volumes } = definition;
  // By name, and as late as the L2 lists them: an override by number would meet another volume when somebody adds one in front.
  definition.volumes = Lazy.uncachedAny({
    produce: context => (context.resolve(volumes) as CfnVolume[]).map(volume => volume.name === name ? { ...volume, ...setting } : volume),
  });
}
