import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { CfnParameter } from 'aws-cdk-lib/core';
import { EcsPlatform } from '../../../src/ecs';
import { Capacity, Exposure } from '../../../src/vocabulary';
import { ground, Ground, only, refusals, resources, service, templates, web } from '../support';

/** A platform on a cluster that somebody else has made, with what is in it. */
function existing(on: Ground, capacity: Capacity[]): EcsPlatform {
  const cluster = ecs.Cluster.fromClusterAttributes(on.stack, 'Cluster', { clusterName: 'shared', vpc: on.vpc });
  return EcsPlatform.fromCluster(on.stack, 'Platform', cluster, { capacity });
}

describe('capacity that exists', () => {
  test.each([
    ['an Auto Scaling group', Capacity.ec2Provider('their-instances')],
    ['Managed Instances', Capacity.managedInstancesProvider('their-instances')],
  ])('is named in the strategy, and nothing is made for it: %s', (_, capacity) => {
    const on = ground();
    service(on.stack, 'Api', existing(on, [capacity]), { exposures: [] });

    const [template] = templates(on);
    expect(only(template, 'AWS::ECS::Service').CapacityProviderStrategy).toEqual([{ CapacityProvider: 'their-instances', Weight: 1 }]);
    ['AWS::ECS::CapacityProvider', 'Custom::ContainerCapacityLink', 'AWS::ECS::Cluster', 'AWS::AutoScaling::AutoScalingGroup']
      .forEach(type => template.resourceCountIs(type, 0));
  });

  test.each([
    ['EC2', Capacity.ec2Provider('their-instances')],
    ['MANAGED_INSTANCES', Capacity.managedInstancesProvider('their-instances')],
  ])('has the task definitions of its machines: %s', (compatibility, capacity) => {
    const { template } = web({ ecs: { capacity: [capacity] } });

    expect(only(template, 'AWS::ECS::TaskDefinition').RequiresCompatibilities).toEqual([compatibility]);
  });

  test('has shares like any other', () => {
    const on = ground();
    service(on.stack, 'Api', existing(on, [Capacity.ec2Provider('stable', { base: 2 }), Capacity.ec2Provider('spot', { weight: 3 })]), { exposures: [] });

    expect(only(templates(on)[0], 'AWS::ECS::Service').CapacityProviderStrategy)
      .toEqual([{ CapacityProvider: 'stable', Base: 2, Weight: 1 }, { CapacityProvider: 'spot', Weight: 3 }]);
  });

  test('is made known to a cluster of the platform where that does not know it by itself', () => {
    const told = (capacity: Capacity) => {
      const made: Record<string, { Type: string }> = web({ ecs: { capacity: [capacity] } }).template.toJSON().Resources;
      return Object.values(made).some(resource => resource.Type !== 'AWS::ECS::Service' && JSON.stringify(resource).includes('"their-instances"'));
    };

    expect(told(Capacity.ec2Provider('their-instances'))).toBe(true);
    expect(told(Capacity.managedInstancesProvider('their-instances'))).toBe(false);
  });

  test('may be named twice, and by what CloudFormation will call it', () => {
    const on = ground();
    const parameter = new CfnParameter(on.stack, 'Instances');
    const platform = on.platform();
    ['One', 'Two'].forEach((id, index) => service(on.stack, id, platform, {
      exposures: [], ecs: { capacity: [Capacity.ec2Provider(parameter.valueAsString, { base: index })] },
    }));

    const [template] = templates(on);
    expect(resources(template, 'AWS::ECS::Service').map(({ CapacityProviderStrategy }) => CapacityProviderStrategy)).toEqual([
      [{ CapacityProvider: { Ref: 'Instances' }, Weight: 1 }], [{ CapacityProvider: { Ref: 'Instances' }, Base: 1, Weight: 1 }],
    ]);
  });

  test('is reached through the security group of its machines, in a network mode in which they are what is reached', () => {
    const { template } = web(({ stack }) => ({
      exposures: [Exposure.public()],
      ecs: {
        networkMode: ecs.NetworkMode.BRIDGE,
        capacity: [Capacity.ec2Provider('their-instances', { securityGroup: ec2.SecurityGroup.fromSecurityGroupId(stack, 'Machines', 'sg-machines') })],
      },
    }));

    expect(resources(template, 'AWS::EC2::SecurityGroupIngress')).toEqual([expect.objectContaining({ GroupId: 'sg-machines', FromPort: 32768, ToPort: 65535 })]);
  });

  test('is refused twice in a list, also when it was named twice', () => {
    expect(refusals(() => web({ ecs: { capacity: [Capacity.ec2Provider('x'), Capacity.ec2Provider('x')] } }))).toEqual(['CapacityTwice ecs.capacity[1]']);
  });

  test('is refused together with another launch type', () => {
    expect(refusals(() => web({ ecs: { capacity: [Capacity.ec2Provider('x'), Capacity.managedInstancesProvider('y')] } })))
      .toEqual(['CapacityMixed ecs.capacity']);
  });

  test('is nothing that the platform has constructs for', () => {
    const platform = ground().platform();

    expect(refusals(() => platform.managedInstancesCapacity(Capacity.managedInstancesProvider('x')))).toEqual(['CapacityOfOtherKind choice']);
    expect(refusals(() => platform.externalCapacity(Capacity.ec2Provider('x')))).toEqual(['CapacityOfOtherKind choice']);
  });
});

test('a cluster that exists may be given new Managed Instances, which nothing else of it has to know', () => {
  const on = ground();
  existing(on, [Capacity.managedInstances({ name: 'big' })]);

  const [template] = templates(on);
  expect(only(template, 'AWS::ECS::CapacityProvider').ClusterName).toBe('shared');
  expect(Object.keys(template.findResources('AWS::ECS::ClusterCapacityProviderAssociations'))).toEqual([]);
});
