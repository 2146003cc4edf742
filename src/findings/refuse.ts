import { IConstruct } from 'constructs';
import { Finding } from './finding';

/** Carries findings through a `throw`, so that TypeScript callers and tests can read them as values. */
export class RefusedError extends Error {
  constructor(public readonly findings: readonly Finding[], scope: IConstruct | string) {
    const place = typeof scope === 'string' ? scope : scope.node.path || 'the app';
    const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
    super(`${count} in '${place}'\n${findings.map(found => indent(found.toString())).join('\n')}`);
    this.name = 'RefusedError';
  }
}

/** Throws everything that is wrong at once; returns if nothing is. */
export function refuse(scope: IConstruct | string, findings: readonly Finding[]): void {
  if (findings.length > 0) {
    throw new RefusedError(findings, scope);
  }
}

function indent(text: string): string {
  return text.split('\n').map(line => `  ${line}`).join('\n');
}
