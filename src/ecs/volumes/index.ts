/** The volumes of a task: one file for each kind that is more than a line. */
import * as efs from 'aws-cdk-lib/aws-efs';
import * as s3files from 'aws-cdk-lib/aws-s3files';
import { Construct, IDependable } from 'constructs';
import { mountBucket } from './bucket';
import { VolumeContext } from './context';
import { mountFileSystem } from './file-system';
import { addDriverVolume, addHostVolume } from './on-the-machine';
import { listedVolumes } from './task-volumes';
import { mountWindowsShare } from './windows-share';
import { WorkloadSpec } from '../../model';
import { assertNever } from '../../private/assert-never';

export { checkMounts } from './check';
export type { VolumeContext } from './context';
export { attachDisks } from './disks';
export { mountVolumes, renderTmpfs } from './mounts';

/** What was made for the volumes, in the order of the workload. */
export interface RenderedVolumes {
  readonly fileSystems: efs.IFileSystem[];
  readonly accessPoints: efs.IAccessPoint[];
  readonly bucketFileSystems: s3files.CfnFileSystem[];
  /** What has to be there before the first task. */
  readonly ready: IDependable[];
}

/** Declares the volumes of a task, and makes the file systems that do not exist yet. */
export function renderVolumes(scope: Construct, spec: WorkloadSpec, context: VolumeContext): RenderedVolumes {
  const { taskDefinition } = context;
  const rendered: RenderedVolumes = { fileSystems: [], accessPoints: [], bucketFileSystems: [], ready: [] };
  for (const volume of listedVolumes(spec)) {
    const place = () => new Construct(scope, `Volume-${volume.name}`);
    switch (volume.kind) {
      case 'memory':
        break;
      case 'ephemeral':
        taskDefinition.addVolume({ name: volume.name });
        break;
      case 'disk':
        // The rest of it is said by the service, which makes one for each task.
        taskDefinition.addVolume({ name: volume.name, configuredAtLaunch: true });
        break;
      case 'hostPath':
        addHostVolume(taskDefinition, volume);
        break;
      case 'driver':
        addDriverVolume(taskDefinition, volume);
        break;
      case 'shared': {
        const { fileSystem, accessPoint } = mountFileSystem(place(), volume, spec, context);
        rendered.fileSystems.push(fileSystem);
        rendered.accessPoints.push(accessPoint);
        rendered.ready.push(fileSystem.mountTargetsAvailable);
        break;
      }
      case 'bucket': {
        const { fileSystem, ready } = mountBucket(place(), volume, spec, context);
        rendered.bucketFileSystems.push(...fileSystem ? [fileSystem] : []);
        rendered.ready.push(...ready);
        break;
      }
      case 'windowsShare':
        mountWindowsShare(scope, volume, spec, context);
        break;
      default:
        assertNever(volume);
    }
  }
  return rendered;
}
