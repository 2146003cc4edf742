import { Validations } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

/** The packs of cdk-nag whose findings the library answers for. Rule ids of AwsSolutions carry their own prefix. */
const PACKS = ['AwsSolutions', 'NIST.800.53.R4', 'NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321'];

/**
 * Accepts a compliance finding on one resource, with the reason.
 *
 * `rule` is the bare rule name, e.g. `VPCNoUnrestrictedRouteToIGW` for the four regulatory packs, or the full id for
 * AwsSolutions, e.g. `AwsSolutions-IAM5[Resource::*]`. Both spellings of an id are recorded: the bare one silences the
 * pack, the qualified one leaves a trace in the validation report.
 */
export function acknowledge(resource: IConstruct, rule: string, reason: string): void {
  const ids = rule.startsWith('AwsSolutions-')
    ? [rule, `AwsSolutions::${rule}`]
    : PACKS.slice(1).flatMap(pack => [`${pack}-${rule}`, `${pack}::${pack}-${rule}`]);
  Validations.of(resource).acknowledge(...ids.map(id => ({ id, reason })));
}
