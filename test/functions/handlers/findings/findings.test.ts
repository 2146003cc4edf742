/** What ECR answers about images, and what becomes of the deployment that is about to run them. */
import * as fc from 'fast-check';
import { basicFinding, DIGEST, enhancedFinding, failure, HOST, properties, Registry, scanned } from './registry';
import { explain } from '../../../../src/functions/handlers/findings/explain';
import { privateImage } from '../../../../src/functions/handlers/findings/reference';
import { isAsBadAs, offending, SEVERITIES, tally, Vulnerability } from '../../../../src/functions/handlers/findings/severity';
import { ROOM } from '../../../../src/functions/handlers/release/room';

jest.spyOn(console, 'info').mockImplementation();
jest.spyOn(console, 'error').mockImplementation();

const CLEAN = scanned('COMPLETE', { findings: [basicFinding('CVE-2026-1', 'MEDIUM')], findingSeverityCounts: { MEDIUM: 1 } });
const BAD = scanned('COMPLETE', {
  findings: [basicFinding('CVE-2026-2', 'HIGH', { package_name: 'openssl', package_version: '3.0.1' }), basicFinding('CVE-2026-3', 'CRITICAL')],
});

async function told(change: (registry: Registry) => void, given: Parameters<Registry['request']>[1] = {}): Promise<string> {
  const registry = new Registry();
  change(registry);
  return registry.request('Update', given);
}

/** What ECR answers, what is done with `unscanned: REFUSE`, and with `ACCEPT`. */
const ANSWERS: [string, (registry: Registry) => void, RegExp, RegExp][] = [
  ['a basic scan without findings', it => { it.scans = [scanned('COMPLETE')]; }, /^Accepted after 0$/, /^Accepted after 0$/],
  ['continuous scanning without findings', it => { it.scans = [scanned('ACTIVE')]; }, /^Accepted after 0$/, /^Accepted after 0$/],
  ['a scan that is said to be over before its findings arrive', it => {
    it.scans = [scanned('COMPLETE', { findings: [] }), scanned('ACTIVE', { enhancedFindings: [] }), BAD];
  }, /CVE-2026-3 .*after 1$/s, /CVE-2026-3 .*after 1$/s],
  ['a scan that is said to be over, and nothing else ever', it => { it.scans = [scanned('COMPLETE', {})]; }, /its scan is not over.*after 10$/s, /^Accepted after 10$/],
  ['a basic scan with milder findings', it => { it.scans = [CLEAN]; }, /^Accepted after 0$/, /^Accepted after 0$/],
  ['a basic scan with worse findings', it => { it.scans = [BAD]; }, /has 1 CRITICAL and 1 HIGH findings.*after 0$/s, /CVE-2026-3 \(CRITICAL\).*after 0$/s],
  ['continuous scanning', it => { it.scans = [scanned('ACTIVE', { enhancedFindings: [enhancedFinding('CVE-2026-4', 'HIGH')] })]; }, /CVE-2026-4 in openssl 3\.0\.1 \(HIGH\)/, /CVE-2026-4/],
  ['what is suppressed in Inspector', it => { it.scans = [scanned('ACTIVE', { enhancedFindings: [enhancedFinding('CVE-2026-4', 'HIGH', { status: 'SUPPRESSED' })] })]; }, /^Accepted/, /^Accepted/],
  ['what nobody has judged', it => { it.scans = [scanned('ACTIVE', { enhancedFindings: [enhancedFinding('CVE-2026-4', 'UNTRIAGED')] })]; }, /^Accepted/, /^Accepted/],
  ['numbers, and nothing that they count', it => { it.scans = [scanned('COMPLETE', { findingSeverityCounts: { HIGH: 2 } })]; }, /has 2 HIGH findings/, /has 2 HIGH findings/],
  ['a scan that ends', it => { it.scans = [scanned('PENDING'), scanned('IN_PROGRESS'), CLEAN]; }, /^Accepted after 1$/, /^Accepted after 1$/],
  ['a scan that does not end', it => { it.scans = [scanned('IN_PROGRESS')]; }, /because its scan is not over.*after 10$/s, /^Accepted after 10$/],
  ['a scan that nobody has begun', it => { it.scans = [failure('ScanNotFoundException'), scanned('IN_PROGRESS'), BAD]; }, /CVE-2026-3.*after 1$/s, /CVE-2026-3/],
  ['results that are gone', it => { it.scans = [scanned('FINDINGS_UNAVAILABLE'), CLEAN]; }, /^Accepted after 0\.5$/, /^Accepted after 0\.5$/],
  ['enhanced scanning that has not begun', it => {
    it.scans = [failure('ScanNotFoundException'), failure('ScanNotFoundException'), CLEAN];
    it.start = failure('ValidationException', 'This feature is disabled');
  }, /^Accepted after 1$/, /^Accepted after 1$/],
  ['enhanced scanning that never begins', it => {
    it.scans = [failure('ScanNotFoundException')];
    it.start = failure('ValidationException', 'This feature is disabled');
  }, /nobody has scanned it, and no scan can be started \(ValidationException: This feature is disabled\).*after 10$/s, /^Accepted after 10$/],
  ['a second scan within a day', it => {
    it.scans = [failure('ScanNotFoundException')];
    it.start = failure('LimitExceededException');
  }, /cannot be scanned again yet.*after 10$/s, /^Accepted after 10$/],
  ['a scan of what cannot be scanned', it => {
    it.scans = [failure('ScanNotFoundException')];
    it.start = failure('UnsupportedImageTypeException');
  }, /the scanner does not know its operating system.*after 0$/s, /^Accepted after 0$/],
  ['a scan that failed', it => { it.scans = [{ imageScanStatus: { status: 'FAILED', description: 'no layers' } }]; }, /its scan has failed \(no layers\).*after 0$/s, /^Accepted after 0$/],
  ['an image that cannot be scanned', it => { it.scans = [scanned('UNSUPPORTED_IMAGE')]; }, /does not know its operating system.*after 0$/s, /^Accepted after 0$/],
  ['an image that is too old', it => { it.scans = [scanned('SCAN_ELIGIBILITY_EXPIRED')]; }, /too long ago for Amazon Inspector.*after 0$/s, /^Accepted after 0$/],
  ['an archived image', it => { it.scans = [scanned('IMAGE_ARCHIVED')]; }, /it is archived.*after 0$/s, /^Accepted after 0$/],
  ['a limit', it => { it.scans = [scanned('LIMIT_EXCEEDED')]; }, /a limit of the scanner/, /^Accepted after 0$/],
  ['a word that is new', it => { it.scans = [scanned('DREAMING')]; }, /ECR says DREAMING of its scan/, /^Accepted after 0$/],
  ['no image', it => { it.image = { images: [], failures: [{ failureCode: 'ImageNotFound', failureReason: 'Requested image not found' }] }; }, /ECR does not have it \(Requested image not found\).*after 0$/s, /^Accepted after 0$/],
  ['an answer without anything', it => { it.image = {}; }, /ECR does not have it \(ImageNotFound\).*after 0$/s, /^Accepted after 0$/],
  ...['InvalidImageTag', 'InvalidImageDigest'].map((failureCode): typeof ANSWERS[number] =>
    [failureCode, it => { it.image = { failures: [{ failureCode }] }; }, new RegExp(`\\(${failureCode}\\).*after 0$`, 's'), /^Accepted after 0$/]),
  ...['UpstreamTooManyRequests', 'UpstreamUnavailable', 'KmsError'].map((failureCode): typeof ANSWERS[number] =>
    [failureCode, it => { it.image = { failures: [{ failureCode }] }; }, new RegExp(`\\(${failureCode}\\).*after 10$`, 's'), /^Accepted after 10$/]),
  ['no repository', it => { it.image = failure('RepositoryNotFoundException'); }, /there is no such repository.*after 0$/s, /^Accepted after 0$/],
  ['a role that is not known yet', it => { it.image = failure('AccessDeniedException', 'not authorized'); }, /ECR could not be asked \(AccessDeniedException: not authorized\).*after 10$/s, /^Accepted after 10$/],
  ['a request that is refused', it => { it.scans = [failure('ValidationException', 'no')]; }, /ECR could not be asked \(ValidationException: no\).*after 0$/s, /^Accepted after 0$/],
];

describe('each answer of ECR', () => {
  test.each(ANSWERS)('%s, where images without results are refused', async (_, change, refused) => {
    expect(await told(change)).toMatch(refused);
  });

  test.each(ANSWERS)('%s, where they are accepted', async (_, change, __, accepted) => {
    expect(await told(change, { unscanned: 'accept' })).toMatch(accepted);
  });
});

describe('what is asked', () => {
  test('the account, the region and the digest of the name are asked about, page by page', async () => {
    const registry = new Registry();
    registry.scans = [scanned('COMPLETE', {}, { nextToken: 'more' }), BAD];
    expect(await registry.request('Update', { images: [{ container: 'api', image: '444455556666.dkr.ecr.us-west-2.amazonaws.com/team/shop' }] })).toMatch(/CVE-2026-3/);
    expect(registry.regions).toEqual(['us-west-2']);
    expect(registry.asked('batchGetImage')[0]).toMatchObject({ registryId: '444455556666', repositoryName: 'team/shop', imageIds: [{ imageTag: 'latest' }] });
    expect(registry.asked('describeImageScanFindings')).toEqual([undefined, 'more'].map(nextToken =>
      ({ registryId: '444455556666', repositoryName: 'team/shop', imageId: { imageDigest: DIGEST }, maxResults: 1000, nextToken })));
    expect(registry.asked('startImageScan')).toEqual([]);
  });

  test('of an index the part that the workload runs is asked about, and one that has none is refused', async () => {
    const part = (os: string, architecture: string, digest: string) => ({ digest, platform: { os, architecture } });
    const registry = new Registry();
    registry.image = {
      images: [{
        imageId: { imageDigest: DIGEST },
        imageManifestMediaType: 'application/vnd.oci.image.index.v1+json',
        imageManifest: JSON.stringify({ manifests: [part('linux', 'amd64', 'sha256:one'), part('unknown', 'unknown', 'sha256:two'), part('linux', 'arm64', 'sha256:three')] }),
      }],
    };
    await registry.request('Update', { architecture: 'arm64' });
    expect(registry.asked('describeImageScanFindings')[0].imageId).toEqual({ imageDigest: 'sha256:three' });
    expect(registry.asked('batchGetImage').map(({ imageIds }) => imageIds)).toEqual([[{ imageTag: 'v2' }], [{ imageDigest: 'sha256:three' }]]);
    expect(await registry.request('Update', { os: 'windows' })).toMatch(/it has nothing for windows\/amd64, only for linux\/amd64, linux\/arm64\./);
  });

  test('a scan is asked for once where there is none', async () => {
    const registry = new Registry();
    registry.scans = [failure('ScanNotFoundException'), scanned('IN_PROGRESS')];
    await registry.request('Update');
    expect(registry.asked('startImageScan')).toEqual([{ registryId: '111122223333', repositoryName: 'shop', imageId: { imageDigest: DIGEST } }]);
  });

  test('a finding does not wait for the scan of another image', async () => {
    const registry = new Registry();
    registry.scans = [BAD, scanned('IN_PROGRESS')];
    const images = ['a', 'b'].map(container => ({ container, image: `${HOST}/${container}:1` }));
    expect(await registry.request('Update', { images })).toMatch(/Image a:1 \(container a\).*after 0$/s);
  });

  test('the answer fits into what CloudFormation takes, however many images are accepted without results', async () => {
    const images = Array.from({ length: 60 }, (_, index) => ({ container: `c${index}`, image: `${HOST}/team-with-a-long-name/${'x'.repeat(80)}:${index}` }));
    const answered = jest.fn();
    const registry = Object.assign(new Registry(), { scans: [scanned('FAILED')], answered });
    expect(await registry.request('Update', { images, unscanned: 'accept' })).toBe('Accepted after 0');
    const [[{ Unknown }]] = answered.mock.calls as [[{ Unknown: string }]];
    expect(Unknown).toMatch(/^team-with-a-long-name\/x+:0, .*\.\.\.$/);
    expect(Buffer.byteLength(Unknown)).toBeLessThan(1000);
  });

  test('findings that are ignored do not count, in whichever case they are written', async () => {
    expect(await told(it => { it.scans = [BAD]; }, { ignore: ['cve-2026-2', 'CVE-2026-3'] })).toBe('Accepted after 0');
    expect(await told(it => { it.scans = [BAD]; }, { ignore: ['CVE-2026-2'] })).toMatch(/has 1 CRITICAL finding,/);
  });
});

describe('the way of the stack', () => {
  const refusing = () => Object.assign(new Registry(), { scans: [BAD] });

  test('neither a deletion nor a stack that goes back asks about anything', async () => {
    const registry = refusing();
    expect(await registry.request('Delete')).toBe('NotAsked after 0');
    registry.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await registry.request('Update')).toBe('NotAsked after 0');
    expect(registry.asked('batchGetImage')).toEqual([]);
  });

  test('a stack that turns while it is waited for, or while ECR is asked, is let go', async () => {
    const registry = refusing();
    registry.scans = [scanned('IN_PROGRESS'), BAD];
    const { aws } = registry;
    jest.spyOn(registry, 'aws', 'get').mockReturnValue({
      ...aws,
      ecr: region => ({ ...aws.ecr(region), batchGetImage: input => { registry.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS'; return aws.ecr(region).batchGetImage(input); } }),
    });
    expect(await registry.request('Update')).toBe('NotAsked after 0.5');

    const late = refusing();
    const real = late.aws;
    jest.spyOn(late, 'aws', 'get').mockReturnValue({
      ...real,
      ecr: region => ({ ...real.ecr(region), describeImageScanFindings: input => { late.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS'; return real.ecr(region).describeImageScanFindings(input); } }),
    });
    expect(await late.request('Update')).toBe('NotAsked after 0');
  });

  test('a request that nobody waits for any more is let go, after a minute in which that may be an error', async () => {
    const registry = refusing();
    registry.stackStatus = 'UPDATE_COMPLETE';
    expect(await registry.request('Update')).toBe('NotAsked after 1');
  });

  test('who may not see where the stack goes does not come into being, and lets updates pass', async () => {
    const registry = Object.assign(refusing(), { stackFails: failure('AccessDeniedException') });
    expect(await registry.request('Create')).toMatch(/nobody may call cloudformation:DescribeStacks here: .* after 4$/);
    expect(await registry.request('Update')).toBe('NotAsked after 4');
    registry.stackFails = failure('ThrottlingException');
    expect(await registry.request('Update')).toBe('NotAsked after 52');
  });
});

describe('names', () => {
  test.each([
    [`${HOST}/shop:v2`, 'shop', { imageTag: 'v2' }],
    [`${HOST}/team/shop`, 'team/shop', { imageTag: 'latest' }],
    [`${HOST}/shop:v2@${DIGEST}`, 'shop', { imageDigest: DIGEST }],
    ['111122223333.dkr.ecr-fips.us-gov-west-1.amazonaws.com/shop:1', 'shop', { imageTag: '1' }],
    ['111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/shop:1', 'shop', { imageTag: '1' }],
    ['111122223333.dkr-ecr.eu-west-1.on.aws/shop:1', 'shop', { imageTag: '1' }],
  ])('%s is in a private repository', (reference, repositoryName, imageId) => {
    expect(privateImage(reference)).toMatchObject({ registryId: '111122223333', repositoryName, imageId });
  });

  test.each(['nginx', 'public.ecr.aws/nginx/nginx:1', 'ghcr.io/a/b:1', '1.dkr.ecr.eu-west-1.amazonaws.com/shop:1', 'localhost:5000/shop'])('%s is not', reference => {
    expect(privateImage(reference)).toBeUndefined();
  });
});

const severity = fc.constantFrom('CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFORMATIONAL', 'UNDEFINED', 'UNTRIAGED');
const vulnerability: fc.Arbitrary<Vulnerability> = fc.record({
  id: fc.oneof(fc.stringMatching(/^CVE-20\d\d-\d{4,6}$/), fc.string({ minLength: 1, maxLength: 300 })),
  severity,
  packageName: fc.option(fc.string({ maxLength: 300 }), { nil: undefined }),
  packageVersion: fc.option(fc.string({ maxLength: 90 }), { nil: undefined }),
  fixedIn: fc.option(fc.string({ minLength: 1, maxLength: 300 }), { nil: undefined }),
});

describe('severity', () => {
  test('a lower threshold refuses whatever a higher one does, and more', () => {
    fc.assert(fc.property(fc.array(vulnerability), fc.constantFrom(...SEVERITIES), fc.constantFrom(...SEVERITIES), (found, one, other) => {
      const [higher, lower] = SEVERITIES.indexOf(one) <= SEVERITIES.indexOf(other) ? [one, other] : [other, one];
      const ids = offending(found, lower, []).map(({ id }) => id);
      expect(ids).toEqual(expect.arrayContaining(offending(found, higher, []).map(({ id }) => id)));
    }));
  });

  test('what is listed is as bad as the threshold, is not ignored, is sorted by severity, and is tallied without loss', () => {
    fc.assert(fc.property(fc.array(vulnerability), fc.constantFrom(...SEVERITIES), fc.nat(3), (found, threshold, many) => {
      const ignore = found.slice(0, many).map(({ id }) => id);
      const listed = offending(found, threshold, ignore);
      expect(listed.every(each => isAsBadAs(each.severity, threshold) && !ignore.includes(each.id))).toBe(true);
      const ranks = listed.map(each => SEVERITIES.indexOf(each.severity as never));
      expect(ranks).toEqual([...ranks].sort((one, other) => one - other));
      const numbers = [...tally(listed).matchAll(/(\d+) [A-Z]/g)].map(([, count]) => Number(count));
      expect(numbers.reduce((sum, count) => sum + count, 0)).toBe(listed.length);
    }));
  });
});

describe('the message', () => {
  const name = fc.oneof(fc.string({ minLength: 1, maxLength: 400 }), fc.constant(`cdk-hnb659fds-container-assets-111122223333-ap-southeast-1:${'f'.repeat(64)}`));
  const fault = fc.oneof(
    fc.record({ kind: fc.constant('vulnerable' as const), container: name, image: name, found: fc.array(vulnerability.map(each => ({ ...each, severity: 'CRITICAL' })), { minLength: 1, maxLength: 40 }) })
      .map(({ kind, container, image, found }) => ({ kind, image: { kind: 'scanned' as const, container, image, found }, found })),
    fc.record({ container: name, image: name, because: fc.string({ minLength: 1, maxLength: 2000 }) })
      .map(given => ({ kind: 'unknown' as const, image: { kind: 'unknown' as const, ...given } })),
  );

  test('fits into the event of a stack with all of the remedy, whatever was found, and in whatever letters', () => {
    fc.assert(fc.property(fc.array(fault, { minLength: 1, maxLength: 12 }), faults => {
      const text = explain(faults, properties());
      expect(text.length).toBeLessThanOrEqual(ROOM);
      expect(Buffer.byteLength(JSON.stringify({ Reason: text }))).toBeLessThan(2.5 * ROOM);
      expect(text).toMatch(/`imageFindings`\.$/);
      expect(text).toMatch(/^Image /);
    }), { numRuns: 300 });
  });

  test('names the image, the counts, the worst with package and mended version, how many more, and what to do', () => {
    const found = Array.from({ length: 30 }, (_, index) => (
      { id: `CVE-2026-${1000 + index}`, severity: index < 2 ? 'CRITICAL' : 'HIGH', packageName: 'openssl', packageVersion: '3.0.1', fixedIn: '3.0.2' }));
    const text = explain([{ kind: 'vulnerable', image: { kind: 'scanned', container: 'api', image: 'shop:v2', found }, found }], properties());
    expect(text).toMatch(/^Image shop:v2 \(container api\) has 2 CRITICAL and 28 HIGH findings, and nothing of HIGH or worse may be deployed: CVE-2026-1000 in openssl 3\.0\.1 \(CRITICAL, fixed in 3\.0\.2\), CVE-2026-1001/);
    expect(text).toMatch(/, and \d+ more\.\nRebuild with versions that are fixed, or name what does not concern you in `ignore` of `imageFindings`\.$/);
    expect(text.match(/CVE-/g)!.length).toBeGreaterThan(5);
  });

  test('tells how many images there are besides those that there is room for', () => {
    const found = Array.from({ length: 30 }, (_, index) => ({ id: `CVE-2026-${1000 + index}`, severity: 'HIGH' }));
    const faults = ['a', 'b', 'c'].map(container => ({ kind: 'vulnerable' as const, image: { kind: 'scanned' as const, container, image: `${container}:1`, found }, found }));
    expect(explain(faults, properties())).toMatch(/^Image a:1 .*\n2 more images are refused\.\nRebuild/);
  });
});
