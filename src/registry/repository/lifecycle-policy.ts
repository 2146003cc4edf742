/**
 * Lifecycle rules as ECR takes them: those that the CDK knows, and those about the archive, which it does not.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Duration } from 'aws-cdk-lib/core';

export type RetentionRule = ecr.LifecycleRule | ArchiveRule;

/** Images that go to the archive when nobody has pulled them for a while, or that leave it for good. */
export interface ArchiveRule {
  readonly description: string;
  readonly tagPatternList: string[];
  readonly archive: 'enter' | 'leave';
  readonly after: Duration;
}

/** The whole policy. Undefined where nothing is ever forgotten. */
export function lifecyclePolicyText(rules: readonly RetentionRule[]): string | undefined {
  return rules.length === 0 ? undefined : JSON.stringify({ rules: rules.map(render) });
}

export function isArchiveRule(rule: RetentionRule): rule is ArchiveRule {
  return 'archive' in rule;
}

function render(rule: RetentionRule, index: number): object {
  const { description, tagPatternList } = rule;
  if (isArchiveRule(rule)) {
    const days = { countUnit: 'days', countNumber: rule.after.toDays() };
    const common = { rulePriority: index + 1, description };
    return rule.archive === 'enter' ? {
      ...common,
      selection: { tagStatus: 'tagged', tagPatternList, countType: 'sinceImagePulled', ...days },
      action: { type: 'transition', targetStorageClass: 'archive' },
    } : {
      ...common,
      selection: { tagStatus: 'tagged', tagPatternList, storageClass: 'archive', countType: 'sinceImageTransitioned', ...days },
      action: { type: 'expire' },
    };
  }
  const { tagPrefixList } = rule;
  return {
    rulePriority: rule.rulePriority ?? index + 1,
    description,
    selection: {
      tagStatus: rule.tagStatus ?? (tagPrefixList || tagPatternList ? ecr.TagStatus.TAGGED : ecr.TagStatus.ANY),
      tagPrefixList,
      tagPatternList,
      ...rule.maxImageAge
        ? { countType: 'sinceImagePushed', countNumber: rule.maxImageAge.toDays(), countUnit: 'days' }
        : { countType: 'imageCountMoreThan', countNumber: rule.maxImageCount },
    },
    action: { type: 'expire' },
  };
}
