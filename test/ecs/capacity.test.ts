import { only, refusals, web } from './support';
import { Capacity } from '../../src/vocabulary';

describe('the capacity of a service', () => {
  test('is said with a strategy and never with a launch type, which would make ECS ignore the strategy', () => {
    const service = only(web().template, 'AWS::ECS::Service');

    expect(service.CapacityProviderStrategy).toEqual([{ CapacityProvider: 'FARGATE', Weight: 1 }]);
    expect(service.LaunchType).toBeUndefined();
  });

  test('mixes Fargate and Fargate Spot, with a base and weights', () => {
    const capacity = [Capacity.fargate({ base: 2, weight: 1 }), Capacity.fargateSpot({ weight: 3 })];

    const { template } = web({}, { capacity });

    const strategy = [{ CapacityProvider: 'FARGATE', Base: 2, Weight: 1 }, { CapacityProvider: 'FARGATE_SPOT', Weight: 3 }];
    expect(only(template, 'AWS::ECS::Service').CapacityProviderStrategy).toEqual(strategy);
    expect(only(template, 'AWS::ECS::Cluster').DefaultCapacityProviderStrategy).toEqual(strategy);
  });

  test('of one workload wins over that of its platform', () => {
    const { template } = web({ ecs: { capacity: [Capacity.fargateSpot()] } }, { capacity: [Capacity.fargate()] });

    expect(only(template, 'AWS::ECS::Service').CapacityProviderStrategy).toEqual([{ CapacityProvider: 'FARGATE_SPOT', Weight: 1 }]);
  });

  test.each(['the platform', 'the workload'])('is the launch type when %s gives an empty list', who => {
    const { template } = who === 'the platform' ? web({}, { capacity: [] }) : web({ ecs: { capacity: [] } });

    const service = only(template, 'AWS::ECS::Service');
    expect(service.LaunchType).toBe('FARGATE');
    expect(service.CapacityProviderStrategy).toBeUndefined();
  });

  test('may have a weight of 0 beside another', () => {
    const { template } = web({}, { capacity: [Capacity.fargate({ base: 1, weight: 0 }), Capacity.fargateSpot()] });

    expect(only(template, 'AWS::ECS::Service').CapacityProviderStrategy[0]).toEqual({ CapacityProvider: 'FARGATE', Base: 1, Weight: 0 });
  });

  test.each([
    ['a base that is not whole', [Capacity.fargate({ base: 1.5 })], ['CapacityOutOfRange capacity[0].base']],
    ['a weight above 1000', [Capacity.fargate({ weight: 1001 })], ['CapacityOutOfRange capacity[0].weight']],
    ['two bases', [Capacity.fargate({ base: 1 }), Capacity.fargateSpot({ base: 1 })], ['CapacityBases capacity']],
    ['no weight', [Capacity.fargate({ weight: 0 })], ['CapacityWithoutWeight capacity']],
    ['the same twice', [Capacity.fargate(), Capacity.fargate()], ['CapacityTwice capacity[1]']],
    ['several of these', [Capacity.fargate({ base: -1 }), Capacity.fargate({ weight: 2000 })],
      ['CapacityOutOfRange capacity[0].base', 'CapacityOutOfRange capacity[1].weight', 'CapacityTwice capacity[1]']],
  ])('is refused with %s', (_, capacity, expected) => {
    expect(refusals(() => web({}, { capacity }))).toEqual(expected);
    expect(refusals(() => web({ ecs: { capacity } }))).toEqual(expected.map(line => line.replace(' capacity', ' ecs.capacity')));
  });
});

describe('the cluster', () => {
  test('says its capacity providers itself: an association would come after the first service and go before the last', () => {
    const { template } = web();

    expect(only(template, 'AWS::ECS::Cluster').CapacityProviders).toEqual(['FARGATE', 'FARGATE_SPOT']);
    template.resourceCountIs('AWS::ECS::ClusterCapacityProviderAssociations', 0);
  });
});
