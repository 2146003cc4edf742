/** What pods have of the Linux kernel. */
import { ContainerSpec, WorkloadSpec } from '../model';

const SHARED_MEMORY = '/dev/shm';

/**
 * Kernel parameters, as part of the pod's security context.
 *
 * @see https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/
 */
export function renderSystemControls({ containers }: WorkloadSpec): object {
  const all = Object.assign({}, ...containers.map(({ linux }) => linux.systemControls)) as Record<string, string>;
  const sysctls = Object.entries(all).map(([name, value]) => ({ name, value }));
  return sysctls.length > 0 ? { sysctls } : {};
}

/** A volume in memory for each container that wants more to share than it gets; it counts as memory of the container. */
export function sharedMemoryVolumes({ containers }: WorkloadSpec): object[] {
  return containers.filter(wantsSharedMemory).map(container =>
    ({ name: volumeOf(container), emptyDir: { medium: 'Memory', sizeLimit: `${container.linux.sharedMemoryMiB}Mi` } }));
}

export function sharedMemoryMounts(container: ContainerSpec): object[] {
  return wantsSharedMemory(container) ? [{ name: volumeOf(container), mountPath: SHARED_MEMORY }] : [];
}

function wantsSharedMemory({ linux }: ContainerSpec): boolean {
  return linux.sharedMemoryMiB !== undefined;
}

function volumeOf({ name }: ContainerSpec): string {
  return `shm-${name}`.slice(0, 63).replace(/-+$/, '');
}
