/** Requests of CloudFormation from their beginning to their end, against an AWS of plain facts. */
import type { LifecycleEvent } from '@aws-sdk/client-codedeploy';
import { copies, creating, deleting, failure, MINUTE, properties, revision, START, updating, World } from './support/aws';
import { Aws } from '../../../src/functions/handlers/aws';
import { fingerprint } from '../../../src/functions/handlers/fingerprint';
import { begin } from '../../../src/functions/handlers/reconcile';
import { RolloutEvent } from '../../../src/functions/handlers/request';
import { RESOURCES } from '../../../src/functions/wire/rollout';

beforeEach(() => {
  jest.spyOn(console, 'log').mockImplementation();
  jest.spyOn(console, 'error').mockImplementation();
});
afterEach(() => jest.restoreAllMocks());

const done = (Data: object) => ({ IsComplete: true, Data: expect.objectContaining(Data) as object });
const pending = { IsComplete: false };

interface AppSpec { readonly Hooks?: object; readonly Resources: { TargetService: { Properties: { TaskDefinition: string } } }[] }
const appSpec = (input: Record<string, unknown>) =>
  JSON.parse((input.revision as { appSpecContent: { content: string } }).appSpecContent.content) as AppSpec;

describe('a stack that goes forward', () => {
  test('makes its first service without a deployment: sets the count and waits until the copies are up', async () => {
    const world = creating(properties(1, { settings: { desiredCount: '3', enableExecuteCommand: 'false', tags: { team: 'shop' } } }));
    world.service = { ...world.service, desiredCount: 1, runningCount: 1 };
    await world.begin();
    expect(world.written()).toEqual([{ cluster: 'cluster', service: 'shop', desiredCount: 3 }]);
    expect(await world.poll()).toEqual(pending);
    world.service = { ...world.service, runningCount: 3 };
    expect(await world.poll()).toEqual(done({ Status: 'Created', DeploymentId: '' }));
    expect(world.written('tagResource')).toEqual([{ resourceArn: 'arn:shop', tags: [{ key: 'team', value: 'shop' }] }]);
    expect(world.written('createDeployment')).toEqual([]);
  });

  test('writes nothing where nothing has changed', async () => {
    const world = updating(properties(1), properties(1));
    await world.begin();
    expect(await world.poll()).toEqual(done({ Status: 'Unchanged' }));
    expect(world.written()).toEqual([]);
  });

  test('deploys a new version once, and is done when the traffic has shifted', async () => {
    const world = updating(properties(1), properties(2));
    await world.begin();
    expect(await world.poll()).toEqual(pending);
    world.becomes({ instanceTerminationWaitTimeStarted: true });
    world.target = { lifecycleEvents: [{ lifecycleEventName: 'AllowTraffic', status: 'Succeeded', endTime: new Date(START + 8 * MINUTE) }] };
    expect(await world.poll()).toEqual(done({
      Status: 'TrafficShifted',
      DeploymentId: 'd-1',
      TrafficShiftedAt: '2030-01-01T10:08:00.000Z',
      PreviousTaskDefinition: revision(1).taskDefinition,
      ConsoleUrl: 'https://eu-west-1.console.aws.amazon.com/codesuite/codedeploy/deployments/d-1?region=eu-west-1',
    }));
    const [input, ...others] = world.written('createDeployment');
    expect(others).toEqual([]);
    expect(input).toMatchObject({ applicationName: 'shop', deploymentGroupName: 'shop-group', deploymentConfigName: 'CodeDeployDefault.ECSCanary10Percent5Minutes' });
    expect(input).not.toHaveProperty('overrideAlarmConfiguration');
    expect(appSpec(input).Resources[0].TargetService.Properties.TaskDefinition).toBe(revision(2).taskDefinition);
    expect(appSpec(input).Hooks).toEqual([{ AfterInstall: 'check' }]);
  });

  test('lets scaling stand still meanwhile, and go on afterwards', async () => {
    const world = updating(properties(1), properties(2));
    await world.begin();
    expect(world.scalableTargets).toMatchObject([{ SuspendedState: { DynamicScalingInSuspended: true, DynamicScalingOutSuspended: false } }]);
    expect(world.writes.map(([name]) => name)).toEqual(['registerScalableTarget', 'createDeployment']);
    world.becomes({ status: 'Succeeded', completeTime: new Date(world.now) });
    expect(await world.poll()).toEqual(done({ Status: 'Succeeded' }));
    expect(world.scalableTargets).toMatchObject([{ SuspendedState: { DynamicScalingInSuspended: false } }]);
  });

  test('lets scaling go on after a failure too', async () => {
    const world = updating(properties(1), properties(2));
    await world.begin();
    world.becomes({ status: 'Failed', completeTime: new Date(world.now) });
    await expect(world.poll(1)).rejects.toThrow(/failed/);
    expect(world.scalableTargets).toMatchObject([{ SuspendedState: { DynamicScalingInSuspended: false } }]);
  });

  test('changes the count alone without a deployment', async () => {
    const settings = { enableExecuteCommand: 'false', tags: {} };
    const world = updating(properties(1, { settings: { ...settings, desiredCount: '2' } }), properties(1, { settings: { ...settings, desiredCount: '5' } }));
    await world.begin();
    expect(await world.poll()).toEqual(done({ Status: 'Unchanged' }));
    expect(world.writes).toEqual([['updateService', { cluster: 'cluster', service: 'shop', desiredCount: 5 }]]);
  });

  test('leaves alone the count that scaling has chosen', async () => {
    const settings = { desiredCount: '2', enableExecuteCommand: 'false', tags: {} };
    const world = updating(properties(1, { settings }), properties(2, { settings }));
    world.service = { ...world.service, desiredCount: 9 };
    await world.begin();
    world.becomes({ status: 'Succeeded' });
    await world.poll();
    expect(world.written('updateService')).toEqual([]);
  });

  test('makes room before a deployment and takes it away after it', async () => {
    const settings = (desiredCount: string, healthCheckGracePeriodSeconds: string) =>
      ({ desiredCount, healthCheckGracePeriodSeconds, enableExecuteCommand: 'false', tags: {} });
    const out = updating(properties(1, { settings: settings('2', '60') }), properties(2, { settings: settings('4', '90') }));
    out.service = { ...out.service, healthCheckGracePeriodSeconds: 60 };
    await out.begin();
    expect(out.writes.map(([name]) => name)).toEqual(['registerScalableTarget', 'updateService', 'createDeployment']);
    expect(out.written('updateService')).toMatchObject([{ desiredCount: 4, healthCheckGracePeriodSeconds: 90 }]);

    const back = updating(properties(1, { settings: settings('2', '60') }), properties(2, { settings: settings('1', '60') }));
    await back.begin();
    expect(back.written('updateService')).toEqual([]);
    back.becomes({ status: 'Succeeded' });
    await back.poll();
    expect(back.written('updateService')).toMatchObject([{ desiredCount: 1 }]);
  });

  test('changes tags that have changed, and takes those that are gone', async () => {
    const settings = (tags: Record<string, string>) => ({ enableExecuteCommand: 'false', tags });
    const world = updating(properties(1, { settings: settings({ a: '1', b: '1', c: '1' }) }), properties(1, { settings: settings({ a: '1', b: '2' }) }));
    await world.begin();
    await world.poll();
    expect(world.writes).toEqual([
      ['untagResource', { resourceArn: 'arn:shop', tagKeys: ['c'] }],
      ['tagResource', { resourceArn: 'arn:shop', tags: [{ key: 'b', value: '2' }] }],
    ]);
  });

  test('leaves out the alarms that are firing already', async () => {
    const world = updating(properties(1), properties(2));
    world.firing = ['errors'];
    await world.begin();
    expect(world.written('createDeployment')).toMatchObject([{ overrideAlarmConfiguration: { enabled: true, alarms: [{ name: 'latency' }] } }]);
    world.firing = ['errors', 'latency'];
    world.deployments = [];
    await world.poll();
    expect(world.written('createDeployment')).toMatchObject([{}, { overrideAlarmConfiguration: { enabled: false, alarms: [] } }]);
  });

  test('stops copies that do not come up, waits until CodeDeploy has gone back, and says why', async () => {
    const world = updating(properties(1), properties(2));
    await world.begin();
    world.target = { lifecycleEvents: [{ lifecycleEventName: 'Install', status: 'InProgress', startTime: new Date(START) }] };
    expect(await world.poll(16)).toEqual(pending);
    expect(world.written('stopDeployment')).toEqual([{ deploymentId: 'd-1', autoRollbackEnabled: true }]);

    const errorInformation = { code: 'MANUAL_STOP' as const, message: 'Deployment was stopped.' };
    world.becomes({ status: 'Stopped', completeTime: new Date(world.now), rollbackInfo: { rollbackDeploymentId: 'd-2' }, errorInformation });
    world.deployments.push({ deploymentId: 'd-2', creator: 'codeDeployRollback', status: 'InProgress', createTime: new Date(world.now) });
    expect(await world.poll()).toEqual(pending);
    world.becomes({ status: 'Succeeded', completeTime: new Date(world.now) });
    world.target = { lifecycleEvents: [{ lifecycleEventName: 'Install', status: 'Failed', startTime: new Date(START), endTime: new Date(START + 16 * MINUTE) }] };
    world.stoppedTasks = [
      { taskDefinitionArn: revision(2).taskDefinition, stoppedReason: 'Essential container in task exited', containers: [{ name: 'web', exitCode: 137 }] },
      { taskDefinitionArn: revision(1).taskDefinition, stoppedReason: 'Scaling activity' },
    ];
    const error = await world.poll().then(() => 'no error', (thrown: Error) => thrown.message);
    expect(error).toContain('deployment d-1 has been stopped.');
    expect(error).toContain('its copies did not come up within 15 minutes');
    expect(error).toContain('[MANUAL_STOP] Deployment was stopped.');
    expect(error).toContain('Essential container in task exited (web ended with 137)');
    expect(error).not.toContain('Scaling activity');
  });

  test('names the hook that said no', async () => {
    const world = updating(properties(1), properties(2));
    await world.begin();
    world.becomes({ status: 'Failed', completeTime: new Date(world.now), errorInformation: { code: 'HOOK_EXECUTION_FAILURE', message: 'A hook failed.' } });
    world.target = { lifecycleEvents: [{ lifecycleEventName: 'AfterInstall', status: 'Failed', diagnostics: { scriptName: 'check', message: 'too slow' } }] };
    await expect(world.poll(2)).rejects.toThrow('AfterInstall failed in check: too slow.');
  });

  test('says how to help a deployment on that is in the way', async () => {
    const world = updating(properties(1), properties(2, { onActiveDeployment: 'FAIL' }));
    world.deployments = [{ deploymentId: 'd-9', status: 'Ready', creator: 'user' }];
    await world.begin();
    const error = await world.poll().then(() => 'no error', (thrown: Error) => thrown.message);
    expect(error).toContain('shop: deployment d-9 of another version is under way.\n');
    expect(error).toContain('aws deploy continue-deployment --deployment-id d-9 --deployment-wait-type READY_WAIT');
    expect(error).toContain('aws deploy stop-deployment --deployment-id d-9 --auto-rollback-enabled');
  });

  test('takes down the old copies of the deployment before, and then deploys', async () => {
    const world = updating(properties(1), properties(2));
    world.deployments = [{ deploymentId: 'd-0', status: 'InProgress', instanceTerminationWaitTimeStarted: true, createTime: new Date(START - 24 * 60 * MINUTE) }];
    await world.begin();
    expect(world.writes).toEqual([['continueDeployment', { deploymentId: 'd-0', deploymentWaitType: 'TERMINATION_WAIT' }]]);
    world.becomes({ status: 'Succeeded' });
    await world.poll();
    expect(world.written('createDeployment')).toHaveLength(1);
  });

  test('is done when the last hook has agreed, should AWS not say that old copies are being kept', async () => {
    const world = updating(properties(1), properties(2));
    await world.begin();
    world.target = { lifecycleEvents: [{ lifecycleEventName: 'AfterAllowTraffic', status: 'InProgress' }] };
    expect(await world.poll()).toEqual(pending);
    world.target = { lifecycleEvents: [{ lifecycleEventName: 'AfterAllowTraffic', status: 'Succeeded' }] };
    expect(await world.poll()).toEqual(done({ Status: 'TrafficShifted' }));
  });

  test('never takes what brings the old version back for what it has deployed', async () => {
    const world = updating(properties(1), properties(2));
    await world.begin();
    world.becomes({ status: 'Failed', completeTime: new Date(world.now), rollbackInfo: { rollbackDeploymentId: 'd-2' } });
    const { description } = world.last;
    world.deployments.push({
      deploymentId: 'd-2', creator: 'codeDeployRollback', description, status: 'Succeeded', createTime: new Date(world.now + 1), completeTime: new Date(world.now),
    });
    await expect(world.poll()).rejects.toThrow('d-1 has failed');
  });

  test('is patient with a setting, but not longer than there is time', async () => {
    const settings = { desiredCount: '2', enableExecuteCommand: 'false', tags: {} };
    const world = updating(properties(1, { settings }), properties(1, { settings: { ...settings, desiredCount: '3' } }));
    world.failing = { updateService: failure('ThrottlingException') };
    await world.begin();
    expect(await world.poll(51)).toEqual(pending);
    expect(await world.poll(2)).toEqual(done({ Status: 'Unchanged' }));
  });

  test('does not fight over a shell that somebody has opened, nor open an open one', async () => {
    const settings = (enableExecuteCommand: string) => ({ enableExecuteCommand, tags: {} });
    const unchanged = updating(properties(1, { settings: settings('false') }), properties(1, { settings: settings('false') }));
    const changed = updating(properties(1, { settings: settings('false') }), properties(1, { settings: settings('true') }));
    const closed = updating(properties(1, { settings: settings('true') }), properties(1, { settings: settings('false') }));
    for (const world of [unchanged, changed, closed]) {
      world.service = { ...world.service, enableExecuteCommand: true };
      await world.begin();
      await world.poll();
    }
    expect([unchanged, changed, closed].map(world => world.written('updateService').length)).toEqual([0, 0, 1]);
  });

  test('waits for copies that are still on their way', async () => {
    const world = creating(properties(1));
    world.service = { ...world.service, pendingCount: 1 };
    await world.begin();
    expect(await world.poll()).toEqual(pending);
    world.service = { ...world.service, pendingCount: 0 };
    expect(await world.poll()).toEqual(done({ Status: 'Created' }));
  });

  test('adopts what somebody else deploys, told by its copies', async () => {
    const world = updating(properties(1), properties(2));
    world.deployments = [{ deploymentId: 'd-9', status: 'InProgress', creator: 'user' }];
    world.service = { ...world.service, taskSets: [copies(1), copies(2, { status: 'ACTIVE', externalId: 'd-9' })] };
    await world.begin();
    world.becomes({ instanceTerminationWaitTimeStarted: true });
    expect(await world.poll()).toEqual(done({ DeploymentId: 'd-9' }));
    expect(world.written('createDeployment')).toEqual([]);
  });
});

describe('a stack that goes back', () => {
  const back = () => {
    const world = updating(properties(2), properties(1));
    world.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
    world.service = { ...world.service, taskSets: [copies(2)] };
    return world;
  };

  test('has nothing to do if CodeDeploy has gone back already', async () => {
    const world = back();
    world.service = { ...world.service, taskSets: [copies(1)] };
    await world.begin();
    expect(await world.poll()).toEqual(pending);
    expect(await world.poll(1)).toEqual(done({ Status: 'Unchanged' }));
    expect(world.written()).toEqual([]);
  });

  test('does not believe that the old version has the traffic if a deployment ended while it moved it', async () => {
    const ended = { deploymentId: 'd-1', status: 'Stopped' as const, completeTime: new Date(START - 5 * MINUTE) };
    const taking = { ...ended, deploymentId: 'd-2', creator: 'codeDeployRollback' as const };
    const shift = (status: LifecycleEvent['status'], given: object = {}) => ({ lifecycleEvents: [{ lifecycleEventName: 'AllowTraffic', status, ...given }] });
    for (const [deployment, target, creates] of [
      [ended, shift('Failed'), 1],
      [ended, shift('Succeeded'), 1],
      [ended, shift('Skipped', { startTime: new Date(START - 6 * MINUTE) }), 1],
      [ended, { taskSetsInfo: [{ status: 'PRIMARY', trafficWeight: 90 }, { status: 'ACTIVE', trafficWeight: 10 }] }, 1],
      [ended, { taskSetsInfo: [{ status: 'PRIMARY', trafficWeight: 100 }, { status: 'ACTIVE', trafficWeight: 0 }] }, 0],
      [ended, shift('Skipped'), 0],
      [ended, shift('Pending'), 0],
      [{ ...ended, rollbackInfo: { rollbackDeploymentId: 'd-2' } }, shift('Failed'), 0],
      [taking, shift('Pending'), 1],
      [{ ...taking, status: 'Succeeded' as const }, shift('Succeeded'), 0],
    ] as const) {
      const world = back();
      world.service = { ...world.service, taskSets: [copies(1), copies(2, { status: 'ACTIVE' })] };
      world.deployments = [deployment];
      world.target = target as World['target'];
      await world.begin();
      expect([deployment, target, world.written('createDeployment').length]).toEqual([deployment, target, creates]);
    }
  });

  test('deploys at once, without hooks, alarms or a way back', async () => {
    const world = back();
    world.firing = ['errors'];
    await world.begin();
    const [input] = world.written('createDeployment');
    expect(input).toMatchObject({
      deploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce',
      autoRollbackConfiguration: { enabled: false },
      overrideAlarmConfiguration: { enabled: false },
    });
    expect(appSpec(input)).not.toHaveProperty('Hooks');
  });

  test('gives the traffic back to old copies that are still there', async () => {
    const world = back();
    world.service = { ...world.service, taskSets: [copies(2), copies(1, { status: 'ACTIVE' })] };
    world.deployments = [{ deploymentId: 'd-9', status: 'InProgress', instanceTerminationWaitTimeStarted: true, description: 'cdk rq=before fp=other' }];
    await world.begin();
    expect(world.writes).toEqual([['stopDeployment', { deploymentId: 'd-9', autoRollbackEnabled: true }]]);
  });

  test('does not give the traffic to old copies that are on their way out', async () => {
    const world = back();
    world.service = { ...world.service, taskSets: [copies(2), copies(1, { status: 'DRAINING' })] };
    world.deployments = [{ deploymentId: 'd-9', status: 'InProgress', instanceTerminationWaitTimeStarted: true, description: 'cdk rq=before fp=other' }];
    await world.begin();
    expect(world.written('continueDeployment')).toHaveLength(1);
  });

  test('says how to get the stack unstuck if all else fails', async () => {
    const world = back();
    await world.begin();
    world.becomes({ status: 'Failed', completeTime: new Date(world.now) });
    await expect(world.poll(51)).rejects.toThrow('cdk rollback --orphan');
  });

  test('waits for permissions rather than getting stuck', async () => {
    const world = back();
    await world.begin();
    world.failing = { listDeployments: failure('AccessDeniedException') };
    expect(await world.poll(30)).toEqual(pending);
    await expect(world.poll(30)).rejects.toThrow('AccessDeniedException');
  });

  test('has its time however little the version had that failed, even if it cannot be told at first where it is heading', async () => {
    const world = updating(properties(2, { budgetMinutes: '6' }), properties(1, { budgetMinutes: '6' }));
    world.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
    world.service = { ...world.service, taskSets: [copies(2)] };
    world.deployments = [{ deploymentId: 'd-1', creator: 'codeDeployRollback', status: 'InProgress' }];
    world.failing = { describeStacks: failure('ThrottlingException') };
    await world.begin();
    expect(await world.poll(11)).toEqual(pending);
    world.failing = {};
    expect(await world.poll(40)).toEqual(pending);
    world.failing = { describeServices: failure('ThrottlingException') };
    expect(await world.poll()).toEqual(pending);
    await expect(world.poll(4)).rejects.toThrow('ThrottlingException');
  });

  test('does not fail over a setting', async () => {
    const world = updating(properties(2, { settings: { desiredCount: '3', enableExecuteCommand: 'false', tags: {} } }), properties(1, { settings: { desiredCount: '5', enableExecuteCommand: 'false', tags: {} } }));
    world.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
    world.failing = { updateService: failure('InvalidParameterException') };
    await world.begin();
    expect(await world.poll(1)).toEqual(done({ Status: 'Unchanged' }));
  });

  test('leaves nothing to do for the request that it turned away from', async () => {
    const world = updating(properties(1), properties(2, { settings: { desiredCount: '9', enableExecuteCommand: 'true', tags: { a: '1' } } }));
    world.failing = { describeServices: failure('ThrottlingException') };
    await world.begin();
    world.failing = {};
    world.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await world.poll()).toEqual(done({ Status: 'Superseded' }));
    expect(world.written()).toEqual([]);
  });

  test('is known from the beginning, even to a request that had to ask again and again', async () => {
    const world = updating(properties(1), properties(2));
    let asked = 0;
    const describeStacks = () => asked++ < 9 ? Promise.reject(failure('ThrottlingException')) : Promise.resolve({ Stacks: [{ StackStatus: 'UPDATE_IN_PROGRESS' }] });
    const begun = await begin({ ...world.event, RequestId: 'a', StackId: 'stack', LogicalResourceId: 'Rollout' }, { ...world.aws, describeStacks } as unknown as Aws, START, 0);
    expect(begun).toMatchObject({ Direction: 'FORWARD' });
  });

  test('is not mistaken by somebody who may not ask any more', async () => {
    const world = updating(properties(1), properties(2));
    await world.begin();
    world.failing = { describeStacks: failure('AccessDenied') };
    expect(await world.poll()).toEqual(pending);
  });

  test('is taken to go forward by somebody who may not ask', async () => {
    const world = updating(properties(1), properties(2));
    world.failing = { describeStacks: failure('AccessDenied') };
    await world.begin();
    expect(appSpec(world.written('createDeployment')[0])).toHaveProperty('Hooks');
    world.becomes({ status: 'Succeeded' });
    expect(await world.poll()).toEqual(done({ Status: 'Succeeded' }));
  });
});

describe('faults on the way', () => {
  test('a request that comes twice makes one deployment', async () => {
    const world = updating(properties(1), properties(2));
    await world.begin();
    await world.begin();
    expect(world.written('createDeployment')).toHaveLength(1);
  });

  test.each([
    ['has deployed', undefined, 1],
    ['could not deploy yet', 'DeploymentLimitExceededException', 0],
  ])('a request that %s and comes once more after the stack has turned wants what nobody wants any more', async (_, fault, deployments) => {
    const world = updating(properties(1), properties(2));
    world.failing = fault ? { createDeployment: failure(fault) } : {};
    await world.begin();
    world.failing = {};
    world.deployments.forEach(deployment => Object.assign(deployment, { status: 'Failed', completeTime: new Date(0) }));
    world.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await world.begin();
    expect(await world.poll()).toEqual(done({ Status: 'Superseded' }));
    expect(world.deployments).toHaveLength(deployments);
  });

  test('a request that goes back is not taken for the one that went forward', async () => {
    const world = updating(properties(1), properties(2));
    await world.begin();
    world.becomes({ status: 'Failed', completeTime: new Date(0) });
    world.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
    world.event = { ...world.event, RequestId: 'another', ResourceProperties: properties(3), OldResourceProperties: properties(2) };
    await world.begin();
    expect(world.deployments).toHaveLength(2);
  });

  test('goes on without a memory where the tag cannot be read or written', async () => {
    const world = updating(properties(1), properties(2));
    world.failing = { tagGroup: failure('ThrottlingException'), tagsOfGroup: failure('ThrottlingException') };
    await world.begin();
    expect(world.deployments).toHaveLength(1);
  });

  test('a request that comes twice at once makes one deployment, whoever is quicker', async () => {
    const world = updating(properties(1), properties(2));
    world.failing = { createDeployment: failure('DeploymentLimitExceededException') };
    await world.begin();
    expect(await world.poll()).toEqual(pending);
    world.failing = {};
    world.deployments = [{ deploymentId: 'd-9', status: 'InProgress', description: 'cdk rq=request-1 fp=whatever' }];
    expect(await world.poll()).toEqual(pending);
    world.becomes({ status: 'Succeeded' });
    expect(await world.poll()).toEqual(done({ DeploymentId: 'd-9' }));
  });

  test.each(['describeStacks', 'describeServices', 'listDeployments', 'batchGetDeployments', 'getDeploymentTarget'])('%s that does not answer is asked again', async operation => {
    for (const error of ['ThrottlingException', 'AbortError', 'ECONNRESET', 'InternalServerError']) {
      const world = updating(properties(1), properties(2));
      world.failing = { [operation]: failure(error) };
      await world.begin();
      expect(await world.poll()).toEqual(pending);
      world.failing = {};
      await world.poll();
      world.failing = { [operation]: failure(error) };
      expect(await world.poll()).toEqual(pending);
      world.failing = {};
      world.becomes({ status: 'Succeeded' });
      expect(await world.poll()).toEqual(done({ Status: 'Succeeded' }));
      expect(world.written('createDeployment')).toHaveLength(1);
    }
  });

  test('what AWS refuses for good is told, after a moment for it to make up its mind', async () => {
    const world = updating(properties(1), properties(2));
    world.failing = { createDeployment: failure('InvalidRevisionException') };
    await world.begin();
    expect(await world.poll()).toEqual(pending);
    await expect(world.poll(1)).rejects.toThrow('InvalidRevisionException');
  });

  test('new permissions are given some minutes', async () => {
    const world = creating(properties(1));
    world.failing = { describeServices: failure('AccessDeniedException') };
    await world.begin();
    expect(await world.poll(2)).toEqual(pending);
    await expect(world.poll(2)).rejects.toThrow('AccessDeniedException');
  });

  test('an AWS that never answers ends in an answer of ours', async () => {
    const world = updating(properties(1), properties(2));
    world.failing = { describeServices: failure('ServiceUnavailable') };
    await world.begin();
    expect(await world.poll(53)).toEqual(pending);
    await expect(world.poll(2)).rejects.toThrow('ServiceUnavailable');
  });

  test('the end of the budget stops the deployment and fails', async () => {
    const world = updating(properties(1), properties(2));
    await world.begin();
    expect(await world.poll(51)).toEqual(pending);
    expect(world.written('stopDeployment')).toEqual([{ deploymentId: 'd-1', autoRollbackEnabled: true }]);
    world.becomes({ status: 'Stopped', completeTime: new Date(world.now) });
    expect(await world.poll()).toEqual(pending);
    await expect(world.poll(1)).rejects.toThrow('d-1 has been stopped');
  });
});

describe('a relay', () => {
  const relay = () => new World({ RequestType: 'Update', ResourceType: RESOURCES.wait, ResourceProperties: properties(2), OldResourceProperties: properties(1) });

  test('ends what the rollout has begun, and lets scaling go on', async () => {
    const rollout = updating(properties(1), properties(2, { relaysLeft: '1' }));
    await rollout.begin();
    expect(await rollout.poll(51)).toEqual(done({ Status: 'InProgress', DeploymentId: 'd-1' }));
    expect(rollout.scalableTargets).toMatchObject([{ SuspendedState: { DynamicScalingInSuspended: true } }]);

    const world = relay();
    world.deployments = rollout.deployments;
    world.scalableTargets = rollout.scalableTargets;
    await world.begin();
    expect(await world.poll()).toEqual(pending);
    world.becomes({ instanceTerminationWaitTimeStarted: true });
    expect(await world.poll()).toEqual(done({ DeploymentId: 'd-1' }));
    expect(world.scalableTargets).toMatchObject([{ SuspendedState: { DynamicScalingInSuspended: false } }]);
    expect(world.written('createDeployment')).toEqual([]);
  });

  test('finds what the rollout began hours ago, and fails with it', async () => {
    const world = relay();
    const description = `cdk rq=before fp=${fingerprint(revision(2))}`;
    world.deployments = [{
      deploymentId: 'd-1', status: 'Failed', description, createTime: new Date(START - 300 * MINUTE), completeTime: new Date(START - MINUTE),
    }];
    await world.begin();
    await expect(world.poll()).rejects.toThrow('d-1 has failed');
  });

  test('is done at once on the way back', async () => {
    const world = relay();
    world.stackStatus = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await world.begin();
    expect(await world.poll()).toEqual(done({ Status: 'Unchanged' }));
    expect(world.written()).toEqual([]);
  });

  test('is deleted at once', async () => {
    const world = deleting(properties(1), RESOURCES.wait);
    world.deployments = [{ deploymentId: 'd-1', status: 'InProgress' }];
    await world.begin();
    expect(await world.poll()).toEqual({ IsComplete: true });
    expect(world.written()).toEqual([]);
  });
});

describe('a rollout that is deleted', () => {
  test('stops what is under way where it is', async () => {
    const world = deleting(properties(1));
    world.stackStatus = 'DELETE_IN_PROGRESS';
    world.deployments = [{ deploymentId: 'd-1', status: 'InProgress' }];
    await world.begin();
    expect(await world.poll()).toEqual(pending);
    expect(world.written('stopDeployment')).toEqual([{ deploymentId: 'd-1', autoRollbackEnabled: false }]);
    world.becomes({ status: 'Stopped' });
    world.scalableTargets = [{ ResourceId: 'service/cluster/shop', SuspendedState: { DynamicScalingInSuspended: true } }];
    expect(await world.poll()).toEqual({ IsComplete: true });
    expect(world.scalableTargets).toMatchObject([{ SuspendedState: { DynamicScalingInSuspended: false } }]);
  });

  test('leaves the service with one version, where only the rollout goes', async () => {
    const world = deleting(properties(1));
    world.stackStatus = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    world.deployments = [{ deploymentId: 'd-1', status: 'InProgress' }];
    await world.begin();
    expect(await world.poll()).toEqual(pending);
    expect(world.written('stopDeployment')).toEqual([{ deploymentId: 'd-1', autoRollbackEnabled: true }]);
    world.becomes({ instanceTerminationWaitTimeStarted: true });
    expect(await world.poll()).toEqual(pending);
    expect(world.written('continueDeployment')).toEqual([{ deploymentId: 'd-1', deploymentWaitType: 'TERMINATION_WAIT' }]);
  });

  test('does not wait for ever', async () => {
    const world = deleting(properties(1));
    world.deployments = [{ deploymentId: 'd-1', status: 'InProgress' }];
    await world.begin();
    expect(await world.poll(9)).toEqual(pending);
    expect(await world.poll(2)).toEqual({ IsComplete: true });
  });

  test.each(['DeploymentGroupDoesNotExistException', 'ApplicationDoesNotExistException', 'AccessDeniedException'])('is gone when AWS says %s', async name => {
    const world = deleting(properties(1));
    world.failing = { listDeployments: failure(name) };
    await world.begin();
    expect(await world.poll()).toEqual({ IsComplete: true });
  });

  test('is asked again while AWS is busy', async () => {
    const world = deleting(properties(1));
    world.failing = { listDeployments: failure('ThrottlingException') };
    await world.begin();
    expect(await world.poll()).toEqual(pending);
    expect(await world.poll(11)).toEqual({ IsComplete: true });
  });
});

test('the resource keeps its name for life, so that an update is never taken for a replacement', async () => {
  const world = creating(properties(1));
  const event = { ...world.event, RequestId: 'a', StackId: 'stack', LogicalResourceId: 'Rollout' } as RolloutEvent;
  const created = await begin(event, world.aws, START);
  expect(await begin({ ...event, RequestId: 'b' }, world.aws, START)).toMatchObject({ PhysicalResourceId: created.PhysicalResourceId });
  expect(await begin({ ...event, LogicalResourceId: 'Other' }, world.aws, START)).not.toMatchObject({ PhysicalResourceId: created.PhysicalResourceId });
  expect(await begin({ ...event, RequestType: 'Delete', PhysicalResourceId: 'rollout-old' }, world.aws, START)).toMatchObject({ PhysicalResourceId: 'rollout-old' });
});
