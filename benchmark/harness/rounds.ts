/**
 * Cases measured side by side: in every round each of them once, in a different order each time, and compared within the
 * round. Whatever else the machine does then falls on all of them alike.
 */
import { Cost } from './run';

/** Ratio of two cases: the median over the rounds. */
export interface Ratio {
  readonly cpu: number;
  readonly wall: number;
  readonly peak: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** What was measured of some runs in every round. */
export class Rounds {
  /** Measures all runs. */
  public static of(count: number, runs: readonly string[], measure: (run: string) => Cost): Rounds {
    const costs = new Map<string, Cost[]>(runs.map(run => [run, []]));
    for (let round = 0; round < count; round++) {
      const start = round % runs.length;
      [...runs.slice(start), ...runs.slice(0, start)].forEach(run => costs.get(run)!.push(measure(run)));
    }
    return new Rounds(costs);
  }

  private constructor(private readonly costs: ReadonlyMap<string, readonly Cost[]>) {}

  /** How many rounds there were. */
  public get count(): number {
    return Math.min(...[...this.costs.values()].map(list => list.length));
  }

  /** Median of one property of one run. */
  public median(run: string, property: keyof Cost): number {
    return median(this.all(run).map(cost => cost[property]));
  }

  /** One run in relation to another. */
  public ratio(run: string, other: string): Ratio {
    return {
      cpu: this.compare('cpuMs', ([mine, theirs]) => mine / theirs, run, other),
      wall: this.compare('wallMs', ([mine, theirs]) => mine / theirs, run, other),
      peak: this.compare('peakMb', ([mine, theirs]) => mine / theirs, run, other),
    };
  }

  /** Median over the rounds of any comparison of what some runs took in the same round. */
  public compare(property: keyof Cost, formula: (values: number[]) => number, ...runs: string[]): number {
    const lists = runs.map(run => this.all(run));
    return median(Array.from({ length: this.count }, (_, round) => formula(lists.map(list => list[round][property]))));
  }

  private all(run: string): readonly Cost[] {
    return this.costs.get(run)!;
  }
}

