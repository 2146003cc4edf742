import * as fc from 'fast-check';
import { divide } from '../../src/eks/shares';
import { ContainerDraft, seal } from '../../src/model';
import { main, PRODUCTION, sidecar } from '../wrong-inputs/wrong-input';

function shares(cpuUnits: number, memoryMiB: number, containers: readonly ContainerDraft[]) {
  return divide(seal({ name: 'shop', size: { cpuUnits, memoryMiB }, containers }, PRODUCTION).spec);
}

describe('the size of a copy', () => {
  test('is all of the main container where there is no other', () => {
    expect(shares(512, 1024, [main()]).get('web')).toEqual({ cpuUnits: 512, memoryMiB: 1024, memoryLimitMiB: 1024 });
  });

  test('leaves a sixteenth to a helper that says nothing', () => {
    const divided = shares(1024, 2048, [main(), sidecar('agent')]);
    expect(divided.get('agent')).toEqual({ cpuUnits: 64, memoryMiB: 128, memoryLimitMiB: 2048 });
    expect(divided.get('web')).toEqual({ cpuUnits: 960, memoryMiB: 1920, memoryLimitMiB: 2048 });
  });

  test('gives helpers what they say, and a limit of their own where they have one', () => {
    const divided = shares(1024, 2048, [main(), sidecar('agent', { resources: { cpuUnits: 256, memoryLimitMiB: 512, memoryReservationMiB: 128 } })]);
    expect(divided.get('agent')).toEqual({ cpuUnits: 256, memoryMiB: 128, memoryLimitMiB: 512 });
    expect(divided.get('web')).toEqual({ cpuUnits: 768, memoryMiB: 1920, memoryLimitMiB: 2048 });
  });

  test('is not divided with containers that run before the others', () => {
    const divided = shares(1024, 2048, [main(), sidecar('migrate', { role: 'init' })]);
    expect(divided.get('web')!.cpuUnits).toBe(1024);
    expect(divided.get('migrate')!.memoryMiB).toBe(2048);
  });

  test('is never exceeded by what is promised, and nobody is promised more than their limit', () => {
    const amount = fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined });
    fc.assert(fc.property(fc.array(fc.record({ cpuUnits: amount, memoryLimitMiB: amount }), { maxLength: 8 }), fc.boolean(), (helpers, mainSays) => {
      const containers = [
        main({ resources: mainSays ? { cpuUnits: 400, memoryLimitMiB: 400 } : {} }),
        ...helpers.map((resources, index) => sidecar(`helper-${index}`, { resources: JSON.parse(JSON.stringify(resources)) })),
      ];
      const all = [...shares(2048, 2048, containers).values()];
      const sum = (of: (share: (typeof all)[number]) => number) => all.reduce((total, share) => total + of(share), 0);
      expect(sum(({ cpuUnits }) => cpuUnits)).toBeLessThanOrEqual(2048);
      expect(sum(({ memoryMiB }) => memoryMiB)).toBeLessThanOrEqual(2048);
      expect(all.every(share => share.memoryMiB <= share.memoryLimitMiB && share.cpuUnits >= 0 && share.memoryMiB >= 0)).toBe(true);
    }));
  });
});
