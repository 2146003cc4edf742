import { message } from '../message';

const NETWORKING = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html';

/** What is refused about the place of tasks: in the network, and on machines. */
export const serviceMessages = {
  NetworkModeOfOtherSystem: message<{ mode: string; os: string; nearest: string }>({
    what: ({ mode, os }) => `${os} does not know the network mode '${mode}'`,
    remedy: ({ nearest }) => `use '${nearest}' (option \`ecs.networkMode\`)`,
    see: NETWORKING,
  }),
  NoAddressOfItsOwn: message<{ option: string; mode: string }>({
    what: ({ option, mode }) => `in the network mode '${mode}' tasks have the address of their machine, and ${option} is about one of their own`,
    remedy: ({ option }) => `leave ${option} out, or use the network mode 'awsvpc'`,
    see: NETWORKING,
  }),
  NoWayOut: message<{ nearest: string }>({
    what: () => 'the network has public subnets only, and off Fargate a task with an address of its own gets no public one, so it reaches nothing outside',
    remedy: ({ nearest }) => `use the network mode '${nearest}', or a network with private subnets, or name subnets that have a way out (option \`ecs.subnets\`)`,
    see: NETWORKING,
  }),
  MachinesWithoutDoor: message<{ provider: string }>({
    what: ({ provider }) => `the load balancer cannot be let in, because the security group of the machines behind ${provider} is not known`,
    remedy: () => "name it (option `securityGroup` of the capacity), or use the network mode 'awsvpc'",
    see: NETWORKING,
  }),
  PortsWithoutNetwork: message<{ ports: readonly number[] }>({
    what: ({ ports }) => `in the network mode 'none' nothing reaches port ${ports.join(' and ')}`,
    remedy: () => "leave the ports out, or use the network mode 'awsvpc'",
    see: NETWORKING,
  }),
  HealthPortUnknown: message<{ mode: string; given: number; port: number }>({
    what: ({ mode, given }) => `in the network mode '${mode}' nobody knows behind which port of the machine port ${given} is, so its health cannot be asked there`,
    remedy: ({ port }) => `let health be asked on port ${port}, or use the network mode 'awsvpc'`,
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html',
  }),
  FaultInjectionNetwork: message<{ mode: string }>({
    what: ({ mode }) => `faults cannot be injected in the network mode '${mode}'`,
    remedy: () => "use the network mode 'awsvpc' or 'host', or leave enableFaultInjection out",
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fault-injection.html',
  }),
  PlacementTooMuch: message<{ what: string; given: number; max: number }>({
    what: ({ what, given, max }) => `a service has at most ${max} placement ${what}, got ${given}`,
    remedy: ({ what, max }) => `keep the ${max} ${what} that matter most`,
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html',
  }),
  MachinesTooFew: message<{ copies: number; machines: number; needed: number }>({
    what: ({ copies, machines, needed }) =>
      `each of ${copies} copies needs a machine of its own, ${needed} of them during a rollout, and there are never more than ${machines}`,
    remedy: ({ needed }) => `raise maxInstances to ${needed}, want fewer copies, or let a rollout stop copies first (a smaller minHealthyPercent)`,
    see: NETWORKING,
  }),
  RebalancingAgainstPlacement: message<{ option: 'placementStrategies' | 'placementConstraints' }>({
    what: ({ option }) => option === 'placementStrategies'
      ? 'zones cannot be rebalanced unless the first placement strategy spreads tasks over zones'
      : 'zones cannot be rebalanced while a placement constraint names zones',
    remedy: ({ option }) => option === 'placementStrategies'
      ? 'put `ecs.PlacementStrategy.spreadAcross(ecs.BuiltInAttributes.AVAILABILITY_ZONE)` first'
      : 'choose zones by `ecs.subnets`, or leave `ecs.availabilityZoneRebalancing` out',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html',
  }),
  ShiftNeedsAddresses: message<{ mode: string }>({
    what: ({ mode }) => `traffic is shifted between tasks with addresses of their own, which they do not have in the network mode '${mode}'`,
    remedy: () => "use the network mode 'awsvpc', or Rollout.rolling()",
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html',
  }),
  NoServiceConnect: message<{ workload: string; on: string }>({
    what: ({ workload, on }) => `${workload} cannot be connected by name: there is no Service Connect ${on}`,
    remedy: () => 'go through a load balancer (Exposure.internal()), or run it on Linux other than Bottlerocket, in the network mode \'awsvpc\' or \'bridge\'',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts.html',
  }),
};
