import { DiskVolume } from '../../model';
import { Report, Rule } from '../../model/rules/rule';
import { checkRange } from '../../model/rules/support/in-range';
import { known } from '../../model/rules/support/known';

interface Limits {
  readonly size: { readonly min: number; readonly max: number };
  readonly iops: { readonly min: number; readonly max: number };
  /** What even the smallest disk has. */
  readonly freeIops: number;
  readonly iopsPerGiB: number;
  readonly throughput?: { readonly min: number; readonly max: number; readonly perIops: number };
}

/** @see https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html */
const LIMITS: Record<DiskVolume['type'], Limits> = {
  gp3: {
    size: { min: 1, max: 65536 },
    iops: { min: 3000, max: 80000 },
    freeIops: 3000,
    iopsPerGiB: 500,
    throughput: { min: 125, max: 2000, perIops: 0.25 },
  },
  io2: { size: { min: 4, max: 65536 }, iops: { min: 100, max: 256000 }, freeIops: 0, iopsPerGiB: 1000 },
};

/** @see https://docs.aws.amazon.com/ebs/latest/userguide/initalize-volume.html */
const INITIALIZATION = { min: 100, max: 300, unit: 'MiB/s', whole: true };

/** What EBS has no disk for. */
export const disksCanBeMade: Rule = ({ volumes }, report) => {
  for (const volume of volumes) {
    if (volume.kind === 'disk') {
      const path = `volumes.${volume.name}`;
      const limits = LIMITS[volume.type];
      checkRange(report, `${path}.size`, `the size of a disk of type ${volume.type}`, volume.sizeGiB, { ...limits.size, unit: 'GiB', whole: true });
      checkIops(volume, limits, path, report);
      checkThroughput(volume, limits, path, report);
      checkRange(report, `${path}.initializationRate`, 'the rate at which a snapshot is fetched', volume.initializationMiB, INITIALIZATION);
    }
  }
};

function checkIops({ type, iops, sizeGiB }: DiskVolume, { iops: range, freeIops, iopsPerGiB }: Limits, path: string, report: Report): void {
  if (iops === undefined && freeIops === 0) {
    report('DiskIopsMissing', `${path}.iops`, { type, ...range });
  }
  checkRange(report, `${path}.iops`, `the IOPS of a disk of type ${type}`, iops, { ...range, whole: true });
  if (known(iops) && known(sizeGiB) && iops <= range.max) {
    const available = Math.max(freeIops, sizeGiB * iopsPerGiB);
    if (iops > available) {
      report('DiskTooSmallForIops', `${path}.iops`, { type, iops, available, sizeGiB, nearestSizeGiB: Math.ceil(iops / iopsPerGiB) });
    }
  }
}

function checkThroughput({ type, iops, throughputMiB }: DiskVolume, { throughput, freeIops }: Limits, path: string, report: Report): void {
  if (throughputMiB === undefined) {
    return;
  }
  if (throughput === undefined) {
    report('DiskThroughputFixed', `${path}.throughput`, { type });
    return;
  }
  checkRange(report, `${path}.throughput`, `the throughput of a disk of type ${type}`, throughputMiB, { ...throughput, unit: 'MiB/s', whole: true });
  const available = iops ?? freeIops;
  if (known(throughputMiB) && known(available) && throughputMiB <= throughput.max && throughputMiB > available * throughput.perIops) {
    report('DiskTooSlowForThroughput', `${path}.throughput`, { throughputMiB, iops: available, nearestIops: Math.ceil(throughputMiB / throughput.perIops) });
  }
}
