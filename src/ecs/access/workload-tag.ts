import * as ecs from 'aws-cdk-lib/aws-ecs';
import { IConstruct } from 'constructs';

const KEY = 'cdk-container-platform:workload';

/** What has tasks: those of a service, or runs of a job. */
export interface Tagged extends IConstruct {
  readonly taskDefinition: ecs.TaskDefinition;
  readonly service?: ecs.BaseService;
}

/**
 * The tag by which IAM knows whose task a task is. It is set when somebody is given something for single workloads: on the
 * service, from which ECS hands it to the tasks that it starts, and on the task definition, for tasks that people start.
 */
export const workloadTag = {
  key: KEY,
  condition: `aws:ResourceTag/${KEY}`,

  /** The workload's path, which no other one of the app has, in the characters that tags may have. */
  of: ({ node }: IConstruct): string => node.scope!.node.path.replace(/[^\w\s+=.:/@-]/g, '_').slice(-256),

  set(workload: Tagged): void {
    const value = workloadTag.of(workload);
    (workload.service?.node.defaultChild as ecs.CfnService | undefined)?.tags.setTag(KEY, value);
    (workload.taskDefinition.node.defaultChild as ecs.CfnTaskDefinition).tags.setTag(KEY, value);
  },
};
