import { Template } from 'aws-cdk-lib/assertions';
import { Capacity } from '../../../src/vocabulary';
import { ground, only } from '../support';

describe('EC2 capacity', () => {
  test('is a group, a template and a provider, associated with the cluster', () => {
    const on = ground();
    const choice = Capacity.ec2({ name: 'general' });
    const platform = on.platform();

    platform.addCapacity(choice);
    platform.addCapacity(choice);

    const template = Template.fromStack(on.stack);
    template.resourceCountIs('AWS::AutoScaling::AutoScalingGroup', 1);
    expect(only(template, 'AWS::ECS::CapacityProvider').AutoScalingGroupProvider.ManagedTerminationProtection).toBe('ENABLED');
    expect(platform.ec2Capacity(choice).autoScalingGroup).toBeDefined();
  });
});
