import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Right } from '../../../functions';
import { InstancePurchaseSpec } from '../../../vocabulary';
import { inlineRole } from '../inline-role';

/** What the instances of a provider are launched with. */
export interface LaunchGround {
  readonly name: string;
  readonly instanceRole: iam.IRole;
  readonly subnets: readonly ec2.ISubnet[];
  readonly securityGroups: readonly ec2.ISecurityGroup[];
  readonly purchase?: InstancePurchaseSpec;
  readonly volumeKey?: kms.IKey;
}

const NEW = 'What is launched has no name yet. Only what carries the mark of ECS from its first moment on may be made.';
const OURS = { StringEquals: { 'aws:RequestTag/AmazonECSManaged': 'true' } };

/**
 * What ECS may do to launch the instances of one provider. AWS's managed policy lets it launch into every subnet, with every
 * security group, and with every role whose name begins with `ecsInstanceRole`; here it is exactly those of the provider.
 *
 * Instances are stopped by ECS's own service-linked role, which may stop nothing else.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSInfrastructureRolePolicyForManagedInstances.html
 */
export function makeInfrastructureRole(scope: Construct, ground: LaunchGround): iam.Role {
  return inlineRole(scope, 'InfrastructureRole', {
    description: `Lets ECS launch the instances of ${ground.name}`,
    assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com'),
    rights: [...launchTemplates(scope), ...instances(scope, ground), ...surroundings(scope, ground), ...purchases(scope, ground)],
  });
}

function launchTemplates(scope: Construct): Right[] {
  const resources = [ec2Arn(scope, 'launch-template')];
  return [
    { actions: ['ec2:CreateLaunchTemplate'], resources, conditions: OURS, because: NEW },
    {
      actions: ['ec2:CreateLaunchTemplateVersion', 'ec2:ModifyLaunchTemplate'],
      resources,
      conditions: { StringEquals: { 'ec2:ManagedResourceOperator': 'ecs.amazonaws.com' } },
      because: 'The ids of launch templates are not known before ECS makes them. Only those that ECS manages may be changed.',
    },
    {
      actions: ['ec2:RunInstances'],
      resources,
      conditions: { StringEquals: { 'ec2:ResourceTag/AmazonECSManaged': 'true' } },
      because: 'The ids of launch templates are not known before ECS makes them. Only those that carry its mark may be used.',
    },
  ];
}

function instances(scope: Construct, { subnets, securityGroups }: LaunchGround): Right[] {
  const launched = ['instance', 'network-interface', 'volume'].map(resource => ec2Arn(scope, resource));
  const fleet = [ec2Arn(scope, 'fleet'), ec2Arn(scope, 'launch-template')];
  return [
    { actions: ['ec2:CreateFleet'], resources: [...fleet, ...launched], conditions: OURS, because: NEW },
    { actions: ['ec2:RunInstances'], resources: launched, conditions: OURS, because: NEW },
    {
      actions: ['ec2:CreateFleet', 'ec2:RunInstances'],
      resources: [
        // A subnet that is shared with this account belongs to another one.
        ...subnets.map(({ subnetId }) => ec2Arn(scope, 'subnet', subnetId, '*')),
        ...securityGroups.map(({ securityGroupId }) => ec2Arn(scope, 'security-group', securityGroupId)),
        ec2Arn(scope, 'image', '*', ''),
      ],
      because: 'ECS chooses the image, and a shared subnet belongs to another account. The subnet itself is named.',
    },
    {
      actions: ['ec2:CreateTags'],
      resources: [...fleet, ...launched],
      conditions: { StringEquals: { 'ec2:CreateAction': ['CreateFleet', 'CreateLaunchTemplate', 'RunInstances'] } },
      because: 'Only what is being launched may be tagged, which has no name yet.',
    },
  ];
}

function surroundings(scope: Construct, { instanceRole, volumeKey }: LaunchGround): Right[] {
  return [
    {
      actions: ['iam:PassRole'],
      resources: [instanceRole.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
    },
    {
      actions: [
        'ec2:DescribeAvailabilityZones', 'ec2:DescribeInstances', 'ec2:DescribeInstanceTypeOfferings', 'ec2:DescribeInstanceTypes',
        'ec2:DescribeLaunchTemplates', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs',
      ],
      resources: ['*'],
      because: 'The describing actions of EC2 cannot be limited to a resource.',
    },
    ...volumeKey ? throughVolumes(scope, volumeKey) : [],
  ];
}

/** What whoever launches instances needs so that EC2 can encrypt their volumes. */
function throughVolumes(scope: Construct, { keyArn }: kms.IKey): Right[] {
  const viaEc2 = { 'kms:ViaService': `ec2.${Stack.of(scope).region}.amazonaws.com` };
  return [
    {
      actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
      resources: [keyArn],
      conditions: { StringEquals: viaEc2 },
    },
    { actions: ['kms:CreateGrant'], resources: [keyArn], conditions: { StringEquals: viaEc2, Bool: { 'kms:GrantIsForAWSResource': 'true' } } },
  ];
}

function purchases(scope: Construct, { purchase }: LaunchGround): Right[] {
  switch (purchase?.kind) {
    case 'spot': return [{
      actions: ['iam:CreateServiceLinkedRole'],
      resources: [Stack.of(scope).formatArn({
        service: 'iam', region: '', resource: 'role', resourceName: 'aws-service-role/spot.amazonaws.com/AWSServiceRoleForEC2Spot',
      })],
    }];
    case 'reserved': return [
      {
        actions: ['ec2:CreateFleet', 'ec2:RunInstances'],
        resources: [ec2Arn(scope, 'capacity-reservation', '*', '*')],
        because: 'Reservations come and go, and some are shared by other accounts. ECS uses those that fit the requirements.',
      },
      { actions: ['ec2:DescribeCapacityReservations'], resources: ['*'], because: 'The describing actions of EC2 cannot be limited to a resource.' },
      ...purchase.groupArn === undefined ? []
        : [{ actions: ['ec2:CreateFleet', 'ec2:RunInstances', 'resource-groups:ListGroupResources'], resources: [purchase.groupArn] }],
    ];
    default: return [];
  }
}

function ec2Arn(scope: Construct, resource: string, resourceName = '*', account?: string): string {
  return Stack.of(scope).formatArn({ service: 'ec2', resource, resourceName, account });
}
