import { Rule } from './rule';
import { checkRange } from './support/in-range';
import { known } from './support/known';
import { absolute } from './support/paths';

/** Numbers of users and groups are 32 bits wide. */
const IDS = { min: 0, max: 4294967295, whole: true };

export const sharedVolumesAreSound: Rule = ({ volumes }, report) => {
  for (const volume of volumes) {
    if (volume.kind !== 'shared') {
      continue;
    }
    const { name, directory, uid, gid, permissions, fileSystem, accessPoint } = volume;
    const path = `volumes.${name}`;
    if (known(directory) && !directory.startsWith('/')) {
      report('VolumeDirectoryRelative', `${path}.directory`, { given: directory, nearest: absolute(directory, 'linux') });
    }
    checkRange(report, `${path}.uid`, 'the user id', uid, IDS);
    checkRange(report, `${path}.gid`, 'the group id', gid, IDS);
    if (known(permissions) && !/^[0-7]{3,4}$/.test(permissions)) {
      report('VolumePermissionsMalformed', `${path}.permissions`, { given: permissions });
    }
    if (accessPoint !== undefined && fileSystem === undefined) {
      report('AccessPointWithoutFileSystem', `${path}.fileSystem`, { volume: name });
    }
  }
};
