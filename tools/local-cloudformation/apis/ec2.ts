/** EC2: what context look-ups and the CDK's own handlers ask for. */
import { listOf, Service } from './api';
import { ServiceError } from '../engine/errors';
import { Account } from '../resources/account';

type Direction = 'ingress' | 'egress';

/** The rules of a default security group; it begins with both. */
function rulesOf(account: Account, groupId: string): Set<Direction> {
  const known = account.live('AWS::EC2::VPC').some(vpc => vpc.attributes.DefaultSecurityGroup === groupId);
  if (!known) { throw new ServiceError('InvalidGroup.NotFound', `The security group '${groupId}' does not exist`); }
  const rules = account.defaultGroups.get(groupId) ?? new Set<Direction>(['ingress', 'egress']);
  account.defaultGroups.set(groupId, rules);
  return rules;
}

const revoke = (direction: Direction): Service[string] => (input, account) => {
  if (!rulesOf(account, String(input.GroupId)).delete(direction)) {
    throw new ServiceError('InvalidPermission.NotFound', 'The specified rule does not exist in this security group.');
  }
  return { Return: true };
};

const authorize = (direction: Direction): Service[string] => (input, account) => {
  const rules = rulesOf(account, String(input.GroupId));
  if (rules.has(direction)) { throw new ServiceError('InvalidPermission.Duplicate', 'the specified rule already exists'); }
  rules.add(direction);
  return { Return: true };
};

export const ec2: Service = {
  DescribeAvailabilityZones: (_input, account) => ({
    availabilityZoneInfo: account.zones(account.region).map((zoneName, i) => ({
      zoneName, regionName: account.region, zoneState: 'available', optInStatus: 'opt-in-not-required', zoneId: `local-az${i + 1}`, zoneType: 'availability-zone',
    })),
  }),
  DescribeSecurityGroups: (input, account) => ({
    SecurityGroups: listOf(input.GroupIds ?? input.GroupId).map(id => ({ GroupId: id, rules: [...rulesOf(account, String(id))] })),
  }),
  RevokeSecurityGroupEgress: revoke('egress'),
  RevokeSecurityGroupIngress: revoke('ingress'),
  AuthorizeSecurityGroupEgress: authorize('egress'),
  AuthorizeSecurityGroupIngress: authorize('ingress'),
};
