import { Rule } from './rule';
import { absolute, isAbsolute } from './support/paths';

/** Volumes that are on the machine. */
export const hostVolumesAreSound: Rule = ({ volumes, runtime: { os } }, report) => {
  for (const volume of volumes) {
    if (volume.kind === 'hostPath' && !isAbsolute(volume.hostPath, os)) {
      report('HostPathRelative', `volumes.${volume.name}.path`, { given: volume.hostPath, nearest: absolute(volume.hostPath, os) });
    }
    if (volume.kind === 'driver' && volume.autoprovision && volume.scope === 'task') {
      report('DockerAutoprovisionNeedsShared', `volumes.${volume.name}.autoprovision`, { volume: volume.name });
    }
  }
};
