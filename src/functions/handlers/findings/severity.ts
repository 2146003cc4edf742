/** Which findings count. */
import { CountedSeverity } from '../../wire/findings';

/** One weakness of one image, whichever scanner has found it. */
export interface Vulnerability {
  readonly id: string;
  /** In the scanner's words, which are more than those that count. */
  readonly severity: string;
  /** What is weak, and its version. */
  readonly packageName?: string;
  readonly packageVersion?: string;
  readonly fixedIn?: string;
}

/** From the worst down. What nobody has judged yet (UNDEFINED, UNTRIAGED), and what is no more than a remark, never counts. */
export const SEVERITIES: readonly CountedSeverity[] = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'];

export function isAsBadAs(severity: string, threshold: CountedSeverity): boolean {
  const place = SEVERITIES.indexOf(severity.toUpperCase() as CountedSeverity);
  return place >= 0 && place <= SEVERITIES.indexOf(threshold);
}

/** What an image is refused for, the worst first, and of these what can be mended first. Each weakness of a package once. */
export function offending(found: readonly Vulnerability[], threshold: CountedSeverity, ignore: readonly string[]): Vulnerability[] {
  const ignored = new Set(ignore.map(id => id.toUpperCase()));
  const counted = found.filter(({ id, severity }) => isAsBadAs(severity, threshold) && !ignored.has(id.toUpperCase()));
  const once = new Map(counted.map(each => [`${each.id} ${each.packageName ?? ''} ${each.packageVersion ?? ''}`, each]));
  return [...once.values()].sort((one, other) =>
    rank(one) - rank(other) || Number(!one.fixedIn) - Number(!other.fixedIn) || (one.id < other.id ? -1 : 1));
}

/** How many there are of each severity, as a person would say it. */
export function tally(found: readonly Vulnerability[]): string {
  const countOf = (severity: string) => found.filter(each => each.severity.toUpperCase() === severity).length;
  const said = SEVERITIES.filter(severity => countOf(severity) > 0).map(severity => `${countOf(severity)} ${severity}`);
  const list = said.length > 1 ? `${said.slice(0, -1).join(', ')} and ${said[said.length - 1]}` : said.join('');
  return `${list} finding${found.length === 1 ? '' : 's'}`;
}

function rank({ severity }: Vulnerability): number {
  return SEVERITIES.indexOf(severity.toUpperCase() as CountedSeverity);
}
