/** What ECR answers about the scan of an image, in the words of this library. Basic and enhanced scanning answer in different ones. */
import { BasicFinding, EnhancedFinding, ScanResults } from './ecr';
import { Vulnerability } from './severity';
import { ScanAnswer } from './situation';

/** What each state of a scan means, other than those with results. */
const WITHOUT_RESULTS: Readonly<Record<string, ScanAnswer>> = {
  PENDING: { kind: 'running' },
  IN_PROGRESS: { kind: 'running' },
  // Whether it was never scanned or the results are gone: a basic scan brings them, and enhanced ones come by themselves.
  FINDINGS_UNAVAILABLE: { kind: 'never' },
  FAILED: { kind: 'unknown', because: 'its scan has failed' },
  UNSUPPORTED_IMAGE: { kind: 'unknown', because: 'the scanner does not know its operating system or its kind of image' },
  SCAN_ELIGIBILITY_EXPIRED: { kind: 'unknown', because: 'it was pushed or pulled too long ago for Amazon Inspector to go on scanning it' },
  LIMIT_EXCEEDED: { kind: 'unknown', because: 'a limit of the scanner has been reached' },
  IMAGE_ARCHIVED: { kind: 'unknown', because: 'it is archived, and has to be restored before it can be scanned or pulled' },
};

/** Continuous scanning is never over: what there is counts. */
const WITH_RESULTS = ['COMPLETE', 'ACTIVE'];

export function answerOf(pages: readonly ScanResults[]): ScanAnswer {
  const [{ imageScanStatus: { status = '', description } = {} }] = pages;
  if (WITH_RESULTS.includes(status)) {
    return pages.some(hasArrived) ? { kind: 'results', found: vulnerabilitiesIn(pages) } : { kind: 'running' };
  }
  const known: ScanAnswer = WITHOUT_RESULTS[status] ?? { kind: 'unknown', because: `ECR says ${status || 'nothing'} of its scan` };
  return known.kind === 'unknown' && description ? { ...known, because: `${known.because} (${description})` } : known;
}

/** Enhanced scanning says that it is done some seconds before there is anything to read: neither findings, nor that there are none. */
function hasArrived({ imageScanFindings: scan }: ScanResults): boolean {
  return scan?.imageScanCompletedAt !== undefined || scan?.findingSeverityCounts !== undefined || isListed(scan);
}

function isListed(scan: ScanResults['imageScanFindings']): boolean {
  return (scan?.findings?.length ?? 0) + (scan?.enhancedFindings?.length ?? 0) > 0;
}

function vulnerabilitiesIn(pages: readonly ScanResults[]): Vulnerability[] {
  const listed = pages.flatMap(({ imageScanFindings: { findings = [], enhancedFindings = [] } = {} }) => [
    ...findings.map(basic),
    // What somebody has suppressed in Amazon Inspector, or what is over, is no finding any more.
    ...enhancedFindings.filter(({ status = 'ACTIVE' }) => status === 'ACTIVE').map(enhanced),
  ]);
  return pages.some(({ imageScanFindings }) => isListed(imageScanFindings)) ? listed : onlyCounted(pages[0]);
}

/** Should there be numbers and nothing that they count, the numbers are believed. */
function onlyCounted({ imageScanFindings: { findingSeverityCounts = {} } = {} }: ScanResults): Vulnerability[] {
  return Object.entries(findingSeverityCounts).flatMap(([severity, count]) =>
    Array.from({ length: count }, (_, index) => ({ id: `${severity} finding ${index + 1}`, severity })));
}

function basic({ name = 'a finding without a name', severity = 'UNDEFINED', attributes = [] }: BasicFinding): Vulnerability {
  const attribute = (wanted: RegExp) => attributes.find(({ key = '' }) => wanted.test(key))?.value;
  return {
    id: name, severity, packageName: attribute(/^package_name$/i), packageVersion: attribute(/^package_version$/i), fixedIn: attribute(/^fixed.?in.?version$/i),
  };
}

function enhanced({ title, severity = 'UNTRIAGED', packageVulnerabilityDetails: details }: EnhancedFinding): Vulnerability {
  const [{ name, version, fixedInVersion } = {} as Partial<Record<'name' | 'version' | 'fixedInVersion', string>>] = details?.vulnerablePackages ?? [];
  return {
    id: details?.vulnerabilityId ?? title ?? 'a finding without a name',
    severity,
    packageName: name,
    packageVersion: version,
    fixedIn: fixedInVersion && !/^not ?available$/i.test(fixedInVersion) ? fixedInVersion : undefined,
  };
}
