import { Block, Row } from './layout';
import { handle, number, text } from './words';
import { assertNever } from '../../private/assert-never';
import { SecretSpec } from '../secret';
import { BucketVolume, DiskVolume, DriverVolume, PosixDirectory, SharedVolume, VolumeSpec, WindowsShareVolume } from '../volume';

export function describeVolume(volume: VolumeSpec): Block {
  return { title: `volume ${volume.name}`, rows: [['kind', volume.kind], ...rowsOf(volume)] };
}

function rowsOf(volume: VolumeSpec): Row[] {
  switch (volume.kind) {
    case 'ephemeral': return [];
    case 'memory': return [['size', `${number(volume.sizeMiB)} MiB`], ['options', ...optional(volume.mountOptions.join(', '))]];
    case 'hostPath': return [['path', text(volume.hostPath)]];
    case 'driver': return driverRows(volume);
    case 'shared': return sharedRows(volume);
    case 'bucket': return bucketRows(volume);
    case 'windowsShare': return windowsShareRows(volume);
    case 'disk': return diskRows(volume);
    default: return assertNever(volume);
  }
}

function driverRows({ driver, driverOptions, labels, scope, autoprovision }: DriverVolume): Row[] {
  const pairs = (record: Readonly<Record<string, string>>) => Object.entries(record).map(([name, value]) => `${text(name)}=${text(value)}`);
  return [
    ['driver', text(driver)],
    ['option', ...pairs(driverOptions)],
    ['label', ...pairs(labels)],
    ['lives', scope === 'task' ? 'as long as the copy' : `as long as the machine${autoprovision ? ', and is made where it is missing' : ''}`],
  ];
}

function sharedRows(volume: SharedVolume): Row[] {
  const { fileSystem, accessPoint } = volume;
  return [
    ['stored on', fileSystem ? handle(fileSystem) : 'a file system of its own'],
    ['through', ...(accessPoint ? [handle(accessPoint)] : [])],
    ...directoryRows(volume),
  ];
}

function bucketRows(volume: BucketVolume): Row[] {
  const { bucket, prefix, fileSystemArn, accessPointArn } = volume;
  return [
    ['bucket', `${handle(bucket)}${prefix === undefined ? '' : `, ${text(prefix)}`}`],
    ['stored on', fileSystemArn === undefined ? 'a file system of its own' : text(fileSystemArn)],
    ['through', ...optional(accessPointArn)],
    ...directoryRows(volume),
  ];
}

function directoryRows({ directory, uid, gid, permissions }: PosixDirectory): Row[] {
  return [['directory', text(directory)], ['owner', `${number(uid)}:${number(gid)}, ${permissions}`]];
}

function windowsShareRows({ fileSystemId, directory, credentials, domain }: WindowsShareVolume): Row[] {
  return [['stored on', text(fileSystemId)], ['directory', text(directory)], ['user', `${source(credentials)} in ${text(domain)}`]];
}

function source(secret: SecretSpec): string {
  return secret.kind === 'vault' ? `vault ${handle(secret.secret)}` : `parameter ${handle(secret.parameter)}`;
}

function diskRows({ type, sizeGiB, iops, throughputMiB, encryptionKey, snapshotId, initializationMiB, format }: DiskVolume): Row[] {
  const speed = [iops === undefined ? [] : `${number(iops)} IOPS`, throughputMiB === undefined ? [] : `${number(throughputMiB)} MiB/s`].flat();
  const fetched = initializationMiB === undefined ? '' : `, fetched at ${number(initializationMiB)} MiB/s`;
  return [
    ['size', sizeGiB === undefined ? 'that of the snapshot' : `${number(sizeGiB)} GiB`],
    ['type', [type, ...speed].join(', ')],
    ['format', format],
    ['content', ...(snapshotId === undefined ? [] : [`${text(snapshotId)}${fetched}`])],
    ['key', encryptionKey ? handle(encryptionKey) : 'that of the platform'],
  ];
}

function optional(value: string | undefined): string[] {
  return value ? [text(value)] : [];
}
