/** Network Load Balancers: what they refuse about listeners and target groups, and rules of security groups that exist once. */
import { isObject, JsonObject } from '../../engine/values';
import { Account } from '../account';
import { ModelContext, ModelTable, ResourceModel, text } from '../model';

const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const RULE = 'AWS::EC2::SecurityGroupIngress';

/** Which target groups a listener may forward to. */
const FORWARDS: Readonly<Record<string, readonly string[]>> = {
  TCP: ['TCP', 'TCP_UDP'],
  TLS: ['TCP', 'TLS'],
  UDP: ['UDP', 'TCP_UDP'],
  TCP_UDP: ['TCP_UDP'],
};

const FOR_TLS = ['Certificates', 'SslPolicy', 'AlpnPolicy'] as const;

function list(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function attribute(attributes: unknown, key: string): string | undefined {
  return text(list(attributes).find(item => item.Key === key)?.Value);
}

function targetGroupsOf({ DefaultActions }: JsonObject): string[] {
  return list(DefaultActions).flatMap(action => [
    ...typeof action.TargetGroupArn === 'string' ? [action.TargetGroupArn] : [],
    ...list(isObject(action.ForwardConfig) ? action.ForwardConfig.TargetGroups : undefined).map(tuple => String(tuple.TargetGroupArn)),
  ]);
}

/** Refuses a listener that a Network Load Balancer could not have; says nothing about those of other load balancers. */
export function checkNetworkListener({ account, properties }: ModelContext): void {
  const loadBalancer = account.find(LOAD_BALANCER, String(properties.LoadBalancerArn));
  if (loadBalancer?.properties.Type !== 'network') { return; }
  const protocol = String(properties.Protocol);
  const accepted = FORWARDS[protocol];
  if (!accepted) { throw new Error(`Protocol '${protocol}' is not supported for network load balancers`); }
  const needless = FOR_TLS.find(property => protocol !== 'TLS' && properties[property] !== undefined);
  if (needless) { throw new Error(`${needless} cannot be specified for ${protocol} listeners`); }
  if (protocol === 'TLS' && list(properties.Certificates).length === 0) { throw new Error('A certificate must be specified for TLS listeners'); }
  if (/UDP/.test(protocol) && loadBalancer.properties.IpAddressType === 'dualstack') {
    throw new Error('UDP listeners of dualstack load balancers need IPv6 target groups');
  }
  for (const arn of targetGroupsOf(properties)) {
    checkForwarding(account, protocol, accepted, arn);
  }
}

function checkForwarding(account: Account, protocol: string, accepted: readonly string[], arn: string): void {
  const group = account.find(TARGET_GROUP, arn);
  if (!group) { throw new Error(`Target group '${arn}' not found`); }
  if (!accepted.includes(String(group.properties.Protocol))) {
    throw new Error(`Listener protocol '${protocol}' is not supported with a target group with the protocol '${text(group.properties.Protocol)}'`);
  }
  if (protocol === 'TLS' && attribute(group.properties.TargetGroupAttributes, 'stickiness.enabled') === 'true') {
    throw new Error('Stickiness is not supported with TLS listeners');
  }
}

/** Refuses a target group that could not get what comes in. */
export function checkNetworkTargetGroup({ properties }: ModelContext): void {
  const protocol = String(properties.Protocol);
  if (!Object.keys(FORWARDS).includes(protocol)) { return; }
  if (/UDP/.test(protocol) && attribute(properties.TargetGroupAttributes, 'preserve_client_ip.enabled') === 'false') {
    throw new Error(`Client IP preservation cannot be disabled for ${protocol} target groups`);
  }
  if (!['TCP', 'HTTP', 'HTTPS'].includes(text(properties.HealthCheckProtocol) ?? 'TCP')) {
    throw new Error(`Health check protocol '${text(properties.HealthCheckProtocol)}' is not supported for target groups with the protocol '${protocol}'`);
  }
  if (properties.HealthCheckProtocol === 'TCP' && (properties.HealthCheckPath !== undefined || properties.Matcher !== undefined)) {
    throw new Error('Health check path and matcher are not supported with TCP health checks');
  }
}

/** Refuses elastic IP addresses inside, and a second subnet of a zone. */
export function checkNetworkLoadBalancer({ properties }: ModelContext): void {
  if (properties.Type !== 'network') { return; }
  const mappings = list(properties.SubnetMappings);
  if (properties.Subnets !== undefined && mappings.length > 0) { throw new Error('You can specify either subnets or subnet mappings'); }
  if (properties.Scheme === 'internal' && mappings.some(({ AllocationId }) => AllocationId !== undefined)) {
    throw new Error('Elastic IPs are not supported for load balancers with scheme \'internal\'');
  }
}

const MEMBERS = ['GroupId', 'IpProtocol', 'FromPort', 'ToPort', 'CidrIp', 'CidrIpv6', 'SourcePrefixListId', 'SourceSecurityGroupId'] as const;
const wording = (properties: JsonObject): string => JSON.stringify(MEMBERS.map(member => text(properties[member])));

const ingressRule: ResourceModel = {
  check: ({ account, properties }, current) => {
    const rival = account.live(RULE).find(live => live.physicalId !== current?.physicalId && wording(live.properties) === wording(properties));
    if (rival) { throw new Error(`the specified rule already exists (InvalidPermission.Duplicate: ${rival.logicalId} in stack ${rival.stackName})`); }
  },
};

export const nlb: ModelTable = {
  [RULE]: ingressRule,
  'AWS::EC2::VPCEndpointService': {
    check: ({ account, properties }) => {
      const arns = Array.isArray(properties.NetworkLoadBalancerArns) ? properties.NetworkLoadBalancerArns.map(String) : [];
      const missing = arns.find(arn => account.find(LOAD_BALANCER, arn)?.properties.Type !== 'network');
      if (missing) { throw new Error(`InvalidLoadBalancerArn: '${missing}' is no network load balancer`); }
    },
  },
};
