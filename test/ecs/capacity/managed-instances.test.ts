import { only, statementsOf, web } from '../support';
import { Capacity } from '../../../src/vocabulary';

describe('Managed Instances', () => {
  test('belong to the cluster from their first moment on', () => {
    const { template } = web({ ecs: { capacity: [Capacity.managedInstances({ name: 'big' })] } });

    const [clusterId] = Object.keys(template.findResources('AWS::ECS::Cluster'));
    expect(only(template, 'AWS::ECS::CapacityProvider').ClusterName).toEqual({ Ref: clusterId });
    template.resourceCountIs('AWS::ECS::ClusterCapacityProviderAssociations', 0);
  });

  test('are launched with a role that passes exactly the role of the instances', () => {
    const { template } = web({ ecs: { capacity: [Capacity.managedInstances({ name: 'big' })] } });

    const pass = statementsOf(template, 'PlatformCapacitybigInfrastructureRole').filter(({ Action }) => Action === 'iam:PassRole');
    expect(pass.map(({ Resource }) => Resource)).toEqual([{ 'Fn::GetAtt': [expect.stringMatching(/^PlatformCapacitybigInstanceRole/), 'Arn'] }]);
  });
});
