/** Calls that ECS and the agents make, and others that nobody shall make with their roles, under IAM's own rules. */
import { rolesOf, Roles } from './role-policies';
import { Capacity, InstancePurchase } from '../../../src/vocabulary';
import { Context, evaluate } from '../../../tools/iam';
import { IRELAND, RECOMMENDED, web } from '../support';

type Call = readonly [action: string, resource: string, context?: Context];

const EC2 = 'arn:aws:ec2:eu-west-1:111122223333';
const MARKED: Context = { 'aws:RequestTag/AmazonECSManaged': 'true' };
const OF_ECS: Context = { 'ec2:ManagedResourceOperator': 'ecs.amazonaws.com', 'ec2:ResourceTag/AmazonECSManaged': 'true' };

const managed = rolesOf(web({ ecs: { capacity: [Capacity.managedInstances({ name: 'big' })] } }, {}, { env: IRELAND, flags: RECOMMENDED }).template);
const spot = rolesOf(web({ ecs: { capacity: [Capacity.managedInstances({ name: 'big', purchase: InstancePurchase.spot() })] } },
  {}, { env: IRELAND, flags: RECOMMENDED }).template);
const external = rolesOf(web({ exposures: [], ecs: { capacity: [Capacity.external({ name: 'warehouse' })] } }, {}, { env: IRELAND, flags: RECOMMENDED }).template);

function answers(roles: Roles, role: string, calls: readonly Call[]): string[] {
  const policies = roles.policiesOf(role);
  return calls.map(([action, resource, context]) => `${action} ${resource}: ${evaluate(policies, { action, resource, context })}`);
}

function expectAll(answer: 'allowed' | 'not allowed', roles: Roles, role: string, calls: readonly Call[]): void {
  expect(answers(roles, role, calls)).toEqual(calls.map(([action, resource]) => `${action} ${resource}: ${answer}`));
}

describe('ECS, when it launches Managed Instances', () => {
  const INFRASTRUCTURE = 'PlatformCapacitybigInfrastructureRole';
  const securityGroup = `${EC2}:security-group/${managed.name('PlatformCapacitybigSecurityGroup')}`;

  test('makes a launch template, a fleet and what is in it, all with its mark', () => {
    expectAll('allowed', managed, INFRASTRUCTURE, [
      ['ec2:CreateLaunchTemplate', `${EC2}:launch-template/lt-1`, MARKED],
      ['ec2:CreateTags', `${EC2}:launch-template/lt-1`, { ...MARKED, 'ec2:CreateAction': 'CreateLaunchTemplate' }],
      ['ec2:CreateLaunchTemplateVersion', `${EC2}:launch-template/lt-1`, OF_ECS],
      ['ec2:CreateFleet', `${EC2}:fleet/fleet-1`, MARKED],
      ...['instance', 'volume', 'network-interface', 'launch-template'].map((type): Call => ['ec2:CreateFleet', `${EC2}:${type}/x-1`, MARKED]),
      ...['instance', 'volume', 'network-interface'].map((type): Call => ['ec2:RunInstances', `${EC2}:${type}/x-1`, MARKED]),
      ['ec2:RunInstances', `${EC2}:launch-template/lt-1`, OF_ECS],
      ['ec2:RunInstances', `${EC2}:subnet/subnet-private-a`],
      ['ec2:RunInstances', securityGroup],
      ['ec2:RunInstances', 'arn:aws:ec2:eu-west-1::image/ami-1'],
      ['ec2:CreateFleet', `${EC2}:subnet/subnet-private-b`],
      ['ec2:DescribeInstanceTypes', '*'],
      ['iam:PassRole', managed.arn('PlatformCapacitybigInstanceRole'), { 'iam:PassedToService': 'ec2.amazonaws.com' }],
    ]);
  });

  test('goes into a subnet that another account shares', () => {
    expectAll('allowed', managed, INFRASTRUCTURE, [['ec2:RunInstances', 'arn:aws:ec2:eu-west-1:444455556666:subnet/subnet-private-a']]);
  });

  test('makes nothing without its mark, and goes nowhere else', () => {
    expectAll('not allowed', managed, INFRASTRUCTURE, [
      ['ec2:RunInstances', `${EC2}:instance/i-1`],
      ['ec2:CreateFleet', `${EC2}:fleet/fleet-1`],
      ['ec2:CreateLaunchTemplate', `${EC2}:launch-template/lt-1`],
      ['ec2:ModifyLaunchTemplate', `${EC2}:launch-template/lt-1`],
      ['ec2:RunInstances', `${EC2}:launch-template/lt-1`],
      ['ec2:CreateTags', `${EC2}:instance/i-1`],
      ['ec2:RunInstances', `${EC2}:subnet/subnet-public-a`],
      ['ec2:RunInstances', `${EC2}:security-group/sg-other`],
      ['ec2:TerminateInstances', `${EC2}:instance/i-1`],
      ['iam:PassRole', 'arn:aws:iam::111122223333:role/ecsInstanceRole', { 'iam:PassedToService': 'ec2.amazonaws.com' }],
      ['iam:PassRole', managed.arn('PlatformCapacitybigInstanceRole'), { 'iam:PassedToService': 'lambda.amazonaws.com' }],
      ['iam:CreateServiceLinkedRole', 'arn:aws:iam::111122223333:role/aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot'],
    ]);
  });

  test('makes the role of spare capacity, if it is to use it, and no other', () => {
    const role = 'arn:aws:iam::111122223333:role/aws-service-role';

    expectAll('allowed', spot, INFRASTRUCTURE, [['iam:CreateServiceLinkedRole', `${role}/spot.amazonaws.com/AWSServiceRoleForEC2Spot`]]);
    expectAll('not allowed', spot, INFRASTRUCTURE, [['iam:CreateServiceLinkedRole', `${role}/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`]]);
  });
});

describe.each([
  ['Managed Instance', managed, 'PlatformCapacitybigInstanceRole'],
  ['machine outside of AWS', external, 'PlatformCapacitywarehouseActivationRole'],
])('the agent on a %s', (_, roles, role) => {
  const cluster = roles.arn('PlatformCluster6');
  const instance = `${cluster.replace(':cluster/', ':container-instance/')}/1`;

  test('is part of the cluster', () => {
    expectAll('allowed', roles, role, [
      ['ecs:DiscoverPollEndpoint', '*'],
      ['ecs:RegisterContainerInstance', cluster],
      ['ecs:Poll', instance],
      ['ecs:StartTelemetrySession', instance],
      ['ecs:SubmitTaskStateChange', cluster],
      ['ecs:SubmitAttachmentStateChanges', cluster],
    ]);
  });

  test('is part of no other, and does nothing that tasks have roles for', () => {
    expectAll('not allowed', roles, role, [
      ['ecs:RegisterContainerInstance', `${cluster}2`],
      ['ecs:Poll', instance.replace('/1', '2/1')],
      ['ecs:CreateCluster', '*'],
      ['ecr:GetAuthorizationToken', '*'],
      ['ecr:BatchGetImage', 'arn:aws:ecr:eu-west-1:111122223333:repository/shop'],
      ['logs:PutLogEvents', 'arn:aws:logs:eu-west-1:111122223333:log-group:shop:log-stream:1'],
      ['ssm:GetParameter', 'arn:aws:ssm:eu-west-1:111122223333:parameter/secret'],
    ]);
  });
});

test('the agent of Systems Manager keeps a machine known, and lets people in by way of Session Manager', () => {
  expectAll('allowed', external, 'PlatformCapacitywarehouseActivationRole', [
    ['ssm:UpdateInstanceInformation', 'arn:aws:ssm:eu-west-1:111122223333:managed-instance/mi-1'],
    ['ssmmessages:CreateControlChannel', '*'],
    ['ssmmessages:OpenDataChannel', '*'],
  ]);
});
