/** The words for rollouts, in the words of the model. */
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { CodeDeployDraft, complete, CodeDeployRollout, Handle, ROLLOUT_STAGES, RolloutSpec, ShiftingDraft } from '../../src/model';
import {
  AlarmsFiringAtStart, ApprovalTimeout, OnActiveDeployment, Rollout, RolloutAlarms, RolloutApproval, RolloutCompletion, RolloutHook, RolloutStage,
  RolloutTrigger, ScalingDuringDeployment, TestTraffic, TrafficShift,
} from '../../src/vocabulary';
import { PRODUCTION, workload } from '../wrong-inputs/wrong-input';

const { minutes, hours } = Duration;

/** Without the members that are undefined, and handles by their labels. */
function said(given: unknown): unknown {
  return JSON.parse(JSON.stringify(given, (_, value) =>
    value instanceof Duration ? value.toIsoString() : value instanceof Handle ? `<${value.label}>` : value));
}

function draft(rollout: Rollout): unknown {
  return said(rollout._toDraft());
}

/** What becomes of it with every default. */
function completed<T extends RolloutSpec>(rollout: Rollout): T {
  return complete(workload({ rollout: rollout._toDraft() }), PRODUCTION).rollout as T;
}

const stack = new Stack();
const check = lambda.Function.fromFunctionName(stack, 'Check', 'check');
const news = sns.Topic.fromTopicArn(stack, 'News', 'arn:aws:sns:eu-west-1:111122223333:news');
const sales = cloudwatch.Alarm.fromAlarmName(stack, 'Sales', 'no-sales');

test('says nothing that was not said', () => {
  expect(draft(Rollout.blueGreen())).toEqual({ kind: 'shifting', shift: { kind: 'allAtOnce' } });
  expect(draft(Rollout.canary())).toEqual({ kind: 'shifting', shift: { kind: 'canary' } });
  expect(draft(Rollout.linear())).toEqual({ kind: 'shifting', shift: { kind: 'linear' } });
  expect(draft(Rollout.codeDeploy())).toEqual({ kind: 'codeDeploy' });
});

test.each([
  ['blueGreen', Rollout.blueGreen, { kind: 'allAtOnce' }], ['canary', Rollout.canary, { kind: 'canary' }], ['linear', Rollout.linear, { kind: 'linear' }],
] as const)('%s takes everything that rollouts side by side take', (_, make, shift) => {
  expect(draft(make({
    alarms: RolloutAlarms.of(sales),
    healthCheckGracePeriod: minutes(2),
    notifications: news,
    bakeTime: minutes(3),
    startTimeout: minutes(4),
    testTraffic: TestTraffic.header('X-Preview', 'yes'),
    hooks: [RolloutHook.lambdaFunction(check, RolloutStage.AFTER_SCALE_UP)],
    approval: RolloutApproval.manual(),
  }))).toEqual({
    kind: 'shifting',
    shift,
    alarms: { kind: 'given', alarms: ['<Default/Sales>'] },
    healthCheckGracePeriod: 'PT2M',
    notifications: '<Default/News>',
    bakeTime: 'PT3M',
    startTimeout: 'PT4M',
    testTraffic: { kind: 'header', name: 'X-Preview', value: 'yes' },
    hooks: [{ stage: 'afterScaleUp', function: '<Default/Check>' }],
    approval: {},
  });
});

test('steps are told in percent and time, and are those of the documentation otherwise', () => {
  expect((draft(Rollout.canary({ percent: 2.5, interval: hours(1) })) as ShiftingDraft).shift).toEqual({ kind: 'canary', percent: 2.5, interval: 'PT1H' });
  expect((draft(Rollout.linear({ percent: 25 })) as ShiftingDraft).shift).toEqual({ kind: 'linear', percent: 25 });
  const usual = [Rollout.canary(), Rollout.linear(), Rollout.linear({ interval: undefined }), Rollout.codeDeploy()];
  expect(said(usual.map(each => completed<CodeDeployRollout>(each).shift)))
    .toEqual([
      { kind: 'canary', percent: 10, interval: 'PT10M' }, { kind: 'linear', percent: 10, interval: 'PT6M' }, { kind: 'linear', percent: 10, interval: 'PT6M' },
      { kind: 'canary', percent: 10, interval: 'PT5M' },
    ]);
});

test('CodeDeploy is told what it alone is told', () => {
  expect(draft(Rollout.codeDeploy({
    shift: TrafficShift.allAtOnce(),
    waitFor: RolloutCompletion.COMPLETED,
    maxWait: hours(2),
    onActiveDeployment: OnActiveDeployment.STOP,
    alarmsFiringAtStart: AlarmsFiringAtStart.FAIL,
    trigger: RolloutTrigger.PIPELINE,
    scalingDuringDeployment: ScalingDuringDeployment.SUSPEND_ALL,
    redeployNonce: 'again',
    alarms: RolloutAlarms.none(),
    notifications: news,
    testTraffic: TestTraffic.listener(8443),
    hooks: [],
    approval: RolloutApproval.manual({ timeout: minutes(20) }),
  }))).toEqual({
    kind: 'codeDeploy',
    shift: { kind: 'allAtOnce' },
    waitFor: 'completed',
    maxWait: 'PT2H',
    onActiveDeployment: 'stop',
    alarmsFiringAtStart: 'fail',
    trigger: 'pipeline',
    suspendedScaling: 'all',
    redeployNonce: 'again',
    alarms: { kind: 'none' },
    notifications: '<Default/News>',
    testTraffic: { kind: 'listener', port: 8443, peers: [] },
    hooks: [],
    approval: { timeout: 'PT20M' },
  });
});

test('CodeDeploy waits, ignores what fires already, follows the stack and stops scaling in, unless it is told otherwise', () => {
  expect(completed<CodeDeployRollout>(Rollout.codeDeploy())).toMatchObject({
    waitFor: RolloutCompletion.COMPLETED,
    onActiveDeployment: OnActiveDeployment.WAIT,
    alarmsFiringAtStart: AlarmsFiringAtStart.IGNORE,
    trigger: RolloutTrigger.CLOUDFORMATION,
    suspendedScaling: ScalingDuringDeployment.SUSPEND_SCALE_IN,
  });
});

test('every choice of CodeDeploy is one of the model', () => {
  const choices = [
    ...Object.values(RolloutCompletion).map(waitFor => ({ waitFor })),
    ...Object.values(OnActiveDeployment).map(onActiveDeployment => ({ onActiveDeployment })),
    ...Object.values(AlarmsFiringAtStart).map(alarmsFiringAtStart => ({ alarmsFiringAtStart })),
    ...Object.values(RolloutTrigger).map(trigger => ({ trigger })),
  ];
  choices.forEach(choice => expect(completed<CodeDeployRollout>(Rollout.codeDeploy(choice))).toMatchObject(choice));
  expect(Object.values(ScalingDuringDeployment).map(scalingDuringDeployment =>
    completed<CodeDeployRollout>(Rollout.codeDeploy({ scalingDuringDeployment })).suspendedScaling)).toEqual(['scaleIn', 'all', 'none']);
});

test('traffic shifts in steps, or as a configuration says', () => {
  const shift = (given: TrafficShift) => (draft(Rollout.codeDeploy({ shift: given })) as CodeDeployDraft).shift;

  expect(shift(TrafficShift.canary(5, minutes(7)))).toEqual({ kind: 'canary', percent: 5, interval: 'PT7M' });
  expect(shift(TrafficShift.linear(5, minutes(7)))).toEqual({ kind: 'linear', percent: 5, interval: 'PT7M' });
  expect(shift(TrafficShift.config(codedeploy.EcsDeploymentConfig.fromEcsDeploymentConfigName(stack, 'Config', 'Careful'))))
    .toEqual({ kind: 'foreign', config: '<Careful>' });
});

test('test traffic is told by a header, by paths or by a port, for whoever may reach it', () => {
  const peer = ec2.Peer.ipv4('192.0.2.0/24');

  expect(TestTraffic.header('X-Preview', 'yes*')._toSpec()).toEqual({ kind: 'header', name: 'X-Preview', value: 'yes*' });
  expect(TestTraffic.paths('/a', '/b/*')._toSpec()).toEqual({ kind: 'paths', paths: ['/a', '/b/*'] });
  expect(TestTraffic.listener(9443)._toSpec()).toEqual({ kind: 'listener', port: 9443, peers: [] });
  expect(TestTraffic.listener(9443, { peers: [peer] })._toSpec()).toEqual({ kind: 'listener', port: 9443, peers: [{ label: '192.0.2.0/24', value: peer }] });
});

test('a hook is a function at a stage, which is not asked at first or on the way back', () => {
  const hook = (options?: Parameters<typeof RolloutHook.lambdaFunction>[2]) =>
    completed<CodeDeployRollout>(Rollout.blueGreen({ hooks: [RolloutHook.lambdaFunction(check, RolloutStage.BEFORE_SCALE_UP, options)] })).hooks[0];

  expect(hook()).toMatchObject({ stage: 'beforeScaleUp', function: { label: 'Default/Check', value: check }, skipOnFirstDeployment: true, skipOnRollback: true });
  expect(hook().timeout.toMinutes()).toBe(60);
  const always = { skipOnFirstDeployment: false, skipOnRollback: false };
  expect(hook(always)).toMatchObject(always);
  expect(hook({ timeout: minutes(9) }).timeout.toMinutes()).toBe(9);
});

test('a hook of CodeDeploy has five minutes', () => {
  const { hooks } = completed<CodeDeployRollout>(Rollout.codeDeploy({ hooks: [RolloutHook.lambdaFunction(check, RolloutStage.BEFORE_SCALE_UP)] }));

  expect(hooks.map(({ timeout }) => timeout.toMinutes())).toEqual([5]);
});

test('stages are those of the model, in their order', () => {
  expect(Object.values(RolloutStage)).toEqual([...ROLLOUT_STAGES]);
});

test('an approval is waited for in front of production for an hour, unless it says otherwise', () => {
  const approval = (given: RolloutApproval) => completed<CodeDeployRollout>(Rollout.blueGreen({ approval: given })).approval;

  expect(said(approval(RolloutApproval.manual()))).toEqual({ stage: 'beforeProductionTraffic', timeout: 'PT1H', onTimeout: 'rollback' });
  expect(said(approval(RolloutApproval.manual({ stage: RolloutStage.AFTER_TEST_TRAFFIC, timeout: hours(8), onTimeout: ApprovalTimeout.CONTINUE }))))
    .toEqual({ stage: 'afterTestTraffic', timeout: 'PT8H', onTimeout: 'continue' });
  expect(completed<CodeDeployRollout>(Rollout.blueGreen()).approval).toBeUndefined();
});

test('an approval is not changed by whoever wrote its options', () => {
  const options = { timeout: hours(1) };
  const approval = RolloutApproval.manual(options);
  options.timeout = hours(2);

  expect(said(approval._toDraft())).toEqual({ timeout: 'PT1H' });
});

test('a rolling rollout follows the traffic where it is told to, and tells people', () => {
  expect(draft(Rollout.rolling({ followTraffic: true, notifications: news }))).toEqual({
    kind: 'rolling', followTraffic: true, circuitBreaker: {}, notifications: '<Default/News>',
  });
});
