import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

/** Characters that a managed policy may have; white space is not counted. */
export const MANAGED_POLICY_LIMIT = 6144;

/** About as long as what CloudFormation appends to the names of a stack and of a resource. */
const RANDOM = 'ABCDEFGHIJKLM';

/**
 * How long a value becomes at most: what only CloudFormation knows is counted as the longest that it usually is, in the partition
 * and region with the longest names.
 */
export function sizeOf(scope: IConstruct, value: unknown): number {
  const stack = Stack.of(scope);
  return JSON.stringify(filledIn(stack.resolve(value), stack.stackName)).length;
}

const PSEUDO: Record<string, string> = {
  'AWS::Partition': 'aws-us-gov', 'AWS::Region': 'ap-southeast-2', 'AWS::AccountId': '123456789012', 'AWS::URLSuffix': 'amazonaws.com.cn',
};

function filledIn(value: unknown, stackName: string): unknown {
  if (Array.isArray(value)) {
    return value.map(item => filledIn(item, stackName));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const { 'Ref': ref, 'Fn::GetAtt': attribute, 'Fn::Join': join, 'Fn::ImportValue': imported } = value as Record<string, any>;
  const name = (logicalId: string) => `${stackName}-${logicalId}-${RANDOM}`;
  if (ref) {
    return PSEUDO[ref] ?? name(ref);
  }
  if (attribute) {
    return `arn:aws-us-gov:logs:ap-southeast-2:123456789012:log-group:${name(attribute[0])}:*`;
  }
  if (join) {
    return (filledIn(join[1], stackName) as unknown[]).map(part => typeof part === 'string' ? part : JSON.stringify(part)).join(join[0]);
  }
  if (imported !== undefined) {
    return JSON.stringify(imported);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filledIn(item, stackName)]));
}
