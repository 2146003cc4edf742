import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { makeJobAlarms } from './alarms';
import { rightsToRun, Runnable } from './rights';
import { RunTaskRequest } from './run';
import { makeSchedule, RenderedSchedule } from './schedule';
import { isWatched, makeWatch } from './watch';
import { JobSpec, ScheduleTrigger, WorkloadSpec } from '../../model';
import { EcsGround } from '../ground';
import { ecsOptions } from '../options';
import { RenderedTask } from '../task';

/** What has been made of a job when its schedule is. */
export interface ScheduledParts {
  readonly platform: EcsGround;
  readonly spec: WorkloadSpec & { readonly job: JobSpec };
  readonly trigger: ScheduleTrigger;
  readonly task: RenderedTask;
  readonly request: RunTaskRequest;
}

export interface RenderedScheduled extends RenderedSchedule {
  readonly stateMachine?: sfn.StateMachine;
  readonly alarms: cloudwatch.Alarm[];
}

/** What Fargate takes; where somebody leaves the time to CloudFormation it is hardly longer elsewhere. */
const LONGEST_STOP = Duration.minutes(2);

/** A schedule that starts tasks itself, or what looks after them where that is asked for. */
export function renderScheduled(scope: Construct, { platform, spec, trigger, task, request }: ScheduledParts): RenderedScheduled {
  const { job, name } = spec;
  const { taskDefinition, taskRole, executionRole } = task;
  const runnable: Runnable = { scope, cluster: platform.cluster, taskDefinition, taskRole, executionRole };
  const stateMachine = isWatched(job)
    ? makeWatch(scope, {
      ...runnable, name, main: task.containers[0].containerName, stopSeconds: stopSecondsOf(spec), platform, job, trigger, request,
    }) : undefined;
  const { capacity = platform.capacity } = ecsOptions(spec);
  const rendered = makeSchedule(scope, {
    name,
    trigger,
    encryptionKey: platform.encryptionKey,
    ready: [...task.volumes.ready, ...capacity.flatMap(choice => platform._pools.of(choice).ready), ...stateMachine ? [stateMachine] : []],
    ...stateMachine
      ? { target: stateMachine.stateMachineArn, rights: [{ actions: ['states:StartExecution'], resources: [stateMachine.stateMachineArn] }] }
      : { target: request.cluster, ecsParameters: ecsParameters(request), rights: rightsToRun(runnable) },
  });
  const alarms = makeJobAlarms(scope, {
    spec, platform, group: rendered.group, taskDefinition, stateMachine, deadLetters: trigger.deadLetters?.label,
  });
  return { ...rendered, stateMachine, alarms };
}

/** Containers that depend on each other are stopped one after the other. */
function stopSecondsOf({ containers }: WorkloadSpec): number {
  const times = containers.map(({ stopTimeout }) => (stopTimeout.isUnresolved() ? LONGEST_STOP : stopTimeout).toSeconds({ integral: false }));
  return times.reduce((sum, seconds) => sum + seconds, 0);
}

/** The call in the words of Scheduler. */
function ecsParameters(request: RunTaskRequest): scheduler.CfnSchedule.EcsParametersProperty {
  const {
    taskDefinition, cluster: _, enableECSManagedTags, capacityProviderStrategy, placementConstraints, placementStrategy, networkConfiguration,
    ...others
  } = request;
  return {
    ...others,
    taskDefinitionArn: taskDefinition,
    taskCount: 1,
    enableEcsManagedTags: enableECSManagedTags,
    ...capacityProviderStrategy && { capacityProviderStrategy: capacityProviderStrategy.map(share => ({ ...share })) },
    ...placementConstraints && { placementConstraints: [...placementConstraints] },
    ...placementStrategy && { placementStrategy: [...placementStrategy] },
    ...networkConfiguration && {
      networkConfiguration: {
        awsvpcConfiguration: {
          ...networkConfiguration.awsvpcConfiguration,
          subnets: [...networkConfiguration.awsvpcConfiguration.subnets],
          securityGroups: [...networkConfiguration.awsvpcConfiguration.securityGroups],
        },
      },
    },
  };
}
