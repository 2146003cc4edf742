import * as sqs from 'aws-cdk-lib/aws-sqs';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import { main, workload, wrong, WrongInput, wrongOnFargate } from './wrong-input';
import { EcsJob, EcsWorkload } from '../../src/ecs';
import { EksJob, EksWorkload } from '../../src/eks';
import { jobsAreCronJobs } from '../../src/eks/job/rules';
import { alarmsAreMeasured } from '../../src/eks/rules/alarms-are-measured';
import { Code } from '../../src/findings';
import { JobDraft, QueueHandle, ScheduleTrigger, seal, WorkloadDraft } from '../../src/model';
import { applyRules } from '../../src/model/rules/rule';
import { JobSchedule } from '../../src/vocabulary';
import { ScheduledJob, StandaloneTask } from '../../src/workloads';
import { ground, NGINX, refused, service } from '../ecs/support';
import { ground as eksGround } from '../eks/support';

const DEFAULTS = { desiredCount: 2, logRetentionDays: 90, alarms: false, pinnedImages: true };

/** A job with nothing wrong, but for the given members. */
function nightly(given: Partial<WorkloadDraft> = {}, trigger: Partial<ScheduleTrigger> = {}, job: Partial<JobDraft> = {}): WorkloadDraft {
  return workload({ containers: [main({ ports: [] })], job: { trigger: { kind: 'schedule', expression: 'cron(0 3 * * ? *)', ...trigger }, ...job }, ...given });
}

/** What EKS refuses about a job although the model allows it. */
function wrongOnEks(code: Code, path: string, remedy: string, trigger: Partial<ScheduleTrigger>, given: Partial<WorkloadDraft> = {}): WrongInput {
  return { code, path, remedy, findings: () => applyRules([jobsAreCronJobs], seal(nightly(given, trigger), DEFAULTS).spec) };
}

const SCHEDULE = JobSchedule.cron('0 3 * * ? *');

/** What is asked of a job on ECS that it does not have. */
function wrongAsked(code: Code, path: string, remedy: string, act: (job: ScheduledJob, api: ReturnType<typeof service>) => unknown): WrongInput {
  const findings = () => refused(() => {
    const on = ground();
    const platform = on.platform();
    const api = service(on.stack, 'Api', platform, { exposures: [] });
    act(new ScheduledJob(on.stack, 'Report', { platform, image: NGINX, schedule: SCHEDULE }), api);
  });
  return { code, path, remedy, findings };
}

/** The same on EKS. */
function wrongAskedOnEks(
  code: Code, path: string, remedy: string, act: (task: StandaloneTask, api: ReturnType<typeof service>) => unknown,
): WrongInput {
  const findings = () => refused(() => {
    const on = eksGround();
    const platform = on.platform();
    const api = service(on.stack, 'Api', platform, { exposures: [] });
    act(new StandaloneTask(on.stack, 'Export', { platform, image: NGINX }), api);
  });
  return { code, path, remedy, findings };
}

function queue(fifo = false): QueueHandle {
  return new QueueHandle('dead letters', new sqs.Queue(new Stack(new App(), 'Shop'), 'Dead'), fifo);
}

/** Mistakes in workloads that run to their end. */
export const JOB_MISTAKES: readonly WrongInput[] = [
  wrong('JobExposed', 'exposures[0]', 'make it a WebService', nightly({ containers: [main()], exposures: [{ kind: 'http', audience: 'public' }] })),
  wrong('JobRollsOut', 'rollout', 'leave `rollout` out', nightly({ rollout: { kind: 'rolling', followTraffic: true } })),
  wrong('JobProbed', 'containers.web.probe', 'leave the probe out', nightly({ containers: [main({ ports: [], probe: { kind: 'command', command: ['true'] } })] })),
  wrong('JobRestarts', 'containers.web.restartPolicy', 'say with `retries`', nightly({ containers: [main({ ports: [], restart: {} })] })),
  wrong('ScheduleExpressionMalformed', 'schedule', 'cron(0 3 * * ? *)', nightly({}, { expression: 'cron(0 3 * * *)' })),
  wrong('TimeZoneUnknown', 'timeZone', "write 'Europe/Berlin'", nightly({}, { timeZone: 'Europe/berlin' })),
  wrong('OutOfRange', 'timeout', 'choose 30', nightly({}, {}, { timeout: Duration.seconds(10) })),
  wrong('OutOfRange', 'retries', 'choose 10', nightly({}, {}, { retries: 11 })),
  wrong('OutOfRange', 'flexibleWindow', 'choose 1440', nightly({}, { flexibleWindow: Duration.days(2) })),
  wrong('OutOfRange', 'startWithin', 'choose 60', nightly({}, { startWithin: Duration.seconds(30) })),
  wrong('OutOfRange', 'startRetries', 'choose 185', nightly({}, { startRetries: 186 })),
  wrongOnFargate('JobHasNoDisks', 'volumes.data', 'Volume.efs()', nightly({
    volumes: [{ kind: 'disk', name: 'data', sizeGiB: 10 }],
    containers: [main({ ports: [], mounts: [{ volume: 'data', path: '/data', readOnly: false }] })],
  })),
  wrongOnFargate('JobIsNotWatched', 'timeout', 'leave it out', nightly({ job: { trigger: { kind: 'request' }, timeout: Duration.hours(1) } })),
  wrongOnEks('EksScheduleUntranslatable', 'schedule', "write 'rate(6 minutes)'", { expression: 'rate(7 minutes)' }),
  wrongOnEks('EksScheduleUntranslatable', 'schedule', 'numbers, ranges and steps', { expression: 'cron(0 3 L * ? *)' }),
  wrongOnEks('EksScheduleUntranslatable', 'schedule', "write 'cron(0 3 * * ? *)'", { expression: 'cron(0 3 * * ? 2030)' }),
  wrongOnEks('EksJobDoesWithout', 'flexibleWindow', 'leave `flexibleWindow` out', { flexibleWindow: Duration.minutes(15) }),
  wrongOnEks('EksJobDoesWithout', 'startRetries', 'leave `startRetries` out', { startRetries: 3 }),
  wrongOnEks('EksJobDoesWithout', 'deadLetterQueue', 'leave `deadLetterQueue` out', { deadLetters: queue() }),
  wrong('DeadLettersDoNotFit', 'deadLetterQueue', 'use a standard queue', nightly({}, { deadLetters: queue(true) })),
  {
    code: 'EksJobDoesWithout',
    path: 'alarms',
    remedy: 'leave `alarms` out',
    findings: () => applyRules([alarmsAreMeasured], seal(nightly({ alarms: { kind: 'standard' } }), DEFAULTS).spec),
  },
  wrongOnEks('KubernetesNameInvalid', 'workloadName', 'a'.repeat(52), {}, { name: 'a'.repeat(53) }),
  wrongAsked('NotJob', 'workload', 'EcsWorkload.of()', (_, api) => EcsJob.of(api)),
  wrongAsked('JobHasNoService', 'workload', 'EcsJob.of()', job => EcsWorkload.of(job)),
  wrongAsked('JobHasNoName', 'connectTo', 'have the job connect', (job, api) => api.connectTo(job)),
  wrongAsked('JobKnowsNoNames', 'connectTo', 'internal exposure', (job, api) => job.connectTo(api)),
  wrongAskedOnEks('NotEksJob', 'workload', 'EksWorkload.of()', (_, api) => EksJob.of(api)),
  wrongAskedOnEks('EksJobHasNoDeployment', 'workload', 'EksJob.of()', task => EksWorkload.of(task)),
  wrongAskedOnEks('EksJobNotGranted', 'callableFrom', 'platform.access', (task, api) => task.callableFrom(api)),
];
