import { message } from '../message';
import { range } from './wording';

const LAUNCH_TYPES: Record<string, string> = {
  fargate: 'Fargate',
  ec2: 'EC2 instances',
  managedInstances: 'Managed Instances',
  external: 'external machines',
};

const GUIDE = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide';

/** What is refused about a task because of what it runs on. */
export const taskMessages = {
  LaunchTypeHasNot: message<{ feature: string; launchType: string; has: readonly string[]; instead?: string }>({
    what: ({ feature, launchType }) => `there is no ${feature} on ${LAUNCH_TYPES[launchType]}`,
    remedy: ({ has, instead }) => instead ?? `leave it out, or run the workload on ${has.map(type => LAUNCH_TYPES[type]).join(' or ')} (option \`ecs.capacity\`)`,
    see: `${GUIDE}/task_definition_parameters.html`,
  }),
  EcsTaskCpuOutOfRange: message<{ given: number; min: number; max: number; nearest: number }>({
    what: p => `the size is ${p.given} CPU units, but a task on machines has ${range(p.min, p.max)}`,
    remedy: p => `choose ${p.nearest} CPU units`,
    see: `${GUIDE}/task_definition_parameters_ec2.html`,
  }),
};
