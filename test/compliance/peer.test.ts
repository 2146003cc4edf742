/**
 * Proof that the packs and the validator see, and the figures of the README: the same job, a VPC and a service behind a load
 * balancer, in aws-ecs-patterns and here.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as patterns from 'aws-cdk-lib/aws-ecs-patterns';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { App, CfnResource, Stack } from 'aws-cdk-lib/core';
import { countByPack, findingsIn, PACK_NAMES, tell } from './packs';
import { diagnosticsIn, VALIDATION_CONTEXT } from './validator';
import { Capacity, Domain, EcsPlatform, Image, WebService } from '../../src';
import { RECOMMENDED } from '../examples/run';

const IMAGE = 'public.ecr.aws/nginx/nginx-unprivileged:1.29.3';

function stackOf(build: (stack: Stack) => void): { app: App; diagnostics: string[] } {
  const app = new App({ context: { ...RECOMMENDED, ...VALIDATION_CONTEXT } });
  build(new Stack(app, 'Stack'));
  return { app, diagnostics: diagnosticsIn(app) };
}

const bad = () => stackOf(stack => {
  const vpc = new ec2.Vpc(stack, 'Vpc');
  new ec2.SecurityGroup(stack, 'Open', { vpc }).addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.allTraffic());
  ec2.Vpc.fromVpcAttributes(stack, 'Theirs', { vpcId: 'vpc-1', availabilityZones: ['a'], privateSubnetIds: ['subnet-1'] });
  new CfnResource(stack, 'Cluster', { type: 'AWS::ECS::Cluster', properties: { NoSuchProperty: true } });
});

const peer = () => stackOf(stack => {
  new patterns.ApplicationLoadBalancedFargateService(stack, 'Service', {
    vpc: new ec2.Vpc(stack, 'Vpc'),
    taskImageOptions: { image: ecs.ContainerImage.fromRegistry(IMAGE) },
  });
});

/** The same on instances, as the CDK's guide has it. */
const peerOnInstances = () => stackOf(stack => {
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: new ec2.Vpc(stack, 'Vpc') });
  cluster.addCapacity('Capacity', { instanceType: new ec2.InstanceType('m5.large') });
  new patterns.ApplicationLoadBalancedEc2Service(stack, 'Service', {
    cluster,
    memoryLimitMiB: 512,
    taskImageOptions: { image: ecs.ContainerImage.fromRegistry(IMAGE) },
  });
});

const ours = (...capacity: Capacity[]) => stackOf(stack => {
  const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'example.com' });
  const platform = new EcsPlatform(stack, 'Platform', { domain: Domain.hostedZone(zone), ...capacity.length > 0 && { capacity } });
  new WebService(stack, 'Service', { platform, image: Image.fromRegistry(IMAGE), port: 80 });
});

test('every pack and the validator see what is bad', () => {
  const { app, diagnostics } = bad();
  const findings = findingsIn(app);
  PACK_NAMES.forEach(name => expect(findings.filter(({ pack, path }) => pack === name && path.startsWith('Stack/Vpc'))).not.toEqual([]));
  expect(findings.filter(({ path }) => path === 'Stack/Open/Resource')).not.toEqual([]);
  expect(diagnostics).toEqual(expect.arrayContaining([
    expect.stringMatching(/^(fatal|error) F\d+ at Stack\/Cluster: .*NoSuchProperty/),
    expect.stringMatching(/^warning W2508 at Stack\/Open\/Resource/),
    expect.stringMatching(/^warning Annotation::\S+ at Stack\/Theirs\/PrivateSubnet1/),
  ]));
});

describe('the same job', () => {
  const peers = countByPack(findingsIn(peer().app));
  const own = countByPack(findingsIn(ours().app));

  test('leaves this much open in aws-ecs-patterns, and nothing here', () => {
    expect(Object.fromEntries(PACK_NAMES.map((name, index) => [name, peers[index]]))).toEqual({ AwsSolutions: 4, R5: 13, R4: 9, HIPAA: 13, PCI: 13 });
    expect(own).toEqual([0, 0, 0, 0, 0]);
  });

  test('is told with these figures in the README', () => {
    const row = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8').split('\n').find(line => line.startsWith('| unexplained findings'));
    const told = PACK_NAMES.map((name, index) => [name, own[index], peers[index]] as const).filter(([name]) => name !== 'R4');
    expect(row).toContain(`| ${told.map(([, figure]) => figure).join(' / ')} | ${told.map(([, , figure]) => figure).join(' / ')} |`);
  });
});

describe('the same job on instances', () => {
  test('leaves this much open in the CDK', () => {
    const peers = countByPack(findingsIn(peerOnInstances().app));
    const told = Object.fromEntries(PACK_NAMES.map((name, index) => [name, peers[index]]));
    expect(told).toEqual({ AwsSolutions: 13, R5: 22, R4: 16, HIPAA: 22, PCI: 19 });
  });

  test.each([
    ['of one\'s own', Capacity.ec2({ name: 'general', instanceTypes: [new ec2.InstanceType('m5.large')] })],
    ['of one\'s own, of several types and mostly Spot', Capacity.ec2({ name: 'general', spotPercent: 80 })],
    ['that ECS looks after', Capacity.managedInstances({ name: 'managed' })],
  ])('leaves nothing open here, on instances %s', (_name, capacity) => {
    const { app, diagnostics } = ours(capacity);
    expect(findingsIn(app).map(tell)).toEqual([]);
    expect(diagnostics).toEqual([]);
  });
});
