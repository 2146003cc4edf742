/** Invents names, ids and ARNs in the shapes the services use. */
import { ModelContext, text } from './model';

/** Types whose generated names are lower case. */
const LOWER_CASE = ['AWS::S3::Bucket', 'AWS::ECR::Repository', 'AWS::ECR::PublicRepository'];

/** The longest name a service takes, where a generated one could exceed it. */
const NAME_LIMITS: Readonly<Record<string, number>> = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 32,
  'AWS::ElasticLoadBalancingV2::TargetGroup': 32,
  'AWS::IAM::Role': 64,
  'AWS::IAM::InstanceProfile': 128,
  'AWS::Lambda::Function': 64,
  'AWS::S3::Bucket': 63,
  'AWS::SQS::Queue': 80,
  'AWS::Events::Rule': 64,
};

const ID_PREFIXES: Readonly<Record<string, string>> = {
  'AWS::EC2::EIP': 'eipalloc',
  'AWS::EC2::EgressOnlyInternetGateway': 'eigw',
  'AWS::EC2::FlowLog': 'fl',
  'AWS::EC2::InternetGateway': 'igw',
  'AWS::EC2::IPAM': 'ipam',
  'AWS::EC2::IPAMPool': 'ipam-pool',
  'AWS::EC2::LaunchTemplate': 'lt',
  'AWS::EC2::NatGateway': 'nat',
  'AWS::EC2::NetworkAcl': 'acl',
  'AWS::EC2::NetworkInterface': 'eni',
  'AWS::EC2::PrefixList': 'pl',
  'AWS::EC2::RouteTable': 'rtb',
  'AWS::EC2::SecurityGroup': 'sg',
  'AWS::EC2::SecurityGroupEgress': 'sgr',
  'AWS::EC2::SecurityGroupIngress': 'sgr',
  'AWS::EC2::Subnet': 'subnet',
  'AWS::EC2::SubnetRouteTableAssociation': 'rtbassoc',
  'AWS::EC2::SubnetNetworkAclAssociation': 'aclassoc',
  'AWS::EC2::VPC': 'vpc',
  'AWS::EC2::VPCCidrBlock': 'vpc-cidr-assoc',
  'AWS::EC2::VPCEndpoint': 'vpce',
  'AWS::EFS::AccessPoint': 'fsap',
  'AWS::EFS::FileSystem': 'fs',
  'AWS::EFS::MountTarget': 'fsmt',
  'AWS::ServiceDiscovery::HttpNamespace': 'ns',
  'AWS::ServiceDiscovery::PrivateDnsNamespace': 'ns',
  'AWS::ServiceDiscovery::PublicDnsNamespace': 'ns',
  'AWS::ServiceDiscovery::Service': 'srv',
};

/** `Stack-LogicalId-1A2B3C4D5E6F`, cut to what the service takes. */
export function generatedName({ stack, logicalId, type, account }: ModelContext): string {
  const tail = account.random(12).toUpperCase();
  const limit = NAME_LIMITS[type] ?? 255;
  const name = `${`${stack.name}-${logicalId}`.slice(0, limit - tail.length - 1).replace(/-+$/, '')}-${tail}`;
  return LOWER_CASE.includes(type) ? name.toLowerCase() : name;
}

/** `vpc-0123456789abcdef0` where the type has a prefix, otherwise a plain id. */
export function generatedId(context: ModelContext): string {
  const prefix = ID_PREFIXES[context.type];
  return prefix ? `${prefix}-${context.account.random(17)}` : context.account.random(20);
}

export function uuid(random: (digits: number) => string): string {
  return [8, 4, 4, 4, 12].map(random).join('-');
}

/** An ARN of the type's own template, or one in the common shape `arn:aws:service:region:account:kind/name`. */
export function arnOf(context: ModelContext, name: string): string {
  const { account, facts, properties } = context;
  if (name.startsWith('arn:')) { return name; }
  if (facts.arnTemplate) {
    return facts.arnTemplate.replace(/\$\{(\w+)\}/g, (_match, part: string) => {
      if (part === 'Partition') { return account.partition; }
      if (part === 'Region') { return account.region; }
      if (part === 'Account') { return account.id; }
      if (part.endsWith('WithPath')) { return `${text(properties.Path) ?? '/'}${name}`.replace(/^\//, ''); }
      return name.replace(/^\//, '');
    });
  }
  const [, service, kind] = context.type.split('::');
  return plainArn(context, service.toLowerCase(), `${kind[0].toLowerCase()}${kind.slice(1)}/${name}`);
}

export function plainArn({ account }: Pick<ModelContext, 'account'>, service: string, resource: string): string {
  return `arn:${account.partition}:${service}:${account.region}:${account.id}:${resource}`;
}
