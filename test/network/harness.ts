/** Two verbs: `network(props)` makes one in a stack of its own, `refusals(act)` gives the codes of what was refused. */
import { readFileSync } from 'node:fs';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { App, Environment, Stack } from 'aws-cdk-lib/core';
import { Network, NetworkProps } from '../../src/network';
import { refused } from '../wrong-inputs/refused';

export { refused };

export const RECOMMENDED: Record<string, unknown> = JSON.parse(readFileSync(require.resolve('aws-cdk-lib/recommended-feature-flags.json'), 'utf8'));

export const IRELAND: Environment = { account: '123456789012', region: 'eu-west-1' };

export interface Setting {
  readonly env?: Environment;
  readonly flags?: Record<string, unknown>;
}

/** With and without feature flags, with and without an environment. */
export const SETTINGS: [string, Setting][] = [
  ['recommended flags, known environment', { env: IRELAND, flags: RECOMMENDED }],
  ['recommended flags, any environment', { flags: RECOMMENDED }],
  ['no flags, known environment', { env: IRELAND }],
  ['no flags, any environment', {}],
];

export function stackIn({ env, flags }: Setting = {}): Stack {
  const app = new App({ context: { ...flags, 'availability-zones:account=123456789012:region=eu-west-1': ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] } });
  return new Stack(app, 'Stack', { env });
}

/** A VPC of which only the given attributes are known, in two zones unless they say otherwise. */
export function importedVpc(stack: Stack, attributes: Partial<ec2.VpcAttributes> = {}): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['eu-west-1a', 'eu-west-1b'], ...attributes });
}

export interface Made {
  readonly stack: Stack;
  readonly network: Network;
  readonly template: Template;
  resources(type: string): Record<string, any>[];
}

export function network(props: NetworkProps = {}, setting: Setting = { env: IRELAND, flags: RECOMMENDED }): Made {
  const stack = stackIn(setting);
  const made = new Network(stack, 'Network', props);
  const template = Template.fromStack(stack);
  expectSilence(stack);
  return { stack, network: made, template, resources: type => resourcesOf(template, type) };
}

export function resourcesOf(template: Template, type: string): Record<string, any>[] {
  return Object.values(template.findResources(type)).map(resource => resource.Properties ?? {});
}

/** No warning, no error, no information: whatever the CDK has to say is ours to settle. */
export function expectSilence(stack: Stack): void {
  const annotations = Annotations.fromStack(stack);
  expect([
    ...annotations.findError('*', Match.anyValue()), ...annotations.findWarning('*', Match.anyValue()), ...annotations.findInfo('*', Match.anyValue()),
  ].map(entry => entry.entry.data)).toEqual([]);
}

/** What was refused, without the sentences. */
export function refusals(act: () => unknown): { code: string; path: string }[] {
  return refused(act).map(({ code, path }) => ({ code, path }));
}
