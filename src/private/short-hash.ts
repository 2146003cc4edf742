import { createHash } from 'node:crypto';

/** Eight characters that change whenever the value does. */
export function shortHash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 8);
}
