/** Questions about logs are saved with each workload whose logs are in a group. */
import { Template } from 'aws-cdk-lib/assertions';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { Logging, PlatformProfile } from '../../../src/vocabulary';
import { resources, web } from '../../ecs/support';
import { web as eksWeb } from '../../eks/support';

const saved = (template: Template) => resources(template, 'AWS::Logs::QueryDefinition').filter(({ Name }) => /\/Api\//.test(Name));

test('of a service: errors, the last lines of a copy, slow requests', () => {
  const { template, workload } = web();
  expect(saved(template).map(({ Name }) => Name)).toEqual([
    'Shop/Api/Errors', 'Shop/Api/Last 100 lines of a copy (put in its id)', 'Shop/Api/Slow requests (of programs that log in JSON)',
  ]);
  saved(template).forEach(({ LogGroupNames, QueryString }) => {
    expect(LogGroupNames).toEqual([{ Ref: expect.stringMatching(/^ApiLogGroup/) }]);
    expect(QueryString.split('\n| ').every((part: string) => /^(fields|filter|sort|limit) /.test(part))).toBe(true);
  });
  expect(workload.savedQueries).toHaveLength(3);
});

test('nobody asks a workload without a way in for its requests', () => {
  expect(saved(web({ exposures: [] }).template)).toHaveLength(2);
});

test.each([
  ['in development', () => web({}, { profile: PlatformProfile.DEVELOPMENT })],
  ['if one says so', () => web({}, { savedQueries: false })],
  ['of logs that are not kept', () => web({ logging: Logging.none() })],
])('none %s', (_, made) => {
  expect(saved(made().template)).toEqual([]);
});

test('some in development if one says so', () => {
  expect(saved(web({}, { profile: PlatformProfile.DEVELOPMENT, savedQueries: true }).template)).toHaveLength(3);
});

test('of lines in a group that may be that of others, only those of the workload', () => {
  const { template } = web(({ stack }) => ({ logging: Logging.logGroup({ logGroup: new logs.LogGroup(stack, 'All') }) }));
  saved(template).forEach(({ QueryString }) => expect(QueryString).toContain('| filter @logStream like /^api\\//\n'));
});

test('of pods, among the lines of all containers', () => {
  const { template, workload } = eksWeb();
  expect(saved(template)).toHaveLength(3);
  saved(template).forEach(({ QueryString }) => {
    expect(QueryString).toMatch(/\| filter kubernetes\.namespace_name = "workloads" and kubernetes\.pod_name like \/\^api-.*\$\/\n/);
    expect(QueryString).not.toContain('@logStream');
  });
  expect(workload.savedQueries).toHaveLength(3);
});

test('names fit, whatever the path', () => {
  const { template } = web({}, {}, { within: app => new Construct(app, 'x'.repeat(250)) });
  const names = resources(template, 'AWS::Logs::QueryDefinition').map(({ Name }) => Name);
  expect(names.filter((name: string) => name.length === 255)).not.toEqual([]);
  expect(names.filter((name: string) => name.length > 255)).toEqual([]);
});

test('names have nothing that CloudWatch Logs refuses', () => {
  // Of this path the last 255 characters begin with a slash.
  const path = [...Array.from({ length: 130 }, () => 'x'), 'aa:b', 'c*d'];
  const { template } = web({}, {}, { within: app => path.reduce((scope: Construct, id) => new Construct(scope, id), app) });
  const names = resources(template, 'AWS::Logs::QueryDefinition').map(({ Name }) => Name as string);

  expect(names.filter(name => !/^([^:*/]+\/)*[^:*/]+$/.test(name))).toEqual([]);
  expect(names.filter(({ length }) => length === 254)).not.toEqual([]);
});
