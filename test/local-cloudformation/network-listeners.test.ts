/** Services behind Network Load Balancers come, change and go; and what the load balancers would refuse is refused here. */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Stack } from 'aws-cdk-lib/core';
import { Audience, NetworkListener, PlatformProfile, Probe } from '../../src/vocabulary';
import { NetworkService } from '../../src/workloads';
import { World } from '../../tools/local-cloudformation/testing/world';
import { ground, NGINX, RECOMMENDED } from '../ecs/support';
import { ground as eksGround } from '../eks/support';

const { tcp, tls, udp, tcpUdp } = NetworkListener;

/** A stack with services that have these listeners. */
function stackOf(services: Readonly<Record<string, NetworkListener[]>>): Stack {
  const on = ground({ flags: RECOMMENDED });
  const platform = on.platform({ profile: PlatformProfile.DEVELOPMENT });
  Object.entries(services).forEach(([id, listeners]) => new NetworkService(on.stack, id, { platform, image: NGINX, listeners }));
  return on.stack;
}

const outcome = ({ status, reason }: { readonly status: string; readonly reason?: string }) => ({ status, reason });
const UPDATED = { status: 'UPDATE_COMPLETE', reason: undefined };

function ports(world: World): string[] {
  return world.aws.account.live('AWS::ElasticLoadBalancingV2::Listener').map(({ properties: { Protocol, Port } }) => `${String(Protocol)} ${String(Port)}`).sort();
}

test('listeners come, become others and go', async () => {
  const world = new World();
  const first = await world.deployStack(stackOf({ Broker: [tcp({ port: 1883 })] }));
  expect(outcome(first)).toEqual({ status: 'CREATE_COMPLETE', reason: undefined });

  // Another protocol, further listeners, a second service: nothing that is there is made twice.
  const second = await world.deployStack(stackOf({
    Broker: [tls({ port: 1883 }), tcp({ port: 8883, containerPort: 1883, audience: Audience.PUBLIC })],
    Names: [tcpUdp({ port: 53 })],
    Collector: [udp({ port: 5683, probe: Probe.tcp({ port: 8080 }) })],
  }));
  expect(outcome(second)).toEqual(UPDATED);
  expect(ports(world)).toEqual(['TCP 8883', 'TCP_UDP 53', 'TLS 1883', 'UDP 5683']);

  // TCP alone, where packets came as well: its target groups are others.
  const third = await world.deployStack(stackOf({ Broker: [tls({ port: 1883 })], Names: [tcp({ port: 53 })] }));
  expect(outcome(third)).toEqual(UPDATED);
  expect(ports(world)).toEqual(['TCP 53', 'TLS 1883']);

  const gone = await world.destroy(third.stack.name);
  expect(gone.status).toBe('DELETE_COMPLETE');
  expect(ports(world)).toEqual([]);
}, 120_000);

test('who may connect can change in any order', async () => {
  const world = new World();
  const from = (...blocks: string[]) => stackOf({ Broker: [tcp({ port: 1883, allowedPeers: blocks.map(block => ec2.Peer.ipv4(block)) })] });

  expect((await world.deployStack(from('10.1.0.0/16', '10.2.0.0/16'))).status).toBe('CREATE_COMPLETE');
  expect(outcome(await world.deployStack(from('10.2.0.0/16', '10.3.0.0/16', '10.1.0.0/16')))).toEqual(UPDATED);
}, 120_000);

/** A load balancer with a listener, as somebody would write them by hand. */
function byHand(listener: object, group: object = {}, loadBalancer: object = {}): object {
  return {
    Resources: {
      LoadBalancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Type: 'network', Subnets: ['subnet-1'], ...loadBalancer } },
      Group: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { Protocol: 'TCP', Port: 80, VpcId: 'vpc-1', TargetType: 'ip', ...group } },
      Listener: {
        Type: 'AWS::ElasticLoadBalancingV2::Listener',
        Properties: {
          LoadBalancerArn: { Ref: 'LoadBalancer' }, Port: 1883, Protocol: 'TCP', DefaultActions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Group' } }], ...listener,
        },
      },
    },
  };
}

test.each<[string, object, RegExp]>([
  ['packets for connections', byHand({ Protocol: 'UDP' }), /'UDP' is not supported with a target group with the protocol 'TCP'/],
  ['TLS with nothing to show', byHand({ Protocol: 'TLS' }), /certificate must be specified/],
  ['ALPN without TLS', byHand({ AlpnPolicy: ['HTTP2Only'] }), /AlpnPolicy cannot be specified/],
  ['packets beside IPv6', byHand({ Protocol: 'UDP' }, { Protocol: 'UDP' }, { IpAddressType: 'dualstack' }), /need IPv6 target groups/],
  ['packets that forget their clients', byHand({ Protocol: 'UDP' }, { Protocol: 'UDP', TargetGroupAttributes: [{ Key: 'preserve_client_ip.enabled', Value: 'false' }] }), /cannot be disabled/],
  ['paths of connections', byHand({}, { HealthCheckProtocol: 'TCP', HealthCheckPath: '/' }), /path and matcher/],
  ['elastic IP addresses inside', byHand({}, {}, { Scheme: 'internal', Subnets: undefined, SubnetMappings: [{ SubnetId: 'subnet-1', AllocationId: 'eipalloc-1' }] }), /Elastic IPs are not supported/],
  ['HTTP', byHand({ Protocol: 'HTTP' }), /'HTTP' is not supported/],
])('a Network Load Balancer takes no %s', async (_, template, reason) => {
  const made = await new World().deploy(JSON.stringify(template));

  expect(made.status).toBe('ROLLBACK_COMPLETE');
  expect(made.reason).toMatch(reason);
}, 60_000);

test('a rule of a security group exists once', async () => {
  const rule = { Type: 'AWS::EC2::SecurityGroupIngress', Properties: { GroupId: 'sg-1', IpProtocol: 'tcp', FromPort: 1, ToPort: 1, CidrIp: '10.0.0.0/8' } };
  const made = await new World().deploy(JSON.stringify({ Resources: { One: rule, Two: rule } }));

  expect(made.reason).toMatch(/already exists/);
});

test('pods of EKS are behind them as well, and follow from protocol to protocol', async () => {
  const stack = (...listeners: NetworkListener[]) => {
    const on = eksGround({ flags: RECOMMENDED });
    const platform = on.platform({ profile: PlatformProfile.DEVELOPMENT });
    new NetworkService(on.stack, 'Broker', { platform, image: NGINX, listeners });
    return on.stack;
  };
  const world = new World();
  expect(outcome(await world.deployStack(stack(tcp({ port: 1883 }))))).toEqual({ status: 'CREATE_COMPLETE', reason: undefined });

  const both = stack(tcpUdp({ port: 1883 }), udp({ port: 5683, probe: Probe.tcp({ port: 8080 }) }));
  expect(outcome(await world.deployStack(both))).toEqual(UPDATED);
  expect(ports(world)).toEqual(['TCP_UDP 1883', 'UDP 5683']);

  expect((await world.destroy(both.stackName)).status).toBe('DELETE_COMPLETE');
}, 240_000);
