import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Capacity } from './capacity';
import { EcsTaskOptions } from './ecs-options';
import { CommonWorkloadOptions, commonDraft } from './workload-options';
import { JobDraft, WorkloadDraft } from '../model';

/**
 * What only ECS understands about a job. On another platform these options are refused.
 */
export interface EcsJobOptions extends EcsTaskOptions {
  /**
   * What the runs run on, and in which proportion.
   * @default - the platform's `capacity`
   */
  readonly capacity?: Capacity[];

  /**
   * Which of the machines that can run a task shall run it, in this order; at most 5. On EC2 instances and external machines.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-strategies.html
   * @default - any of them
   */
  readonly placementStrategies?: ecs.PlacementStrategy[];
}

/** The model's words for what all jobs have. What the platform says about rollouts is said of services. */
export function jobDraft(name: string, options: CommonWorkloadOptions, job: JobDraft): WorkloadDraft {
  return { ...commonDraft(name, options), job, rollout: { kind: 'rolling', alarms: { kind: 'none' } } };
}
