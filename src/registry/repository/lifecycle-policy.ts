/**
 * Lifecycle rules as ECR takes them: those that the CDK knows, and those about the archive, which it does not.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Duration, Stack, Token } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { Finding, finding } from '../../findings';

export type RetentionRule = ecr.LifecycleRule | ArchiveRule;

/** Images that go to the archive when nobody has pulled them for a while, or that leave it for good. */
export interface ArchiveRule {
  readonly description: string;
  readonly tagPatternList: string[];
  readonly archive: 'enter' | 'leave';
  readonly after: Duration;
}

/** The whole policy. Undefined where nothing is ever forgotten. */
export function lifecyclePolicyText(scope: IConstruct, rules: readonly RetentionRule[]): string | undefined {
  return rules.length === 0 ? undefined : Stack.of(scope).toJsonString({ rules: inOrder(rules) });
}

/** What ECR would refuse about rules that are given with priorities, or that are for any image. */
export function checkRules(path: string, rules: readonly ecr.LifecycleRule[]): Finding[] {
  const priorities = rules.flatMap(({ rulePriority }) => rulePriority ?? []);
  const twice = [...new Set(priorities.filter((priority, index) => priorities.indexOf(priority) < index))];
  const forAny = rules.filter(isForAny);
  const others = rules.filter(rule => !isForAny(rule));
  const last = forAny[0]?.rulePriority;
  const before = Math.max(0, ...others.map(({ rulePriority = 0 }) => rulePriority));
  const unprioritized = others.filter(({ rulePriority }) => rulePriority === undefined).length;
  const atMost = (what: string, given: number, max: number) => given > max ? [finding('OutOfRange', path, { what, given, max, nearest: max })] : [];
  return [
    ...atMost('the number of rules for any image', forAny.length, 1),
    ...twice.flatMap(priority => atMost(`the number of rules with priority ${priority}`, priorities.filter(other => other === priority).length, 1)),
    ...(last !== undefined && !Token.isUnresolved(last) && last < before
      ? [finding('OutOfRange', path, { what: 'the priority of the rule for any image', given: last, min: before + 1, nearest: before + 1 })] : []),
    ...(last === undefined ? [] : atMost('the number of rules without a priority, beside one for any image that has one,', unprioritized, 0)),
  ];
}

export function isArchiveRule(rule: RetentionRule): rule is ArchiveRule {
  return 'archive' in rule;
}

/** As the L2 of the CDK has them: those with a priority, those without behind them, and the one for any image, which ECR takes last only. */
function inOrder(rules: readonly RetentionRule[]): object[] {
  const others = rules.filter(rule => !isForAny(rule));
  const prioritized = others.filter(rule => priorityOf(rule) !== undefined);
  const ordered = [...prioritized, ...others.filter(rule => priorityOf(rule) === undefined), ...rules.filter(isForAny)];
  let next = Math.max(0, ...prioritized.map(rule => priorityOf(rule) ?? 0)) + 1;
  return ordered.map(rule => render(rule, priorityOf(rule) ?? next++));
}

function priorityOf(rule: RetentionRule): number | undefined {
  return isArchiveRule(rule) ? undefined : rule.rulePriority;
}

function isForAny(rule: RetentionRule): boolean {
  return !isArchiveRule(rule) && tagStatusOf(rule) === ecr.TagStatus.ANY;
}

function tagStatusOf({ tagStatus, tagPrefixList, tagPatternList }: ecr.LifecycleRule): ecr.TagStatus {
  return tagStatus ?? (tagPrefixList || tagPatternList ? ecr.TagStatus.TAGGED : ecr.TagStatus.ANY);
}

function render(rule: RetentionRule, rulePriority: number): object {
  const { description, tagPatternList } = rule;
  if (isArchiveRule(rule)) {
    const days = { countUnit: 'days', countNumber: rule.after.toDays() };
    const common = { rulePriority, description };
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
    rulePriority,
    description,
    selection: {
      tagStatus: tagStatusOf(rule),
      tagPrefixList,
      tagPatternList,
      ...rule.maxImageAge
        ? { countType: 'sinceImagePushed', countNumber: rule.maxImageAge.toDays(), countUnit: 'days' }
        : { countType: 'imageCountMoreThan', countNumber: rule.maxImageCount },
    },
    action: { type: 'expire' },
  };
}
