import { history, output, reasons, World } from './harness';
import { JsonObject } from '../../tools/local-cloudformation/engine/values';

/** A Lambda function with this body, and a custom resource it answers for. */
function app(code: string, properties: JsonObject = {}, timeout = 1): JsonObject {
  return {
    Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } },
    Fn: {
      Type: 'AWS::Lambda::Function',
      Properties: { Code: { ZipFile: code }, Handler: 'index.handler', Runtime: 'nodejs22.x', Timeout: timeout, Role: { 'Fn::GetAtt': ['Role', 'Arn'] } },
    },
    Custom: { Type: 'Custom::Thing', Properties: { ServiceToken: { 'Fn::GetAtt': ['Fn', 'Arn'] }, ...properties } },
  };
}

/** A handler that answers with this expression over the event `e`. */
const answering = (answer: string) => `
  const https = require('https');
  exports.handler = e => new Promise((resolve, reject) => {
    const url = new URL(e.ResponseURL);
    const request = https.request({ hostname: url.hostname, path: url.pathname, method: 'PUT' }, resolve);
    request.on('error', reject);
    request.write(JSON.stringify(${answer}));
    request.end();
  });`;

const success = answering("{ Status: 'SUCCESS', PhysicalResourceId: e.PhysicalResourceId || 'thing', Data: { Echo: JSON.stringify(e.ResourceProperties), Type: e.RequestType } }");

test('the answer of the handler becomes identity and attributes; numbers and booleans arrive as text', async () => {
  const stack = await new World().deploy(app(success, { Count: 3, On: true }), {
    Outputs: { Id: { Value: { Ref: 'Custom' } }, Echo: { Value: { 'Fn::GetAtt': ['Custom', 'Echo'] } } },
  });
  expect(stack.status).toBe('CREATE_COMPLETE');
  expect(output(stack, 'Id')).toBe('thing');
  expect(JSON.parse(output(stack, 'Echo')!)).toMatchObject({ Count: '3', On: 'true' });
});

test('it is asked to update with both sets of properties, and to delete at the end', async () => {
  const world = new World();
  const code = answering("{ Status: 'SUCCESS', PhysicalResourceId: 'thing', Data: { Seen: [e.RequestType, e.OldResourceProperties && e.OldResourceProperties.V, e.ResourceProperties.V].join() } }");
  const outputs = { Outputs: { Seen: { Value: { 'Fn::GetAtt': ['Custom', 'Seen'] } } } };
  await world.deploy(app(code, { V: '1' }), outputs);
  expect(output(await world.deploy(app(code, { V: '2' }), outputs), 'Seen')).toBe('Update,1,2');
  expect(history(await world.destroy())).toContain('Custom DELETE_COMPLETE');
});

test('another identity after an update means replacement: the old one is deleted during cleanup', async () => {
  const world = new World();
  const code = answering("{ Status: 'SUCCESS', PhysicalResourceId: e.RequestType === 'Delete' ? e.PhysicalResourceId : 'thing-' + e.ResourceProperties.V }");
  await world.deploy(app(code, { V: '1' }));
  const stack = await world.deploy(app(code, { V: '2' }));
  expect(stack.resources.get('Custom')!.physicalId).toBe('thing-2');
  expect(stack.events.find(event => event.status === 'DELETE_COMPLETE')).toMatchObject({ logicalId: 'Custom', physicalId: 'thing-1' });
});

test.each<[string, string, RegExp]>([
  ['answers FAILED', answering("{ Status: 'FAILED', Reason: 'no such thing' }"), /Received response status \[FAILED\] from custom resource. Message returned: no such thing/],
  ['throws', "exports.handler = async () => { throw new Error('boom'); };", /did not receive a response.*boom/],
  ['ends without an answer', 'exports.handler = async () => {};', /did not receive a response from your Custom Resource/],
  ['never ends', 'exports.handler = () => new Promise(() => {});', /did not receive a response.*Task timed out after 1.00 seconds/],
  ['answers too much', answering("{ Status: 'SUCCESS', PhysicalResourceId: 'x', Data: { A: 'a'.repeat(5000) } }"), /Response object is too long/],
  ['answers without identity', answering("{ Status: 'SUCCESS' }"), /Invalid PhysicalResourceId/],
  ['leaves the machine', "exports.handler = () => new Promise((_, no) => require('https').request({ hostname: 'example.com' }).on('error', no).end());", /cannot leave this process/],
  ['opens a socket', "require('net'); exports.handler = async () => {};", /may not use 'net'/],
  ['calls what is not modelled', "const { IAM } = require('@aws-sdk/client-iam'); exports.handler = () => new IAM({}).createUser({});", /iam:CreateUser is not modelled/],
  ['has no handler', 'exports.other = 1;', /index.handler is undefined or not exported/],
])('a handler that %s fails the resource', async (_name, code, message) => {
  const stack = await new World().deploy(app(code));
  expect(stack.status).toBe('ROLLBACK_COMPLETE');
  expect(reasons(stack)).toMatch(message);
});

test('an attribute the answer does not have is an error', async () => {
  const stack = await new World().deploy(app(success), { Outputs: { O: { Value: { 'Fn::GetAtt': ['Custom', 'Nope'] } } } });
  expect(reasons(stack)).toMatch(/Vendor response doesn't contain Nope attribute/);
});

test('a token nobody answers to, and a runtime that is not modelled, are errors', async () => {
  const nobody = { Custom: { Type: 'AWS::CloudFormation::CustomResource', Properties: { ServiceToken: 'arn:aws:lambda:us-east-1:123456789012:function:nobody' } } };
  expect(reasons(await new World().deploy(nobody))).toMatch(/Function not found/);
  const python = app(success) as { Fn: { Properties: { Runtime: string } } } & JsonObject;
  python.Fn.Properties.Runtime = 'python3.13';
  expect(reasons(await new World().deploy(python))).toMatch(/Node.js functions only/);
});

test('a creation that fails half-way is deleted during rollback', async () => {
  const code = answering("e.RequestType === 'Create' ? { Status: 'FAILED', Reason: 'half', PhysicalResourceId: 'half' } : { Status: 'SUCCESS', PhysicalResourceId: e.PhysicalResourceId }");
  expect(history(await new World().deploy(app(code)))).toContain('Custom DELETE_COMPLETE');
});

test('what it answers on the way back counts for those that refer to it', async () => {
  const world = new World();
  const code = answering("{ Status: 'SUCCESS', PhysicalResourceId: 'thing', Data: { Name: e.RequestType + (e.OldResourceProperties ? e.OldResourceProperties.V : '') } }");
  const resources = (version: string) => ({
    ...app(code, { V: version }),
    Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { 'Fn::GetAtt': ['Custom', 'Name'] } } },
  });
  await world.deploy(resources('1'));
  const stack = await world.deploy({ ...resources('2'), Fails: { Type: 'Custom::Thing', Properties: { ServiceToken: 'nobody' }, DependsOn: 'Topic' } });
  expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(stack.resources.get('Topic')!.properties.DisplayName).toBe('Update2');
});

test('handlers see the account through the SDK, errors by name included', async () => {
  const world = new World();
  const code = `
    const { EC2 } = require('@aws-sdk/client-ec2');
    const ec2 = new EC2({});
    exports.handler = async e => {
      const GroupId = e.ResourceProperties.Group;
      let twice = 'no error';
      if (e.RequestType === 'Create') {
        await ec2.revokeSecurityGroupIngress({ GroupId });
        try { await ec2.revokeSecurityGroupIngress({ GroupId }); } catch (error) { twice = error.name; }
      }
      await fetch(e.ResponseURL, { method: 'PUT', body: JSON.stringify({ Status: 'SUCCESS', PhysicalResourceId: 'x', Data: { Twice: twice } }) });
    };`;
  const vpc = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } };
  const stack = await world.deploy({ Vpc: vpc, ...app(code, { Group: { 'Fn::GetAtt': ['Vpc', 'DefaultSecurityGroup'] } }) }, {
    Outputs: { Twice: { Value: { 'Fn::GetAtt': ['Custom', 'Twice'] } } },
  });
  expect(reasons(stack)).not.toMatch(/FAILED/);
  expect(output(stack, 'Twice')).toBe('InvalidPermission.NotFound');
});
