/** What CloudFormation refuses, the endpoint refuses. */
import { inputOf, parameter, reasons, topic, World } from './harness';
import { LocalAws } from '../../tools/local-cloudformation';
import { JsonObject } from '../../tools/local-cloudformation/engine/values';
import { bundledValidator } from '../../tools/local-cloudformation/schemas/validator';

const role = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } };

test.each<[string, JsonObject, RegExp]>([
  ['an unknown type', { Resources: { A: { Type: 'AWS::ECS::Servise' } } }, /Unrecognized resource types: \[AWS::ECS::Servise\]/],
  ['an unknown attribute', { Resources: { A: topic(), B: parameter({ 'Fn::GetAtt': ['A', 'Colour'] }) } }, /A does not support attribute type Colour/],
  ['an unknown attribute inside Fn::Sub', { Resources: { A: topic(), B: parameter({ 'Fn::Sub': '${A.Colour}' }) } }, /A does not support attribute type Colour/],
  ['an unknown attribute in an output', { Resources: { A: topic() }, Outputs: { O: { Value: { 'Fn::GetAtt': ['A', 'Colour'] } } } }, /attribute type Colour/],
  ['a missing required property', { Resources: { A: { Type: 'AWS::IAM::Role', Properties: {} } } }, /Missing required property \[AssumeRolePolicyDocument\]/],
  ['an unknown property', { Resources: { A: topic({ Colour: 'red' }) } }, /Unsupported property \[Colour\]/],
  ['an unknown property deep inside', {
    Resources: { A: { Type: 'AWS::ECS::TaskDefinition', Properties: { ContainerDefinitions: [{ Name: 'a', Image: 'b', Ports: [] }] } } },
  }, /Unsupported property \[Ports\].*ContainerDefinitions\/0\/Ports/],
  ['a reference to nothing', { Resources: { A: topic({ TopicName: { Ref: 'Nobody' } }) } }, /Unresolved resource dependencies \[Nobody\]/],
  ['DependsOn nothing', { Resources: { A: topic({}, { DependsOn: 'Nobody' }) } }, /Unresolved resource dependencies \[Nobody\]/],
  ['a cycle', { Resources: { A: topic({}, { DependsOn: 'B' }), B: topic({}, { DependsOn: 'A' }) } }, /Circular dependency between resources: \[A, B\]/],
  ['a resource that waits for itself', { Resources: { A: topic({ TopicName: { 'Fn::GetAtt': ['A', 'TopicName'] } }) } }, /Circular dependency.*\[A\]/],
  ['an undeclared condition', { Resources: { A: topic({}, { Condition: 'C' }) } }, /Unresolved condition dependency C/],
  ['conditions in a circle', { Conditions: { A: { Condition: 'B' }, B: { Condition: 'A' } }, Resources: { A: topic() } }, /Circular dependency between conditions/],
  ['a resource in a condition', { Conditions: { C: { 'Fn::Equals': [{ Ref: 'A' }, 'x'] } }, Resources: { A: topic() } }, /Cannot reference resources in the Conditions/],
  ['no resources', { Resources: {} }, /At least one Resources member/],
  ['an unknown section', { Resource: {}, Resources: { A: topic() } }, /Invalid template property or properties \[Resource\]/],
  ['a foreign transform', { Transform: 'AWS::Serverless-2016-10-31', Resources: { A: topic() } }, /No transform named AWS::Serverless/],
  ['a parameter without value', { Parameters: { P: { Type: 'String' } }, Resources: { A: topic() } }, /Parameters: \[P\] must have values/],
  ['a value that is not allowed', { Parameters: { P: { Type: 'String', Default: 'c', AllowedValues: ['a', 'b'] } }, Resources: { A: topic() } }, /must be one of AllowedValues/],
  ['a text that is no number', { Parameters: { P: { Type: 'Number', Default: 'x' } }, Resources: { A: topic() } }, /must be a number/],
  ['a stored parameter that is not there', {
    Parameters: { P: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/none' } }, Resources: { A: topic() },
  }, /Unable to fetch parameters \[\/none\]/],
])('refuses %s', (_name, template, message) => {
  expect(() => new World().aws.cloudFormation.createStack('S', inputOf(template))).toThrow(message);
});

test('refuses IAM resources without the capability, and named ones with the weaker one', () => {
  const { cloudFormation } = new World().aws;
  const named = { ...role, Properties: { ...role.Properties, RoleName: 'r' } };
  expect(() => cloudFormation.createStack('S', { ...inputOf({ Resources: { R: role } }), capabilities: [] })).toThrow(/CAPABILITY_IAM/);
  expect(() => cloudFormation.createStack('S', { ...inputOf({ Resources: { R: named } }), capabilities: ['CAPABILITY_IAM'] })).toThrow(/CAPABILITY_NAMED_IAM/);
});

test('refuses a physical name that is taken, in the same stack and in another', async () => {
  const world = new World();
  const twice = await world.deploy({ A: topic({ TopicName: 'same' }), B: topic({ TopicName: 'same' }) });
  expect(twice.status).toBe('ROLLBACK_COMPLETE');
  expect(reasons(twice)).toMatch(/'AWS::SNS::Topic' with identifier 'same' already exists/);

  await world.deploy({ A: topic({ TopicName: 'mine' }) }, { name: 'One' });
  expect((await world.deploy({ A: topic({ TopicName: 'mine' }) }, { name: 'Two' })).status).toBe('ROLLBACK_COMPLETE');
});

test('refuses a schedule in a group that is not there, and takes it in one that is', async () => {
  const world = new World();
  const schedule = {
    Type: 'AWS::Scheduler::Schedule',
    Properties: {
      GroupName: 'nightly', ScheduleExpression: 'rate(1 day)', FlexibleTimeWindow: { Mode: 'OFF' }, Target: { Arn: 'arn:aws:sqs:x:1:q', RoleArn: 'arn:aws:iam::1:role/r' },
    },
  };
  const group = (Name?: string) => ({ Type: 'AWS::Scheduler::ScheduleGroup', ...Name && { Properties: { Name } } });

  expect(reasons(await world.deploy({ A: group(), B: { ...schedule, DependsOn: 'A' } }))).toMatch(/Schedule group nightly does not exist/);
  expect((await world.deploy({ A: group('nightly'), B: { ...schedule, DependsOn: 'A' } }, { name: 'Other' })).status).toBe('CREATE_COMPLETE');
});

test('a name is free again once its resource is deleted', async () => {
  const world = new World();
  await world.deploy({ A: topic({ TopicName: 'mine' }) }, { name: 'One' });
  await world.destroy('One');
  expect((await world.deploy({ A: topic({ TopicName: 'mine' }) }, { name: 'Two' })).status).toBe('CREATE_COMPLETE');
});

test('refuses to replace a resource that keeps its custom name', async () => {
  const world = new World();
  const group = (vpc: string, name?: string) => ({ Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {}, Path: vpc, ...name ? { RoleName: name } : {} } });
  await world.deploy({ Named: group('/a/', 'custom'), Free: group('/a/') });
  const stack = await world.deploy({ Named: group('/b/', 'custom'), Free: group('/b/') });
  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(reasons(stack)).toMatch(/CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename custom and update the stack again./);
  expect((await world.deploy({ Named: group('/b/', 'renamed'), Free: group('/b/') })).status).toBe('UPDATE_COMPLETE');
});

test('refuses to change the type of a resource', async () => {
  const world = new World();
  await world.deploy({ A: topic() });
  await expect(world.deploy({ A: parameter('x') })).rejects.toThrow(/Update of resource type is not permitted/);
});

test('refuses to update when nothing changes, and says so in a change set', async () => {
  const world = new World();
  await world.deploy({ A: topic() });
  await expect(world.deploy({ A: topic() })).rejects.toThrow('No updates are to be performed.');
  const set = world.aws.cloudFormation.createChangeSet({ ...inputOf({ Resources: { A: topic() } }), stackName: 'S', changeSetName: 'c', type: 'UPDATE' });
  expect([set.status, set.reason]).toEqual(['FAILED', expect.stringMatching(/^The submitted information didn't contain changes/)]);
});

test('refuses to delete a protected stack', async () => {
  const world = new World();
  (await world.deploy({ A: topic() })).terminationProtection = true;
  await expect(world.destroy()).rejects.toThrow(/TerminationProtection is enabled/);
});

test('with the bundled validator, a change set whose template breaks a schema fails early validation and names the place', () => {
  const { cloudFormation } = new LocalAws({ validator: bundledValidator() });
  const bad = { Resources: { T: { Type: 'AWS::ECS::Service', Properties: { DesiredCount: 'many' } } } };
  const set = cloudFormation.createChangeSet({ ...inputOf(bad), stackName: 'S', changeSetName: 'c', type: 'CREATE' });
  expect(set.reason).toMatch(/AWS::EarlyValidation::PropertyValidation/);
  expect(set.problems).toContainEqual(expect.objectContaining({ logicalId: 'T', path: 'Properties.DesiredCount' }));
  expect(() => cloudFormation.executeChangeSet(set.id)).toThrow(/cannot be executed/);
});
