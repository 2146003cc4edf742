import { message } from '../message';

const DAEMON = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service-options.html';

/** What is refused about workloads that run once on each machine. */
export const daemonMessages = {
  DaemonExposed: message<{}>({
    what: () => 'a workload with one copy on each machine has no way in through a load balancer',
    remedy: () => 'leave `exposures` empty, or make it a WebService',
    see: DAEMON,
  }),
  DaemonRollsInPlace: message<{ kind: string }>({
    what: ({ kind }) => `the rollout is ${kind === 'shifting' ? 'one that shifts traffic' : 'by CodeDeploy'}, but a machine that has one copy cannot run two versions`,
    remedy: () => 'use a rolling rollout',
    see: DAEMON,
  }),
  DaemonHasNoRoom: message<{ given: number }>({
    what: ({ given }) => `maxHealthyPercent is ${given}, but each machine has one copy at most`,
    remedy: () => 'use 100',
    see: DAEMON,
  }),
  DaemonStuck: message<{ given: number }>({
    what: ({ given }) => `minHealthyPercent is ${given}, so the old copy of a machine may not stop, and there is no room for the new one beside it`,
    remedy: () => 'use a share that leaves a machine without a copy for a moment, for example 50 with two machines or more, or 0',
    see: DAEMON,
  }),
  DaemonHasNoTraffic: message<{}>({
    what: () => 'followTraffic is for workloads behind a load balancer',
    remedy: () => 'leave it out',
    see: DAEMON,
  }),

  // On ECS
  DaemonOnFargate: message<{}>({
    what: () => 'Fargate has no instances that a daemon could run on: each task has a machine of its own',
    remedy: () => 'make it a sidecar of the workloads that need it, or name EC2 or Managed Instances (option `ecs.capacity`)',
    see: DAEMON,
  }),
  DaemonIsNotPlaced: message<{}>({
    what: () => 'ECS takes no placement strategies from a daemon, which runs wherever it may',
    remedy: () => 'leave them out; `ecs.capacity` and placement constraints say where it may run',
    see: DAEMON,
  }),
  DaemonOnUnknownInstances: message<{ provider: string }>({
    what: ({ provider }) => `a daemon cannot name the capacity provider '${provider}', and its instances do not carry a name that the library knows`,
    remedy: () => 'leave `ecs.capacity` out and name the instances with `ecs.placementConstraints`, by an attribute that they have',
    see: DAEMON,
  }),
  DaemonHasNoDisks: message<{ volume: string }>({
    what: ({ volume }) => `'${volume}' is a disk for each task, which ECS does not make for daemons`,
    remedy: () => 'use a directory of the instance or an ephemeral volume',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html',
  }),
  DaemonBakeTime: message<{ minutes: number; nearest: number }>({
    what: ({ minutes }) => `bakeTime must be whole minutes up to 24 hours, got ${minutes} minutes`,
    remedy: ({ nearest }) => `use Duration.minutes(${nearest})`,
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DaemonDeploymentConfiguration.html',
  }),
  NotManagedDaemon: message<{ workload: string }>({
    what: ({ workload }) => `${workload} is not a managed daemon`,
    remedy: () => 'use `EcsWorkload.of()` for services, and for daemons on EC2 and external instances; `EksWorkload.of()` on EKS',
  }),
  ManagedDaemonHasNoService: message<{ workload: string }>({
    what: ({ workload }) => `${workload} is a daemon on Managed Instances, which has no service`,
    remedy: () => 'use `EcsManagedDaemon.of()`',
  }),
  ManagedDaemonHasNoName: message<{ workload: string }>({
    what: ({ workload }) => `'${workload}' is a daemon on Managed Instances, which has no name in the namespace`,
    remedy: () => 'set a variable to 169.254.172.2 with `addEnvironment()`: there tasks reach the daemon of their own instance',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-daemons-task-definitions.html',
  }),
  ManagedDaemonKnowsNoNames: message<{ workload: string }>({
    what: ({ workload }) => `'${workload}' is a daemon on Managed Instances, which cannot use the names of the namespace`,
    remedy: () => 'expose the other workload with `Exposure.internal()`, and set a variable to its URL with `addEnvironment()`',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-daemons.html',
  }),

  // On EKS
  DaemonOnFargateNodes: message<{ name: string }>({
    what: ({ name }) => `${name} is Fargate, where each pod has a machine of its own and no other can have a copy beside it`,
    remedy: () => 'make it a sidecar of the workloads that need it, or add nodes to the platform, for example Nodes.auto()',
    see: 'https://docs.aws.amazon.com/eks/latest/userguide/fargate.html',
  }),
  DaemonTakesEveryNode: message<{}>({
    what: () => 'a daemon runs on spare capacity and on other nodes alike, and cannot ask for one of the two',
    remedy: () => 'leave eks.spot out; eks.nodes says which nodes get a copy',
  }),
  DaemonWithoutNodes: message<{}>({
    what: () => 'the list of nodes is empty',
    remedy: () => 'name at least one kind of nodes, or leave eks.nodes out for all of them',
  }),
  DaemonDiskOnMixedNodes: message<{ volume: string }>({
    what: ({ volume }) => `'${volume}' is a disk, and nodes of Auto Mode get theirs from another driver than other nodes`,
    remedy: () => 'name with eks.nodes either Nodes.auto() or the others, and make a second DaemonService for the rest',
    see: 'https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html',
  }),
};
