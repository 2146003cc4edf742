import { Duration } from 'aws-cdk-lib/core';

/** Until ECS lists a deployment that it has announced. */
const SETTLE_SECONDS = 15;

/** How long to look away while somebody else decides, which may take a day: an execution has room for 25,000 events. */
const REST_SECONDS = 300;

/** Nothing takes this long; whatever is wrong then, the watch is over. */
const LIFETIME = Duration.days(3);

/** How often the copies are looked after, and how often in vain until the version is taken back. */
export interface WatchdogPace {
  readonly everySeconds: number;
  readonly looks: number;
}

/** About ten looks, whatever the time. */
export function watchdogPace(timeout: Duration): WatchdogPace {
  const everySeconds = Math.max(15, Math.ceil(timeout.toSeconds() / 10));
  return { everySeconds, looks: Math.ceil(timeout.toSeconds() / everySeconds) };
}

/** A service that does not answer now may answer soon. */
const PATIENTLY = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 3, BackoffRate: 2, MaxAttempts: 6, MaxDelaySeconds: 60, JitterStrategy: 'FULL' }];

/** What ECS says where a deployment cannot be stopped now. */
const REFUSALS = ['ConflictException', 'ServiceDeploymentNotFoundException', 'InvalidParameterException', 'UnsupportedFeatureException'];

const DEPLOYMENT = '$.look.ServiceDeployments[0]';

const statusIs = (...statuses: string[]) => ({ Or: statuses.map(status => ({ Variable: `${DEPLOYMENT}.Status`, StringEquals: status })) });
const stageIs = (...stages: string[]) => ({ Or: stages.map(stage => ({ Variable: `${DEPLOYMENT}.LifecycleStage`, StringEquals: stage })) });

/**
 * What the watchdog does: it finds the deployment that has begun, looks after it at intervals, and takes it back when its copies
 * have not come up after so many looks. Started with `{ service, cluster, everySeconds, looks }`.
 *
 * Time before the copies are started does not count: only hooks and pauses make it long, and each of those has a time limit of
 * its own. In doubt nothing is stopped.
 */
export function watchdogDefinition(partition: string, stopFunctionArn: string): object {
  const ecs = (action: string) => `arn:${partition}:states:::aws-sdk:ecs:${action}`;
  const kept = { 'arn.$': '$.arn', 'everySeconds.$': '$.everySeconds', 'looks.$': '$.looks' };
  return {
    StartAt: 'Settle',
    TimeoutSeconds: LIFETIME.toSeconds(),
    States: {
      'Settle': { Type: 'Wait', Seconds: SETTLE_SECONDS, Next: 'Find' },
      'Find': {
        Type: 'Task',
        Resource: ecs('listServiceDeployments'),
        Parameters: { 'Cluster.$': '$.cluster', 'Service.$': '$.service', 'Status': ['PENDING', 'IN_PROGRESS'] },
        ResultPath: '$.found',
        Retry: PATIENTLY,
        Next: 'Found?',
      },
      'Found?': {
        Type: 'Choice',
        Choices: [{ Variable: '$.found.ServiceDeployments[0].ServiceDeploymentArn', IsPresent: true, Next: 'Begin' }],
        Default: 'Over',
      },
      'Begin': {
        Type: 'Pass',
        Parameters: { ...kept, 'arn.$': '$.found.ServiceDeployments[0].ServiceDeploymentArn', 'looked': 0 },
        Next: 'Wait',
      },
      'Wait': { Type: 'Wait', SecondsPath: '$.everySeconds', Next: 'Look' },
      'Look': {
        Type: 'Task',
        Resource: ecs('describeServiceDeployments'),
        Parameters: { 'ServiceDeploymentArns.$': 'States.Array($.arn)' },
        ResultPath: '$.look',
        Retry: PATIENTLY,
        Next: 'Where is it?',
      },
      'Where is it?': {
        Type: 'Choice',
        Choices: [
          { Variable: `${DEPLOYMENT}.Status`, IsPresent: false, Next: 'Over' },
          { Not: statusIs('PENDING', 'IN_PROGRESS'), Next: 'Over' },
          { Variable: `${DEPLOYMENT}.LifecycleStage`, IsPresent: false, Next: 'Rest' },
          { ...stageIs('PRE_SCALE_UP'), Next: 'Rest' },
          { ...stageIs('RECONCILE_SERVICE', 'SCALE_UP'), Next: 'Count' },
        ],
        Default: 'Over',
      },
      'Rest': { Type: 'Wait', Seconds: REST_SECONDS, Next: 'Look' },
      'Count': { Type: 'Pass', Parameters: { ...kept, 'looked.$': 'States.MathAdd($.looked, 1)' }, Next: 'Enough?' },
      'Enough?': {
        Type: 'Choice',
        Choices: [{ Variable: '$.looked', NumericGreaterThanEqualsPath: '$.looks', Next: 'Take back' }],
        Default: 'Wait',
      },
      'Take back': {
        Type: 'Task',
        // By a function: an action that Step Functions does not know yet would keep the state machine from being made.
        Resource: `arn:${partition}:states:::lambda:invoke`,
        Parameters: { FunctionName: stopFunctionArn, Payload: { 'deployment.$': '$.arn' } },
        ResultPath: '$.stopped',
        Retry: PATIENTLY,
        // Something else is being done to the deployment: what came of it shows at the next look.
        Catch: [{ ErrorEquals: REFUSALS, ResultPath: '$.refused', Next: 'Wait' }],
        Next: 'Over',
      },
      'Over': { Type: 'Succeed' },
    },
  };
}
