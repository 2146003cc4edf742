import { Token } from 'aws-cdk-lib/core';
import { Finding, finding } from '../../findings';

/** A number of something, and how many of it there may be. */
export interface Limited {
  readonly what: string;
  /** Undefined when it was not given, or is not known yet. */
  readonly value: number | undefined;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
}

/** The finding about a number that is no whole number or beyond its bounds. */
export function outOfRange(path: string, { what, value, unit, min, max }: Limited): Finding[] {
  const fits = value === undefined || Token.isUnresolved(value) || (Number.isInteger(value) && value >= min && value <= max);
  return fits ? [] : [finding('CapacityValueOutOfRange', path, { what, value, min, max, unit })];
}
