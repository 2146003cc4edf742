/** The stock CLI, over HTTP, from an empty account and back to it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalAws, LocalEndpoint } from '../../tools/local-cloudformation';
import { assertLoopback, CdkCli } from '../../tools/local-cloudformation/testing/cli';

const aws = new LocalAws();
const out = mkdtempSync(join(tmpdir(), 'tiny-app-'));
let endpoint: LocalEndpoint;
let cli: CdkCli;

beforeAll(async () => {
  endpoint = await aws.listen();
  cli = new CdkCli({ endpoint: endpoint.url, cwd: join(__dirname, 'tiny-app'), account: '123456789012', region: 'us-east-1' });
});

afterAll(async () => {
  await endpoint.stop();
  cli.dispose();
  rmSync(out, { recursive: true, force: true });
});

async function cdk(...args: string[]): Promise<string> {
  const run = await cli.run([...args, '--output', out]);
  if (run.code !== 0) { throw new Error(`cdk ${args.join(' ')} ended with ${run.code}:\n${run.output}`); }
  return run.output;
}
const taskOfService = () => aws.account.live('AWS::ECS::Service').map(live => String(live.properties.TaskDefinition).split('/').pop());

test('deploy, diff, failed update, update, no-op, destroy', async () => {
  const deployed = await cdk('deploy', '--require-approval', 'never');
  expect(deployed).toContain('Tiny.Text = hello');
  expect(taskOfService()).toEqual(['tiny:1']);

  const diff = await cdk('diff', '-c', 'version=2');
  expect(diff).toMatch(/AWS::ECS::TaskDefinition Task.* replace/);
  expect(diff).toMatch(/AWS::ECS::Service Service/);
  expect(taskOfService()).toEqual(['tiny:1']);

  await expect(cdk('deploy', '-c', 'version=2', '-c', 'broken=1', '--require-approval', 'never')).rejects.toThrow(/Unable to describe task definition/);
  expect(taskOfService()).toEqual(['tiny:1']);

  await cdk('deploy', '-c', 'version=2', '--require-approval', 'never');
  expect(taskOfService()).toEqual(['tiny:3']);
  expect(await aws.apis.call('ecs', 'DescribeServices', { cluster: aws.account.live('AWS::ECS::Cluster')[0].physicalId, services: ['tiny'] }))
    .toMatchObject({ services: [], failures: [{ reason: 'MISSING' }] });

  expect(await cdk('deploy', '-c', 'version=2', '--require-approval', 'never')).toContain('(no changes)');

  await cdk('destroy', '--force');
  expect(aws.account.live()).toEqual([]);
  expect(aws.cloudFormation.list()).toEqual([]);
}, 300_000);

test('what is not modelled is an error on the wire, in each protocol', async () => {
  const sign = (service: string) => ({ authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/${service}/aws4_request` });
  const query = await fetch(endpoint.url, { method: 'POST', headers: sign('cloudformation'), body: 'Action=DetectStackDrift' });
  expect([query.status, await query.text()]).toEqual([400, expect.stringMatching(/<Code>NotModelled<\/Code>.*cloudformation:DetectStackDrift is not modelled/)]);
  const json = await fetch(endpoint.url, { method: 'POST', headers: { ...sign('ecs'), 'x-amz-target': 'Ecs.ExecuteCommand' }, body: '{}' });
  expect([json.status, await json.json()]).toEqual([400, { __type: 'NotModelled', message: expect.stringContaining('ecs:ExecuteCommand') as string }]);
  const rest = await fetch(`${endpoint.url}/nobody/key`, { headers: sign('s3') });
  expect([rest.status, await rest.text()]).toEqual([404, expect.stringContaining('<Code>NoSuchBucket</Code>')]);
});

test.each(['https://cloudformation.us-east-1.amazonaws.com', 'http://10.0.0.1:4566', 'http://127.0.0.1.example.com'])('refuses to run against %s', url => {
  expect(() => assertLoopback(url)).toThrow(/Refusing to run against/);
  expect(() => new CdkCli({ endpoint: url, cwd: '.', account: '1', region: 'r' })).toThrow(/only a loopback endpoint/);
});
