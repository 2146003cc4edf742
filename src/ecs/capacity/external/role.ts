import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Aws, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Right } from '../../../functions';
import { ExternalCapacityOptions } from '../../../vocabulary';
import { inlineRole } from '../inline-role';

const UNLIMITED = 'These actions of the SSM agent cannot be limited to a resource.';

/**
 * What the agents on machines outside of AWS may do: be managed by Systems Manager, which is what gives them credentials, and
 * be part of this cluster. They pull no image and write no log; that is done with the execution role of each workload.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/iam-role-ecsanywhere.html
 */
export function makeActivationRole(scope: Construct, { name, systemsManager }: ExternalCapacityOptions, cluster: ecs.ICluster): iam.Role {
  const stack = Stack.of(scope);
  const containerInstances = stack.formatArn({ service: 'ecs', resource: 'container-instance', resourceName: `${cluster.clusterName}/*` });
  return inlineRole(scope, 'ActivationRole', {
    description: `Lets the machines of ${name} join the cluster`,
    assumedBy: new iam.ServicePrincipal('ssm.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        ArnEquals: { 'aws:SourceArn': stack.formatArn({ service: 'ssm', resource: '*' }) },
      },
    }),
    rights: [
      {
        actions: [
          'ssm:UpdateInstanceInformation', 'ssmmessages:CreateControlChannel', 'ssmmessages:CreateDataChannel',
          'ssmmessages:OpenControlChannel', 'ssmmessages:OpenDataChannel',
        ],
        resources: ['*'],
        because: UNLIMITED,
      },
      ...systemsManager ? looksAfter(stack) : [],
      { actions: ['ecs:DiscoverPollEndpoint'], resources: ['*'], because: 'ecs:DiscoverPollEndpoint cannot be limited to a resource.' },
      {
        actions: [
          'ecs:RegisterContainerInstance', 'ecs:DeregisterContainerInstance',
          'ecs:SubmitAttachmentStateChanges', 'ecs:SubmitContainerStateChange', 'ecs:SubmitTaskStateChange',
        ],
        resources: [cluster.clusterArn],
      },
      {
        actions: ['ecs:Poll', 'ecs:StartTelemetrySession', 'ecs:UpdateContainerInstancesState'],
        resources: [containerInstances],
        because: 'The ids of container instances are not known before they register. All of them are of this cluster.',
      },
    ],
  });
}

/** What Systems Manager needs to look after machines, beyond knowing them. */
function looksAfter(stack: Stack): Right[] {
  return [
    {
      actions: [
        'ec2messages:AcknowledgeMessage', 'ec2messages:DeleteMessage', 'ec2messages:FailMessage', 'ec2messages:GetEndpoint',
        'ec2messages:GetMessages', 'ec2messages:SendReply', 'ssm:GetDeployablePatchSnapshotForInstance', 'ssm:GetManifest',
        'ssm:ListAssociations', 'ssm:PutComplianceItems', 'ssm:PutConfigurePackageResult', 'ssm:PutInventory',
      ],
      resources: ['*'],
      because: UNLIMITED,
    },
    {
      actions: [
        'ssm:DescribeAssociation', 'ssm:DescribeDocument', 'ssm:GetDocument', 'ssm:ListInstanceAssociations',
        'ssm:UpdateAssociationStatus', 'ssm:UpdateInstanceAssociationStatus',
      ],
      resources: [
        ...['association', 'managed-instance'].map(resource => stack.formatArn({ service: 'ssm', resource, resourceName: '*' })),
        stack.formatArn({ service: 'ssm', resource: 'document', resourceName: '*', account: '*' }),
      ],
      because: 'The ids of machines are not known before they register, and which documents they are to run is decided later; many are of AWS.',
    },
  ];
}
