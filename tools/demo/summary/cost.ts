/** What it would cost a month at rest, in order of magnitude, from what was deployed. */
import { isObject } from '../../local-cloudformation/engine/values';
import { Account, Live } from '../../local-cloudformation/resources/account';
import { section } from '../terminal';
import { PRICES, PRICES_OF, PRICES_REGION } from './prices';

interface Item {
  readonly name: string;
  readonly usd: number;
}

export function cost(account: Account): string[] {
  const items = estimate(account).filter(item => item.usd > 0).sort((a, b) => b.usd - a.usd);
  const total = items.reduce((sum, item) => sum + item.usd, 0);
  const instances = ['AWS::AutoScaling::AutoScalingGroup', 'AWS::ECS::CapacityProvider'].some(type => account.live(type).length > 0);
  const uncounted = `traffic, storage${instances ? ', EC2 instances' : ''} and logs not counted`;
  const note = `about ${Math.round(total / 10) * 10} USD a month at rest; list prices of ${PRICES_OF}, ${PRICES_REGION}; ${uncounted}`;
  return section('Cost', note, items.map(({ name, usd }) => [name, usd.toFixed(usd < 10 ? 2 : 0)]), [6]);
}

export function estimate(account: Account): Item[] {
  const live = (type: string) => account.live(`AWS::${type}`);
  const counted = (name: string, count: number, price: number): Item => ({ name: `${count} ${name}`, usd: count * price });
  const tasks = live('ECS::Service').filter(service => isOnFargate(account, service)).map(service => computeOf(account, service));
  const balancers = live('ElasticLoadBalancingV2::LoadBalancer');
  const publicAddresses = live('EC2::EIP').length
    + balancers.filter(balancer => balancer.properties.Scheme !== 'internal').reduce((sum, balancer) => sum + lengthOf(balancer.properties.Subnets), 0);
  const endpoints = live('EC2::VPCEndpoint').filter(endpoint => endpoint.properties.VpcEndpointType === 'Interface')
    .reduce((sum, endpoint) => sum + lengthOf(endpoint.properties.SubnetIds), 0);
  const acls = live('WAFv2::WebACL');
  return [
    { name: `${tasks.reduce((sum, task) => sum + task.count, 0)} Fargate tasks`, usd: tasks.reduce((sum, task) => sum + task.usd, 0) },
    counted('EKS control planes, without nodes', live('EKS::Cluster').length, PRICES.controlPlane),
    counted('load balancers', balancers.length, PRICES.loadBalancer),
    counted('NAT gateways', live('EC2::NatGateway').length, PRICES.natGateway),
    counted('interface endpoint addresses', endpoints, PRICES.interfaceEndpointPerZone),
    counted('public IPv4 addresses', publicAddresses, PRICES.publicAddress),
    counted('KMS keys', live('KMS::Key').length, PRICES.key),
    counted('secrets', live('SecretsManager::Secret').length, PRICES.secret),
    counted('alarms', live('CloudWatch::Alarm').length, PRICES.alarm),
    counted('hosted zones', live('Route53::HostedZone').length + live('ServiceDiscovery::PrivateDnsNamespace').length, PRICES.hostedZone),
    { name: `${acls.length} web ACLs`, usd: acls.reduce((sum, acl) => sum + PRICES.webAcl + PRICES.webAclRule * lengthOf(acl.properties.Rules), 0) },
  ];
}

/** Tasks on instances cost nothing themselves. */
function isOnFargate(account: Account, { properties }: Live): boolean {
  const compatible = account.find('AWS::ECS::TaskDefinition', String(properties.TaskDefinition))?.properties.RequiresCompatibilities;
  return !Array.isArray(compatible) || compatible.includes('FARGATE');
}

/** Count and monthly price of the tasks of a service; with scaling, of its minimum. */
function computeOf(account: Account, service: Live): { count: number; usd: number } {
  const task = account.find('AWS::ECS::TaskDefinition', String(service.properties.TaskDefinition))?.properties ?? {};
  const name = service.physicalId.split('/').pop()!;
  const scaled = account.live('AWS::ApplicationAutoScaling::ScalableTarget').find(target => String(target.properties.ResourceId).endsWith(`/${name}`));
  const count = Number(service.properties.DesiredCount ?? scaled?.properties.MinCapacity ?? 1);
  const arm = isObject(task.RuntimePlatform) && task.RuntimePlatform.CpuArchitecture === 'ARM64' ? 'ARM64' : 'X86_64';
  const one = Number(task.Cpu ?? 0) / 1024 * PRICES.fargateCpu[arm] + Number(task.Memory ?? 0) / 1024 * PRICES.fargateGigabyte[arm];
  return { count, usd: count * one };
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
