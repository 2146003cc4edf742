/**
 * The choice of which images a repository forgets.
 */
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Duration, Token } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { checkRules, isArchiveRule, lifecyclePolicyText, RetentionRule } from './lifecycle-policy';
import { Finding, finding } from '../../findings';

/** The most rules that AWS takes in one lifecycle policy. */
const MOST_RULES = 50;

/** Days that an image is charged for in the archive, whether it is there or not. */
const LEAST_ARCHIVED = 90;

/**
 * What becomes of images without a tag, whatever else is kept.
 */
export interface RetentionOptions {
  /**
   * How long an image without a tag is kept after it was pushed, in whole days.
   * @default Duration.days(14)
   */
  readonly untaggedAfter?: Duration;
}

/**
 * What becomes of images in the archive.
 */
export interface ArchiveOptions extends RetentionOptions {
  /**
   * How long images stay in the archive before they are deleted, in whole days, at least 90.
   * @default - for ever
   */
  readonly deleteAfter?: Duration;
}

/**
 * How many images with tags of a kind are kept.
 */
export interface TagPrefixRetention {
  /**
   * How the tags begin, for example `pr-`.
   */
  readonly prefix: string;

  /**
   * How many of the latest images are kept, at least 1.
   */
  readonly count: number;
}

/**
 * Which images a repository forgets.
 *
 * ECR does not know what runs: any rule about tagged images can remove one that a service still needs when it starts its
 * next task. Images that belong to a multi-platform image stay as long as that does.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
 */
export class ImageRetention {
  /**
   * Keeps every image that has a tag; images without one go after a while. The default: with immutable tags it can never
   * remove an image that was pushed with a tag.
   *
   * @param after how long images without a tag are kept, in whole days; 14 if not said
   */
  public static expireUntagged(after?: Duration): ImageRetention {
    return withUntagged({ untaggedAfter: after }, [], []);
  }

  /**
   * Keeps the latest images, and images without a tag for a while.
   *
   * Keep more than you deploy between the oldest version that may run and the newest.
   *
   * @param count how many images with a tag are kept, at least 1
   * @param options what becomes of images without a tag
   */
  public static keepLast(count: number, options: RetentionOptions = {}): ImageRetention {
    return withUntagged(options, [{ description: `Keep the last ${count} images`, tagPatternList: ['*'], maxImageCount: count }], checkCount('retention.count', count));
  }

  /**
   * Keeps the latest images for each kind of tag, all images with other tags, and images without a tag for a while.
   *
   * The order matters: an image counts for the first prefix that one of its tags has. Throws if a prefix can never apply.
   *
   * @param prefixes the kinds of tags, the most specific first; at most 49
   * @param options what becomes of images without a tag
   */
  public static perTagPrefix(prefixes: TagPrefixRetention[], options: RetentionOptions = {}): ImageRetention {
    const rules = prefixes.map(({ prefix, count }) => ({ description: `Keep the last ${count} of ${prefix}*`, tagPrefixList: [prefix], maxImageCount: count }));
    return withUntagged(options, rules, checkPrefixes(prefixes));
  }

  /**
   * Moves to the archive what nobody has pulled for a while, and keeps it there. Nothing is lost: an archived image is brought back
   * with `aws ecr update-image-storage-class`, in minutes, but cannot be pulled until then.
   *
   * Tasks pull when they start, not while they run. Choose a time in which every image that is needed is pulled once, for example
   * by the next deployment. Storage in the archive is cheaper, retrieval is charged.
   *
   * @param unpulledFor how long nobody has pulled an image, in whole days
   * @param options what becomes of images in the archive, and of those without a tag
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/archive_restore_image.html
   */
  public static archiveUnpulled(unpulledFor: Duration, options: ArchiveOptions = {}): ImageRetention {
    const { deleteAfter } = options;
    const findings = [
      ...checkAge('retention.unpulledFor', unpulledFor),
      ...(deleteAfter && !deleteAfter.isUnresolved() && deleteAfter.toDays({ integral: false }) < LEAST_ARCHIVED
        ? [finding('ArchiveTooShort', 'retention.deleteAfter', { given: deleteAfter.toHumanString(), least: LEAST_ARCHIVED })] : []),
      ...(deleteAfter ? checkAge('retention.deleteAfter', deleteAfter) : []),
    ];
    const rule = (archive: 'enter' | 'leave', description: string, after: Duration) => ({
      archive, description, tagPatternList: ['*'], after: findings.length === 0 ? after : Duration.days(LEAST_ARCHIVED),
    });
    return withUntagged(options, [
      rule('enter', 'Archive images that nobody pulls', unpulledFor),
      ...deleteAfter ? [rule('leave', 'Expire images in the archive', deleteAfter)] : [],
    ], findings);
  }

  /** Keeps everything. Storage is about 0.10 USD per GB and month. */
  public static forever(): ImageRetention {
    return ImageRetention.custom([]);
  }

  /**
   * Rules of your own. Whoever is given them throws if two have the same priority, or if a rule for any image is not the only and the
   * last one of its kind.
   *
   * @param rules the rules, the first taking precedence: those with a priority, then the others, and a rule for any image at last
   */
  public static custom(rules: ecr.LifecycleRule[]): ImageRetention {
    return new ImageRetention(rules, checkRules('retention.rules', rules));
  }

  /** @internal */
  public static _of(rules: readonly RetentionRule[], findings: readonly Finding[]): ImageRetention {
    return new ImageRetention(rules, findings);
  }

  private readonly rules: readonly RetentionRule[];

  /** @internal */
  public readonly _findings: readonly Finding[];

  private constructor(rules: readonly RetentionRule[], findings: readonly Finding[]) {
    this.rules = rules;
    this._findings = findings;
  }

  /** @internal */
  public _toText(scope: IConstruct): string | undefined {
    return lifecyclePolicyText(scope, this.rules);
  }

  /**
   * Has a repository forget. Rules that the CDK does not know replace all others, those that are added later included.
   *
   * @internal
   */
  public _applyTo(repository: ecr.Repository): void {
    if (this.rules.some(isArchiveRule)) {
      (repository.node.defaultChild as ecr.CfnRepository).lifecyclePolicy = { lifecyclePolicyText: this._toText(repository) };
    } else {
      this.rules.filter(rule => !isArchiveRule(rule)).forEach(rule => repository.addLifecycleRule(rule));
    }
  }
}

function withUntagged(
  { untaggedAfter = Duration.days(14) }: RetentionOptions, rules: readonly RetentionRule[], findings: readonly Finding[],
): ImageRetention {
  const ages = checkAge('retention.untaggedAfter', untaggedAfter);
  // The CDK refuses ages that are no whole days before our own finding could be raised.
  const maxImageAge = ages.length === 0 ? untaggedAfter : Duration.days(1);
  return ImageRetention._of([...rules, { description: 'Expire images without a tag', tagStatus: ecr.TagStatus.UNTAGGED, maxImageAge }], [...findings, ...ages]);
}

function checkCount(path: string, given: number): Finding[] {
  if (Token.isUnresolved(given) || (Number.isInteger(given) && given >= 1)) {
    return [];
  }
  return [finding('RetentionCountOutOfRange', path, { given, nearest: Math.max(1, Math.round(given) || 1) })];
}

function checkAge(path: string, given: Duration): Finding[] {
  if (given.isUnresolved()) {
    return [];
  }
  const days = given.toDays({ integral: false });
  return Number.isInteger(days) && days >= 1
    ? []
    : [finding('RetentionAgeOutOfRange', path, { given: given.toHumanString(), nearest: Math.max(1, Math.round(days)) })];
}

function checkPrefixes(prefixes: readonly TagPrefixRetention[]): Finding[] {
  if (prefixes.length === 0) {
    return [finding('TagPrefixesMissing', 'retention.prefixes', {})];
  }
  const findings = prefixes.length >= MOST_RULES
    ? [finding('TooManyRetentionRules', 'retention.prefixes', { given: prefixes.length, most: MOST_RULES - 1 })]
    : [];
  prefixes.forEach(({ prefix, count }, index) => {
    const path = `retention.prefixes[${index}]`;
    if (!Token.isUnresolved(prefix) && !/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/.test(prefix)) {
      findings.push(finding('TagPrefixInvalid', `${path}.prefix`, { given: prefix }));
    } else {
      const before = prefixes.slice(0, index).find(other => prefix.startsWith(other.prefix));
      findings.push(...(before ? [finding('TagPrefixShadowed', `${path}.prefix`, { given: prefix, by: before.prefix })] : []));
    }
    findings.push(...checkCount(`${path}.count`, count));
  });
  return findings;
}
