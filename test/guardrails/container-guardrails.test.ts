import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { App, IPolicyValidationContext, Stack } from 'aws-cdk-lib/core';
import { ContainerGuardrails } from '../../src/guardrails';
import { ground, SETTINGS } from '../eks/support';

const GOOD = {
  ResourcesVpcConfig: { EndpointPublicAccess: false, EndpointPrivateAccess: true },
  Logging: { ClusterLogging: { EnabledTypes: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'].map(Type => ({ Type })) } },
  EncryptionConfig: [{ Provider: { KeyArn: { 'Fn::GetAtt': ['Key', 'Arn'] } } }],
  AccessConfig: { AuthenticationMode: 'API' },
};

function brokenRules(properties: object): string[] {
  const path = join(mkdtempSync(join(tmpdir(), 'guardrails-')), 'template.json');
  writeFileSync(path, JSON.stringify({ Resources: { Cluster: { Type: 'AWS::EKS::Cluster', Properties: properties } } }));
  return report(path).violations.map(({ ruleName }) => ruleName);
}

function report(...templatePaths: string[]) {
  return new ContainerGuardrails().validate({ templatePaths } as unknown as IPolicyValidationContext);
}

test('a closed, logged and encrypted cluster passes', () => {
  expect(brokenRules(GOOD)).toEqual([]);
});

test.each([
  ['an endpoint open to all', { ResourcesVpcConfig: { EndpointPublicAccess: true, EndpointPrivateAccess: true } }, ['EksEndpointClosed']],
  ['an endpoint open to all in so many words', { ResourcesVpcConfig: { EndpointPublicAccess: true, EndpointPrivateAccess: true, PublicAccessCidrs: ['203.0.113.0/24', '0.0.0.0/0'] } }, ['EksEndpointClosed']],
  ['an endpoint open to some', { ResourcesVpcConfig: { EndpointPublicAccess: true, EndpointPrivateAccess: true, PublicAccessCidrs: ['203.0.113.0/24'] } }, []],
  ['an endpoint that nodes leave the network for', { ResourcesVpcConfig: { EndpointPublicAccess: true, PublicAccessCidrs: ['203.0.113.0/24'] } }, ['EksEndpointReachable']],
  ['nothing said about the endpoint', { ResourcesVpcConfig: undefined }, ['EksEndpointClosed', 'EksEndpointReachable']],
  ['no logs', { Logging: undefined }, ['EksControlPlaneLogs']],
  ['a log type missing', { Logging: { ClusterLogging: { EnabledTypes: [{ Type: 'api' }] } } }, ['EksControlPlaneLogs']],
  ['no key', { EncryptionConfig: undefined }, ['EksSecretsEncrypted']],
  ['the map as a second way in', { AccessConfig: { AuthenticationMode: 'API_AND_CONFIG_MAP' } }, ['EksAccessEntriesOnly']],
])('%s', (_, change, rules) => {
  expect(brokenRules({ ...GOOD, ...change })).toEqual(rules);
});

test('the CDK\'s own cluster is found wanting, which cdk-nag does not notice', () => {
  const app = new App();
  const stack = new Stack(app, 'Theirs');
  new eks.Cluster(stack, 'Cluster', { version: eks.KubernetesVersion.of('1.36') });
  const { templateFullPath } = app.synth().getStackByName('Theirs');
  const found = report(templateFullPath);
  expect(found.success).toBe(false);
  expect(found.violations.map(({ ruleName }) => ruleName)).toEqual(['EksEndpointClosed', 'EksControlPlaneLogs', 'EksSecretsEncrypted']);
  expect(found.violations[0].violatingResources[0]).toMatchObject({ templatePath: templateFullPath, locations: ['ResourcesVpcConfig/EndpointPublicAccess'] });
});

test.each(SETTINGS)('clusters of this library keep every rule, with %s', (_, setting) => {
  const on = ground(setting);
  on.platform();
  expect(report(on.app.synth().getStackByName('Shop').templateFullPath).violations).toEqual([]);
});
