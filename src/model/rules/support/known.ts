import { Token } from 'aws-cdk-lib/core';

/** Whether a value is there and can be judged now; what is decided at deployment is none of the rules' business. */
export function known<T>(value: T | undefined): value is T {
  return value !== undefined && !Token.isUnresolved(value);
}
