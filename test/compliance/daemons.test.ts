/** One copy on each machine, on every kind of machine: nothing for the packs or the validator to say about it. */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { App, Stack } from 'aws-cdk-lib/core';
import { findingsIn, tell } from './packs';
import { diagnosticsIn, VALIDATION_CONTEXT } from './validator';
import { Capacity, ContainerPlatform, DaemonService, DaemonServiceProps, EcsPlatform, EksPlatform, Image, Volume } from '../../src';
import { RECOMMENDED } from '../ecs/support';

type Parts = Pick<DaemonServiceProps, 'platform'> & Partial<DaemonServiceProps>;

const onEcs = (stack: Stack, capacity: Capacity): ContainerPlatform => new EcsPlatform(stack, 'Platform', { capacity: [capacity] });

const CASES: Record<string, (stack: Stack) => Parts> = {
  Ec2: stack => ({ platform: onEcs(stack, Capacity.ec2({ name: 'general', instanceTypes: [new ec2.InstanceType('m7i.large')] })), exec: true }),
  Host: stack => ({
    platform: onEcs(stack, Capacity.ec2({ name: 'general', instanceTypes: [new ec2.InstanceType('m7i.large')] })),
    ecs: { networkMode: ecs.NetworkMode.HOST },
    // The packs want to see that nobody is root in the network of an instance.
    user: '1000',
  }),
  Managed: stack => ({
    platform: onEcs(stack, Capacity.managedInstances({ name: 'general' })), exec: true, volumes: { tmp: Volume.ephemeral() }, mounts: [{ volume: 'tmp', path: '/tmp' }],
  }),
  External: stack => ({ platform: onEcs(stack, Capacity.external({ name: 'warehouse' })) }),
  Nodes: stack => ({
    platform: new EksPlatform(stack, 'Platform', {
      kubectlLayer: lambda.LayerVersion.fromLayerVersionArn(stack, 'Kubectl', 'arn:aws:lambda:eu-west-1:111122223333:layer:kubectl:1'),
    }),
  }),
};

function app(name: string, context: Record<string, unknown>): App {
  const root = new App({ context });
  const stack = new Stack(root, name, { env: { account: '111122223333', region: 'eu-west-1' } });
  new DaemonService(stack, 'Agent', { image: Image.fromRegistry('public.ecr.aws/nginx/nginx:1.29'), ...CASES[name](stack) });
  return root;
}

/** The daemon's own part: platforms and capacity have tests of theirs. */
const isOurs = (where: string) => where.includes('/Agent');

describe.each(Object.keys(CASES))('%s', name => {
  test.each([['recommended flags', RECOMMENDED], ['no flags', {}]])('leaves the validator and the packs nothing to say, with %s', (_, flags) => {
    const made = app(name, { ...flags, ...VALIDATION_CONTEXT });

    const diagnostics = diagnosticsIn(made).filter(isOurs);
    expect({ diagnostics, findings: findingsIn(made).map(tell).filter(isOurs) }).toEqual({ diagnostics: [], findings: [] });
  }, 120_000);
});
