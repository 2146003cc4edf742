import { Duration } from 'aws-cdk-lib/core';
import { ImageFindingsDraft, UnknownImages as Unknown } from '../model';
import { VulnerabilitySeverity } from './vulnerability-severity';
import { compact } from '../private/compact';

/**
 * What becomes of images of which no findings are known.
 */
export enum UnknownImages {
  /** They are refused. */
  REFUSE = 'REFUSE',
  /** They run. */
  ACCEPT = 'ACCEPT',
}

/**
 * What is asked about images before they run, besides how bad their findings may be.
 */
export interface ImageFindingsOptions {
  /**
   * Ids of findings that do not count, such as `CVE-2026-12345`, because somebody has looked at them. Upper and lower case are the same.
   * @default - all findings count
   */
  readonly ignore?: string[];

  /**
   * What becomes of images in ECR that have no results: nobody has scanned them and no scan can be started, the scanner does not know
   * them, its scan has failed or has taken longer than `patience`, or there is no such image.
   * @default UnknownImages.REFUSE
   */
  readonly unscanned?: UnknownImages;

  /**
   * What becomes of images that are in no private repository of ECR, nor pulled through a cache there, or whose names are known only
   * when they are deployed. They are refused when the app is synthesised; accepted ones are told of in a warning.
   * @default UnknownImages.ACCEPT
   */
  readonly elsewhere?: UnknownImages;

  /**
   * For how long a deployment waits for the end of scans, from 1 to 50 minutes.
   * @default Duration.minutes(10)
   */
  readonly patience?: Duration;

  /**
   * Ask once for each synthesis, because new findings become known while images stay the same. The template is then another one with
   * each of them, so that there is always something to deploy; one that is deployed twice asks once.
   * @default false - when the workload is made, and when its images or something about this changes
   */
  readonly eachDeployment?: boolean;
}

/**
 * Which findings of a scanner keep images from running. Before a deployment changes the workload it asks ECR what basic or enhanced
 * scanning has found in the images that are about to run, and fails if that is too much: what ran before goes on running. A stack
 * that goes back, or is deleted, is never stopped by it.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html
 *
 * @example
 * declare const platform: EcsPlatform;
 * declare const images: ecr.Repository;
 *
 * new WebService(this, 'Api', {
 *   platform,
 *   image: Image.fromRepository(images, { tag: '2.4.1' }),
 *   port: 8080,
 *   imageFindings: ImageFindings.refuseFrom(VulnerabilitySeverity.HIGH, { ignore: ['CVE-2026-12345'] }),
 * });
 */
export class ImageFindings {
  /** Nobody asks. It takes back what the platform says for its workloads. */
  public static ignored(): ImageFindings {
    return new ImageFindings(false);
  }

  /**
   * Images with findings of this severity, or worse, do not run. What the scanner has not judged does not count.
   *
   * @param severity the mildest findings that count
   * @param options exceptions, and what becomes of images of which nothing is known
   */
  public static refuseFrom(severity: VulnerabilitySeverity, options: ImageFindingsOptions = {}): ImageFindings {
    const { unscanned, elsewhere, ...others } = options;
    return new ImageFindings({
      severity: `${severity}` as const,
      ...compact(others),
      ...unscanned && { unscanned: WORDS[unscanned] },
      ...elsewhere && { elsewhere: WORDS[elsewhere] },
    });
  }

  private constructor(private readonly draft: ImageFindingsDraft | false) {}

  /** @internal */
  public _toDraft(): ImageFindingsDraft | false {
    return this.draft;
  }
}

const WORDS: Record<UnknownImages, Unknown> = { REFUSE: 'refuse', ACCEPT: 'accept' };
