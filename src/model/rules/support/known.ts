import { Token } from 'aws-cdk-lib/core';

/** Whether a value is there and can be judged now; what is decided at deployment is none of the rules' business. */
export function known<T>(value: T | undefined): value is T {
  // Tokens among numbers are negative; telling so first makes the usual case many times faster.
  return value !== undefined && ((typeof value === 'number' && value >= 0) || !Token.isUnresolved(value));
}
