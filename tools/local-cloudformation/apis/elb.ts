/** Elastic Load Balancing read-back, and the one change people make by hand: lifting deletion protection. */
import { listOf, Service } from './api';
import { ServiceError } from '../engine/errors';
import { isObject } from '../engine/values';
import { Account, Live } from '../resources/account';

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

export const elasticloadbalancing: Service = {
  DescribeLoadBalancers: (input, account) => {
    const wanted = listOf(input.LoadBalancerArns);
    const found = account.live(LOAD_BALANCER).filter(live => wanted.length === 0 || wanted.includes(live.physicalId));
    return { LoadBalancers: found.map(describe) };
  },
  DescribeLoadBalancerAttributes: (input, account) => ({ Attributes: find(account, input.LoadBalancerArn).properties.LoadBalancerAttributes ?? [] }),
  /** Targets come from the clusters that bind pods to the group; tasks of ECS do not run here. */
  DescribeTargetHealth: (input, account) => {
    const arn = String(input.TargetGroupArn);
    if (!account.find(TARGET_GROUP, arn)) { throw new ServiceError('TargetGroupNotFound', `Target groups '${arn}' not found`); }
    const targets = [...account.clusters.values()].flatMap(cluster => cluster.targets(arn));
    return {
      TargetHealthDescriptions: targets.map(({ id, port, healthy }) => ({ Target: { Id: id, Port: port }, TargetHealth: { State: healthy ? 'healthy' : 'initial' } })),
    };
  },
  ModifyLoadBalancerAttributes: (input, account) => {
    const live = find(account, input.LoadBalancerArn);
    const LoadBalancerAttributes = merged(live.properties.LoadBalancerAttributes, input.Attributes);
    account.put({ ...live, properties: { ...live.properties, LoadBalancerAttributes } });
    return { Attributes: LoadBalancerAttributes };
  },
};
