import { Token } from 'aws-cdk-lib/core';

/** Whether a place is known to be another one. */
export function isElsewhere(region: string, other: string): boolean {
  return !Token.isUnresolved(region) && !Token.isUnresolved(other) && region !== other;
}
