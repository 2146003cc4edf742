import { JobSpec, ScheduleTrigger } from '../../model';

/** A service that does not answer now may answer soon. */
const PATIENTLY = { IntervalSeconds: 3, BackoffRate: 2, MaxAttempts: 6, MaxDelaySeconds: 60, JitterStrategy: 'FULL' };

/** No room for the task, or no answer: nothing of the job has run yet, so another attempt repeats nothing. */
const NOT_STARTED = ['AmazonECS.Unknown', 'ECS.ServerException'];

/** As Kubernetes waits between the attempts of a job. */
const BETWEEN_ATTEMPTS = { IntervalSeconds: 10, BackoffRate: 2, MaxDelaySeconds: 360 };

/** Those that are started at once know of each other by then. */
const SETTLE_SECONDS = 5;

const DONE = 'Job.Done';

/** What a watched run is about. */
export interface WatchedRun {
  readonly partition: string;
  readonly job: JobSpec;
  readonly trigger: ScheduleTrigger;
  readonly cluster: string;
  readonly family: string;
  /** Name of the container that a run is about. */
  readonly main: string;
  /** How long a task may take to end when it is told to. */
  readonly stopSeconds: number;
  /** Parameters of the call, as Step Functions spells them. */
  readonly request: object;
}

/**
 * What becomes of a run that is watched: it is left out while another one goes on or is about to be tried again, it is waited for, stopped when it takes too long,
 * and started anew when it has failed. A run that fails for good is an execution that fails.
 */
export function watchDefinition({ partition, job, trigger, cluster, family, main, stopSeconds, request }: WatchedRun): object {
  const skips = trigger.overlap === 'skip';
  return {
    StartAt: skips ? 'Settle' : 'Run',
    States: {
      ...skips && {
        ...turnStates(partition),
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
      ...runStates(`arn:${partition}:states:::ecs:runTask.sync`, request, main, job, stopSeconds),
    },
  };
}

/**
 * Whose turn it is: that of the execution that began first. Between two attempts of a run there is no task, but its execution goes on.
 * Lists of executions have the newest first, and may lack the very newest: even the one that asks.
 */
function turnStates(partition: string): object {
  return {
    'Settle': { Type: 'Wait', Seconds: SETTLE_SECONDS, Next: 'Ask' },
    'Ask': {
      Type: 'Task',
      Resource: `arn:${partition}:states:::aws-sdk:sfn:listExecutions`,
      Parameters: { 'StateMachineArn.$': '$$.StateMachine.Id', 'StatusFilter': 'RUNNING', 'MaxResults': 100 },
      ResultPath: '$.asked',
      Retry: [{ ErrorEquals: ['States.ALL'], ...PATIENTLY }],
      Next: 'Any?',
    },
    'Any?': { Type: 'Choice', Choices: [{ Variable: '$.asked.Executions[0]', IsPresent: true, Next: 'First' }], Default: 'Look' },
    'First': {
      Type: 'Pass',
      Parameters: { 'Execution.$': 'States.ArrayGetItem($.asked.Executions, States.MathAdd(States.ArrayLength($.asked.Executions), -1))' },
      ResultPath: '$.first',
      Next: 'Its turn?',
    },
    'Its turn?': {
      Type: 'Choice',
      Choices: [{
        And: [
          { Not: { Variable: '$.first.Execution.ExecutionArn', StringEqualsPath: '$$.Execution.Id' } },
          { Not: { Variable: '$.first.Execution.StartDate', TimestampGreaterThanPath: '$$.Execution.StartTime' } },
        ],
        Next: 'Skipped',
      }],
      Default: 'Look',
    },
  };
}

/**
 * An attempt is a branch, because what it has come to is not told by whether the call fails: the call fails when any container ends with
 * another code than 0, as sidecars do that are stopped when the main one has ended.
 */
function runStates(resource: string, request: object, main: string, { timeout, retries }: JobSpec, stopSeconds: number): object {
  // A run that took too long is told to stop, and nobody waits for it to have stopped.
  const IntervalSeconds = BETWEEN_ATTEMPTS.IntervalSeconds + (timeout ? stopSeconds : 0);
  const again = retries > 0 ? [{
    ErrorEquals: ['States.ALL'],
    MaxAttempts: retries,
    ...BETWEEN_ATTEMPTS,
    IntervalSeconds,
    MaxDelaySeconds: Math.max(IntervalSeconds + 1, BETWEEN_ATTEMPTS.MaxDelaySeconds),
  }] : [];
  if (!timeout) {
    return { Run: { Type: 'Parallel', Branches: [attempt(resource, request, main, { Type: 'Succeed' })], Retry: again, End: true } };
  }
  // A task is stopped when another branch fails, and that is documented; that it would be when a state times out is not. So the clock is a
  // branch beside it. Branches are waited for until all of them end, so the run ends the clock in the same way.
  return {
    Run: {
      Type: 'Parallel',
      Branches: [
        attempt(resource, request, main, { Type: 'Fail', Error: DONE }),
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

/** One run, which has ended well when its main container has. The cause of a task that failed is the task itself, in JSON. */
function attempt(resource: string, request: object, main: string, done: object): object {
  const [exitCode, stopCode] = ['$.main.ExitCodes[0]', '$.ended.Task.StopCode'];
  return {
    StartAt: 'Task',
    States: {
      'Task': {
        Type: 'Task',
        Resource: resource,
        Parameters: request,
        Retry: [{ ErrorEquals: NOT_STARTED, ...PATIENTLY }],
        Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'Has it run?' }],
        Next: 'Done',
      },
      // Calls that ECS refused fail in the same way, and a cause that is too long is cut off.
      'Has it run?': {
        Type: 'Choice',
        Choices: [{
          And: [{ Variable: '$.Error', StringEquals: 'States.TaskFailed' }, { Variable: '$.Cause', StringMatches: '{*}' }], Next: 'Ended',
        }],
        Default: 'Failed',
      },
      'Ended': { Type: 'Pass', Parameters: { 'Task.$': 'States.StringToJson($.Cause)' }, ResultPath: '$.ended', Next: 'Main container' },
      'Main container': {
        Type: 'Pass',
        Parameters: { 'ExitCodes.$': `$.ended.Task.Containers[?(@.Name=='${main}')].ExitCode` },
        ResultPath: '$.main',
        Next: 'Has it ended well?',
      },
      'Has it ended well?': {
        Type: 'Choice',
        Choices: [{
          And: [
            { Variable: exitCode, IsPresent: true }, { Variable: exitCode, NumericEquals: 0 },
            { Variable: stopCode, IsPresent: true }, { Variable: stopCode, StringEquals: 'EssentialContainerExited' },
          ],
          Next: 'Done',
        }],
        Default: 'Failed',
      },
      'Failed': { Type: 'Fail', ErrorPath: '$.Error', CausePath: '$.Cause' },
      'Done': done,
    },
  };
}
