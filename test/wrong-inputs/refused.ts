import { Finding, RefusedError } from '../../src/findings';

/** What was refused, as values; nothing if nothing was. */
export function refused(act: () => unknown): readonly Finding[] {
  try {
    act();
  } catch (error) {
    if (error instanceof RefusedError) {
      return error.findings;
    }
    throw error;
  }
  return [];
}
