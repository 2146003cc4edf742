import { message } from '../message';

const STANDALONE = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/standalone-tasks.html';
const SERVICE_CONNECT = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts.html';
const CRON_JOB = 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/';

/** What is refused about workloads that run to their end. */
export const jobMessages = {
  JobExposed: message<{}>({
    what: () => 'a job runs and ends, so it has no way in through a load balancer',
    remedy: () => 'leave `exposures` empty, or make it a WebService',
    see: STANDALONE,
  }),
  JobRollsOut: message<{}>({
    what: () => 'a job has no copies that a new version could replace',
    remedy: () => 'leave `rollout` out: the next run is of the new version',
    see: STANDALONE,
  }),
  JobProbed: message<{ container: string }>({
    what: ({ container }) => `${container} is the main container of a job, whose exit code tells how it is, and has a probe`,
    remedy: () => 'leave the probe out, and say with `timeout` how long a run may take',
    see: STANDALONE,
  }),
  JobRestarts: message<{ container: string }>({
    what: ({ container }) => `${container} is the main container of a job and would be started again when it ends`,
    remedy: () => 'leave `restartPolicy` out, and say with `retries` how often a run that fails is started anew',
    see: STANDALONE,
  }),
  NotJob: message<{ workload: string }>({
    what: ({ workload }) => `${workload} keeps running, so it is no job`,
    remedy: () => 'use `EcsWorkload.of()` for services',
    see: STANDALONE,
  }),
  JobHasNoService: message<{ workload: string }>({
    what: ({ workload }) => `${workload} is a job, which no service keeps running`,
    remedy: () => 'use `EcsJob.of()`',
    see: STANDALONE,
  }),
  JobHasNoName: message<{ workload: string }>({
    what: ({ workload }) => `${workload} is a job: it runs and ends, so nothing can connect to it`,
    remedy: () => 'connect to a service, or have the job connect to this workload',
    see: STANDALONE,
  }),
  JobHasNoDisks: message<{ volume: string }>({
    what: ({ volume }) => `${volume} is a disk, which ECS attaches to the tasks of services, and this is a job`,
    remedy: () => 'use an ephemeral volume, or Volume.efs() for what has to outlive a run',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-volumes.html',
  }),
  JobIsNotWatched: message<{ option: string }>({
    what: ({ option }) => `${option} is for runs that something looks after, and nobody does where a task is started by request`,
    remedy: () => 'leave it out, and have whoever starts the run look after it',
    see: STANDALONE,
  }),
  EksScheduleUntranslatable: message<{ given: string; reason: string; nearest?: string }>({
    what: p => `'${p.given}' cannot be a schedule of Kubernetes: ${p.reason}`,
    remedy: p => p.nearest ? `write '${p.nearest}'` : "write a cron expression with numbers, ranges and steps only, for example 'cron(0 8 ? * MON-FRI *)'",
    see: CRON_JOB,
  }),
  EksJobDoesWithout: message<{ option: string; why: string }>({
    what: p => `${p.option} is for jobs on ECS: ${p.why}`,
    remedy: p => `leave \`${p.option}\` out`,
    see: CRON_JOB,
  }),
  NotEksJob: message<{ workload: string }>({
    what: ({ workload }) => `${workload} is not a job on EKS`,
    remedy: () => 'use `EksWorkload.of()` for services, and `EcsJob.of()` for jobs on ECS',
    see: CRON_JOB,
  }),
  EksJobHasNoDeployment: message<{ workload: string }>({
    what: ({ workload }) => `${workload} is a job, which no Deployment keeps running`,
    remedy: () => 'use `EksJob.of()`',
    see: CRON_JOB,
  }),
  EksJobNotGranted: message<{ workload: string; namespace: string }>({
    what: ({ workload }) => `runs of ${workload} are objects of Kubernetes, which IAM cannot allow, and workloads have no token for its API`,
    remedy: ({ namespace }) => `give people and pipelines access to the namespace ${namespace} with \`platform.access\`, or have the workload put its work into a queue`,
    see: 'https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html',
  }),
  JobKnowsNoNames: message<{ workload: string; other: string }>({
    what: ({ workload, other }) => `${workload} is a job, and ECS gives the names of Service Connect, such as that of ${other}, to services only`,
    remedy: () => 'reach the other workload through an internal exposure or by Cloud Map',
    see: SERVICE_CONNECT,
  }),
};
