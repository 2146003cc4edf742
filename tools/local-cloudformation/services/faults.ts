/** What a test, a property or a demo may break. All of it is asked for at the moment it matters, so it may change at any time. */
import type { RunAsked, RunOutcome } from './ecs/runs';
import type { Faults as PodFaults } from '../kubernetes/surroundings';

/** What becomes of one invocation of a function: it runs, dies half-way through its calls, or hangs until its time is over. */
export type Fate = 'runs' | 'dies' | 'hangs';

export interface Faults extends PodFaults {
  /** Whether containers of an image come up, in pods and in tasks. @default - all run */
  image?: PodFaults['image'];
  probe?: PodFaults['probe'];
  /** What becomes of a task that somebody runs. @default - it ends well after a moment */
  run?: (asked: RunAsked) => RunOutcome | undefined;
  /** Whether anybody registers external machines with ECS. @default - somebody does */
  machines?: 'come' | 'none';
  /** Probability that a call of a handler, or of a state machine, is throttled. */
  throttling?: number;
  /** Probability that a call of a handler has its effect but looks like a broken connection. */
  lostResponses?: number;
  /** Probability that a function dies after some of its calls. */
  lambdaDeaths?: number;
  /** Decides over single invocations, before chance does. */
  invocation?: (functionName: string, event: unknown) => Fate | undefined;
  /** Probability that CloudFormation asks a custom resource's function twice, one after the other or at the same time. */
  duplicateDeliveries?: number;
  concurrentDeliveries?: number;
  /** For how many seconds lists do not show what is new. */
  listLagSeconds?: number;
  /** For how many seconds CodeDeploy does not know a deployment that it has just begun. */
  describeLagSeconds?: number;
  /** Calls that nobody allows, such as `cloudformation:DescribeStacks`. */
  denied?: (service: string, action: string) => boolean;
  /** How far the clock of functions is ahead. */
  clockSkewSeconds?: number;
  /** Why a resource fails to be created or updated, if it does. */
  resource?: (type: string, logicalId: string, request: 'Create' | 'Update') => string | undefined;
  /** How long CodeDeploy and ECS take to roll back. */
  rollbackSeconds?: number;
  /** Whether CodeDeploy's own rollback fails. */
  rollbackFails?: boolean;
  /** In which target group ECS starts the first revision of a service that shifts traffic. @default - alternate */
  firstRevision?: 'primary' | 'alternate';
}
