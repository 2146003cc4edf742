/** What a goal is, and what its measurement answers with. */
import { Assembly } from '../harness/assembly';
import { Build } from '../harness/build';
import { Rounds } from '../harness/rounds';
import { AppRun, observeApp, runApp } from '../harness/run';

/** One line of the table. */
export interface Figure {
  /** What was measured. */
  readonly what: string;
  /** NaN where there is nothing to measure yet; `note` says why. */
  readonly value: number;
  readonly unit: 'x' | 'ms' | '%' | 'MB' | 's' | 'bytes' | '';
  /** Without a limit the line is for information. */
  readonly atMost?: number;
  readonly atLeast?: number;
  /** How it was measured. */
  readonly how: string;
  /** What else is worth knowing, for example the wall time beside the processor time. */
  readonly note?: string;
}

export type GoalId = `G${number}`;

export interface Goal {
  readonly id: GoalId;
  readonly title: string;
  measure(bench: Bench): Figure[];
}

/** How large the measured things are. */
export interface Sizes {
  readonly rounds: number;
  /** Services of the app most goals speak of: 100. */
  readonly many: number;
  /** The far ends: 250 and 1000. */
  readonly more: number;
  readonly most: number;
  /** Files in the directory that images are built from. */
  readonly files: number;
  /** Test files of the suite that is run with and without validation. */
  readonly suites: number;
  /** One run stands for all of the same app: enough to see that measurements work, not to measure. */
  readonly smoke: boolean;
}

export const FULL: Sizes = { rounds: 7, many: 100, more: 250, most: 1000, files: 5200, suites: 4, smoke: false };
export const QUICK: Sizes = { ...FULL, rounds: 2 };
export const SMOKE: Sizes = { rounds: 1, many: 1, more: 1, most: 1, files: 3, suites: 1, smoke: true };

/** What measurements share, so that no app runs twice for the same answer. */
export class Bench {
  private readonly observed = new Map<string, ReturnType<typeof observeApp>>();
  private readonly rounds = new Map<string, Rounds>();

  constructor(public readonly build: Build, public readonly sizes: Sizes) {}

  /** What an app writes. */
  public assembly(run: AppRun): Assembly {
    return this.observe(run).assembly;
  }

  /** Rounds of apps, measured once for all goals that ask for the same. */
  public apps(runs: Readonly<Record<string, AppRun>>, atMostRounds = Infinity): Rounds {
    const rounds = Math.min(this.sizes.rounds, atMostRounds);
    const measure = (name: string) => this.sizes.smoke ? this.observe(runs[name]).cost : runApp(this.build, runs[name]);
    return kept(this.rounds, JSON.stringify(runs), () => Rounds.of(rounds, Object.keys(runs), measure));
  }

  private observe(run: AppRun): ReturnType<typeof observeApp> {
    return kept(this.observed, JSON.stringify(run), () => observeApp(this.build, run));
  }
}

function kept<T>(map: Map<string, T>, key: string, make: () => T): T {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

/** Whether a figure keeps within its limit; undefined where it has none, or could not be measured. */
export function isMet({ value, atMost, atLeast }: Figure): boolean | undefined {
  if (Number.isNaN(value) || (atMost === undefined && atLeast === undefined)) {
    return undefined;
  }
  return value <= (atMost ?? Infinity) && value >= (atLeast ?? -Infinity);
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
