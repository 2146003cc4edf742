/** What scanners have found in images of ECR, and when they will have. Tests say what there is to find. */
import { createHash } from 'node:crypto';
import { ServiceError } from '../engine/errors';
import type { Account } from '../resources/account';

export interface ScannableImage {
  /** What is weak, by id and severity. @default - nothing */
  readonly findings?: Readonly<Record<string, string>>;
  /** Who scans it, and when. @default onPush */
  readonly scanned?: 'onPush' | 'onDemand' | 'continuously' | 'never';
  /** How long that takes. @default 60 */
  readonly seconds?: number;
  /** An index has an image for each of these, with the same to find. */
  readonly architectures?: readonly string[];
}

interface Known extends Required<Omit<ScannableImage, 'architectures'>> {
  readonly repository: string;
  readonly tag?: string;
  readonly digest: string;
  readonly parts: readonly { readonly digest: string; readonly architecture: string }[];
  scanBegan?: number;
}

const MEDIA = 'application/vnd.oci.image';

/** Images that `cdk deploy` pushes are in a repository that no stack of the app makes. */
const BOOTSTRAP = /^cdk-[a-z0-9]+-container-assets-/;

export class ImageScans {
  /** What ECR was asked, in order. */
  public readonly asked: string[] = [];
  private readonly images: Known[] = [];

  public constructor(private readonly account: Account) {}

  /** As if it had been pushed now; the same name again moves the tag. Gives its digest. */
  public push(repository: string, tag: string, { architectures = [], ...image }: ScannableImage = {}): string {
    const digestOf = (what: string) => `sha256:${createHash('sha256').update(`${repository}/${tag}/${this.images.length}/${what}`).digest('hex')}`;
    const of = (digest: string): Known => ({
      findings: {},
      scanned: 'onPush',
      seconds: 60,
      ...image,
      repository,
      digest,
      parts: [],
      scanBegan: image.scanned === 'onDemand' || image.scanned === 'never' ? undefined : this.account.agenda.now,
    });
    const parts = architectures.map(architecture => ({ digest: digestOf(architecture), architecture }));
    const digest = digestOf('');
    this.images.push({ ...of(digest), tag, parts }, ...parts.map(part => of(part.digest)));
    return digest;
  }

  /** Something becomes known about images that are scanned continuously, or will be scanned again. */
  public learn(repository: string, tag: string, findings: Readonly<Record<string, string>>): void {
    const index = this.images.map(image => image.repository === repository && image.tag === tag).lastIndexOf(true);
    this.images[index] = { ...this.images[index], findings: { ...this.images[index].findings, ...findings } };
  }

  /** Undefined where there is no such image. Throws where there is no such repository. */
  public find(action: string, repository: string, { imageDigest, imageTag }: { imageDigest?: string; imageTag?: string }): Known | undefined {
    this.asked.push(`${action} ${repository}:${imageTag ?? imageDigest}`);
    if (!this.account.find('AWS::ECR::Repository', repository) && !BOOTSTRAP.test(repository)) {
      throw new ServiceError('RepositoryNotFoundException', `The repository with name '${repository}' does not exist in the registry with id '${this.account.id}'`);
    }
    const isAsked = ({ digest, tag }: Known) => imageDigest ? digest === imageDigest : tag === imageTag;
    return this.images.filter(image => image.repository === repository && isAsked(image)).at(-1);
  }

  public manifestOf({ parts }: Known): { readonly imageManifest: string; readonly imageManifestMediaType: string } {
    const manifests = parts.map(({ digest, architecture }) => ({ digest, platform: { os: 'linux', architecture } }));
    return parts.length > 0
      ? { imageManifest: JSON.stringify({ manifests }), imageManifestMediaType: `${MEDIA}.index.v1+json` }
      : { imageManifest: '{}', imageManifestMediaType: `${MEDIA}.manifest.v1+json` };
  }

  public resultsOf({ scanBegan, scanned, seconds, findings, digest, parts }: Known): object {
    if (scanned === 'never' || parts.length > 0) { return { imageScanStatus: { status: 'UNSUPPORTED_IMAGE' } }; }
    if (scanBegan === undefined) { throw new ServiceError('ScanNotFoundException', `Image scan does not exist for the image with '${digest}'`); }
    if (this.account.agenda.now - scanBegan < seconds * 1000) { return { imageScanStatus: { status: scanned === 'continuously' ? 'PENDING' : 'IN_PROGRESS' } }; }
    const found = Object.entries(findings);
    const countOf = (one: string) => found.filter(([, severity]) => severity === one).length;
    const counted = {
      imageScanCompletedAt: scanBegan / 1000 + seconds,
      findingSeverityCounts: Object.fromEntries([...new Set(Object.values(findings))].map(one => [one, countOf(one)])),
    };
    return scanned === 'continuously' ? {
      imageScanStatus: { status: 'ACTIVE' },
      imageScanFindings: {
        ...counted,
        enhancedFindings: found.map(([vulnerabilityId, severity]) => ({
          severity, status: 'ACTIVE', packageVulnerabilityDetails: { vulnerabilityId, vulnerablePackages: [{ name: 'openssl', version: '3.0.1', fixedInVersion: '3.0.2' }] },
        })),
      },
    } : {
      imageScanStatus: { status: 'COMPLETE' },
      imageScanFindings: {
        ...counted,
        findings: found.map(([name, severity]) => ({ name, severity, attributes: [{ key: 'package_name', value: 'openssl' }, { key: 'package_version', value: '3.0.1' }] })),
      },
    };
  }

  public start(image: Known): void {
    if (image.scanned === 'never') { throw new ServiceError('UnsupportedImageTypeException', 'The image is of a type that cannot be scanned.'); }
    if (image.scanBegan !== undefined) { throw new ServiceError('LimitExceededException', 'The scan quota per image has been exceeded. Wait and try again.'); }
    image.scanBegan = this.account.agenda.now;
  }
}

const known = new WeakMap<Account, ImageScans>();

/** Those of an account. */
export function scansOf(account: Account): ImageScans {
  const scans = known.get(account) ?? new ImageScans(account);
  known.set(account, scans);
  return scans;
}
