/** EC2: the ids and lists that other resources select from. */
import { sameValue } from '../../engine/values';
import { ModelTable, text } from '../model';

const groupsOf = (value: unknown): string[] => Array.isArray(value) ? value.map(String) : [];

export const ec2: ModelTable = {
  'AWS::EC2::VPC': {
    attributes: ({ account, properties }) => ({
      CidrBlock: text(properties.CidrBlock) ?? '10.0.0.0/16',
      CidrBlockAssociations: [`vpc-cidr-assoc-${account.random(17)}`],
      DefaultNetworkAcl: `acl-${account.random(17)}`,
      DefaultSecurityGroup: `sg-${account.random(17)}`,
      Ipv6CidrBlocks: [`2600:1f13:${account.random(3)}:${account.random(2)}00::/56`],
    }),
    deleting: (account, resource) => {
      const inside = account.live().filter(live => live.physicalId !== resource.physicalId && live.properties.VpcId === resource.physicalId);
      if (inside.length > 0) {
        throw new Error(`The vpc '${resource.physicalId}' has dependencies and cannot be deleted. (${inside.map(live => live.logicalId).join(', ')})`);
      }
      account.defaultGroups.delete(String(resource.attributes.DefaultSecurityGroup));
    },
  },
  'AWS::EC2::Subnet': {
    attributes: ({ account, properties }) => ({
      AvailabilityZone: text(properties.AvailabilityZone) ?? `${account.region}a`,
      CidrBlock: text(properties.CidrBlock) ?? '10.0.0.0/24',
      Ipv6CidrBlocks: [text(properties.Ipv6CidrBlock) ?? `2600:1f13:${account.random(3)}:${account.random(4)}::/64`],
      NetworkAclAssociationId: `aclassoc-${account.random(17)}`,
      OutpostArn: '',
      VpcId: properties.VpcId,
    }),
  },
  'AWS::EC2::SecurityGroup': {
    attributes: ({ properties }, physicalId) => ({ GroupId: physicalId, Id: physicalId, VpcId: properties.VpcId ?? 'vpc-default' }),
    deleting: (account, resource) => {
      const user = account.live().find(live => ['SecurityGroups', 'SecurityGroupIds'].some(key => groupsOf(live.properties[key]).includes(resource.physicalId)));
      if (user) { throw new Error(`resource ${resource.physicalId} has a dependent object (${user.logicalId})`); }
    },
  },
  'AWS::EC2::EIP': {
    physicalId: ({ account }) => {
      const taken = new Set(account.live('AWS::EC2::EIP').map(live => live.physicalId));
      const free = Array.from({ length: 254 }, (_, i) => `203.0.113.${i + 1}`).find(address => !taken.has(address));
      if (!free) { throw new Error('The maximum number of addresses has been reached.'); }
      return free;
    },
    attributes: ({ account }, physicalId) => ({ PublicIp: physicalId, AllocationId: `eipalloc-${account.random(17)}` }),
  },
  'AWS::EC2::VPCEndpoint': {
    attributes: ({ account, properties }, physicalId) => {
      const subnets = groupsOf(properties.SubnetIds);
      return {
        CreationTimestamp: account.clock.now().toISOString(),
        DnsEntries: subnets.map(() => `Z${account.random(13).toUpperCase()}:${physicalId}.${account.region}.vpce.amazonaws.com`),
        NetworkInterfaceIds: subnets.map(() => `eni-${account.random(17)}`),
      };
    },
  },
  'AWS::EC2::LaunchTemplate': {
    attributes: (_context, physicalId) => ({ LaunchTemplateId: physicalId, LatestVersionNumber: '1', DefaultVersionNumber: '1' }),
    changed: ({ properties }, { attributes, properties: before }) => sameValue(properties.LaunchTemplateData, before.LaunchTemplateData) ? {}
      : { LatestVersionNumber: String(Number(attributes.LatestVersionNumber) + 1) },
  },
};
