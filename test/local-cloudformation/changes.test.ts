import * as fc from 'fast-check';
import { parameter, topic, World } from './harness';
import { propertyChanges } from '../../tools/local-cloudformation/engine/compare';
import { JsonObject } from '../../tools/local-cloudformation/engine/values';
import { installedRegistry } from '../../tools/local-cloudformation/schemas/registry';

const task = (image: string) => ({
  Type: 'AWS::ECS::TaskDefinition', Properties: { Family: 'f', ContainerDefinitions: [{ Name: 'app', Image: image }] },
});
const cluster = { Type: 'AWS::ECS::Cluster' };
const service = { Type: 'AWS::ECS::Service', Properties: { Cluster: { Ref: 'Cluster' }, TaskDefinition: { Ref: 'Task' } } };

test('a new stack only adds', () => {
  expect(new World().changes({ A: topic(), B: topic() })).toEqual([['Add', 'A'], ['Add', 'B']]);
});

test('a replaced task definition makes its service a change in place, whose cause is named', async () => {
  const world = new World();
  await world.deploy({ Cluster: cluster, Task: task('nginx:1'), Service: service });
  expect(world.changes({ Cluster: cluster, Task: task('nginx:2'), Service: service })).toEqual([['Modify', 'Task', 'True'], ['Modify', 'Service', 'False']]);

  const set = world.aws.cloudFormation.createChangeSet({
    templateBody: JSON.stringify({ Resources: { Cluster: cluster, Task: task('nginx:2'), Service: service } }),
    parameters: [],
    capabilities: [],
    stackName: 'S',
    changeSetName: 'c',
    type: 'UPDATE',
  });
  expect(set.changes[1].details).toEqual([expect.objectContaining({
    property: 'TaskDefinition', evaluation: 'Dynamic', source: 'ResourceReference', causingEntity: 'Task', requiresRecreation: 'Never',
  })]);
});

test('what hangs on a replaced resource by a property that recreates is a conditional replacement', async () => {
  const world = new World();
  const subnet = { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.0.0/24' } };
  const vpc = (cidr: string) => ({ Type: 'AWS::EC2::VPC', Properties: { CidrBlock: cidr } });
  await world.deploy({ Vpc: vpc('10.0.0.0/16'), Subnet: subnet });
  expect(world.changes({ Vpc: vpc('10.0.0.0/20'), Subnet: subnet })).toEqual([['Modify', 'Vpc', 'True'], ['Modify', 'Subnet', 'Conditional']]);
});

test('what is gone from the template, or whose condition is off, is removed', async () => {
  const world = new World();
  await world.deploy({ A: topic(), B: topic(), C: topic() });
  const off = { Conditions: { Off: { 'Fn::Equals': ['a', 'b'] } } };
  expect(world.changes({ A: topic(), B: topic({}, { Condition: 'Off' }) }, off)).toEqual([['Remove', 'C'], ['Remove', 'B']]);
});

test('metadata and policies alone are modifications in place', async () => {
  const world = new World();
  await world.deploy({ A: topic(), B: topic() });
  expect(world.changes({ A: topic({}, { Metadata: { a: 1 } }), B: topic({}, { DeletionPolicy: 'Retain' }) })).toEqual([['Modify', 'A', 'False'], ['Modify', 'B', 'False']]);
});

test('a number and its text are the same value', async () => {
  const world = new World();
  await world.deploy({ A: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 5 } }, B: parameter('x') });
  expect(world.changes({ A: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: '5' } }, B: parameter('x') })).toEqual([]);
});

test('exactly the properties that differ are reported, and the order of keys never matters', () => {
  const facts = installedRegistry().find('AWS::SQS::Queue')!;
  const names = Object.keys(facts.properties);
  const value = fc.oneof(fc.integer(), fc.string(), fc.array(fc.string()), fc.dictionary(fc.string(), fc.integer()));
  const properties = fc.dictionary(fc.constantFrom(...names), value);
  fc.assert(fc.property(properties, properties, (before, after) => {
    const found = propertyChanges(before, after, facts).map(change => change.property);
    const same = (name: string) => name in before && name in after && canonical(before[name]) === canonical(after[name]);
    expect([...found].sort()).toEqual([...new Set([...Object.keys(before), ...Object.keys(after)])].filter(name => !same(name)).sort());
    expect(propertyChanges(before, Object.fromEntries(Object.entries(before).reverse()), facts)).toEqual([]);
  }));
});

test('a change replaces if and only if a changed property is marked so', () => {
  const facts = installedRegistry().find('AWS::SQS::Queue')!;
  fc.assert(fc.property(fc.subarray(Object.keys(facts.properties), { minLength: 1 }), changed => {
    const found = propertyChanges({}, Object.fromEntries(changed.map(name => [name, 'x'])) as JsonObject, facts);
    expect(found.filter(change => change.replacement === 'yes').map(change => change.property))
      .toEqual(changed.filter(name => facts.properties[name].replacement === 'yes'));
  }));
  expect(facts.properties.FifoQueue.replacement).toBe('yes');
  expect(facts.properties.DelaySeconds.replacement).toBe('no');
});

test('a property that replaces does so whatever changed inside; one that does not asks its parts', () => {
  const inside = (replacement: 'yes' | 'no') => () => ({ Part: { required: false, replacement } });
  const facts = {
    type: 'T',
    attributes: {},
    identifier: [],
    refIdentifier: [],
    properties: {
      Whole: { required: false, replacement: 'yes', children: inside('no') },
      Part: { required: false, replacement: 'no', children: inside('yes') },
      Free: { required: false, replacement: 'no', children: inside('no') },
    },
  } as const;
  const at = (value: number) => ({ Whole: { Part: value }, Part: [{ Part: value }], Free: { Part: value } });
  expect(propertyChanges(at(1), at(2), facts).map(change => change.replacement)).toEqual(['yes', 'yes', 'no']);
});

/** Text of a value with sorted keys and scalars as text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) { return `[${value.map(canonical).join(',')}]`; }
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
  }
  return JSON.stringify(String(value));
}
