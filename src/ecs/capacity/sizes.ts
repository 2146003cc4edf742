/** Sizes as numbers, also those that are no whole number of the unit. What CloudFormation fills in has none yet. */
import { Size } from 'aws-cdk-lib/core';

export function mebibytes(size: Size | undefined): number | undefined {
  return size && !size.isUnresolved() ? size.toBytes() / 1024 ** 2 : undefined;
}

export function gibibytes(size: Size | undefined): number | undefined {
  return size && !size.isUnresolved() ? size.toBytes() / 1024 ** 3 : undefined;
}
