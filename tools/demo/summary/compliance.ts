/** What five rule packs find in the app, acknowledged findings counted apart. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { section } from '../terminal';

export interface PackFindings {
  readonly pack: string;
  /** Findings, counted per resource. */
  readonly open: number;
  readonly acknowledged: number;
  /** Rules with open findings. */
  readonly rules: readonly string[];
}

/** Written into the assembly by nag.ts. */
export const FINDINGS_FILE = 'rule-packs.json';

/** The findings of an assembly that was synthesised with nag.ts; that the packs did not run is an error, not a clean result. */
export function findingsOf(assembly: string): PackFindings[] {
  const file = join(assembly, FINDINGS_FILE);
  if (!existsSync(file)) { throw new Error('The rule packs did not run.'); }
  return JSON.parse(readFileSync(file, 'utf8')) as PackFindings[];
}

export function compliance(findings: readonly PackFindings[]): string[] {
  const rows = findings.map(({ pack, open, acknowledged, rules }) => [pack, String(open), String(acknowledged), rules.slice(0, 3).join(', ')]);
  return section('Findings', 'cdk-nag', [['', 'open', 'acknowledged'], ...rows], [6, 14]);
}
