import { Block } from './layout';
import { handle, number, text } from './words';
import { assertNever } from '../../private/assert-never';
import { VolumeSpec } from '../volume';

export function describeVolume(volume: VolumeSpec): Block {
  const title = `volume ${volume.name}`;
  switch (volume.kind) {
    case 'ephemeral':
      return { title, rows: [['kind', 'ephemeral']] };
    case 'shared': {
      const { fileSystem, accessPoint } = volume;
      return {
        title,
        rows: [
          ['kind', 'shared'],
          ['stored on', fileSystem ? handle(fileSystem) : 'a file system of its own'],
          ['through', ...(accessPoint ? [handle(accessPoint)] : [])],
          ['directory', text(volume.directory)],
          ['owner', `${number(volume.uid)}:${number(volume.gid)}, ${volume.permissions}`],
        ],
      };
    }
    case 'disk': {
      const { type, sizeGiB, iops, throughputMiB, encryptionKey, snapshotId } = volume;
      const speed = [iops === undefined ? [] : `${number(iops)} IOPS`, throughputMiB === undefined ? [] : `${number(throughputMiB)} MiB/s`].flat();
      return {
        title,
        rows: [
          ['kind', 'disk'],
          ['size', sizeGiB === undefined ? 'that of the snapshot' : `${number(sizeGiB)} GiB`],
          ['type', [type, ...speed].join(', ')],
          ['format', volume.format],
          ['content', ...(snapshotId === undefined ? [] : [text(snapshotId)])],
          ['key', encryptionKey ? handle(encryptionKey) : 'that of the platform'],
        ],
      };
    }
    default:
      return assertNever(volume);
  }
}
