import { SecretSpec } from './secret';

/**
 * Whether a workload is deployed again when a value changes that its copies read when they start: always, which is refused where
 * nobody can do it; where it is possible; or never.
 */
export type RedeployOnRotation = 'always' | 'ifPossible' | 'never';

/** Labels that Secrets Manager moves without telling anybody. */
const SILENT = ['AWSPENDING', 'AWSPREVIOUS'];

/** The label whose move brings a new value, or undefined where the value stays what it is. */
export function rotatingLabel({ versionId, versionStage = 'AWSCURRENT' }: Extract<SecretSpec, { kind: 'vault' }>): string | undefined {
  return versionId === undefined && !SILENT.includes(versionStage) ? versionStage : undefined;
}
