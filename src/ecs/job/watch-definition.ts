import { JobSpec, ScheduleTrigger } from '../../model';

/** A service that does not answer now may answer soon. */
const PATIENTLY = { IntervalSeconds: 3, BackoffRate: 2, MaxAttempts: 6, MaxDelaySeconds: 60, JitterStrategy: 'FULL' };

/** No room for the task, or no answer: nothing of the job has run yet, so another attempt repeats nothing. */
const NOT_STARTED = ['AmazonECS.Unknown', 'ECS.ServerException'];

/** As Kubernetes waits between the attempts of a job. */
const BETWEEN_ATTEMPTS = { IntervalSeconds: 10, BackoffRate: 2, MaxDelaySeconds: 360 };

const DONE = 'Job.Done';

/** What a watched run is about. */
export interface WatchedRun {
  readonly partition: string;
  readonly job: JobSpec;
  readonly trigger: ScheduleTrigger;
  readonly cluster: string;
  readonly family: string;
  /** Parameters of the call, as Step Functions spells them. */
  readonly request: object;
}

/**
 * What becomes of a run that is watched: it is left out while another one goes on, it is waited for, stopped when it takes too long,
 * and started anew when it has failed. A run that fails for good is an execution that fails.
 */
export function watchDefinition({ partition, job, trigger, cluster, family, request }: WatchedRun): object {
  const skips = trigger.overlap === 'skip';
  return {
    StartAt: skips ? 'Look' : 'Run',
    States: {
      ...skips && {
        'Look': {
          Type: 'Task',
          Resource: `arn:${partition}:states:::aws-sdk:ecs:listTasks`,
          Parameters: { Cluster: cluster, Family: family, DesiredStatus: 'RUNNING', MaxResults: 1 },
          ResultPath: '$.running',
          Retry: [{ ErrorEquals: ['States.ALL'], ...PATIENTLY }],
          Next: 'Another one?',
        },
        'Another one?': {
          Type: 'Choice',
          Choices: [{ Variable: '$.running.TaskArns[0]', IsPresent: true, Next: 'Skipped' }],
          Default: 'Run',
        },
        'Skipped': { Type: 'Succeed' },
      },
      ...runStates(`arn:${partition}:states:::ecs:runTask.sync`, request, job),
    },
  };
}

function runStates(resource: string, request: object, { timeout, retries }: JobSpec): object {
  const run = { Type: 'Task', Resource: resource, Parameters: request, Retry: [{ ErrorEquals: NOT_STARTED, ...PATIENTLY }] };
  const again = retries > 0 ? [{ ErrorEquals: ['States.ALL'], MaxAttempts: retries, ...BETWEEN_ATTEMPTS }] : [];
  if (!timeout) {
    return { Run: { ...run, Retry: [...run.Retry, ...again], End: true } };
  }
  // A task is stopped when another branch fails, and that is documented; that it would be when a state times out is not. So the clock is a
  // branch beside it. Branches are waited for until all of them end, so the run ends the clock in the same way.
  return {
    Run: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Task', States: { Task: { ...run, Next: 'Done' }, Done: { Type: 'Fail', Error: DONE } } },
        {
          StartAt: 'Clock',
          States: {
            'Clock': { Type: 'Wait', Seconds: timeout.toSeconds(), Next: 'Too long' },
            'Too long': { Type: 'Fail', Error: 'Job.TimedOut', Cause: `The run has taken longer than ${timeout.toHumanString()}` },
          },
        },
      ],
      Retry: [{ ErrorEquals: [DONE], MaxAttempts: 0 }, ...again],
      Catch: [{ ErrorEquals: [DONE], Next: 'Success' }],
      End: true,
    },
    Success: { Type: 'Succeed' },
  };
}
