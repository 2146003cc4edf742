/**
 * Loaded in front of an app (`node --import tsx --import nag.ts app.ts`): adds the rule packs to whatever App it makes, so that
 * an example need not know them, and writes down what each found and what was acknowledged. CDK's own report does not do:
 * it leaves out packs without findings, and findings that a pack holds back because they are acknowledged.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stage, Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks, HIPAASecurityChecks, NagPack, NIST80053R4Checks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { IConstruct } from 'constructs';
import { FINDINGS_FILE, PackFindings } from './summary/compliance';

const PACKS = {
  'AWS Solutions': AwsSolutionsChecks,
  'NIST 800-53 R4': NIST80053R4Checks,
  'NIST 800-53 R5': NIST80053R5Checks,
  'HIPAA': HIPAASecurityChecks,
  'PCI DSS 3.2.1': PCIDSS321Checks,
};

/** The question a pack asks about each finding; not declared in its types. */
interface Inner {
  isAcknowledged(resource: IConstruct, rule: string): boolean;
}

/** Reads what the pack found, after it has run. */
function watch(name: string, pack: NagPack): () => PackFindings {
  const inner = pack as unknown as Inner;
  const ask = inner.isAcknowledged.bind(pack);
  const acknowledged = new Set<string>();
  inner.isAcknowledged = (resource, rule) => {
    const answer = ask(resource, rule);
    if (answer) { acknowledged.add(`${resource.node.path} ${rule}`); }
    return answer;
  };
  const check = pack.validateScope.bind(pack);
  let violations: ReturnType<typeof check>['violations'] = [];
  pack.validateScope = scope => {
    const result = check(scope);
    violations = result.violations;
    return result;
  };
  return () => ({
    pack: name,
    open: violations.reduce((sum, violation) => sum + violation.violatingResources.length, 0),
    acknowledged: acknowledged.size,
    rules: violations.map(violation => violation.ruleName),
  });
}

const synth = Stage.prototype.synth;

Stage.prototype.synth = function (this: Stage, ...args) {
  if (!App.isApp(this)) { return synth.apply(this, args); }
  const packs = Object.entries(PACKS).map(([name, Pack]) => ({ name, pack: new Pack(this) as NagPack }));
  const results = packs.map(({ name, pack }) => watch(name, pack));
  Validations.of(this).addPlugins(...packs.map(({ pack }) => pack));
  try {
    return synth.apply(this, args);
  } finally {
    writeFileSync(join(this.outdir, FINDINGS_FILE), JSON.stringify(results.map(result => result())));
  }
};
