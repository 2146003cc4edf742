/** The parts of the demo that count and read. The story itself is run by `npm run demo`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { World } from './harness';
import { FINDINGS_FILE, findingsOf } from '../../tools/demo/summary/compliance';
import { estimate } from '../../tools/demo/summary/cost';
import { made } from '../../tools/demo/summary/made';
import { PRICES } from '../../tools/demo/summary/prices';
import { reached } from '../../tools/demo/summary/reached';
import { Lifecycle } from '../../tools/local-cloudformation/testing/lifecycle';

const vpc = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } };
const subnet = (cidr: string) => ({ Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: cidr } });
const app = {
  Vpc: vpc,
  A: subnet('10.0.0.0/24'),
  B: subnet('10.0.1.0/24'),
  Balancer: {
    Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    Properties: { Subnets: [{ Ref: 'A' }, { Ref: 'B' }], LoadBalancerAttributes: [{ Key: 'deletion_protection.enabled', Value: 'true' }] },
  },
  Group: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { Port: 80, Protocol: 'HTTP', VpcId: { Ref: 'Vpc' } } },
  Listener: {
    Type: 'AWS::ElasticLoadBalancingV2::Listener',
    Properties: { LoadBalancerArn: { Ref: 'Balancer' }, Port: 443, Protocol: 'HTTPS', DefaultActions: [{ Type: 'fixed-response' }] },
  },
  Rule: {
    Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
    Properties: {
      ListenerArn: { Ref: 'Listener' },
      Priority: 10,
      Conditions: [
        { Field: 'host-header', HostHeaderConfig: { Values: ['api.example.com'] } }, { Field: 'path-pattern', PathPatternConfig: { Values: ['/v1/*'] } },
      ],
      Actions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Group' } }],
    },
  },
  Cluster: { Type: 'AWS::ECS::Cluster' },
  Task: {
    Type: 'AWS::ECS::TaskDefinition',
    Properties: { Cpu: '512', Memory: '1024', RuntimePlatform: { CpuArchitecture: 'ARM64' }, ContainerDefinitions: [{ Name: 'a', Image: 'b' }] },
  },
  Service: { Type: 'AWS::ECS::Service', Properties: { Cluster: { Ref: 'Cluster' }, TaskDefinition: { Ref: 'Task' } } },
  Scaling: {
    Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    Properties: {
      ServiceNamespace: 'ecs',
      ScalableDimension: 'ecs:service:DesiredCount',
      ResourceId: { 'Fn::Join': ['/', ['service', { Ref: 'Cluster' }, { 'Fn::GetAtt': ['Service', 'Name'] }]] },
      MinCapacity: 3,
      MaxCapacity: 9,
    },
  },
};

test('tasks are priced by size, architecture and the minimum of their scaling', async () => {
  const world = new World();
  expect((await world.deploy(app)).status).toBe('CREATE_COMPLETE');
  const items = new Map(estimate(world.aws.account).map(item => [item.name, item.usd]));
  expect(items.get('3 Fargate tasks')).toBeCloseTo(3 * (0.5 * PRICES.fargateCpu.ARM64 + PRICES.fargateGigabyte.ARM64));
  expect(items.get('1 load balancers')).toBe(PRICES.loadBalancer);
  expect(items.get('2 public IPv4 addresses')).toBe(2 * PRICES.publicAddress);
});

test('the summary counts by service and shows host, path and protocol of each rule', async () => {
  const world = new World();
  const stack = await world.deploy(app);
  expect(made(world.aws.account.live()).join('\n')).toMatch(/Made {2}11 resources[^]*ElasticLoadBalancingV2 +4 .*[^]*ECS +3 /);
  expect(reached(world.aws.account, [stack]).join('\n')).toMatch(/https:\/\/api\.example\.com\/v1\/\* +Rule\n.*elb\.amazonaws\.com +internet-facing load balancer/);
});

test('a protected load balancer stays until somebody lifts the protection', async () => {
  const world = new World();
  const stack = await world.deploy(app);
  expect((await world.destroy()).status).toBe('DELETE_FAILED');
  expect([...stack.resources.keys()]).toContain('Balancer');
  const endpoint = await world.aws.listen();
  const life = new Lifecycle(world.aws, endpoint, { app: '.' });
  expect(await life.liftProtection()).toEqual(['Balancer']);
  expect((await world.destroy()).status).toBe('DELETE_COMPLETE');
  expect(life.leftovers()).toEqual({ kept: [], lost: [] });
  life.dispose();
  await endpoint.stop();
});

test('that the rule packs did not run is an error, not a clean result', () => {
  const folder = mkdtempSync(join(tmpdir(), 'packs-'));
  expect(() => findingsOf(folder)).toThrow('The rule packs did not run.');
  writeFileSync(join(folder, FINDINGS_FILE), JSON.stringify([{ pack: 'P', open: 1, acknowledged: 2, rules: ['R'] }]));
  expect(findingsOf(folder)).toEqual([{ pack: 'P', open: 1, acknowledged: 2, rules: ['R'] }]);
  rmSync(folder, { recursive: true });
});
