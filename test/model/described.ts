import { describe as text, seal, WorkloadDraft } from '../../src/model';
import { PRODUCTION } from '../wrong-inputs/wrong-input';

/** A workload in which nothing is wrong, line by line. */
export function described(draft: WorkloadDraft): string[] {
  const { spec, findings } = seal(draft, PRODUCTION);
  expect(findings.map(String)).toEqual([]);
  return text(spec).split('\n');
}
