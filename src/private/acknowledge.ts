import { Validations } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

/** The packs of cdk-nag whose findings the library answers for. Rule ids of AwsSolutions carry their own prefix. */
const PACKS = ['AwsSolutions', 'NIST.800.53.R4', 'NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321'];

/**
 * Accepts a compliance finding on one resource, with the reason.
 *
 * `rule` is the bare rule name, e.g. `VPCNoUnrestrictedRouteToIGW` for the four regulatory packs, or the full id for
 * AwsSolutions, e.g. `AwsSolutions-IAM5[Resource::*]`. Both spellings of an id are recorded, as `Validations` would: the
 * bare one silences the pack, the qualified one leaves a trace in the validation report.
 *
 * All of them go into one entry of metadata. `Validations.of(resource).acknowledge()` makes one for each id, with a stack
 * trace, and looks for warnings to remove below the resource; for a hundred services that took 7 % of their synthesis.
 */
export function acknowledge(resource: IConstruct, rule: string, reason: string): void {
  const findings = rule.startsWith('AwsSolutions-')
    ? [{ pack: 'AwsSolutions', id: rule }]
    : PACKS.slice(1).map(pack => ({ pack, id: `${pack}-${rule}` }));
  resource.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, Object.fromEntries(
    findings.flatMap(({ pack, id }) => [[`Annotation::${id}`, reason], [`${pack}::${id}`, reason]])));
}
