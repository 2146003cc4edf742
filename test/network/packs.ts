/** The rule packs whose findings the library answers for. Synthesise first: acknowledgements are read from the tree. */
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R4Checks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { IConstruct } from 'constructs';

const PACKS = [AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R4Checks, NIST80053R5Checks, PCIDSS321Checks];

/** Every finding as `rule at path`. */
export function packFindings(root: IConstruct): string[] {
  return PACKS.flatMap(Pack => new Pack(root).validateScope(root).violations)
    .flatMap(violation => (violation.violatingResources ?? []).map(({ constructPath }) => `${violation.ruleName} at ${constructPath}`));
}
