/** Hand-written templates of clusters with instances. */
import { JsonObject } from '../../../tools/local-cloudformation/engine/values';

export const ref = (Ref: string): JsonObject => ({ Ref });
export const att = (id: string, name: string): JsonObject => ({ 'Fn::GetAtt': [id, name] });

export const resource = (Type: string, Properties: JsonObject, rest: JsonObject = {}): JsonObject => ({ Type, Properties, ...rest });

export const launchTemplate = (data: JsonObject = {}): JsonObject => resource('AWS::EC2::LaunchTemplate', {
  LaunchTemplateData: { ImageId: '{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id}}', InstanceType: 'm7i.large', ...data },
});

export const group = (properties: JsonObject = {}, rest: JsonObject = {}): JsonObject => resource('AWS::AutoScaling::AutoScalingGroup', {
  MinSize: '0',
  MaxSize: '4',
  VPCZoneIdentifier: ['subnet-1'],
  LaunchTemplate: { LaunchTemplateId: ref('Template'), Version: att('Template', 'LatestVersionNumber') },
  ...properties,
}, rest);

export const provider = (properties: JsonObject = {}, groupId = 'Group'): JsonObject => resource('AWS::ECS::CapacityProvider', {
  AutoScalingGroupProvider: { AutoScalingGroupArn: ref(groupId), ManagedScaling: { Status: 'ENABLED', TargetCapacity: 100 }, ...properties },
});

export const managed = (properties: JsonObject = {}): JsonObject => resource('AWS::ECS::CapacityProvider', {
  ClusterName: ref('Cluster'),
  ManagedInstancesProvider: {
    InfrastructureRoleArn: 'arn:aws:iam::123456789012:role/infrastructure',
    InstanceLaunchTemplate: { Ec2InstanceProfileArn: 'arn:aws:iam::123456789012:instance-profile/instances', NetworkConfiguration: { Subnets: ['subnet-1'], SecurityGroups: ['sg-1'] } },
  },
  ...properties,
});

export const association = (CapacityProviders: unknown[], strategy: unknown[] = [], rest: JsonObject = {}): JsonObject =>
  resource('AWS::ECS::ClusterCapacityProviderAssociations', { Cluster: ref('Cluster'), CapacityProviders, DefaultCapacityProviderStrategy: strategy }, rest);

export const task = (properties: JsonObject = {}): JsonObject => resource('AWS::ECS::TaskDefinition', {
  Family: 'app', NetworkMode: 'bridge', ContainerDefinitions: [{ Name: 'app', Image: 'app:1' }], ...properties,
});

export const service = (properties: JsonObject = {}, rest: JsonObject = {}): JsonObject => resource('AWS::ECS::Service', {
  Cluster: ref('Cluster'), TaskDefinition: ref('Task'), DesiredCount: 2, ...properties,
}, rest);

export const strategy = (...names: unknown[]): unknown[] => names.map(CapacityProvider => ({ CapacityProvider, Weight: 1 }));

/** A cluster with one provider on one group. */
export const ground = (given: { readonly group?: JsonObject; readonly provider?: JsonObject } = {}): JsonObject => ({
  Cluster: resource('AWS::ECS::Cluster', { ClusterName: 'cluster' }),
  Template: launchTemplate({ UserData: Buffer.from('echo ECS_CLUSTER=cluster >> /etc/ecs/ecs.config').toString('base64') }),
  Group: group(given.group, { DependsOn: 'Cluster' }),
  Provider: provider(given.provider),
  Associations: association([ref('Provider')]),
  Task: task(),
});
