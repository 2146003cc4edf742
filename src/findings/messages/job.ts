import { message } from '../message';

const STANDALONE = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/standalone-tasks.html';
const SERVICE_CONNECT = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts.html';

/** What is refused about workloads that run to their end. */
export const jobMessages = {
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
  JobKnowsNoNames: message<{ workload: string; other: string }>({
    what: ({ workload, other }) => `${workload} is a job, and ECS gives the names of Service Connect, such as that of ${other}, to services only`,
    remedy: () => 'reach the other workload through an internal exposure or by Cloud Map',
    see: SERVICE_CONNECT,
  }),
};
