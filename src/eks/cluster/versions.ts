/** What EKS says about a version of Kubernetes: the days on which its support ends. */
export interface VersionSupport {
  readonly standardUntil: string;
  readonly extendedUntil: string;
}

/** The newest for which a kubectl layer is published. */
export const DEFAULT_VERSION = '1.36';

/**
 * The ends of support that are known. Versions that are not listed are newer than this library, or long gone.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
 */
export const SUPPORT: Readonly<Record<string, VersionSupport>> = {
  1.31: { standardUntil: '2025-11-26', extendedUntil: '2026-11-26' },
  1.32: { standardUntil: '2026-03-23', extendedUntil: '2027-03-23' },
  1.33: { standardUntil: '2026-07-29', extendedUntil: '2027-07-29' },
  1.34: { standardUntil: '2026-12-02', extendedUntil: '2027-12-02' },
  1.35: { standardUntil: '2027-03-27', extendedUntil: '2028-03-27' },
};

/** The oldest that objects of ours need: the version in which a pod may sleep before it stops without a program for that. */
export const OLDEST_VERSION = '1.32';

/** Days before the end of standard support on which one starts to be reminded. */
const NOTICE_DAYS = 60;

/** What to say about a version on a day: nothing, a reminder, or that EKS no longer has it. */
export type VersionState = 'supported' | 'ending' | 'extended' | 'gone';

export function stateOf(version: string, today: Date): VersionState {
  const support = SUPPORT[version];
  if (support === undefined) {
    return minorOf(version) < minorOf(OLDEST_VERSION) ? 'gone' : 'supported';
  }
  const days = (until: string) => (Date.parse(until) - today.getTime()) / 86_400_000;
  if (days(support.extendedUntil) < 0) {
    return 'gone';
  }
  if (days(support.standardUntil) < 0) {
    return 'extended';
  }
  return days(support.standardUntil) < NOTICE_DAYS ? 'ending' : 'supported';
}

/** The second number of a version; the first has been 1 since 2015. */
export function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
