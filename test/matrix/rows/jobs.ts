import { Match } from 'aws-cdk-lib/assertions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { JobDraft, QueueHandle, ScheduleTrigger, WorkloadDraft } from '../../../src/model';
import { Capacity } from '../../../src/vocabulary';
import { main, NONE, Place, refuses, renders, Row, sidecar } from '../matrix';

const ec2 = () => Capacity.ec2({ name: 'general' });
const managed = () => Capacity.managedInstances({ name: 'general' });
const external = () => Capacity.external({ name: 'shop-floor' });

/** A program that runs and ends. */
function job(given: JobDraft, others: Partial<WorkloadDraft> = {}): Partial<WorkloadDraft> {
  return { containers: [main({ ports: [] })], job: given, ...others };
}

function nightly(given: Partial<ScheduleTrigger> = {}, others: Partial<JobDraft> = {}): Partial<WorkloadDraft> {
  return job({ trigger: { kind: 'schedule', expression: 'cron(0 3 * * ? *)', ...given }, ...others });
}

const onRequest = (given: Partial<JobDraft> = {}): Partial<WorkloadDraft> => job({ trigger: { kind: 'request' }, ...given });

function cronJob(members: object): ReturnType<typeof renders> {
  return renders({ CronJob: { spec: Match.objectLike(members) } });
}

function template(spec: object): object {
  return { jobTemplate: Match.objectLike({ spec: Match.objectLike({ template: Match.objectLike({ spec: Match.objectLike(spec) }) }) }) };
}

/** The state machine that looks after runs, by what its definition says. */
function watch(...words: string[]): ReturnType<typeof renders> {
  return renders({
    'AWS::StepFunctions::StateMachine': words.map(word => ({ DefinitionString: inText(word) })),
  });
}

/** The definition is put together by CloudFormation, out of pieces. */
function inText(word: string) {
  return { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp(word)])] };
}

/** A schedule whose tasks run on nothing but one capacity provider. */
function on(provider: object): object {
  return { Target: Match.objectLike({ EcsParameters: Match.objectLike({ CapacityProviderStrategy: [{ CapacityProvider: provider, Weight: 1 }] }) }) };
}

/** What becomes of programs that run and end. */
export const JOBS: readonly Row[] = [
  {
    feature: 'a run each night',
    covers: ['workload.job', 'job.trigger', 'trigger.schedule', 'trigger.expression', 'trigger.timeZone', 'scaling.perRun', 'trigger.overlap', 'overlap.allow'],
    given: nightly({ timeZone: 'Europe/Berlin' }),
    ecs: renders({
      'AWS::Scheduler::Schedule': {
        ScheduleExpression: 'cron(0 3 * * ? *)',
        ScheduleExpressionTimezone: 'Europe/Berlin',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: Match.objectLike({
          EcsParameters: Match.objectLike({ PropagateTags: 'TASK_DEFINITION', TaskCount: 1, CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1 }] }),
        }),
      },
      'AWS::ECS::Service': NONE,
      'AWS::StepFunctions::StateMachine': NONE,
    }),
    eks: renders({
      CronJob: { spec: Match.objectLike({ schedule: '0 3 * * *', timeZone: 'Europe/Berlin', concurrencyPolicy: 'Allow', ...template({ restartPolicy: 'Never' }) }) },
      Deployment: NONE,
    }),
  },
  {
    feature: 'no run beside another',
    covers: ['trigger.overlap', 'overlap.skip'],
    given: nightly({ overlap: 'skip' }),
    ecs: watch('Another one'),
    eks: cronJob({ concurrencyPolicy: 'Forbid' }),
  },
  {
    feature: 'an end to runs that hang',
    covers: ['job.timeout'],
    given: nightly({}, { timeout: Duration.minutes(30) }),
    ecs: watch('Too long'),
    eks: cronJob(template({ activeDeadlineSeconds: 1800 })),
  },
  {
    feature: 'runs that are tried again',
    covers: ['job.retries'],
    given: nightly({}, { retries: 2 }),
    ecs: watch('MaxAttempts\\\\?":2'),
    eks: cronJob({ jobTemplate: Match.objectLike({ spec: Match.objectLike({ backoffLimit: 2 }) }) }),
  },
  {
    feature: 'runs that need not begin in time',
    covers: ['trigger.flexibleWindow'],
    given: nightly({ flexibleWindow: Duration.minutes(15) }),
    ecs: renders({ 'AWS::Scheduler::Schedule': { FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 } } }),
    eks: refuses('EksJobDoesWithout'),
  },
  {
    feature: 'runs that begin soon or not at all',
    covers: ['trigger.startWithin'],
    given: nightly({ startWithin: Duration.minutes(10) }),
    ecs: renders({ 'AWS::Scheduler::Schedule': { Target: Match.objectLike({ RetryPolicy: { MaximumEventAgeInSeconds: 600, MaximumRetryAttempts: 185 } }) } }),
    eks: cronJob({ startingDeadlineSeconds: 600 }),
  },
  {
    feature: 'how often a start is tried',
    covers: ['trigger.startRetries'],
    given: nightly({ startRetries: 5 }),
    ecs: renders({ 'AWS::Scheduler::Schedule': { Target: Match.objectLike({ RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 5 } }) } }),
    eks: refuses('EksJobDoesWithout'),
  },
  {
    feature: 'a queue for what could not be started',
    covers: ['trigger.deadLetters'],
    given: ({ stack }: Place) => nightly({ deadLetters: new QueueHandle('dead letters', sqs.Queue.fromQueueArn(stack, 'Dead', 'arn:aws:sqs:eu-west-1:111122223333:dead'), false) }),
    ecs: renders({ 'AWS::Scheduler::Schedule': { Target: Match.objectLike({ DeadLetterConfig: { Arn: 'arn:aws:sqs:eu-west-1:111122223333:dead' } }) }, 'AWS::SQS::Queue': NONE }),
    eks: refuses('EksJobDoesWithout'),
  },
  {
    feature: 'a rate',
    covers: ['trigger.expression'],
    given: nightly({ expression: 'rate(5 minutes)' }),
    ecs: renders({ 'AWS::Scheduler::Schedule': { ScheduleExpression: 'rate(5 minutes)' } }),
    eks: cronJob({ schedule: '*/5 * * * *', timeZone: 'Etc/UTC' }),
  },
  {
    feature: 'a rate that does not divide the hour',
    covers: ['trigger.expression'],
    given: nightly({ expression: 'rate(7 minutes)' }),
    ecs: renders({ 'AWS::Scheduler::Schedule': { ScheduleExpression: 'rate(7 minutes)' } }),
    eks: refuses('EksScheduleUntranslatable'),
  },
  {
    feature: 'a single run at a certain moment',
    covers: ['trigger.expression'],
    given: nightly({ expression: 'at(2030-01-31T08:00:00)' }),
    ecs: renders({ 'AWS::Scheduler::Schedule': { ScheduleExpression: 'at(2030-01-31T08:00:00)' } }),
    eks: refuses('EksScheduleUntranslatable'),
  },
  {
    feature: 'a run when somebody asks for it',
    covers: ['trigger.request'],
    given: onRequest(),
    ecs: renders({ 'AWS::ECS::TaskDefinition': {}, 'AWS::ECS::Service': NONE, 'AWS::Scheduler::Schedule': NONE }),
    eks: cronJob({ suspend: true }),
  },
  {
    feature: 'a run on request that is tried again',
    covers: ['trigger.request', 'job.timeout', 'job.retries'],
    given: onRequest({ retries: 1, timeout: Duration.hours(1) }),
    ecs: refuses('JobIsNotWatched', 'JobIsNotWatched'),
    eks: cronJob({ suspend: true, ...template({ activeDeadlineSeconds: 3600 }) }),
  },
  {
    feature: 'a run before each new version',
    covers: ['trigger.release'],
    given: job({ trigger: { kind: 'release' } }),
    ecs: renders({
      'AWS::ECS::TaskDefinition': {}, 'AWS::ECS::Service': NONE, 'AWS::Scheduler::Schedule': NONE, 'Custom::ContainerRelease': { timeoutMinutes: '10' },
    }),
    eks: renders({
      Job: { spec: Match.objectLike({ completions: 1, backoffLimit: 0, activeDeadlineSeconds: 600 }) },
      ServiceAccount: {},
      CronJob: NONE,
      Deployment: NONE,
    }),
  },
  {
    feature: 'a run before each new version that takes half an hour',
    covers: ['trigger.release', 'job.timeout'],
    given: job({ trigger: { kind: 'release' }, timeout: Duration.minutes(30) }),
    ecs: renders({ 'Custom::ContainerRelease': { timeoutMinutes: '30' } }),
    eks: refuses('ReleaseTooLong'),
  },
  {
    feature: 'a release that is taken back',
    covers: ['trigger.undoCommand'],
    given: job({ trigger: { kind: 'release', undoCommand: ['migrate', 'down'] } }),
    ecs: renders({ 'Custom::ContainerRelease': { undoCommand: ['migrate', 'down'] } }),
    eks: refuses('EksReleaseNotTakenBack'),
  },
  {
    feature: 'runs on EC2 instances',
    covers: ['scaling.perRun'],
    capacity: ec2,
    given: nightly(),
    ecs: renders({ 'AWS::Scheduler::Schedule': on({ Ref: Match.stringLikeRegexp('Capacity') }) }),
    eks: renders({ CronJob: {} }),
  },
  {
    feature: 'runs on Managed Instances',
    covers: ['scaling.perRun'],
    capacity: managed,
    given: nightly(),
    ecs: renders({ 'AWS::Scheduler::Schedule': on({ Ref: Match.stringLikeRegexp('Capacity') }) }),
    eks: renders({ CronJob: {} }),
  },
  {
    feature: 'runs on machines outside of AWS',
    covers: ['scaling.perRun'],
    capacity: external,
    given: nightly(),
    ecs: renders({
      'AWS::Scheduler::Schedule': { Target: Match.objectLike({ EcsParameters: Match.objectLike({ LaunchType: 'EXTERNAL', NetworkConfiguration: Match.absent() }) }) },
    }),
    eks: renders({ CronJob: {} }),
  },
  {
    feature: 'a way in for a job',
    covers: ['workload.job', 'workload.exposures'],
    given: { ...nightly(), containers: [main()], exposures: [{ kind: 'http', audience: 'public' }] },
    ecs: refuses('JobExposed'),
    eks: refuses('JobExposed'),
  },
  {
    feature: 'a rollout of a job',
    covers: ['workload.job', 'workload.rollout'],
    given: { ...nightly(), rollout: { kind: 'rolling', followTraffic: true } },
    ecs: refuses('JobRollsOut'),
    eks: refuses('JobRollsOut'),
  },
  {
    feature: 'a disk for runs',
    covers: ['workload.job', 'volume.disk'],
    given: {
      ...nightly(),
      volumes: [{ kind: 'disk', name: 'data', sizeGiB: 10 }],
      containers: [main({ ports: [], mounts: [{ volume: 'data', path: '/data', readOnly: false }] })],
    },
    ecs: refuses('JobHasNoDisks'),
    eks: renders({ CronJob: {} }),
  },
  {
    feature: 'a helper beside a run, which ends with it',
    covers: ['workload.job', 'role.sidecar'],
    given: { ...nightly(), containers: [main({ ports: [] }), sidecar('helper')] },
    ecs: renders({ 'AWS::ECS::TaskDefinition': { ContainerDefinitions: Match.arrayWith([Match.objectLike({ Name: 'helper', Essential: true })]) } }),
    eks: cronJob(template({ initContainers: [Match.objectLike({ name: 'helper', restartPolicy: 'Always' })] })),
  },
];
