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

  // On EKS
  DaemonOnFargateNodes: message<{ name: string }>({
    what: ({ name }) => `${name} is Fargate, where each pod has a machine of its own and no other can have a copy beside it`,
    remedy: () => 'make it a sidecar of the workloads that need it, or add nodes to the platform, for example Nodes.auto()',
    see: 'https://docs.aws.amazon.com/eks/latest/userguide/fargate.html',
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
