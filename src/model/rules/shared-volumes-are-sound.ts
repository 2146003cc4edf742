import { Report, Rule } from './rule';
import { BucketVolume, PosixDirectory } from '../volume';
import { checkRange } from './support/in-range';
import { known } from './support/known';
import { absolute } from './support/paths';

/** Numbers of users and groups are 32 bits wide. */
const IDS = { min: 0, max: 4294967295, whole: true };

export const sharedVolumesAreSound: Rule = ({ volumes }, report) => {
  for (const volume of volumes) {
    if (volume.kind !== 'shared' && volume.kind !== 'bucket') {
      continue;
    }
    const path = `volumes.${volume.name}`;
    checkDirectory(volume, path, report);
    const [accessPoint, fileSystem] = volume.kind === 'shared' ? [volume.accessPoint, volume.fileSystem] : [volume.accessPointArn, volume.fileSystemArn];
    if (accessPoint !== undefined && fileSystem === undefined) {
      report('AccessPointWithoutFileSystem', `${path}.${volume.kind === 'bucket' ? 'fileSystemArn' : 'fileSystem'}`, { volume: volume.name });
    }
    if (volume.kind === 'bucket') {
      checkBucket(volume, path, report);
    }
  }
};

function checkDirectory({ directory, uid, gid, permissions }: PosixDirectory, path: string, report: Report): void {
  if (known(directory) && !directory.startsWith('/')) {
    report('VolumeDirectoryRelative', `${path}.directory`, { given: directory, nearest: absolute(directory, 'linux') });
  }
  checkRange(report, `${path}.uid`, 'the user id', uid, IDS);
  checkRange(report, `${path}.gid`, 'the group id', gid, IDS);
  if (known(permissions) && !/^[0-7]{3,4}$/.test(permissions)) {
    report('VolumePermissionsMalformed', `${path}.permissions`, { given: permissions });
  }
}

function checkBucket({ name, prefix, fileSystemArn, securityGroup }: BucketVolume, path: string, report: Report): void {
  if (known(prefix) && !/^[^/].*\/$/.test(prefix)) {
    report('BucketPrefixMalformed', `${path}.prefix`, { given: prefix, nearest: `${prefix.replace(/^\/+|\/+$/g, '') || name}/` });
  }
  if (securityGroup !== undefined && fileSystemArn === undefined) {
    report('FileSystemSecurityGroupUnused', `${path}.securityGroup`, { volume: name });
  }
}
