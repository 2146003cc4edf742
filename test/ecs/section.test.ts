/** What a dashboard shows of a service, and of a cluster. */
import { Template } from 'aws-cdk-lib/assertions';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { ground, only, RECOMMENDED, service, web } from './support';
import { Alarms, Exposure, PlatformProfile } from '../../src/vocabulary';
import { graphsIn, widgetsIn } from '../platform/observability/widgets';

const titles = (template: Template) => widgetsIn(template).map(({ type, properties }) => type === 'text' ? properties.markdown.split('\n')[0] : properties.title);

test('a platform shows all services of its cluster, which it finds by a search', () => {
  const { template } = web();
  const { 'CPU of all services': { metrics: [[cpu]] } } = graphsIn(template);
  expect(cpu.expression).toMatch(/^SEARCH\('\{AWS\/ECS,ClusterName,ServiceName\} ClusterName="\{PlatformCluster\w+\}" MetricName="CPUUtilization"', 'Average'\)$/);
});

test('a service is shown under the platform: alarms, users, what it uses', () => {
  expect(titles(web().template)).toEqual([
    '# Platform', 'CPU of all services', 'Memory of all services',
    '# api', 'Alarms', 'Requests', 'Failed requests', 'Slowest hundredth', 'Targets', 'CPU', 'Memory', 'Tasks', 'Ended unasked',
  ]);
});

test('several ways in are told apart', () => {
  expect(titles(web({ exposures: [Exposure.public(), Exposure.internal()] }).template)).toEqual(expect.arrayContaining(['Requests, public', 'Requests, internal']));
});

test('a service without alarms and ways in has no empty places for them', () => {
  const { template } = web({ exposures: [], alarms: Alarms.none() });
  expect(titles(template).slice(3)).toEqual(['# api', 'CPU', 'Memory', 'Tasks', 'Ended unasked']);
});

test('what nobody counts is not shown', () => {
  const { template } = web({}, { dashboard: true, profile: PlatformProfile.DEVELOPMENT });
  expect(titles(template).slice(-3)).toEqual(['Targets', 'CPU', 'Memory']);
});

test('graphs say where the alarms are', () => {
  const graphs = graphsIn(web({ alarms: Alarms.standard({ errorPercent: 3, latency: Duration.millis(800), cpuPercent: 70 }) }).template);
  const lines = Object.fromEntries(Object.entries(graphs).map(([title, { annotations }]) =>
    [title, annotations?.horizontal?.map(({ value }: any) => value)]));
  expect(lines).toMatchObject({ 'Failed requests': [3], 'Slowest hundredth': [0.8], 'CPU': [70], 'Memory': [90], 'Ended unasked': [3], 'Requests': undefined });
});

test('graphs show what alarms look at', () => {
  const { template } = web();
  const { 'Failed requests': { metrics } } = graphsIn(template);
  const alarm = Object.entries(template.findResources('AWS::CloudWatch::Alarm')).find(([id]) => id.includes('Errors'))![1].Properties;
  expect(metrics[0][0].expression).toBe(alarm.Metrics[0].Expression);
});

test('the logs are a link away, which holds in every region', () => {
  const heading = widgetsIn(web().template).find(({ properties }) => properties.markdown?.startsWith('# api'))!.properties.markdown;
  expect(heading).toMatch(/\[Logs\]\(#logsV2:log-groups\/log-group\/\{ApiLogGroup\w+\}\)/);
});

test('graphs fill a row each', () => {
  const rows = new Map<number, number>();
  widgetsIn(web().template).forEach(({ y, width }) => rows.set(y, (rows.get(y) ?? 0) + width));
  expect([...rows.values()].every(width => width === 24)).toBe(true);
});

test('a service in another stack is shown there, so that its platform does not need it', () => {
  const on = ground({ flags: RECOMMENDED });
  const platform = on.platform();
  const away = new Stack(on.scope, 'Away');
  service(away, 'Api', platform);
  on.app.synth();
  expect(titles(Template.fromStack(on.stack))).not.toContain('# api');
  expect(titles(Template.fromStack(away))[0]).toBe('# api');
  expect(on.stack.dependencies).toEqual([]);
  expect(platform.dashboards.map(dashboard => Stack.of(dashboard))).toEqual([on.stack, away]);
  only(Template.fromStack(away), 'AWS::CloudWatch::Dashboard');
});
