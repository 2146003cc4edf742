import { existsSync } from 'node:fs';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Stack } from 'aws-cdk-lib/core';
import { text } from './operations';
import { RolloutDashboard } from '../../../src/ecs/rollout/dashboard';
import { Exposure } from '../../../src/vocabulary';
import { WebServiceProps } from '../../../src/workloads';
import { findingsIn } from '../../compliance/packs';
import { expectRefused } from '../../wrong-inputs/expect-refused';
import { ROLLOUT_OPERATIONS_MISTAKES } from '../../wrong-inputs/rollout-operations';
import { only, RECOMMENDED, service, SETTINGS, Setting, web } from '../support';

interface Widget {
  readonly type: string;
  readonly width: number;
  readonly properties: Record<string, any>;
}

/** A dashboard of one service, and what is on it. */
function shown(props: Partial<WebServiceProps> = {}, setting?: Setting): Widget[] {
  const on = web(props, { dashboard: false }, setting);
  new RolloutDashboard(on.stack, 'Rollouts', { workloads: [on.api] });
  return widgetsOf(on);
}

function widgetsOf({ template }: { readonly template: ReturnType<typeof web>['template'] }): Widget[] {
  const { DashboardBody } = only(template, 'AWS::CloudWatch::Dashboard');
  return JSON.parse(text(DashboardBody)).widgets;
}

const graph = (widgets: readonly Widget[], title: string) => widgets.find(({ properties }) => properties.title === title)!.properties;

/** Expressions by their label, and metrics by their id; those of a graph that has no ids, by their label. */
function lines({ metrics }: Record<string, any>): Record<string, string> {
  return Object.fromEntries((metrics as any[][]).map(metric => {
    const options = metric.at(-1);
    return options.expression ? [options.label, options.expression] : [options.id ?? options.label, `${metric[1]} ${options.stat} of ${metric[5]}`];
  }));
}

test('keeps the periods of metrics, whatever time it shows', () => {
  const on = web({}, { dashboard: false });
  new RolloutDashboard(on.stack, 'Rollouts', { workloads: [on.api] });
  expect(JSON.parse(text(only(on.template, 'AWS::CloudWatch::Dashboard').DashboardBody)).periodOverride).toBe('inherit');
});

describe('the traffic', () => {
  test('is seen to move from one target group to the other', () => {
    const requests = graph(shown(), 'Requests');
    expect(requests.stacked).toBe(true);
    expect(lines(requests)).toEqual({
      blue: 'FILL(blueRequests, 0)',
      green: 'FILL(greenRequests, 0)',
      blueRequests: expect.stringMatching(/^RequestCount Sum of \{\w*Blue\w*\.TargetGroupFullName\}$/),
      greenRequests: expect.stringMatching(/^RequestCount Sum of \{\w*Green\w*\.TargetGroupFullName\}$/),
    });
    expect(requests.metrics.map((metric: any[]) => metric.at(-1).period).filter((period: unknown) => period !== undefined)).toEqual([60, 60, 60, 60]);
  });

  test('is judged for each target group by itself', () => {
    const widgets = shown();
    expect(lines(graph(widgets, 'Failed requests'))).toMatchObject({
      blue: '100 * (FILL(blueErrors, 0) + FILL(blueUnreached, 0)) / blueRequests',
      green: '100 * (FILL(greenErrors, 0) + FILL(greenUnreached, 0)) / greenRequests',
      greenErrors: expect.stringMatching(/^HTTPCode_Target_5XX_Count Sum of/),
    });
    expect(lines(graph(widgets, 'Slowest hundredth'))).toMatchObject({ green: 'greenTime', greenTime: expect.stringMatching(/^TargetResponseTime p99 of .*Green/) });
    expect(lines(graph(widgets, 'Healthy targets'))).toMatchObject({ blueHealthy: expect.stringMatching(/^HealthyHostCount Maximum of .*Blue/) });
  });

  test('of several ways in is told apart', () => {
    const titles = shown({ exposures: [Exposure.public(), Exposure.internal()] }).map(({ properties }) => properties.title);
    expect(titles).toEqual(expect.arrayContaining(['Requests, public', 'Requests, internal']));
  });
});

test('the tasks that run stand beside those that are wanted', () => {
  expect(Object.keys(lines(graph(shown(), 'Tasks (Container Insights)')))).toEqual(['running', 'desired']);
});

test('the alarms are in sight', () => {
  const { alarms } = graph(shown(), 'Alarms');
  expect(alarms.map(text)).toEqual(['Errors', 'Unhealthy', 'Latency', 'NoneHealthy', 'Cpu', 'Memory', 'Restarts'].map(kind => expect.stringContaining(`${kind}Alarm`)));
});

test('a workload without alarms has no empty place for them', () => {
  const on = web({}, { dashboard: false }, { flags: RECOMMENDED });
  on.workload.alarms.length = 0;
  new RolloutDashboard(on.stack, 'Rollouts', { workloads: [on.api] });
  expect(widgetsOf(on).map(({ type }) => type)).not.toContain('alarm');
});

test('several workloads are shown in their order, by their names', () => {
  const on = web({}, { dashboard: false });
  const other = service(on.stack, 'Web', on.ecsPlatform);
  new RolloutDashboard(on.stack, 'Rollouts', { workloads: [other, on.api] });
  expect(widgetsOf(on).filter(({ type }) => type === 'text').map(({ properties }) => properties.markdown)).toEqual(['# web', '# api']);
});

test('more can be put on it', () => {
  const on = web({}, { dashboard: false });
  const { dashboard } = new RolloutDashboard(on.stack, 'Rollouts', { workloads: [on.api], dashboardName: 'shop' });
  dashboard.addWidgets(new cloudwatch.TextWidget({ markdown: 'more' }));
  expect(widgetsOf(on).at(-1)!.properties.markdown).toBe('more');
  expect(only(on.template, 'AWS::CloudWatch::Dashboard').DashboardName).toBe('shop');
});

test('it may be in a stack of its own', () => {
  const on = web({}, { dashboard: false });
  const stack = new Stack(on.app, 'Operations');
  new RolloutDashboard(stack, 'Rollouts', { workloads: [on.api] });
  expect(existsSync(on.app.synth().getStackArtifact(stack.artifactId).templateFullPath)).toBe(true);
});

test.each(SETTINGS)('no row is wider than the dashboard, and the packs find nothing to explain: %s', (_, setting) => {
  const on = web({}, { dashboard: false }, setting);
  new RolloutDashboard(on.stack, 'Rollouts', { workloads: [on.api] });
  on.app.synth();
  expect(findingsIn(on.app).filter(({ path }) => path.includes('Rollouts'))).toEqual([]);
  widgetsOf(on).forEach(({ width }) => expect(width).toBeLessThanOrEqual(24));
});

describe('what it cannot show is refused', () => expectRefused(ROLLOUT_OPERATIONS_MISTAKES));
