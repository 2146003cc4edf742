/**
 * The sizes that Fargate sells, and the arithmetic of finding one near a size that it does not.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
 */
export interface FargateSize {
  readonly cpuUnits: number;
  readonly memoryMiB: number;
}

/** The amounts of memory that go with an amount of CPU. */
interface Tier {
  readonly cpuUnits: number;
  readonly memories: readonly number[];
}

const GIB = 1024;

const TIERS: readonly Tier[] = [
  { cpuUnits: 256, memories: [512, 1024, 2048] },
  { cpuUnits: 512, memories: steps(1, 4, 1) },
  { cpuUnits: 1024, memories: steps(2, 8, 1) },
  { cpuUnits: 2048, memories: steps(4, 16, 1) },
  { cpuUnits: 4096, memories: steps(8, 30, 1) },
  { cpuUnits: 8192, memories: steps(16, 60, 4) },
  { cpuUnits: 16384, memories: steps(32, 120, 8) },
];

/** Windows starts at one virtual CPU, and the two largest sizes run Linux only. */
const WINDOWS_TIERS = TIERS.filter(({ cpuUnits }) => cpuUnits >= 1024 && cpuUnits <= 4096);

function steps(fromGiB: number, toGiB: number, stepGiB: number): number[] {
  return Array.from({ length: (toGiB - fromGiB) / stepGiB + 1 }, (_, index) => (fromGiB + index * stepGiB) * GIB);
}

/** Every size there is, smallest first. */
export function fargateSizes(windows: boolean): FargateSize[] {
  return tiersOf(windows).flatMap(({ cpuUnits, memories }) => memories.map(memoryMiB => ({ cpuUnits, memoryMiB })));
}

export function isFargateSize({ cpuUnits, memoryMiB }: FargateSize, windows: boolean): boolean {
  return tiersOf(windows).some(tier => tier.cpuUnits === cpuUnits && tier.memories.includes(memoryMiB));
}

/** The smallest size with at least that much of both, and the largest with at most that much; one of them may not exist. */
export function nearestFargateSizes(wanted: FargateSize, windows: boolean): FargateSize[] {
  const found = [smallestCovering(wanted, windows), largestWithin(wanted, windows)].filter(size => size !== undefined);
  return found.length > 0 ? found : [smallestCovering({ cpuUnits: 0, memoryMiB: 0 }, windows)!];
}

export function smallestCovering({ cpuUnits, memoryMiB }: FargateSize, windows: boolean): FargateSize | undefined {
  for (const tier of tiersOf(windows)) {
    const memory = tier.memories.find(candidate => candidate >= memoryMiB);
    if (tier.cpuUnits >= cpuUnits && memory !== undefined) {
      return { cpuUnits: tier.cpuUnits, memoryMiB: memory };
    }
  }
  return undefined;
}

export function largestWithin({ cpuUnits, memoryMiB }: FargateSize, windows: boolean): FargateSize | undefined {
  for (const tier of [...tiersOf(windows)].reverse()) {
    const memory = tier.memories.filter(candidate => candidate <= memoryMiB).at(-1);
    if (tier.cpuUnits <= cpuUnits && memory !== undefined) {
      return { cpuUnits: tier.cpuUnits, memoryMiB: memory };
    }
  }
  return undefined;
}

function tiersOf(windows: boolean): readonly Tier[] {
  return windows ? WINDOWS_TIERS : TIERS;
}
