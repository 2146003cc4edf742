import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

/** A value that CloudFormation may fill in, in the words in which AwsSolutions tells it. */
export function asTold(scope: IConstruct, value: unknown): string {
  return told(Stack.of(scope).resolve(value));
}

function told(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  const { 'Fn::Join': join, 'Ref': ref, 'Fn::GetAtt': attribute } = value as { 'Fn::Join'?: [string, unknown[]]; 'Ref'?: string; 'Fn::GetAtt'?: string[] };
  if (join) {
    return join[1].map(told).join(join[0]);
  }
  return ref || attribute ? `<${ref ?? attribute!.join('.')}>` : JSON.stringify(value);
}
