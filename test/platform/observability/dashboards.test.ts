/** Dashboards are where the things are that they show, and there are none where nobody wants them. */
import { Template } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { App, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { widgetsIn } from './widgets';
import { Dashboards } from '../../../src/platform/observability';
import { PlatformProfile } from '../../../src/vocabulary';
import { ground } from '../../ecs/support';

const text = (markdown: string) => new cloudwatch.TextWidget({ markdown, width: 6, height: 2 });

describe('a platform', () => {
  test('has a dashboard in production', () => {
    const on = ground();
    const platform = on.platform();
    expect(platform.dashboard).toBeInstanceOf(cloudwatch.Dashboard);
    expect(platform.dashboards).toEqual([platform.dashboard]);
    Template.fromStack(on.stack).resourceCountIs('AWS::CloudWatch::Dashboard', 1);
  });

  test.each([
    ['in development', { profile: PlatformProfile.DEVELOPMENT }],
    ['if one says so', { dashboard: false }],
    ['in a profile that does without', { profile: PlatformProfile.PRODUCTION.customize('quiet', { dashboard: false }) }],
  ])('has none %s, and nothing that is shown is missed', (_, props) => {
    const on = ground();
    const platform = on.platform(props);
    platform._observe(platform, { title: 'x', rows: [[text('x')]] });
    expect(platform.dashboard).toBeUndefined();
    expect(platform.dashboards).toEqual([]);
    Template.fromStack(on.stack).resourceCountIs('AWS::CloudWatch::Dashboard', 0);
  });

  test('has one in development if one says so', () => {
    const on = ground();
    expect(on.platform({ profile: PlatformProfile.DEVELOPMENT, dashboard: true }).dashboards).toHaveLength(1);
  });
});

describe('dashboards', () => {
  function shop() {
    const app = new App();
    const [home, away] = ['Home', 'Away'].map(id => new Stack(app, id));
    const platform = new Construct(home, 'Platform');
    return { home, away, dashboards: new Dashboards(platform) };
  }

  test('show sections from top to bottom, each under its heading', () => {
    const { home, dashboards } = shop();
    dashboards.show(home, { title: 'api', rows: [[text('a'), text('b')], [], [text('c')]] });
    dashboards.show(home, { title: 'web', text: 'What the shop looks like.', rows: [] });
    expect(widgetsIn(Template.fromStack(home)).map(({ properties, x, y }) => [properties.markdown, x, y])).toEqual([
      ['# api', 0, 0], ['a', 0, 1], ['b', 6, 1], ['c', 0, 3], ['# web\nWhat the shop looks like.', 0, 5],
    ]);
  });

  test('keep the periods of metrics, whatever time they show, so that the lines of alarms mean what they say', () => {
    const { home, away, dashboards } = shop();
    dashboards.show(away, { title: 'api', rows: [] });
    expect([home, away].flatMap(stack => Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Dashboard')))
      .map(({ Properties }) => JSON.parse(Properties.DashboardBody).periodOverride)).toEqual(['inherit', 'inherit']);
  });

  test('are in the stack of what they show, so that no stack needs another for them', () => {
    const { home, away, dashboards } = shop();
    dashboards.show(new Construct(away, 'Api'), { title: 'api', rows: [] });
    dashboards.show(new Construct(away, 'Web'), { title: 'web', rows: [] });
    expect(dashboards.all.map(dashboard => Stack.of(dashboard))).toEqual([home, away]);
    expect(widgetsIn(Template.fromStack(away)).map(({ properties }) => properties.markdown)).toEqual(['# api', '# web']);
    expect(widgetsIn(Template.fromStack(home))).toEqual([]);
  });

  test('of two platforms have room in one stack', () => {
    const { home, away, dashboards } = shop();
    const others = new Dashboards(new Construct(home, 'Other'));
    [dashboards, others].forEach(each => each.show(away, { title: 'x', rows: [] }));
    Template.fromStack(away).resourceCountIs('AWS::CloudWatch::Dashboard', 2);
  });

  test('that are full are followed by others, because CloudWatch shows 500 widgets on one', () => {
    const { home, dashboards } = shop();
    const section = (widgets: number) => ({ title: 'x', rows: [Array.from({ length: widgets - 1 }, () => text('x'))] });
    [400, 100, 1].forEach(widgets => dashboards.show(home, section(widgets)));
    expect(dashboards.all.map(({ node }) => node.id)).toEqual(['Dashboard', 'Dashboard2']);
    const counts = Object.keys(Template.fromStack(home).findResources('AWS::CloudWatch::Dashboard'));
    expect(counts).toHaveLength(2);
    expect(widgetsIn(Template.fromStack(home), 0)).toHaveLength(500);
    expect(widgetsIn(Template.fromStack(home), 1)).toHaveLength(1);
  });
});
