/**
 * The five rule packs the library answers for, and what was acknowledged and why.
 *
 * Each pack looks twice: as the app stands, and as if nothing had been acknowledged. The second look says what each
 * acknowledgement is for. Synthesise before you look: rules read the finished tree.
 */
import { Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R4Checks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { IConstruct } from 'constructs';

/** In the order in which figures are told. */
export const PACKS = {
  AwsSolutions: AwsSolutionsChecks,
  R5: NIST80053R5Checks,
  R4: NIST80053R4Checks,
  HIPAA: HIPAASecurityChecks,
  PCI: PCIDSS321Checks,
};

export type PackName = keyof typeof PACKS;

export const PACK_NAMES = Object.keys(PACKS) as PackName[];

export interface PackFinding {
  readonly pack: PackName;
  /** With the pack's prefix and, for rules that find several things in a resource, the thing. */
  readonly rule: string;
  /** Path of the resource. */
  readonly path: string;
}

/** What the packs have to say about an app. */
export function findingsIn(app: IConstruct): PackFinding[] {
  return PACK_NAMES.flatMap(pack => new PACKS[pack](app).validateScope(app).violations.flatMap(({ ruleName: rule, violatingResources }) =>
    (violatingResources ?? []).map(({ constructPath }) => ({ pack, rule, path: constructPath! }))));
}

/** What they would have to say if nothing were acknowledged. Leaves the app without acknowledgements. */
export function findingsWithoutAcknowledgements(app: IConstruct): PackFinding[] {
  for (const { node } of app.node.findAll()) {
    // The metadata of a construct can only grow; the list behind it is its own.
    const kept = node.metadata.filter(({ type }) => type !== Validations.ACKNOWLEDGED_RULES_METADATA_KEY);
    (node as unknown as { _metadata: unknown[] })._metadata = kept;
  }
  return findingsIn(app);
}

export interface Acknowledgement {
  readonly construct: IConstruct;
  readonly rule: string;
  readonly reason: string;
}

/** How the rules of the five packs begin. The CDK acknowledges some of its own validator's rules, too. */
const RULES_OF_PACKS = /^(AwsSolutions|NIST\.800\.53\.R[45]|HIPAA\.Security|PCI\.DSS\.321)-/;

/** Every rule of the packs that was acknowledged, once for each construct. */
export function acknowledgementsIn(app: IConstruct): Acknowledgement[] {
  return app.node.findAll().flatMap(construct => {
    const reasons = new Map<string, string>();
    for (const { type, data } of construct.node.metadata) {
      if (type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY) {
        Object.entries(data as Record<string, string>).forEach(([id, reason]) => reasons.set(id.replace(/^[\w.]+::/, ''), reason));
      }
    }
    return [...reasons].filter(([rule]) => RULES_OF_PACKS.test(rule)).map(([rule, reason]) => ({ construct, rule, reason }));
  });
}

/**
 * Whether the acknowledgement has anything to do with the finding: the same rule, in whichever pack, on the construct or
 * below. The library speaks to all regulatory packs at once, because which of them asks changes from version to version.
 */
export function covers({ construct, rule }: Acknowledgement, found: PackFinding): boolean {
  return withoutPack(found.rule) === withoutPack(rule) && (found.path === construct.node.path || found.path.startsWith(`${construct.node.path}/`));
}

function withoutPack(rule: string): string {
  return rule.startsWith('AwsSolutions-') ? rule : rule.replace(RULES_OF_PACKS, '');
}

/** Findings for each pack, in the order of `PACK_NAMES`. */
export function countByPack(findings: readonly PackFinding[]): number[] {
  return PACK_NAMES.map(name => findings.filter(({ pack }) => pack === name).length);
}

export const tell = ({ rule, path }: PackFinding): string => `${rule} at ${path}`;
