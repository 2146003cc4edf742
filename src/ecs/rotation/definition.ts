import { Duration } from 'aws-cdk-lib/core';

/**
 * Several secrets are often rotated at once, and a rotation takes a moment to be seen everywhere. Also longer than whoever has
 * deployed takes to see that it is over, and to say that it was enough for now.
 */
const SETTLE_SECONDS = 90;

/** How long to look away while somebody else deploys, which may take days: an execution has room for 25,000 events. */
const REST_SECONDS = 300;

/** How often to look after a deployment of one's own. */
const LOOK_SECONDS = 60;

/** Between the end of one redeployment of a service and the beginning of the next. */
export const PACE = Duration.minutes(15);

/**
 * How long a turn is kept open. While it is, taking it once more is no mistake, which whoever did not hear the answer relies on:
 * longer than all attempts to take one.
 */
const TURN_SECONDS = 600;

/** Whatever is under way for so long has somebody else's attention; looking every minute, an execution has no room for more. */
const LIFETIME = Duration.hours(36);

/** A service that does not answer now may answer soon. */
const PATIENTLY = { ErrorEquals: ['States.ALL'], IntervalSeconds: 3, BackoffRate: 2, MaxAttempts: 6, MaxDelaySeconds: 60, JitterStrategy: 'FULL' };

/** What is said where there is nothing left to redeploy. */
const GONE = ['Ecs.ServiceNotFoundException', 'Ecs.ServiceNotActiveException', 'Ecs.ClusterNotFoundException'];

/** The class of the SDK has the ending, the error of the API has not. */
const sfnError = (name: string): string[] => [`Sfn.${name}Exception`, `Sfn.${name}`];
const TAKEN = sfnError('ExecutionAlreadyExists');
const UNKNOWN = sfnError('ExecutionDoesNotExist');

/** The last deployment's, which is the only one while none is under way. */
const ID = 'States.ArrayGetItem(States.StringSplit($.Services[0].Deployments[0].Id, \'/\'), 1)';

/** What an execution is called that belongs to the last deployment: by its id, and by whoever has failed to follow it. */
const named = (kind: 'turn' | 'pace'): string => `States.Format('${kind}-{}', $.last.key)`;

/** Names have room for 80 characters, and those that EventBridge makes up take 73 of them. */
const follower = (owner: string): object => ({
  'id.$': '$.last.id', 'turn.$': '$.last.turn', 'pace.$': '$.last.pace', 'key.$': `States.Format('{}-{}', $.last.id, States.Hash(${owner}, 'SHA-1'))`,
});

const UNDER_WAY = ['PENDING', 'IN_PROGRESS', 'STOP_REQUESTED', 'ROLLBACK_REQUESTED', 'ROLLBACK_IN_PROGRESS'];

/** How it is with those who will say how it went: by ending well, or by the alarm. */
const ANSWERED = ['RUNNING', 'FAILED', 'TIMED_OUT'];

/** What the state machine is told of its surroundings. */
export interface RotationSurroundings {
  readonly partition: string;
  /** ARN of an execution of it, with `{}` in the places of the state machine's and the execution's name. */
  readonly executionArn: string;
}

/**
 * Deploys a service again whose secrets have changed. Started with `{ service, cluster, at }`, once for each change.
 *
 * Executions know nothing of each other but names, and an execution's name is taken for good. Whoever wants to deploy after a certain
 * deployment takes the name `turn-<its id>`; if that is taken, and later than the change, somebody else deploys, and there is nothing to do.
 * Whoever has deployed leaves an execution `pace-<id of the new deployment>` behind, and while that one runs, nobody deploys.
 * Both are executions of this same state machine, which only wait.
 *
 * A deployment that is taken back, or never begun, leaves the last one what it was, whose names are taken. Then whoever comes later goes
 * on with the names that have the owner of the turn in them, and with those of the next owner, until a turn is free.
 *
 * A change is taken up when a deployment has succeeded that began after it, whoever began it. So a burst of changes leads to one
 * redeployment, and one that comes during a deployment, or too soon after one, is taken up by the next.
 */
export function rotationDefinition({ partition, executionArn }: RotationSurroundings): object {
  const api = (service: string, action: string) => `arn:${partition}:states:::aws-sdk:${service}:${action}`;
  const list = (statuses: string[], rest: object) => ({
    Type: 'Task',
    Resource: api('ecs', 'listServiceDeployments'),
    Parameters: { 'Cluster.$': '$.cluster', 'Service.$': '$.service', 'Status': statuses },
    ResultPath: '$.seen',
    Retry: [never(GONE), PATIENTLY],
    Catch: [{ ErrorEquals: GONE, ResultPath: null, Next: 'Over' }],
    ...rest,
  });
  const whenUnderWay = (Next: string, Default: string) => ({
    Type: 'Choice', Choices: [{ Variable: '$.seen.ServiceDeployments[0]', IsPresent: true, Next }], Default,
  });
  // Only the newest can be younger than the change, and it comes first.
  const whenTakenUp = (Next: string, Default: string) => ({
    Type: 'Choice',
    Choices: [{
      And: [
        { Variable: '$.seen.ServiceDeployments[0]', IsPresent: true },
        { Variable: '$.seen.ServiceDeployments[0].CreatedAt', TimestampGreaterThanPath: '$.at' },
      ],
      Next,
    }],
    Default,
  });
  const ask = (execution: string, ResultSelector: object, ResultPath: string, whenUnknown: string, Next: string) => ({
    Type: 'Task',
    Resource: api('sfn', 'describeExecution'),
    Parameters: { 'ExecutionArn.$': `States.Format('${executionArn}', $$.StateMachine.Name, ${execution})` },
    ResultSelector,
    ResultPath,
    Retry: [never(UNKNOWN), PATIENTLY],
    Catch: [{ ErrorEquals: UNKNOWN, ResultPath: null, Next: whenUnknown }],
    Next,
  });
  const describe = (Next: string, ResultPath = '$.last') => ({
    Type: 'Task',
    Resource: api('ecs', 'describeServices'),
    Parameters: { 'Cluster.$': '$.cluster', 'Services.$': 'States.Array($.service)' },
    ResultSelector: {
      'id.$': ID,
      'key.$': ID,
      'turn': { 'wait': TURN_SECONDS, 'by.$': '$$.Execution.Name' },
      'pace': { 'wait': PACE.toSeconds(), 'by.$': '$$.Execution.Name' },
    },
    ResultPath,
    Retry: [PATIENTLY],
    Next,
  });
  const take = (kind: 'turn' | 'pace', whenTaken: string, Next: string) => ({
    Type: 'Task',
    Resource: api('sfn', 'startExecution'),
    Parameters: {
      'StateMachineArn.$': '$$.StateMachine.Id',
      'Name.$': named(kind),
      'Input.$': `States.JsonToString($.last.${kind})`,
    },
    ResultPath: null,
    Retry: [never(TAKEN), PATIENTLY],
    Catch: [{ ErrorEquals: TAKEN, ResultPath: null, Next: whenTaken }],
    Next,
  });
  return {
    StartAt: 'What for?',
    TimeoutSeconds: LIFETIME.toSeconds(),
    States: {
      'What for?': { Type: 'Choice', Choices: [{ Variable: '$.wait', IsPresent: true, Next: 'Keep the name' }], Default: 'Look' },
      'Keep the name': { Type: 'Wait', SecondsPath: '$.wait', Next: 'Over' },

      'Look': list(UNDER_WAY, { Next: 'Under way?' }),
      'Under way?': whenUnderWay('Rest', 'Settle'),
      'Rest': { Type: 'Wait', Seconds: REST_SECONDS, Next: 'Look' },
      'Settle': { Type: 'Wait', Seconds: SETTLE_SECONDS, Next: 'Look again' },
      'Look again': list(UNDER_WAY, { Next: 'Under way now?' }),
      'Under way now?': whenUnderWay('Rest', 'Name the last'),

      // In this order: whatever succeeds after it was asked for is not the last that was named, whose turn is taken.
      'Name the last': describe('Look for success'),
      'Look for success': list(['SUCCESSFUL'], { Next: 'Taken up?' }),
      'Taken up?': whenTakenUp('Over', 'Ask for the pace'),
      'Ask for the pace': ask(named('pace'), { 'status.$': '$.Status' }, '$.pace', 'Take the turn', 'Too soon?'),
      'Too soon?': { Type: 'Choice', Choices: [{ Variable: '$.pace.status', StringEquals: 'RUNNING', Next: 'Settle' }], Default: 'Take the turn' },
      'Take the turn': take('turn', 'Ask whose turn', 'Redeploy'),
      'Ask whose turn': ask(named('turn'), { 'since.$': '$.StartDate', 'input.$': 'States.StringToJson($.Input)' }, '$.turn', 'Settle', 'Ask for the owner'),
      'Ask for the owner': ask('$.turn.input.by', { 'status.$': '$.Status' }, '$.owner', 'Name it again', 'In good hands?'),
      'In good hands?': {
        Type: 'Choice',
        Choices: [
          {
            And: [
              { Variable: '$.turn.since', TimestampGreaterThanPath: '$.at' },
              { Or: ANSWERED.map(StringEquals => ({ Variable: '$.owner.status', StringEquals })) },
            ],
            Next: 'Over',
          },
          // The owner may have deployed before the change, and is about to say how that went.
          { Variable: '$.owner.status', StringEquals: 'RUNNING', Next: 'Settle' },
        ],
        Default: 'Name it again',
      },
      // Has the owner ended well in the meantime, then there is a newer one.
      'Name it again': describe('Still the last?', '$.now'),
      'Still the last?': { Type: 'Choice', Choices: [{ Variable: '$.now.id', StringEqualsPath: '$.last.id', Next: 'Go on' }], Default: 'Settle' },
      'Go on': {
        Type: 'Pass',
        Parameters: follower('$.turn.input.by'),
        ResultPath: '$.last',
        Next: 'Ask for the pace',
      },

      'Redeploy': {
        Type: 'Task',
        Resource: api('ecs', 'updateService'),
        Parameters: { 'Cluster.$': '$.cluster', 'Service.$': '$.service', 'ForceNewDeployment': true },
        ResultPath: null,
        Retry: [PATIENTLY],
        Next: 'Wait',
      },
      'Wait': { Type: 'Wait', Seconds: LOOK_SECONDS, Next: 'Look after it' },
      'Look after it': list(UNDER_WAY, { Next: 'Done?' }),
      'Done?': whenUnderWay('Wait', 'Name the new'),
      'Name the new': describe('Set the pace'),
      'Set the pace': take('pace', 'Name the failure', 'Look for the outcome'),
      'Name the failure': {
        Type: 'Pass',
        Parameters: follower('$$.Execution.Name'),
        ResultPath: '$.last',
        Next: 'Set another pace',
      },
      'Set another pace': take('pace', 'Look for the outcome', 'Look for the outcome'),
      'Look for the outcome': list(['SUCCESSFUL'], { Next: 'Well?' }),
      'Well?': whenTakenUp('Over', 'Failed'),
      'Failed': {
        Type: 'Fail',
        Error: 'RedeploymentFailed',
        Cause: 'The service was deployed again because of a changed secret, and ECS took the deployment back: copies may have the old value.',
      },
      'Over': { Type: 'Succeed' },
    },
  };
}

/** What is an answer, and gets no better by asking again. */
function never(ErrorEquals: string[]): object {
  return { ErrorEquals, MaxAttempts: 0 };
}
