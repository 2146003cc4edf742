import * as fc from 'fast-check';
import { history, inputOf, output, parameter, reasons, topic, World } from './harness';
import { LocalAws } from '../../tools/local-cloudformation';
import { JsonObject } from '../../tools/local-cloudformation/engine/values';
import { installedRegistry } from '../../tools/local-cloudformation/schemas/registry';

const queue = (properties: JsonObject = {}, rest: JsonObject = {}) => ({ Type: 'AWS::SQS::Queue', Properties: properties, ...rest });
/** A service of a task definition that is not there: passes every check and fails when it is made. */
const broken = (rest: JsonObject = {}) => ({ Type: 'AWS::ECS::Service', Properties: { TaskDefinition: 'nobody:1' }, ...rest });
const outputs = (values: JsonObject) => ({ Outputs: Object.fromEntries(Object.entries(values).map(([key, Value]) => [key, { Value }])) });

test('creates in dependency order, one event at a time, and gives outputs', async () => {
  const stack = await new World().deploy({ B: parameter({ Ref: 'A' }), A: topic() }, outputs({ Arn: { 'Fn::GetAtt': ['A', 'TopicArn'] }, Name: { Ref: 'B' } }));
  expect(history(stack)).toEqual([
    'S CREATE_IN_PROGRESS', 'A CREATE_IN_PROGRESS', 'A CREATE_COMPLETE', 'B CREATE_IN_PROGRESS', 'B CREATE_COMPLETE', 'S CREATE_COMPLETE',
  ]);
  expect(output(stack, 'Arn')).toMatch(/^arn:aws:sns:us-east-1:123456789012:S-A-[0-9A-F]{12}$/);
});

test('no two events share a moment, even when the clock stands still', async () => {
  const { cloudFormation } = new LocalAws({ clock: { now: () => new Date(0) } });
  cloudFormation.createStack('S', inputOf({ Resources: { A: topic(), B: topic() } }));
  const times = (await cloudFormation.settled('S')).events.map(event => event.at.getTime());
  expect(new Set(times).size).toBe(times.length);
});

test('no model answers an attribute the schema does not know', async () => {
  const types = { find: (type: string) => { const facts = installedRegistry().find(type); return facts && { ...facts, attributes: { TopicArn: 'string' } as const }; } };
  const aws = new LocalAws({ types });
  aws.cloudFormation.createStack('S', inputOf({ Resources: { A: topic() } }));
  await aws.cloudFormation.settled('S');
  expect(Object.keys(aws.account.live()[0].attributes)).toEqual(['TopicArn']);
});

test('a failed creation is undone in reverse and leaves nothing', async () => {
  const world = new World();
  const stack = await world.deploy({ A: topic(), B: parameter({ Ref: 'A' }), C: broken({ DependsOn: 'B' }), D: topic({}, { DependsOn: 'C' }) });
  expect(stack.status).toBe('ROLLBACK_COMPLETE');
  expect(history(stack)).not.toContain('D CREATE_IN_PROGRESS');
  expect(history(stack).filter(line => line.includes('DELETE_COMPLETE'))).toEqual(['B DELETE_COMPLETE', 'A DELETE_COMPLETE']);
  expect(reasons(stack)).toMatch(/Unable to describe task definition[^]*failed to create: \[C\]/);
  expect(world.aws.account.live()).toEqual([]);
});

test('without rollback the pieces stay where they are', async () => {
  const world = new World();
  world.aws.cloudFormation.createStack('S', { templateBody: JSON.stringify({ Resources: { A: topic(), C: broken({ DependsOn: 'A' }) } }), parameters: [], capabilities: [] }, true);
  expect((await world.aws.cloudFormation.settled('S')).status).toBe('CREATE_FAILED');
  expect(world.aws.account.live().map(live => live.logicalId)).toEqual(['A']);
});

test('a replaced resource hands its new identity to those behind it, and the old one goes during cleanup', async () => {
  const world = new World();
  const template = (fifo: boolean) => ({ Q: queue(fifo ? { FifoQueue: true } : {}), P: parameter({ 'Fn::GetAtt': ['Q', 'Arn'] }) });
  const before = await world.deploy(template(false), outputs({ Arn: { 'Fn::GetAtt': ['Q', 'Arn'] } }));
  const old = output(before, 'Arn');
  const after = await world.deploy(template(true), outputs({ Arn: { 'Fn::GetAtt': ['Q', 'Arn'] } }));
  expect(output(after, 'Arn')).not.toBe(old);
  expect(after.resources.get('P')!.properties.Value).toBe(output(after, 'Arn'));
  expect(world.aws.account.live('AWS::SQS::Queue')).toHaveLength(1);
  const lines = history(after);
  expect(lines.indexOf('Q DELETE_COMPLETE')).toBeGreaterThan(lines.indexOf('S UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'));
});

test('revisions of a task definition are never given twice, and the service follows', async () => {
  const world = new World();
  const app = (image: string) => ({
    Cluster: { Type: 'AWS::ECS::Cluster' },
    Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { Family: 'web', ContainerDefinitions: [{ Name: 'a', Image: image }] } },
    Service: { Type: 'AWS::ECS::Service', Properties: { Cluster: { Ref: 'Cluster' }, TaskDefinition: { Ref: 'Task' } } },
  });
  for (const image of ['1', '2', '1']) { await world.deploy(app(image)); }
  expect(world.aws.account.live('AWS::ECS::Service').map(live => live.properties.TaskDefinition)).toEqual(['arn:aws:ecs:us-east-1:123456789012:task-definition/web:3']);
});

test('a failed update leaves exactly the old state: properties, identities, outputs', async () => {
  const world = new World();
  const old = { Q: queue({ DelaySeconds: 1 }), R: queue(), P: parameter({ 'Fn::GetAtt': ['R', 'Arn'] }), Gone: topic() };
  const before = await world.deploy(old, outputs({ Arn: { 'Fn::GetAtt': ['R', 'Arn'] } }));
  const state = () => [...before.resources].map(([id, resource]) => [id, resource.physicalId, resource.properties]);
  const [resources, live, arn] = [state(), world.aws.account.live(), output(before, 'Arn')];
  const after = await world.deploy({
    ...old, Gone: undefined, Q: queue({ DelaySeconds: 2 }), R: queue({ FifoQueue: true }), New: topic(), Bad: broken({ DependsOn: ['Q', 'R', 'P', 'New'] }),
  } as JsonObject, outputs({ Arn: 'x' }));
  expect(after.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(state()).toEqual(resources);
  expect(new Set(world.aws.account.live())).toEqual(new Set(live));
  expect(output(after, 'Arn')).toBe(arn);
});

test('deletes in reverse order of dependency', async () => {
  const world = new World();
  await world.deploy({ A: topic(), B: parameter({ Ref: 'A' }), C: queue({}, { DependsOn: 'B' }) });
  const stack = await world.destroy();
  expect(history(stack).slice(-8)).toEqual([
    'S DELETE_IN_PROGRESS', 'C DELETE_IN_PROGRESS', 'C DELETE_COMPLETE', 'B DELETE_IN_PROGRESS', 'B DELETE_COMPLETE',
    'A DELETE_IN_PROGRESS', 'A DELETE_COMPLETE', 'S DELETE_COMPLETE',
  ]);
  expect(world.aws.account.live()).toEqual([]);
});

test('any chain of resources is created after and deleted before what it refers to', async () => {
  const links = fc.array(fc.nat(9), { minLength: 1, maxLength: 8 });
  await fc.assert(fc.asyncProperty(links, async targets => {
    const world = new World();
    const ids = targets.map((_, i) => `R${i}`);
    const resources = Object.fromEntries(targets.map((target, i) => [ids[i], target < i ? parameter({ Ref: ids[target] }) : topic()]).reverse());
    const created = history(await world.deploy(resources));
    const deleted = history(await world.destroy());
    targets.forEach((target, i) => {
      if (target >= i) { return; }
      expect(created.indexOf(`${ids[target]} CREATE_COMPLETE`)).toBeLessThan(created.indexOf(`${ids[i]} CREATE_IN_PROGRESS`));
      expect(deleted.indexOf(`${ids[i]} DELETE_COMPLETE`)).toBeLessThan(deleted.indexOf(`${ids[target]} DELETE_IN_PROGRESS`));
    });
    expect(world.aws.account.live()).toEqual([]);
  }), { numRuns: 30 });
});

test('DeletionPolicy Retain keeps the resource on removal and on deletion, UpdateReplacePolicy Retain the replaced one', async () => {
  const world = new World();
  const kept = { DeletionPolicy: 'Retain' };
  await world.deploy({ A: topic({}, kept), B: topic({}, kept), Q: queue({}, { UpdateReplacePolicy: 'Retain' }) });
  const stack = await world.deploy({ B: topic({}, kept), Q: queue({ FifoQueue: true }, { UpdateReplacePolicy: 'Retain' }) });
  expect(history(stack)).toEqual(expect.arrayContaining(['A DELETE_SKIPPED', 'Q DELETE_SKIPPED']));
  await world.destroy();
  expect(world.aws.account.live().map(live => live.logicalId).sort()).toEqual(['A', 'B', 'Q']);
});

test('a deletion that fails leaves the stack and what could not go', async () => {
  const world = new World();
  const bucket = { Type: 'AWS::S3::Bucket', Properties: { Tags: [{ Key: 'topic', Value: { Ref: 'Needed' } }] } };
  const stack = await world.deploy({ Base: topic(), Needed: topic({}, { DependsOn: 'Base' }), Free: topic(), Bucket: bucket });
  world.aws.account.buckets.get(stack.resources.get('Bucket')!.physicalId)!.set('file', Buffer.from('x'));
  expect((await world.destroy()).status).toBe('DELETE_FAILED');
  expect(reasons(stack)).toMatch(/bucket you tried to delete is not empty/);
  // What the bucket needs was not even tried.
  expect([...stack.resources.keys()]).toEqual(['Base', 'Needed', 'Bucket']);
  expect(history(stack)).not.toContain('Needed DELETE_IN_PROGRESS');

  world.aws.account.buckets.get(stack.resources.get('Bucket')!.physicalId)!.clear();
  expect((await world.destroy()).status).toBe('DELETE_COMPLETE');
  expect(world.aws.account.live()).toEqual([]);
});

describe('exports', () => {
  const exporting = (value: unknown) => ({ name: 'Net', Outputs: { V: { Value: value, Export: { Name: 'vpc' } } } });
  const importing = { P: parameter({ 'Fn::ImportValue': 'vpc' }) };

  test('in use cannot change, go, or be deleted; free ones can', async () => {
    const world = new World();
    await world.deploy({ A: topic() }, exporting('one'));
    const user = await world.deploy(importing, { name: 'App' });
    expect(user.resources.get('P')!.properties.Value).toBe('one');

    expect(reasons(await world.deploy({ A: topic() }, exporting('two')))).toMatch(/Cannot update export vpc as it is in use by App/);
    expect(reasons(await world.deploy({ A: topic() }, { name: 'Net' }))).toMatch(/Cannot delete export vpc as it is in use by App/);
    expect((await world.destroy('Net')).status).toBe('DELETE_FAILED');

    await world.destroy('App');
    expect((await world.destroy('Net')).status).toBe('DELETE_COMPLETE');
  });

  test('have one owner, and importing what nobody exports fails', async () => {
    const world = new World();
    await world.deploy({ A: topic() }, exporting('one'));
    expect(reasons(await world.deploy({ A: topic() }, { ...exporting('x'), name: 'Other' }))).toMatch(/vpc is already exported/);
    expect(reasons(await world.deploy({ P: parameter({ 'Fn::ImportValue': 'none' }) }, { name: 'Third' }))).toMatch(/No export named none found/);
  });
});
