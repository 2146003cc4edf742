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
};
