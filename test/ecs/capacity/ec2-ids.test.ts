/** Logical ids are API: what EC2 capacity is called, and that nothing but its name renames it. */
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Capacity, Ec2CapacityOptions, InstanceImage } from '../../../src/vocabulary';
import { ground } from '../support';

const IDS = {
  PlatformCapacitygeneralRoleA916C371: 'AWS::IAM::Role',
  PlatformCapacitygeneralRoleDefaultPolicyC407EE8C: 'AWS::IAM::Policy',
  PlatformCapacitygeneralSecurityGroup5F622070: 'AWS::EC2::SecurityGroup',
  PlatformCapacitygeneralLaunchTemplateD62FE680: 'AWS::EC2::LaunchTemplate',
  PlatformCapacitygeneralLaunchTemplateProfileFC6B88BC: 'AWS::IAM::InstanceProfile',
  PlatformCapacitygeneralGroupASG48F05C84: 'AWS::AutoScaling::AutoScalingGroup',
  PlatformCapacitygeneralProvider8F29A24E: 'AWS::ECS::CapacityProvider',
  PlatformCapacitygeneralKeeperF5DAD901: 'Custom::ContainerInstanceKeeper',
  PlatformCapacitygeneralKeeperRights0A176C4A: 'AWS::IAM::Policy',
  PlatformCapacitygeneralLink5EAEACE8: 'Custom::ContainerCapacityLink',
  PlatformCapacitygeneralLinkRights73429CA3: 'AWS::IAM::Policy',
};

function idsOf(options: Partial<Ec2CapacityOptions>, ...others: string[]): Record<string, string> {
  const on = ground();
  const platform = on.platform();
  [...others.map(name => ({ name })), { name: 'general', ...options }].forEach(one => platform.addCapacity(Capacity.ec2(one)));
  const { Resources } = Template.fromStack(on.stack).toJSON() as { Resources: Record<string, { Type: string }> };
  return Object.fromEntries(Object.entries(Resources).filter(([id]) => id.startsWith('PlatformCapacitygeneral')).map(([id, { Type }]) => [id, Type]));
}

test('capacity is called this', () => {
  expect(idsOf({})).toEqual(IDS);
});

test.each<[string, Partial<Ec2CapacityOptions>, string[]]>([
  ['another operating system', { image: InstanceImage.WINDOWS_SERVER_2022_CORE }, []],
  ['spare capacity', { spotPercent: 100 }, []],
  ['a single type', { instanceTypes: [new ec2.InstanceType('m7i.large')] }, []],
  ['neighbours', {}, ['before', 'general-too']],
])('and nothing renames it: %s', (_, options, others) => {
  const ids = idsOf(options, ...others);

  expect(Object.keys(IDS).filter(id => !(id in ids))).toEqual([]);
});
