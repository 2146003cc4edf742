import { App, CfnResource, Stack } from 'aws-cdk-lib/core';
import { acknowledge } from '../../src/private/acknowledge';

function acknowledged(rule: string): string {
  const stack = new Stack(new App(), 'Stack');
  const resource = new CfnResource(stack, 'Resource', { type: 'AWS::S3::Bucket' });
  acknowledge(resource, rule, 'The reason why.');
  return JSON.stringify(resource.node.metadata);
}

test('an AwsSolutions rule is accepted under its own id', () => {
  const text = acknowledged('AwsSolutions-S1');

  expect(text).toContain('AwsSolutions-S1');
  expect(text).toContain('The reason why.');
  expect(text).not.toContain('HIPAA');
});

test('a rule of the regulatory packs is accepted in each of them', () => {
  const text = acknowledged('S3BucketLoggingEnabled');

  for (const pack of ['NIST.800.53.R4', 'NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321']) {
    expect(text).toContain(`${pack}-S3BucketLoggingEnabled`);
  }
});
