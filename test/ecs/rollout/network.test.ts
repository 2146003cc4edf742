import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Duration } from 'aws-cdk-lib/core';
import { idOf, neededBy } from './operations';
import { EcsWorkload, RolloutDashboard } from '../../../src/ecs';
import { Audience, Capacity, NetworkListener, Rollout, TestTraffic } from '../../../src/vocabulary';
import { NetworkService, NetworkServiceProps } from '../../../src/workloads';
import { Ground, ground, IRELAND, NGINX, only, RECOMMENDED, refused, resources, Setting, SETTINGS, statementsOf } from '../support';

const { tcp, tls } = NetworkListener;
const PIN = 'Custom::ContainerTrafficPin';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const RULE = 'AWS::EC2::SecurityGroupIngress';
const ROLLOUT = Rollout.blueGreen();

interface Shop extends Ground {
  readonly workload: EcsWorkload;
  readonly template: Template;
}

function broker(props: Partial<NetworkServiceProps> = {}, setting: Setting = { env: IRELAND, flags: RECOMMENDED }): Shop {
  const on = ground(setting);
  const platform = on.platform({ taskEvents: false, dashboard: false });
  const made = new NetworkService(on.stack, 'Broker', { platform, image: NGINX, listeners: [tcp({ port: 1883 })], rollout: ROLLOUT, ...props });
  return { ...on, workload: EcsWorkload.of(made), template: Template.fromStack(on.stack) };
}

describe.each(SETTINGS)('with %s', (_, setting) => {
  test('ECS is told of both target groups and of the listener between them', () => {
    const { template } = broker({}, setting);
    const [{ AdvancedConfiguration: advanced, TargetGroupArn: target }] = only(template, 'AWS::ECS::Service').LoadBalancers;
    const pin = idOf(template, PIN);
    expect(target).toEqual({ 'Fn::GetAtt': [pin, 'LiveTargetGroupArn'] });
    expect(advanced.AlternateTargetGroupArn).toEqual({ 'Fn::GetAtt': [pin, 'IdleTargetGroupArn'] });
    expect(advanced.ProductionListenerRule).toEqual({ Ref: idOf(template, LISTENER) });
    expect(advanced.TestListenerRule).toBeUndefined();
  });
});

test('the listener says what the pin says, which asks by load balancer and port because there is no ARN yet', () => {
  const { template } = broker();
  const pin = idOf(template, PIN);
  const [{ ForwardConfig: { TargetGroups: groups } }] = only(template, LISTENER).DefaultActions;
  expect(groups.map(({ Weight }: any) => Weight)).toEqual([{ 'Fn::GetAtt': [pin, 'BlueWeight'] }, { 'Fn::GetAtt': [pin, 'GreenWeight'] }]);
  expect(only(template, PIN)).toMatchObject({
    listener: '', priority: '', port: '1883', loadBalancer: { Ref: expect.stringContaining('InternalNetworkIngress') }, mode: 'shifting',
  });
  expect(neededBy(template, pin)).not.toContain(idOf(template, LISTENER));
});

test('whatever changes about the listener has the pin asked again, and a version does not', () => {
  const epoch = (props: Partial<NetworkServiceProps>) => only(broker(props).template, PIN).epoch;
  expect(epoch({})).toBe(epoch({ cpu: 1024 }));
  expect(epoch({})).not.toBe(epoch({ listeners: [tcp({ port: 1883, sticky: true })] }));
});

test('ECS may divide the connections of this listener, and of no other', () => {
  const { template } = broker({ listeners: [tcp({ port: 1883 }), tls({ port: 8883, containerPort: 1883 })] });
  const moving = statementsOf(template, 'BrokerRolloutRole').filter(({ Action }) => [Action].flat().some(action => action.includes(':Modify')));
  expect(moving).toEqual([{
    Action: 'elasticloadbalancing:ModifyListener', Effect: 'Allow', Resource: Object.keys(template.findResources(LISTENER)).map(Ref => ({ Ref })),
  }]);
});

test('the functions of the stack may read listeners where there is one to ask about, and not elsewhere', () => {
  const actions = (props: Partial<NetworkServiceProps>) =>
    statementsOf(broker(props).template, 'RolloutAnswersHandler').flatMap(({ Action }) => [Action].flat());
  expect(actions({})).toContain('elasticloadbalancing:DescribeListeners');
  const several = actions({ listeners: [tcp({ port: 1883 }), tcp({ port: 1884 })] });
  expect(several.filter(action => action === 'elasticloadbalancing:DescribeListeners')).toHaveLength(1);
});

describe('test traffic', () => {
  const tested = (testTraffic: TestTraffic, ...listeners: NetworkListener[]) =>
    broker({ rollout: Rollout.canary({ testTraffic }), ...listeners.length > 0 && { listeners } });

  test('has a listener of its own to the same target groups, with certificates if the public one has them', () => {
    const { template, workload } = tested(TestTraffic.listener(2883, { peers: [ec2.Peer.ipv4('203.0.113.0/24')] }), tls({ port: 8883, containerPort: 1883, audience: Audience.PUBLIC }));
    const [{ Certificates: first, Protocol: protocol }, { Certificates: second, Port: port }] = resources(template, LISTENER);
    expect({ protocol, port, same: JSON.stringify(first) === JSON.stringify(second) }).toEqual({ protocol: 'TLS', port: 2883, same: true });
    expect(workload.networkRoutes[0].testListener).toBeDefined();
    const [{ AdvancedConfiguration: { TestListenerRule: rule } }] = only(template, 'AWS::ECS::Service').LoadBalancers;
    expect(rule).toEqual({ Ref: idOf(template, LISTENER, 'BrokerPublicPort8883TestListener') });
    expect(neededBy(template, idOf(template, 'AWS::ECS::Service'))).toContain(rule.Ref);
  });

  test('comes from the network, or from those who are named; behind a public listener from these alone', () => {
    const from = (audience: Audience, ...peers: ec2.IPeer[]) => {
      const { template } = tested(TestTraffic.listener(2883, { peers }), tcp({ port: 1883, audience }));
      return resources(template, RULE).filter(({ FromPort }) => FromPort === 2883).map(({ CidrIp }) => CidrIp);
    };
    const outside = [ec2.Peer.ipv4('203.0.113.0/24'), ec2.Peer.ipv4('198.51.100.0/24')];
    expect(from(Audience.INTERNAL)).toEqual(['10.0.0.0/16']);
    expect(from(Audience.PUBLIC, ...outside)).toEqual(['203.0.113.0/24', '198.51.100.0/24']);
    expect(refused(() => from(Audience.PUBLIC)).map(({ code, path }) => `${code} ${path}`)).toEqual(['ListenersTestPeersMissing rollout.testTraffic.peers']);
  });

  test('needs a port that nobody has', () => {
    expect(refused(() => tested(TestTraffic.listener(1883))).map(({ code, path }) => `${code} ${path}`)).toEqual(['ListenerPortTaken rollout.testTraffic']);
  });
});

test('rolling again follows the connections to where they are', () => {
  const { template } = broker({ rollout: Rollout.rolling({ followTraffic: true }) });
  const [{ TargetGroupArn: target, AdvancedConfiguration: advanced }] = only(template, 'AWS::ECS::Service').LoadBalancers;
  expect({ target, advanced }).toEqual({ target: { 'Fn::GetAtt': [idOf(template, PIN), 'LiveTargetGroupArn'] }, advanced: undefined });
});

test('rolling costs nothing that moves connections', () => {
  const { template } = broker({ rollout: Rollout.rolling() });
  template.resourceCountIs(PIN, 0);
  template.resourceCountIs('AWS::Lambda::Function', 0);
});

test('copies without addresses of their own cannot be told apart by target group', () => {
  const ec2Capacity = { capacity: [Capacity.ec2({ name: 'general' })], networkMode: ecs.NetworkMode.BRIDGE };
  expect(refused(() => broker({ ecs: ec2Capacity })).map(({ code }) => code)).toContain('ShiftNeedsAddresses');
});

test('the ten minutes that ECS waits after each move count', () => {
  const linear = (percent: number) => Rollout.linear({ percent, interval: Duration.minutes(14), bakeTime: Duration.hours(24) });
  const slow = (percent: number) => refused(() => broker({ rollout: linear(percent) }));
  expect(slow(5)).toEqual([]);
  expect(slow(3).map(({ code }) => code)).toEqual(['RolloutTooLong']);
});

test('a dashboard shows who is well in each target group, and what the load balancer counts', () => {
  const on = ground({ env: IRELAND, flags: RECOMMENDED });
  const platform = on.platform({ taskEvents: false, dashboard: false });
  const listeners = [tcp({ port: 1883 }), tcp({ port: 1884 })];
  const made = new NetworkService(on.stack, 'Broker', { platform, image: NGINX, listeners, rollout: ROLLOUT });
  new RolloutDashboard(on.stack, 'Rollouts', { workloads: [made] });
  const body = JSON.stringify(only(Template.fromStack(on.stack), 'AWS::CloudWatch::Dashboard').DashboardBody);
  expect(body.match(/HealthyHostCount/g)!.length).toBeGreaterThanOrEqual(2);
  for (const text of ['Healthy targets, internalport1883', 'Healthy targets, internalport1884', 'NewFlowCount', 'TCP_Target_Reset_Count', 'RunningTaskCount']) {
    expect(body).toContain(text);
  }
});
