import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { idOf, neededBy, place, Place, rules, text, unexplained } from './operations';
import { AwsError, Json, run, Run } from './state-machine';
import { StartWatchdog } from '../../../src/ecs/rollout/watchdog';
import { watchdogDefinition, watchdogPace } from '../../../src/ecs/rollout/watchdog-definition';
import { only, RECOMMENDED, resources, statementsOf } from '../support';

const DEPLOYMENT = 'arn:aws:ecs:eu-west-1:111122223333:service-deployment/main/api/1';

interface Deployment {
  /** Stage or status, and when it is reached, in minutes; a status is what no stage is called. */
  readonly course: readonly (readonly [minute: number, at: string])[];
  /** What happens to calls, in turn: an error, or nothing. */
  readonly faults?: Record<string, (string | undefined)[]>;
}

const STATUSES = ['PENDING', 'IN_PROGRESS', 'SUCCESSFUL', 'STOPPED', 'ROLLBACK_REQUESTED', 'ROLLBACK_IN_PROGRESS'];

/** The watchdog over a deployment that takes its course, and the minute in which it stopped it. */
function watch({ course, faults = {} }: Deployment, timeout = Duration.minutes(20)): Run & { readonly stoppedAt?: number; readonly calls: string[] } {
  let seconds = 0;
  let stoppedAt: number | undefined;
  const calls: string[] = [];
  const now = () => {
    const reached = course.filter(([minute]) => minute * 60 <= seconds).map(([, at]) => at);
    const stage = reached.filter(at => !STATUSES.includes(at)).at(-1);
    const status = reached.filter(at => STATUSES.includes(at)).at(-1) ?? 'IN_PROGRESS';
    return { ServiceDeploymentArn: DEPLOYMENT, Status: stoppedAt === undefined ? status : 'ROLLBACK_REQUESTED', ...stage && { LifecycleStage: stage } };
  };
  const task = (resource: string, parameters: Json) => {
    const action = resource === 'arn:aws:states:::lambda:invoke' ? 'stopServiceDeployment' : resource.replace('arn:aws:states:::aws-sdk:ecs:', '');
    calls.push(action);
    const fault = faults[action]?.shift();
    if (fault) { throw new AwsError(fault); }
    switch (action) {
      case 'listServiceDeployments':
        expect(parameters).toEqual({ Cluster: 'main', Service: 'arn:api', Status: ['PENDING', 'IN_PROGRESS'] });
        return { ServiceDeployments: [now()].filter(({ Status }) => parameters.Status.includes(Status)) };
      case 'describeServiceDeployments':
        expect(parameters).toEqual({ ServiceDeploymentArns: [DEPLOYMENT] });
        return { ServiceDeployments: course.length === 0 ? [] : [now()], Failures: [] };
      case 'stopServiceDeployment':
        expect(parameters).toEqual({ FunctionName: 'arn:stop', Payload: { deployment: DEPLOYMENT } });
        stoppedAt = seconds / 60;
        return { ServiceDeploymentArn: DEPLOYMENT };
      default: throw new AwsError('States.Runtime');
    }
  };
  const result = run(watchdogDefinition('aws', 'arn:stop'), { service: 'arn:api', cluster: 'main', ...watchdogPace(timeout) }, task, passed => { seconds += passed; });
  return { ...result, stoppedAt, calls };
}

describe('a deployment', () => {
  test('whose copies come up in time is left alone', () => {
    const { succeeded, stoppedAt, seconds } = watch({ course: [[0, 'PRE_SCALE_UP'], [0.1, 'SCALE_UP'], [15, 'POST_SCALE_UP']] });
    expect({ succeeded, stoppedAt }).toEqual({ succeeded: true, stoppedAt: undefined });
    expect(seconds).toBeLessThan(18 * 60);
  });

  test.each([1, 5, 20, 45, 24 * 60])('whose copies do not come up is taken back after %d minutes', minutes => {
    const { succeeded, stoppedAt } = watch({ course: [[0, 'SCALE_UP']] }, Duration.minutes(minutes));
    expect(succeeded).toBe(true);
    expect(stoppedAt).toBeGreaterThanOrEqual(minutes);
    expect(stoppedAt).toBeLessThan(minutes * 1.1 + 1);
  });

  test('that cannot make room for its copies is taken back', () => {
    expect(watch({ course: [[0, 'RECONCILE_SERVICE']] }).stoppedAt).toBeDefined();
  });

  test('that waits for somebody before the copies start is not in a hurry, however long that takes', () => {
    const { succeeded, stoppedAt } = watch({ course: [[0, 'PRE_SCALE_UP'], [33 * 60, 'SCALE_UP']] }, Duration.minutes(1));
    expect(succeeded).toBe(true);
    expect(stoppedAt).toBeGreaterThan(33 * 60 + 0.5);
  });

  test('that waits for somebody later is none of its business', () => {
    expect(watch({ course: [[0, 'SCALE_UP'], [3, 'POST_SCALE_UP']] }).stoppedAt).toBeUndefined();
  });

  test.each(['SUCCESSFUL', 'STOPPED', 'ROLLBACK_REQUESTED', 'ROLLBACK_IN_PROGRESS'])('that is %s meanwhile is left alone', status => {
    const { succeeded, stoppedAt, calls } = watch({ course: [[0, 'SCALE_UP'], [10, status]] });
    expect({ succeeded, stoppedAt }).toEqual({ succeeded: true, stoppedAt: undefined });
    expect(calls).not.toContain('stopServiceDeployment');
  });

  test('that is a rollback is left alone', () => {
    expect(watch({ course: [[0, 'ROLLBACK_IN_PROGRESS']] }).calls).toEqual(['listServiceDeployments']);
  });

  test('that has not begun is waited for', () => {
    expect(watch({ course: [[0, 'PENDING'], [10, 'IN_PROGRESS'], [10, 'SCALE_UP']] }).stoppedAt).toBeGreaterThanOrEqual(29);
  });

  test('of which nobody tells the stage is left alone', () => {
    expect(watch({ course: [[0, 'IN_PROGRESS'], [600, 'SUCCESSFUL']] }).stoppedAt).toBeUndefined();
  });

  test('that is forgotten meanwhile ends the watch', () => {
    expect(watch({ course: [] }).succeeded).toBe(true);
  });
});

describe('trouble with ECS', () => {
  const THROTTLED = Array(5).fill('Ecs.EcsException');

  test('is borne patiently', () => {
    const faults = { listServiceDeployments: [...THROTTLED], describeServiceDeployments: [...THROTTLED], stopServiceDeployment: [...THROTTLED] };
    expect(watch({ course: [[0, 'SCALE_UP']], faults }).stoppedAt).toBeDefined();
  });

  test('that does not end fails the watch, which is seen', () => {
    const { succeeded, stoppedAt } = watch({ course: [[0, 'SCALE_UP']], faults: { stopServiceDeployment: Array(100).fill('AccessDeniedException') } });
    expect({ succeeded, stoppedAt }).toEqual({ succeeded: false, stoppedAt: undefined });
  });

  test.each(['ConflictException', 'ServiceDeploymentNotFoundException', 'UnsupportedFeatureException'])('over who stops the deployment is settled by looking again: %s', fault => {
    const { succeeded, calls } = watch({ course: [[0, 'SCALE_UP'], [25, 'STOPPED']], faults: { stopServiceDeployment: Array(100).fill(fault) } });
    expect(succeeded).toBe(true);
    expect(calls.at(-1)).toBe('describeServiceDeployments');
  });
});

function watched(ids: string[] = ['Api'], on: Place = place()): Place & { readonly services: ecs.FargateService[] } {
  const services = ids.map(id => {
    const service = on.service(id);
    StartWatchdog.of(service).watch(new Construct(on.stack, `${id}Rollout`), service, on.cluster, Duration.minutes(20));
    return service;
  });
  return Object.assign(Object.create(on), { services });
}

describe.each([['recommended flags', RECOMMENDED], ['no flags', {}]])('with %s', (_, flags) => {
  test('one state machine watches all services of a stack', () => {
    const { template } = watched(['Api', 'Web'], place({ flags }));
    const machine = only(template, 'AWS::StepFunctions::StateMachine');
    template.resourceCountIs('AWS::Lambda::Function', 1);
    expect(machine).toMatchObject({
      StateMachineType: 'STANDARD',
      TracingConfiguration: { Enabled: true },
      LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: true },
    });
    expect(JSON.parse(text(machine.DefinitionString))).toEqual(watchdogDefinition('{AWS::Partition}', '{RolloutStartWatchdogStop3BE8D767.Arn}'));
    expect(rules(template, '').length).toBe(2);
  });

  test('the packs find nothing to explain', () => {
    expect(unexplained(watched(['Api'], place({ flags })), 'ApiTasks')).toEqual([]);
  });
});

test('the watch starts with every deployment of the service, by a name that CloudFormation has yet to end', () => {
  const { template } = watched();
  const [{ pattern, target }] = rules(template, 'Api');
  const service = idOf(template, 'AWS::ECS::Service');
  expect(pattern).toMatchObject({
    'source': ['aws.ecs'],
    'detail-type': ['ECS Deployment State Change'],
    'detail': { eventName: ['SERVICE_DEPLOYMENT_IN_PROGRESS'] },
  });
  const [{ wildcard }] = pattern.resources;
  expect(text(wildcard)).toMatch(new RegExp(`^arn:.*:service/\\{Cluster\\w+\\}/\\{AWS::StackName\\}-${service}-\\*$`));
  expect(target.InputTransformer.InputPathsMap).toEqual({ 'resources-0-': '$.resources[0]' });
  expect(text(target.InputTransformer.InputTemplate)).toMatch(/^\{"service":<resources-0->,"cluster":"\{Cluster\w+\}","everySeconds":120,"looks":10\}$/);
});

test('a service that is given a name is watched by that', () => {
  const on = watched();
  (on.services[0].node.defaultChild as ecs.CfnService).serviceName = 'api';
  expect(text(rules(on.template, 'Api')[0].pattern.resources[0].wildcard)).toMatch(/\/api$/);
});

test('the watch is there before the service, or the first deployment would go unwatched', () => {
  const { template } = watched(['Api', 'Web']);
  const needed = neededBy(template, idOf(template, 'AWS::ECS::Service', 'Api'));
  const watchdog = Object.keys(template.toJSON().Resources).filter(id => id.startsWith('RolloutStartWatchdog'));
  expect([...needed]).toEqual(expect.arrayContaining([idOf(template, 'AWS::Events::Rule', 'Api'), ...watchdog]));
  expect([...needed]).not.toContain(idOf(template, 'AWS::ECS::Service', 'Web'));
});

test('the state machine may touch deployments of the services it watches, and no others', () => {
  const { template } = watched(['Api', 'Web']);
  const touching = statementsOf(template, 'RolloutStartWatchdogRole').filter(({ Action }) => [Action].flat().some(action => action.startsWith('ecs:')));
  const [api, web] = ['Api', 'Web'].map(id => idOf(template, 'AWS::ECS::Service', id));
  const arns = touching.flatMap(({ Resource }) => [Resource].flat()).map(text).map(arn => arn.replace(/^.*?:(service)/, '$1').replace(/\{Cluster\w+\}/, 'main'));
  expect([...new Set(arns)].sort()).toEqual([api, web].flatMap(id => [
    `service-deployment/main/{AWS::StackName}-${id}-*/*`, `service/main/{AWS::StackName}-${id}-*`,
  ]).sort());
  expect(new Set(touching.flatMap(({ Action }) => [Action].flat()))).toEqual(new Set([
    'ecs:ListServiceDeployments', 'ecs:DescribeServiceDeployments',
  ]));
});

test('its log goes when the stack goes, and does not grow forever', () => {
  const { template } = watched();
  expect(resources(template, 'AWS::Logs::LogGroup')[0].RetentionInDays).toBe(30);
  template.hasResource('AWS::Logs::LogGroup', { DeletionPolicy: 'Delete' });
});
