import { message } from '../message';
import { chosenFrom } from './wording';

const IAM = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';

/** What is refused about who may do what on a platform on ECS. */
export const accessMessages = {
  AccessWorkloadsMissing: message<{}>({
    what: () => 'the list of workloads is empty, so the pack would hold nowhere',
    remedy: () => 'leave workloads out for everything in the cluster, or name one',
  }),
  AccessWorkloadElsewhere: message<{ workload: string }>({
    what: p => `'${p.workload}' is no service on this platform`,
    remedy: () => 'give access to it on the platform that it is on',
  }),
  AccessTagMalformed: message<{ name: string; value: string }>({
    what: p => `no tag can be called '${p.name}' and have the value '${p.value}'`,
    remedy: () => 'use a name of 1 to 128 and a value of 1 to 256 letters, digits, spaces or any of _.:/=+-@',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-using-tags.html',
  }),
  AccessTagsWithoutWorkloads: message<{}>({
    what: () => 'IAM cannot tell by tags which roles somebody may pass, so deployers would have those of all workloads',
    remedy: () => 'name the workloads besides, or leave resourceTags out',
    see: `${IAM}/id_roles_use_passrole.html`,
  }),
  AccessListEmpty: message<{ option: string }>({
    what: p => `the list of ${p.option} is empty, so nobody could open a shell`,
    remedy: p => `leave ${p.option} out, or name one`,
  }),
  AccessContainerUnknown: message<{ given: string; known: readonly string[]; nearest?: string }>({
    what: p => `none of the workloads has a container '${p.given}'`,
    remedy: p => p.nearest ? `write '${p.nearest}'` : `choose ${chosenFrom(p.known)}`,
  }),
  AccessSessionNameMalformed: message<{ given: string }>({
    what: p => `no session of a role can be called '${p.given}'`,
    remedy: () => 'use 2 to 64 letters, digits or any of _+=,.@-, as in ana@example.com',
    see: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
  }),
  AccessPolicyTooLong: message<{ length: number; limit: number }>({
    what: p => `the policy has ${p.length} characters, and IAM takes ${p.limit}`,
    remedy: () => 'name fewer workloads or tags at a time, or no workloads for everything in the cluster',
    see: `${IAM}/reference_iam-quotas.html`,
  }),
};
