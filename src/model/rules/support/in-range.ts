import { known } from './known';
import { Report } from '../rule';

export interface Range {
  readonly min?: number;
  readonly max?: number;
  readonly unit?: string;
  /** Whether fractions are wrong. */
  readonly whole?: boolean;
}

/** The value in the range that is nearest to the given one. */
export function nearestInRange(given: number, { min = -Infinity, max = Infinity, whole }: Range): number {
  const fallback = Number.isFinite(min) ? min : max;
  const number = Number.isNaN(given) ? fallback : given;
  const bounded = Math.min(max, Math.max(min, whole ? Math.round(number) : number));
  return Number.isFinite(bounded) ? bounded : fallback;
}

/** Reports a number that is outside its range, or no whole number where it must be one. */
export function checkRange(report: Report, path: string, what: string, given: number | undefined, range: Range): void {
  if (known(given)) {
    const nearest = nearestInRange(given, range);
    if (given !== nearest) {
      report('OutOfRange', path, { what, given, nearest, ...range });
    }
  }
}
