import { VOLUME_FEATURES } from './volumes-are-there';
import { isWindows, VolumeSpec } from '../../../model';
import { Report } from '../../../model/rules/rule';
import { known } from '../../../model/rules/support/known';
import { LaunchType } from '../../launch-type';
import { EcsRule } from '../target';

/** What neither Linux nor Windows can mount, where the other could; what nobody can is said elsewhere. */
export const volumesFitTheSystem: EcsRule = ({ launchType }) => ({ volumes, runtime: { os } }, report) => {
  volumes.filter(({ kind }) => VOLUME_FEATURES[kind].has.includes(launchType)).forEach(volume => {
    if (isWindows(os)) {
      checkOnWindows(volume, os, launchType, report);
    } else if (volume.kind === 'windowsShare') {
      report('EcsVolumeNeedsWindows', `volumes.${volume.name}`, { volume: volume.name });
    }
  });
};

function checkOnWindows(volume: VolumeSpec, os: string, launchType: LaunchType, report: Report): void {
  const { kind, name } = volume;
  const path = `volumes.${name}`;
  switch (kind) {
    case 'memory':
      return report('EcsVolumeNeedsLinux', path, { volume: name, what: 'storage in memory', os });
    case 'bucket':
      return report('EcsVolumeNeedsLinux', path, { volume: name, what: 'a file system of a bucket', os });
    case 'shared':
      return report('EcsWindowsSharedVolume', path, { volume: name });
    case 'disk':
      return launchType === 'ec2' ? undefined : report('DiskNeedsLinux', path, { volume: name, os });
    case 'driver':
      return known(volume.driver) && volume.driver !== 'local' ? report('DockerDriverNeedsLinux', `${path}.driver`, { given: volume.driver, os }) : undefined;
    default:
  }
}
