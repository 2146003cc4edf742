import { Lazy } from 'aws-cdk-lib/core';
import * as fc from 'fast-check';
import { DiskVolume, seal } from '../../src/model';
import { applyRules } from '../../src/model/rules/rule';
import { disksCanBeMade } from '../../src/platform/rules/disks-can-be-made';
import { main, PRODUCTION, workload } from '../wrong-inputs/wrong-input';

/** The codes with which a disk is refused. */
function refusals(disk: Partial<DiskVolume>): string[] {
  const { spec } = seal(workload({
    volumes: [{ kind: 'disk', name: 'data', ...disk }],
    containers: [main({ mounts: [{ volume: 'data', path: '/data', readOnly: false }] })],
  }), PRODUCTION);
  return applyRules([disksCanBeMade], spec).map(({ code }) => code);
}

/** What the user guide of EBS gives as the ends of its ranges. */
test.each<[string, Partial<DiskVolume>]>([
  ['the smallest of type gp3', { sizeGiB: 1 }],
  ['the smallest of type gp3 with all it has for free', { sizeGiB: 1, iops: 3000, throughputMiB: 750 }],
  ['the smallest of type gp3 with all IOPS', { sizeGiB: 160, iops: 80_000 }],
  ['the largest and fastest of type gp3', { sizeGiB: 65_536, iops: 80_000, throughputMiB: 2000 }],
  ['the fewest IOPS of type gp3 that move the most', { sizeGiB: 16, iops: 8000, throughputMiB: 2000 }],
  ['the smallest of type io2', { type: 'io2', sizeGiB: 4, iops: 4000 }],
  ['the slowest of type io2', { type: 'io2', sizeGiB: 4, iops: 100 }],
  ['the largest and fastest of type io2', { type: 'io2', sizeGiB: 65_536, iops: 256_000 }],
  ['as large as a snapshot, at any speed', { snapshotId: 'snap-0a', iops: 80_000 }],
])('%s is accepted', (_, disk) => {
  expect(refusals(disk)).toEqual([]);
});

test('one more than the most is refused, whatever the size', () => {
  fc.assert(fc.property(fc.integer({ min: 7, max: 159 }), sizeGiB => {
    expect(refusals({ sizeGiB, iops: sizeGiB * 500 })).toEqual([]);
    expect(refusals({ sizeGiB, iops: sizeGiB * 500 + 1 })).toEqual(['DiskTooSmallForIops']);
  }));
  fc.assert(fc.property(fc.integer({ min: 3000, max: 7999 }), iops => {
    const throughputMiB = Math.floor(iops / 4);
    expect(refusals({ sizeGiB: 100, iops, throughputMiB })).toEqual([]);
    expect(refusals({ sizeGiB: 100, iops, throughputMiB: throughputMiB + 1 })).toEqual(['DiskTooSlowForThroughput']);
  }));
});

test('what is decided at deployment is not judged', () => {
  const later = Lazy.number({ produce: () => 1 });

  expect(refusals({ sizeGiB: later, iops: 80_000 })).toEqual([]);
  expect(refusals({ sizeGiB: 1, iops: later, throughputMiB: later })).toEqual([]);
});
