/** Elastic Load Balancing: load balancers and target groups as they were made, listeners and rules as they are now, targets as they run. */
import { listOf, Service } from './api';
import { ServiceError } from '../engine/errors';
import { isObject, JsonObject } from '../engine/values';
import { Account, Live } from '../resources/account';
import { LISTENER, RULE } from '../services/traffic';

const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

function find(account: Account, arn: unknown): Live {
  const found = account.find(LOAD_BALANCER, String(arn));
  if (!found) { throw new ServiceError('LoadBalancerNotFound', `Load balancer '${String(arn)}' not found`); }
  return found;
}

const describe = ({ physicalId, attributes, properties }: Live): object => ({
  LoadBalancerArn: physicalId, DNSName: attributes.DNSName, LoadBalancerName: attributes.LoadBalancerName, Scheme: properties.Scheme ?? 'internet-facing',
});

function merged(existing: unknown, changed: unknown): unknown[] {
  const keys = listOf(changed).map(row => isObject(row) ? row.Key : undefined);
  return [...listOf(existing).filter(row => isObject(row) && !keys.includes(row.Key)), ...listOf(changed)];
}

function rule(account: Account, arn: unknown): Live {
  const found = account.find(RULE, String(arn));
  if (!found) { throw new ServiceError('RuleNotFound', 'One or more rules not found'); }
  return found;
}

function listener(account: Account, arn: unknown): Live {
  const found = account.find(LISTENER, String(arn));
  if (!found) { throw new ServiceError('ListenerNotFound', 'One or more listeners not found'); }
  return found;
}

function describeRule({ services }: Account, { physicalId, properties }: Live): object {
  return {
    RuleArn: physicalId,
    Priority: String(properties.Priority),
    Conditions: properties.Conditions ?? [],
    Actions: structuredClone(services.traffic.actionsOf(physicalId)),
    IsDefault: false,
  };
}

function defaultRule({ services }: Account, { physicalId }: Live): object {
  const Actions = structuredClone(services.traffic.actionsOf(physicalId));
  return { RuleArn: `${physicalId.replace(':listener/', ':listener-rule/')}/default`, Priority: 'default', Conditions: [], Actions, IsDefault: true };
}

function describeListener({ services }: Account, { physicalId, properties }: Live): object {
  const DefaultActions = structuredClone(services.traffic.actionsOf(physicalId));
  const { LoadBalancerArn, Port, Protocol } = properties;
  return { ListenerArn: physicalId, LoadBalancerArn, Port: Number(Port), Protocol, DefaultActions };
}

function describeTargetGroup(account: Account, { physicalId, properties, attributes }: Live): object {
  const users = [...account.live(LISTENER), ...account.live(RULE)]
    .filter(live => account.services.traffic.sharesOf(live.physicalId).some(({ targetGroup }) => targetGroup === physicalId));
  const listeners = users.map(live => live.type === RULE ? account.find(LISTENER, String(live.properties.ListenerArn)) : live);
  const balancers = listeners.map(live => live?.properties.LoadBalancerArn);
  return {
    TargetGroupArn: physicalId,
    TargetGroupName: attributes.TargetGroupName,
    Port: Number(properties.Port),
    Protocol: properties.Protocol,
    TargetType: properties.TargetType,
    VpcId: properties.VpcId,
    LoadBalancerArns: [...new Set(balancers.filter(Boolean))],
  };
}

/** Pods that a cluster binds to the group, and tasks of services. */
function targetsOf({ clusters, services }: Account, arn: string): object[] {
  const pods = [...clusters.values()].flatMap(cluster => cluster.targets(arn))
    .map(({ id, port, healthy }) => ({ Target: { Id: id, Port: port }, TargetHealth: { State: healthy ? 'healthy' : 'initial' } }));
  const tasks = services.ecs.setsIn(arn).flatMap((set, index) => {
    const Port = set.spec.loadBalancers.find(({ targetGroupArn }) => targetGroupArn === arn)?.containerPort;
    return Array.from({ length: set.desired }, (_none, number) => ({
      Target: { Id: `10.0.${index}.${number + 4}`, Port },
      TargetHealth: number < set.running ? { State: 'healthy' } : { State: 'initial', Reason: 'Elb.RegistrationInProgress', Description: 'Target registration is in progress' },
    }));
  });
  return [...pods, ...tasks];
}

export const elasticloadbalancing: Service = {
  DescribeLoadBalancers: (input, account) => {
    const wanted = listOf(input.LoadBalancerArns);
    const found = account.live(LOAD_BALANCER).filter(live => wanted.length === 0 || wanted.includes(live.physicalId));
    return { LoadBalancers: found.map(describe) };
  },
  DescribeLoadBalancerAttributes: (input, account) => ({ Attributes: find(account, input.LoadBalancerArn).properties.LoadBalancerAttributes ?? [] }),
  DescribeListeners: (input, account) => {
    const wanted = listOf(input.ListenerArns);
    const found = wanted.length > 0 ? wanted.map(arn => listener(account, arn))
      : account.live(LISTENER).filter(({ properties }) => properties.LoadBalancerArn === find(account, input.LoadBalancerArn).physicalId);
    return { Listeners: found.map(live => describeListener(account, live)) };
  },
  DescribeRules: (input, account) => {
    const wanted = listOf(input.RuleArns);
    if (wanted.length > 0) { return { Rules: wanted.map(arn => describeRule(account, rule(account, arn))) }; }
    const on = listener(account, input.ListenerArn);
    const rules = account.live(RULE).filter(({ properties }) => properties.ListenerArn === on.physicalId)
      .sort((one, other) => Number(one.properties.Priority) - Number(other.properties.Priority));
    return { Rules: [...rules.map(live => describeRule(account, live)), defaultRule(account, on)] };
  },
  ModifyRule: (input, account) => {
    const live = rule(account, input.RuleArn);
    if (input.Conditions !== undefined) { account.put({ ...live, properties: { ...live.properties, Conditions: input.Conditions } }); }
    if (input.Actions !== undefined) { account.services.traffic.write(live.physicalId, listOf(input.Actions) as JsonObject[], 'ModifyRule'); }
    return { Rules: [describeRule(account, rule(account, input.RuleArn))] };
  },
  DescribeTargetGroups: (input, account) => {
    const [arns, names] = [listOf(input.TargetGroupArns), listOf(input.Names)];
    const found = account.live(TARGET_GROUP)
      .filter(({ physicalId }) => arns.length === 0 || arns.includes(physicalId))
      .filter(({ attributes }) => names.length === 0 || names.includes(attributes.TargetGroupName));
    if (found.length < arns.length + names.length) { throw new ServiceError('TargetGroupNotFound', 'One or more target groups not found'); }
    return { TargetGroups: found.map(live => describeTargetGroup(account, live)) };
  },
  DescribeTargetHealth: (input, account) => {
    const arn = String(input.TargetGroupArn);
    if (!account.find(TARGET_GROUP, arn)) { throw new ServiceError('TargetGroupNotFound', `Target groups '${arn}' not found`); }
    return { TargetHealthDescriptions: targetsOf(account, arn) };
  },
  ModifyLoadBalancerAttributes: (input, account) => {
    const live = find(account, input.LoadBalancerArn);
    const LoadBalancerAttributes = merged(live.properties.LoadBalancerAttributes, input.Attributes);
    account.put({ ...live, properties: { ...live.properties, LoadBalancerAttributes } });
    return { Attributes: LoadBalancerAttributes };
  },
};
