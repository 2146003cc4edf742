import { message } from '../message';

/** What is refused about the machines that tasks run on. */
export const capacityMessages = {
  CapacityBases: message<{ providers: string[] }>({
    what: ({ providers }) => `${providers.join(' and ')} both have a base`,
    remedy: () => 'leave the base to one kind of capacity',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html',
  }),
  CapacityOutOfRange: message<{ what: 'base' | 'weight'; value: number; max: number }>({
    what: ({ what, value, max }) => `${what} must be a whole number from 0 to ${max}, got ${value}`,
    remedy: ({ value, max }) => `use ${Math.min(max, Math.max(0, Math.round(value)))}`,
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html',
  }),
  CapacityTwice: message<{ provider: string }>({
    what: ({ provider }) => `${provider} is in the list of capacity twice`,
    remedy: () => 'add up the bases and weights and list it once',
  }),
  CapacityWithoutWeight: message<{}>({
    what: () => 'all kinds of capacity have the weight 0, so copies beyond the base have nowhere to run',
    remedy: () => 'give at least one kind of capacity a weight',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html',
  }),
  SpotIsLinuxOnly: message<{ os: string }>({
    what: ({ os }) => `Fargate Spot does not run ${os}`,
    remedy: () => 'use `Capacity.fargate()` for this workload (option `ecs.capacity`)',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html',
  }),
  CapacityMixed: message<{ launchTypes: readonly string[] }>({
    what: ({ launchTypes }) => `one workload cannot be spread over ${launchTypes.join(' and ')}`,
    remedy: () => 'name capacity of one launch type; another workload of the platform may use the other',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html',
  }),
};
