import { Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Handle } from '../../../src/model';
import { EcsWorkloadOptions } from '../../../src/vocabulary';
import { NONE, podContainer, refuses, renders, Row, service } from '../matrix';

const options: EcsWorkloadOptions = { assignPublicIp: true, subnets: { subnetType: ec2.SubnetType.PUBLIC }, availabilityZoneRebalancing: false };

export const PERMISSIONS: readonly Row[] = [
  {
    feature: 'nothing by default',
    covers: ['workload.permissions'],
    given: {},
    ecs: renders({ 'AWS::IAM::Policy': NONE }),
    eks: renders({ 'AWS::IAM::Policy': [] }),
  },
  {
    feature: 'what the workload says it needs',
    covers: ['workload.permissions'],
    given: { permissions: [new Handle('send', new iam.PolicyStatement({ actions: ['ses:SendEmail'], resources: ['arn:aws:ses:eu-west-1:111122223333:identity/shop'] }))] },
    ecs: renders({
      'AWS::IAM::Policy': {
        Roles: [{ Ref: Match.stringLikeRegexp('^ShopTaskRole') }],
        PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'ses:SendEmail', Resource: 'arn:aws:ses:eu-west-1:111122223333:identity/shop' }] },
      },
    }),
    eks: renders({
      'AWS::IAM::Policy': {
        Roles: [{ Ref: Match.stringLikeRegexp('^ShopTaskRole') }],
        PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'ses:SendEmail', Resource: 'arn:aws:ses:eu-west-1:111122223333:identity/shop' }] },
      },
      'AWS::EKS::PodIdentityAssociation': { Namespace: 'workloads', ServiceAccount: 'shop', RoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ShopTaskRole'), 'Arn'] } },
    }),
  },
  {
    feature: 'a shell for people who may',
    covers: ['workload.exec'],
    given: { exec: true },
    ecs: renders({
      'AWS::ECS::Service': { EnableExecuteCommand: true },
      'AWS::ECS::TaskDefinition': { ContainerDefinitions: [Match.objectLike({ ReadonlyRootFilesystem: false })] },
      'AWS::IAM::Policy': { PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['ssmmessages:CreateControlChannel']), Resource: '*' })]) } },
    }),
    eks: podContainer({ securityContext: Match.objectLike({ readOnlyRootFilesystem: false }) }),
  },
  {
    feature: 'no shell',
    covers: ['workload.exec'],
    given: { exec: false },
    ecs: service({ EnableExecuteCommand: Match.absent() }),
    eks: podContainer({ securityContext: Match.objectLike({ readOnlyRootFilesystem: true }) }),
  },
  {
    feature: 'what only ECS understands',
    covers: ['workload.platformOptions', 'options.ecs'],
    given: { platformOptions: { ecs: new Handle('ecs options', options) } },
    ecs: service({ AvailabilityZoneRebalancing: 'DISABLED', NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'ENABLED' } } }),
    eks: refuses('OptionsOfOtherPlatform'),
  },
  {
    feature: 'what only EKS understands',
    covers: ['options.eks'],
    given: { platformOptions: { eks: new Handle('eks options', {}) } },
    ecs: refuses('OptionsOfOtherPlatform'),
    eks: renders({ Deployment: { metadata: Match.objectLike({ namespace: 'workloads' }) } }),
  },
];
