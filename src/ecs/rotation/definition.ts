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

const UNDER_WAY = ['PENDING', 'IN_PROGRESS', 'STOP_REQUESTED', 'ROLLBACK_REQUESTED', 'ROLLBACK_IN_PROGRESS'];

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
 * deployment takes the name `turn-<its id>`; whoever is told that the name is taken knows that somebody else deploys, later than the
 * change. Whoever has deployed leaves an execution `pace-<id of the new deployment>` behind, and while that one runs, nobody deploys.
 * Both are executions of this same state machine, which only wait.
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
  const describe = (Next: string) => ({
    Type: 'Task',
    Resource: api('ecs', 'describeServices'),
    Parameters: { 'Cluster.$': '$.cluster', 'Services.$': 'States.Array($.service)' },
    ResultSelector: {
      // There is one only, because none is under way.
      'id.$': 'States.ArrayGetItem(States.StringSplit($.Services[0].Deployments[0].Id, \'/\'), 1)',
      'turn': { 'wait': 1, 'by.$': '$$.Execution.Name' },
      'pace': { 'wait': PACE.toSeconds(), 'by.$': '$$.Execution.Name' },
    },
    ResultPath: '$.last',
    Retry: [PATIENTLY],
    Next,
  });
  const take = (kind: 'turn' | 'pace', whenTaken: string, Next: string) => ({
    Type: 'Task',
    Resource: api('sfn', 'startExecution'),
    Parameters: {
      'StateMachineArn.$': '$$.StateMachine.Id',
      'Name.$': `States.Format('${kind}-{}', $.last.id)`,
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
      'Under way now?': whenUnderWay('Rest', 'Look for success'),

      'Look for success': list(['SUCCESSFUL'], { Next: 'Taken up?' }),
      'Taken up?': whenTakenUp('Over', 'Name the last'),
      'Name the last': describe('Ask for the pace'),
      'Ask for the pace': {
        Type: 'Task',
        Resource: api('sfn', 'describeExecution'),
        Parameters: { 'ExecutionArn.$': `States.Format('${executionArn}', $$.StateMachine.Name, States.Format('pace-{}', $.last.id))` },
        ResultSelector: { 'status.$': '$.Status' },
        ResultPath: '$.pace',
        Retry: [never(UNKNOWN), PATIENTLY],
        Catch: [{ ErrorEquals: UNKNOWN, ResultPath: null, Next: 'Take the turn' }],
        Next: 'Too soon?',
      },
      'Too soon?': { Type: 'Choice', Choices: [{ Variable: '$.pace.status', StringEquals: 'RUNNING', Next: 'Settle' }], Default: 'Take the turn' },
      'Take the turn': take('turn', 'Over', 'Redeploy'),

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
      'Set the pace': take('pace', 'Look for the outcome', 'Look for the outcome'),
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
