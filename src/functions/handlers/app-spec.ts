/** Writes the AppSpec as CodeDeploy's API takes it, and reads those that others have written. */
import { createHash } from 'node:crypto';
import type { RevisionLocation } from '@aws-sdk/client-codedeploy';
import { appSpec } from '../app-spec';
import type { Revision } from '../wire/rollout';

export function renderAppSpec(revision: Revision, hooks: Record<string, string> = {}): string {
  return JSON.stringify(appSpec(revision, hooks));
}

export function revisionLocation(content: string): RevisionLocation {
  return { revisionType: 'AppSpecContent', appSpecContent: { content, sha256: createHash('sha256').update(content).digest('hex') } };
}

/** The task definition of a deployment that others may have made, in JSON or YAML; nothing if it cannot be told. */
export function taskDefinitionOf(location: RevisionLocation | undefined): string | undefined {
  const content = location?.appSpecContent?.content ?? location?.string?.content ?? '';
  return /TaskDefinition["']?\s*:\s*["']?([^\s"',}]+)/.exec(content)?.[1];
}
