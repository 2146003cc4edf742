/** Errors, scaling, and what the bundle exports. */
import { failure } from './support/aws';
import { again } from '../../../src/functions/handlers/again';
import { Aws } from '../../../src/functions/handlers/aws';
import { classify } from '../../../src/functions/handlers/errors';
import * as handlers from '../../../src/functions/handlers/index';
import { resumeAfter } from '../../../src/functions/handlers/resume-scaling';
import { resumeScalingOf, suspendScaling } from '../../../src/functions/handlers/scaling';

test('every function of the library has its export, and none takes the callback that Lambda hands to some', () => {
  expect(Object.keys(handlers)).toEqual(expect.arrayContaining(['answer', 'hook', 'isComplete', 'onEvent', 'resumeScaling']));
  for (const handler of Object.values(handlers)) { expect(handler.length).toBeLessThanOrEqual(2); }
});

test.each([
  ['pending', ['ThrottlingException', 'DeploymentLimitExceededException', 'DeploymentIsNotInReadyStateException', 'InvalidDeploymentStatusException',
    'DeploymentNotStartedException', 'DeploymentDoesNotExistException', 'InternalServerError', 'TimeoutError', 'AbortError', 'ECONNRESET', 'TypeError']],
  ['benign', ['DeploymentAlreadyCompletedException', 'LifecycleEventAlreadyCompletedException']],
  ['denied', ['AccessDeniedException', 'AccessDenied', 'UnauthorizedException', 'InvalidRoleException']],
  ['terminal', ['InvalidRevisionException', 'RevisionDoesNotExistException', 'DeploymentConfigDoesNotExistException', 'InvalidLoadBalancerInfoException',
    'InvalidTargetGroupPairException', 'InvalidTrafficRoutingConfigurationException', 'AlarmsLimitExceededException', 'InvalidAlarmConfigException',
    'InvalidAutoRollbackConfigException', 'ECSServiceMappingLimitExceededException', 'UnsupportedActionForDeploymentTypeException',
    'DescriptionTooLongException', 'ApplicationDoesNotExistException', 'DeploymentGroupDoesNotExistException', 'InvalidParameterException']],
])('these errors are %s', (kind, names) => {
  expect(names.map(name => [name, classify(failure(name))])).toEqual(names.map(name => [name, kind]));
});

test('an error that says its name as a code is understood too', () => {
  expect(classify(Object.assign(new Error('too fast'), { code: 'InvalidRevisionException' }))).toBe('terminal');
  expect(classify(undefined)).toBe('pending');
});

test('a call is repeated while AWS is busy, and not when it has spoken', async () => {
  const calls = async (name: string) => {
    let count = 0;
    await again(() => { count++; return Promise.reject(failure(name)); }, 0).catch(() => undefined);
    return count;
  };
  for (const busy of ['ThrottlingException', 'TooManyRequestsException', 'RequestLimitExceeded', 'InternalServerError', 'ServerException', 'ECONNRESET', 'TimeoutError']) {
    expect([busy, await calls(busy)]).toEqual([busy, 4]);
  }
  for (const final of ['DeploymentLimitExceededException', 'AccessDeniedException', 'AbortError', 'InvalidRevisionException']) {
    expect([final, await calls(final)]).toEqual([final, 1]);
  }
});

function scaling(state: object | undefined) {
  const written: object[] = [];
  const aws = {
    describeScalableTargets: () => Promise.resolve({ ScalableTargets: state ? [{ ResourceId: 'service/c/s', SuspendedState: state }] : [] }),
    registerScalableTarget: (input: { SuspendedState: object }) => { written.push(input.SuspendedState); return Promise.resolve({}); },
    listDeployments: () => Promise.resolve({ deployments: [] as string[] }),
  };
  return { aws: aws as unknown as Aws, written };
}

test('scaling stands still as far as asked', async () => {
  for (const [suspend, expected] of [
    ['SCALE_IN', [{ DynamicScalingInSuspended: true, DynamicScalingOutSuspended: false, ScheduledScalingSuspended: false }]],
    ['ALL', [{ DynamicScalingInSuspended: true, DynamicScalingOutSuspended: true, ScheduledScalingSuspended: true }]],
    ['NONE', []],
  ] as const) {
    const { aws, written } = scaling({});
    await suspendScaling(aws, { resourceId: 'service/c/s', suspend });
    expect(written).toEqual(expected);
  }
});

test('nothing is written that is so already, nor about a service that does not scale', async () => {
  for (const state of [undefined, {}, { DynamicScalingInSuspended: false }]) {
    const { aws, written } = scaling(state);
    await resumeScalingOf(aws, { resourceId: 'service/c/s', suspend: 'SCALE_IN' });
    expect(written).toEqual([]);
  }
});

describe('the end of a deployment', () => {
  const standing = { DynamicScalingInSuspended: true };

  test.each([
    ['SUCCESS', true], ['FAILURE', true], ['STOP', true], ['START', false], ['READY', false],
  ])('in state %s lets scaling go on: %s', async (state, resumed) => {
    const { aws, written } = scaling(standing);
    expect(await resumeAfter({ resourceId: 'service/c/s', detail: { state, application: 'a', deploymentGroup: 'g' } }, aws)).toEqual({ resumed });
    expect(written).toHaveLength(resumed ? 1 : 0);
    expect(await resumeAfter({ resourceId: 'service/c/s', state }, aws)).toEqual({ resumed });
  });

  test('changes nothing while another one is under way', async () => {
    const { aws, written } = scaling(standing);
    const busy = { ...aws, listDeployments: () => Promise.resolve({ deployments: ['d-2'] }) } as unknown as Aws;
    expect(await resumeAfter({ resourceId: 'service/c/s', state: 'STOP', application: 'a', deploymentGroup: 'g' }, busy)).toEqual({ resumed: false });
    expect(written).toEqual([]);
  });

  test('changes nothing of nothing', async () => {
    expect(await resumeAfter({ state: 'STOP' }, scaling(standing).aws)).toEqual({ resumed: false });
  });
});
