import { message } from '../message';
import { LAUNCH_TYPES } from './wording';

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
    what: ({ launchTypes }) => `one workload cannot be spread over ${launchTypes.map(type => LAUNCH_TYPES[type]).join(' and ')}`,
    remedy: () => 'name capacity of one launch type; another workload of the platform may use the other',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html',
  }),
  CapacityName: message<{ name: string }>({
    what: ({ name }) => `'${name}' cannot be the name of capacity, which begins with a lower-case letter and goes on with letters, digits and hyphens, 63 at most`,
    remedy: ({ name }) => `use '${name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+/, '').slice(0, 63).replace(/-$/, '') || 'machines'}'`,
  }),
  CapacityNameTaken: message<{ name: string }>({
    what: ({ name }) => `other capacity of the platform is called '${name}' already`,
    remedy: () => 'keep the Capacity in a variable and name it wherever it is used, or choose another name for the second one',
  }),
  CapacityValueOutOfRange: message<{ what: string; value: number; min: number; max: number; unit: string }>({
    what: ({ what, value, min, max, unit }) => `${what} must be a whole number of ${unit} from ${min} to ${max}, got ${value}`,
    remedy: ({ value, min, max, unit }) => `use ${Math.min(max, Math.max(min, Math.round(value)))} ${unit}`,
  }),
  ExternalCapacityUnshared: message<{ names: readonly string[] }>({
    what: ({ names }) => `ECS cannot spread a workload over ${names.join(' and ')}: all external machines of a cluster are one to it`,
    remedy: () => 'name one of them, and tell the machines apart with attributes and `ecs.placementConstraints`',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html',
  }),
  CapacityOutOfReach: message<{ capacity: string; missing: readonly string[] }>({
    what: ({ capacity, missing }) => `instances of '${capacity}' cannot reach ${missing.join(', ')} in a network without a way out, so they would never register`,
    remedy: ({ missing }) => `give the network interfaceEndpoints with ${missing.map(name => `ec2.InterfaceVpcEndpointAwsService.${name.toUpperCase().replace('-', '_')}`).join(', ')}`,
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html',
  }),
  Ec2CapacityImageHasNot: message<{ capacity: string; feature: string; instead?: string }>({
    what: ({ capacity, feature }) => `the instances of ${capacity} run Bottlerocket, which has no ${feature}`,
    remedy: ({ instead }) => instead ?? 'choose another image for the capacity, for example InstanceImage.AMAZON_LINUX_2023',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-bottlerocket.html',
  }),
  CapacityOfOtherKind: message<{ asked: string; given: string }>({
    what: ({ asked, given }) => `'${given}' is not ${asked} that the platform makes`,
    remedy: () => 'give the very value that the platform or a workload was given, to the method that is called as its factory: ec2Capacity(), managedInstancesCapacity() or externalCapacity()',
  }),
};
