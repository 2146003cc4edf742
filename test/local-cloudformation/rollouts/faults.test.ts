import { handler } from './templates';
import { JsonObject } from '../../../tools/local-cloudformation/engine/values';
import { Faults } from '../../../tools/local-cloudformation/services/faults';
import { World } from '../../../tools/local-cloudformation/testing/world';

const ask = (code: string, properties: JsonObject = {}): JsonObject => ({
  Resources: {
    ...handler(`const { SSM } = require('@aws-sdk/client-ssm'); const { CloudFormation } = require('@aws-sdk/client-cloudformation');
      const answer = (event, Data) => fetch(event.ResponseURL, { method: 'PUT', body: JSON.stringify({ Status: 'SUCCESS', PhysicalResourceId: 'x', Data }) });
      exports.handler = async event => { ${code} };`),
    Value: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/value', Type: 'String', Value: 'v' } },
    Custom: { Type: 'Custom::Ask', DependsOn: 'Value', Properties: { ServiceToken: { 'Fn::GetAtt': ['Fn', 'Arn'] }, ...properties } },
  },
  Outputs: { Seen: { Value: { 'Fn::GetAtt': ['Custom', 'Seen'] } } },
});

const seen = async (code: string, faults: Faults, seed = 1): Promise<string> => (await new World({ seed, faults }).deploy(ask(code))).outputs.Seen;

const COUNTS = `
  let errors = {};
  for (let i = 0; i < 100; i++) {
    try { await new SSM({ maxAttempts: 1 }).getParameter({ Name: '/value' }); } catch (error) { errors[error.name] = (errors[error.name] || 0) + 1; }
  }
  await answer(event, { Seen: JSON.stringify(errors) });`;

test('calls are throttled and answers get lost with a probability', async () => {
  expect(await seen(COUNTS, {})).toBe('{}');
  const errors = JSON.parse(await seen(COUNTS, { throttling: 0.3, lostResponses: 0.1 })) as Record<string, number>;
  const { ThrottlingException: throttled, TimeoutError: lost } = errors;
  expect(throttled).toBeGreaterThan(15);
  expect(throttled).toBeLessThan(45);
  expect(lost).toBeGreaterThan(0);
});

test('the same seed makes the same mistakes', async () => {
  const faults = { throttling: 0.3, lostResponses: 0.1 };
  expect(await seen(COUNTS, faults, 7)).toBe(await seen(COUNTS, faults, 7));
  expect(await seen(COUNTS, faults, 7)).not.toBe(await seen(COUNTS, faults, 8));
});

test('the SDK tries again what was throttled', async () => {
  expect(await seen(COUNTS.replace('{ maxAttempts: 1 }', '{ maxAttempts: 20 }'), { throttling: 0.3 })).toBe('{}');
});

test('what nobody allows is denied', async () => {
  const code = `let Seen = 'nothing';
    try { await new CloudFormation({}).describeStacks({ StackName: event.StackId }); } catch (error) { Seen = error.name; }
    await answer(event, { Seen });`;
  expect(await seen(code, {})).toBe('nothing');
  expect(await seen(code, { denied: (service, action) => service === 'cloudformation' && action === 'DescribeStacks' })).toBe('AccessDeniedException');
});

test('a function has its own clock', async () => {
  const code = 'await answer(event, { Seen: String(Date.now()) });';
  expect(Number(await seen(code, { clockSkewSeconds: 100 })) - Number(await seen(code, {}))).toBe(100_000);
});

test('a request may come twice, and at the same time', async () => {
  const world = new World({ faults: { duplicateDeliveries: 1, concurrentDeliveries: 1 } });
  const asked: unknown[] = [];
  world.faults.invocation = (_name, event) => { asked.push(event); return undefined; };
  await world.deploy(ask("await new Promise(resolve => setTimeout(resolve, 30000)); await answer(event, { Seen: 'x' });"));
  expect(asked).toHaveLength(3);
});

test('a handler that sleeps longer than its function may is ended, and tried twice more', async () => {
  let times = 0;
  const world = new World({ faults: { invocation: () => { times++; return undefined; } } });
  expect(await world.deploy(ask('await new Promise(resolve => setTimeout(resolve, 3600000));'))).toMatchObject({
    status: 'ROLLBACK_COMPLETE', minutes: 60, reason: expect.stringContaining('Task timed out after 60.00 seconds'),
  });
  expect(times).toBe(3);
});

test('a function may die before it has said anything', async () => {
  const world = new World({ faults: { lambdaDeaths: 1 } });
  expect((await world.deploy(ask(COUNTS))).reason).toMatch(/Runtime exited with error: signal: killed/);
});

test('any resource may fail on demand', async () => {
  const faults: Faults = { resource: (type, logicalId, request) => type === 'AWS::SSM::Parameter' && logicalId === 'Value' && request === 'Create' ? 'No.' : undefined };
  expect(await new World({ faults }).deploy(ask(COUNTS))).toMatchObject({ status: 'ROLLBACK_COMPLETE', reason: 'No.' });
});
