/**
 * How long a first deployment must take at least: what waits for what is read from the templates, how long each takes is
 * assumed. Absolute seconds are only as good as the assumptions; the relation between two apps is mostly shape.
 */
import { Assembly, Resource, StackTemplate } from './assembly';

/** Assumed seconds from the call to the state that CloudFormation waits for. */
const SECONDS: Record<string, number> = {
  'AWS::EC2::NatGateway': 100,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 150,
  'AWS::KMS::Key': 120,
  'AWS::IAM::Role': 17,
  'AWS::IAM::Policy': 16,
  'AWS::IAM::ManagedPolicy': 16,
  'AWS::EC2::InternetGateway': 16,
  'AWS::EC2::EIP': 16,
  'AWS::EC2::VPC': 12,
  'AWS::EC2::VPCEndpoint': 10,
  'AWS::EC2::SecurityGroup': 5,
  'AWS::Lambda::Function': 6,
  'AWS::S3::Bucket': 20,
  'AWS::ServiceDiscovery::HttpNamespace': 40,
  'AWS::ECS::Cluster': 8,
};
const ANYTHING_ELSE = 3;

/** A task that is pulled and started. Then the load balancer has to find it healthy. */
const TASK_START = 45;
const DEFAULT_THRESHOLD = 5;
const DEFAULT_INTERVAL = 30;

export interface CriticalPath {
  readonly seconds: number;
  /** The stacks one after the other, with the types that decide how long each takes. */
  readonly chain: string;
}

export function criticalPath({ stacks }: Assembly): CriticalPath {
  const done = new Map<string, CriticalPath>();
  const finish = (stack: StackTemplate): CriticalPath => {
    const known = done.get(stack.name);
    if (known) {
      return known;
    }
    const before = last(stack.dependencies.map(name => finish(stacks.find(other => other.name === name)!)));
    const own = stackPath(stack);
    const result = { seconds: before.seconds + own.seconds, chain: [before.chain, own.chain].filter(part => part !== '').join(' | ') };
    done.set(stack.name, result);
    return result;
  };
  return last(stacks.map(finish));
}

function stackPath({ resources }: StackTemplate): CriticalPath {
  const done = new Map<string, CriticalPath>();
  const finish = (id: string): CriticalPath => {
    const known = done.get(id);
    if (known) {
      return known;
    }
    const resource = resources[id];
    const before = last([...references(resource)].filter(other => other !== id && other in resources).map(finish));
    const seconds = secondsOf(resource, resources);
    const link = seconds > 10 ? `${resource.Type.split('::').at(-1)!} ${seconds}` : '';
    const result = { seconds: before.seconds + seconds, chain: [before.chain, link].filter(part => part !== '').join(' > ') };
    done.set(id, result);
    return result;
  };
  return last(Object.keys(resources).map(finish));
}

function secondsOf({ Type, Properties }: Resource, resources: StackTemplate['resources']): number {
  if (Type !== 'AWS::ECS::Service') {
    return SECONDS[Type] ?? ANYTHING_ELSE;
  }
  const loadBalancers = (Properties?.LoadBalancers ?? []) as { TargetGroupArn: { Ref?: string } }[];
  const groups = loadBalancers.map(({ TargetGroupArn: { Ref } }) => resources[Ref ?? '']?.Properties ?? {});
  const healthy = groups.map(({ HealthyThresholdCount = DEFAULT_THRESHOLD, HealthCheckIntervalSeconds = DEFAULT_INTERVAL }) =>
    Number(HealthyThresholdCount) * Number(HealthCheckIntervalSeconds));
  return TASK_START + Math.max(0, ...healthy);
}

/** The resources that are named anywhere in this one. */
function references({ Properties, DependsOn }: Resource): Set<string> {
  const found = new Set<string>(typeof DependsOn === 'string' ? [DependsOn] : DependsOn ?? []);
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(visit);
    } else if (typeof value === 'object' && value !== null) {
      const { 'Ref': Ref, 'Fn::GetAtt': attribute } = value as { 'Ref'?: string; 'Fn::GetAtt'?: string | string[] };
      if (Ref !== undefined) {
        found.add(Ref);
      } else if (attribute !== undefined) {
        found.add(typeof attribute === 'string' ? attribute.split('.')[0] : attribute[0]);
      }
      Object.values(value).forEach(visit);
    }
  };
  visit(Properties);
  return found;
}

function last(paths: readonly CriticalPath[]): CriticalPath {
  return paths.reduce((longest, path) => path.seconds > longest.seconds ? path : longest, { seconds: 0, chain: '' });
}
