import * as fc from 'fast-check';
import { fingerprint, isRevision } from '../../../src/functions/handlers/fingerprint';
import { describeMarker, readMarker } from '../../../src/functions/handlers/marker';
import { Revision } from '../../../src/functions/wire/rollout';

const revision: Revision = {
  taskDefinition: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/shop:7',
  containerName: 'web',
  containerPort: '8080',
  subnets: ['subnet-a', 'subnet-b'],
  securityGroups: ['sg-1'],
  assignPublicIp: 'DISABLED',
  capacityProviders: [{ capacityProvider: 'FARGATE', weight: '1', base: '0' }, { capacityProvider: 'FARGATE_SPOT', weight: '0', base: '0' }],
};

const taskSet = {
  taskDefinition: revision.taskDefinition,
  platformVersion: '1.4.0',
  networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-b', 'subnet-a'], securityGroups: ['sg-1'], assignPublicIp: 'DISABLED' as const } },
  loadBalancers: [{ targetGroupArn: 'blue', containerName: 'web', containerPort: 8080 }],
  capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1, base: 0 }],
};

test.each<[string, Partial<Revision>]>([
  ['task definition', { taskDefinition: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/shop:8' }],
  ['container', { containerName: 'api' }],
  ['port', { containerPort: '80' }],
  ['platform version', { platformVersion: '1.3.0' }],
  ['subnets', { subnets: ['subnet-a'] }],
  ['security groups', { securityGroups: ['sg-1', 'sg-2'] }],
  ['public address', { assignPublicIp: 'ENABLED' }],
  ['capacity providers', { capacityProviders: [{ capacityProvider: 'FARGATE', weight: '1', base: '1' }] }],
])('another %s is another version', (_what, change) => {
  expect(fingerprint({ ...revision, ...change })).not.toBe(fingerprint(revision));
  expect(isRevision(taskSet, { ...revision, ...change })).toBe(false);
});

test('the order of subnets, security groups and capacity providers makes no difference', () => {
  const shuffled = (values: string[]) => fc.shuffledSubarray(values, { minLength: values.length });
  fc.assert(fc.property(shuffled(['a', 'b', 'c']), shuffled(['x', 'y']), (subnets, securityGroups) => {
    expect(fingerprint({ ...revision, subnets, securityGroups })).toBe(fingerprint({ ...revision, subnets: ['a', 'b', 'c'], securityGroups: ['x', 'y'] }));
  }));
  expect(fingerprint({ ...revision, capacityProviders: [...revision.capacityProviders!].reverse() })).toBe(fingerprint(revision));
});

test('copies are recognised whatever platform version ECS chose for them', () => {
  expect(isRevision(taskSet, revision)).toBe(true);
  expect(isRevision(taskSet, { ...revision, platformVersion: 'LATEST' })).toBe(true);
  expect(isRevision(taskSet, { ...revision, platformVersion: '1.4.0' })).toBe(true);
});

test('copies without a network of their own are recognised', () => {
  const plain = { ...revision, subnets: [], securityGroups: [], capacityProviders: undefined };
  expect(isRevision({ ...taskSet, networkConfiguration: undefined, capacityProviderStrategy: undefined }, plain)).toBe(true);
});

test('a deployment is recognised by its description', () => {
  const marker = { requestId: '3f1e2d3c-0000-4000-8000-123456789012', fingerprint: fingerprint(revision) };
  expect(readMarker(describeMarker(marker))).toEqual(marker);
  expect(describeMarker(marker).length).toBeLessThanOrEqual(256);
  expect(readMarker('released by hand')).toBeUndefined();
  expect(readMarker(undefined)).toBeUndefined();
});
