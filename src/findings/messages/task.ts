import { message } from '../message';

const LAUNCH_TYPES: Record<string, string> = {
  fargate: 'Fargate',
  ec2: 'EC2 instances',
  managedInstances: 'Managed Instances',
  external: 'external machines',
};

/** What is refused about a task because of what it runs on. */
export const taskMessages = {
  LaunchTypeHasNot: message<{ feature: string; launchType: string; has: readonly string[]; instead?: string }>({
    what: ({ feature, launchType }) => `there is no ${feature} on ${LAUNCH_TYPES[launchType]}`,
    remedy: ({ has, instead }) => instead ?? `leave it out, or run the workload on ${has.map(type => LAUNCH_TYPES[type]).join(' or ')} (option \`ecs.capacity\`)`,
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html',
  }),
};
