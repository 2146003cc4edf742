import { isWindows } from '../../../model';
import { known } from '../../../model/rules/support/known';
import { EcsRule } from '../target';

/** What a volume is says where it can be mounted, and by how many. */
export const volumesAreMountedAsTheyCanBe: EcsRule = () => ({ volumes, containers, runtime: { os } }, report) => {
  for (const volume of volumes) {
    const mounts = containers.flatMap(({ name: container, mounts: all }) =>
      all.flatMap((mount, index) => mount.volume === volume.name ? [{ ...mount, container, where: `containers.${container}.mounts[${index}]` }] : []));
    const users = [...new Set(mounts.map(({ container }) => container))];
    if (volume.kind === 'memory' && users.length > 1) {
      report('EcsTmpfsShared', `volumes.${volume.name}`, { volume: volume.name, containers: users });
    }
    if (volume.kind === 'hostPath' && isWindows(os) && known(volume.hostPath)) {
      mounts.filter(({ path }) => known(path) && driveOf(path) !== driveOf(volume.hostPath))
        .forEach(({ path, where }) => report('HostPathOtherDrive', `${where}.path`, { given: volume.hostPath, mounted: path }));
    }
  }
};

function driveOf(path: string): string {
  return path.charAt(0).toUpperCase();
}
