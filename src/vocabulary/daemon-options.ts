import * as sns from 'aws-cdk-lib/aws-sns';
import { Duration } from 'aws-cdk-lib/core';
import { Capacity } from './capacity';
import { EcsTaskOptions } from './ecs-options';
import { handleOf } from './handle-of';
import { Nodes } from './nodes';
import { FailureThreshold, RolloutAlarms } from './rollout';
import { RollingDraft } from '../model';

/**
 * How a new version of a daemon replaces the old one: the copy of an instance stops before the next one starts there.
 */
export interface DaemonRolloutOptions {
  /**
   * Share of the instances that keep a copy which is well, in percent from 0 to 99. A share that leaves no instance to begin
   * with never ends: with one instance only 0 works, with two at most 50.
   * @default - 0: EC2 and external instances all at once, nodes of EKS and Managed Instances a quarter at a time
   */
  readonly minHealthyPercent?: number;

  /**
   * Which alarms roll a new version back. On EKS none does.
   * @default RolloutAlarms.none()
   */
  readonly alarms?: RolloutAlarms;

  /**
   * Give up on a version whose copies do not come up. Managed Instances always do.
   * @default true
   */
  readonly circuitBreaker?: boolean;

  /**
   * Go back to the last version that worked when the circuit breaker or an alarm stops a deployment. Managed Instances always do.
   * @default true
   */
  readonly rollback?: boolean;

  /**
   * Failed copies after which the circuit breaker gives up. Not on Managed Instances, nor on EKS.
   * @default - ECS decides
   */
  readonly failureThreshold?: FailureThreshold;

  /**
   * Who is told when a rollout begins, is over or is taken back. Not on Managed Instances, nor on EKS.
   * @default - nobody
   */
  readonly notifications?: sns.ITopic;
}

/**
 * What only ECS understands about a daemon. On another platform these options are refused.
 */
export interface EcsDaemonOptions extends EcsTaskOptions {
  /**
   * The instances that get a copy each: EC2, external or Managed Instances, of one kind. Shares do not matter. EC2 instances
   * count as well when they were named by another workload of the platform only.
   * @default - the platform's `capacity`
   */
  readonly capacity?: Capacity[];

  /**
   * How long each step of a new version is watched before the next one begins: whole minutes up to 24 hours. Managed Instances only.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-daemons-deployments.html
   * @default - not at all
   */
  readonly bakeTime?: Duration;

  /**
   * Whether an instance is of no use without its copy: nothing else starts there before it, and when it stops, the instance is
   * drained and replaced. Managed Instances only.
   * @default true
   */
  readonly critical?: boolean;
}

/**
 * What only EKS understands about a daemon. On other platforms these options are refused.
 */
export interface EksDaemonOptions {
  /**
   * The nodes that get a copy each, some of the platform's `nodes`. Fargate has no nodes to put one on.
   * @default - all of them but Fargate, as far as they have the system and the processor
   */
  readonly nodes?: Nodes[];

  /**
   * Namespace of the daemon's objects, one of the platform's `namespaces`. It cannot be changed without making the objects anew.
   * @default - the first of them
   */
  readonly namespace?: string;
}

/** The model's words for the rollout. It is said even where nothing was, because the platform's own may be one that needs copies to spare. */
export function daemonRolloutDraft(options: DaemonRolloutOptions = {}): RollingDraft {
  const { minHealthyPercent, alarms, circuitBreaker, rollback, failureThreshold, notifications } = options;
  return {
    kind: 'rolling',
    minHealthyPercent,
    alarms: alarms?._toSpec() ?? { kind: 'none' },
    circuitBreaker: { enabled: circuitBreaker, rollback, threshold: failureThreshold?._toSpec() },
    notifications: notifications && handleOf(notifications),
  };
}
