import { workload, WrongInput, wrongOn } from './wrong-input';
import { SizeSpec, WorkloadDraft } from '../../src/model';

function size(given: Partial<SizeSpec>): WorkloadDraft {
  return workload({ size: given });
}

/** Mistakes about what a task runs on. */
export const TASK_MISTAKES: readonly WrongInput[] = [
  wrongOn('ec2', 'LaunchTypeHasNot', 'size.ephemeralStorageGiB', 'a larger disk', size({ ephemeralStorageGiB: 100 })),
  wrongOn('managedInstances', 'LaunchTypeHasNot', 'size.ephemeralStorageGiB', 'Volume.ebs()', size({ ephemeralStorageGiB: 100 })),
  wrongOn('ec2', 'EcsTaskCpuOutOfRange', 'size.cpuUnits', 'choose 128 CPU units', size({ cpuUnits: 64, memoryMiB: 128 })),
  wrongOn('external', 'EcsTaskCpuOutOfRange', 'size.cpuUnits', 'choose 196608 CPU units', size({ cpuUnits: 200_000, memoryMiB: 1024 })),
];
