/** What is wrong with a rollout, and what is right although it looks wrong. */
import { Duration, Lazy } from 'aws-cdk-lib/core';
import { ecsFindings } from '../../src/ecs/rules';
import { rolloutMessages } from '../../src/findings/messages/rollout';
import { CodeDeployDraft, Handle, RolloutDraft, RolloutHookDraft, ROLLOUT_STAGES, seal, ShiftingDraft, WorkloadDraft } from '../../src/model';
import { codesOf, expectRefused } from '../wrong-inputs/expect-refused';
import { ROLLOUT_MISTAKES } from '../wrong-inputs/rollout';
import { PRODUCTION, workload } from '../wrong-inputs/wrong-input';

const { minutes, hours, days } = Duration;

/** What the model and ECS say to it. */
function findings(rollout: RolloutDraft, given: Partial<WorkloadDraft> = {}): string[] {
  const { spec, findings: found } = seal(workload({ exposures: [{ kind: 'http', audience: 'public' }], rollout, ...given }), PRODUCTION);
  return [...found, ...ecsFindings(spec, { launchType: 'fargate' })].map(({ code, path }) => `${code} ${path}`);
}

const byEcs = (given: Omit<ShiftingDraft, 'kind'> = {}): RolloutDraft => ({ kind: 'shifting', ...given });
const byCodeDeploy = (given: Omit<CodeDeployDraft, 'kind'> = {}): RolloutDraft => ({ kind: 'codeDeploy', ...given });
const hook = (given: Partial<RolloutHookDraft> = {}, name = 'check'): RolloutHookDraft =>
  ({ stage: 'afterScaleUp', function: new Handle(name, undefined), ...given });

describe('every mistake is refused with its code, its place and a way out', () => expectRefused(ROLLOUT_MISTAKES));

test('every message about rollouts is said by one of them', () => {
  expect(codesOf(ROLLOUT_MISTAKES)).toEqual([...Object.keys(rolloutMessages), 'OutOfRange'].sort());
});

describe('at the border, but right', () => {
  const right: [string, RolloutDraft, Partial<WorkloadDraft>?][] = [
    ['a tenth of a percent first', byEcs({ shift: { kind: 'canary', percent: 0.1 } })],
    ['a tenth that binary has none of', byEcs({ shift: { kind: 'canary', percent: 3.3 } })],
    ['tenths that were added up', byEcs({ shift: { kind: 'canary', percent: 0.1 + 0.2 } })],
    ['everything in the first step', byEcs({ shift: { kind: 'canary', percent: 100 } })],
    ['steps of three percent', byEcs({ shift: { kind: 'linear', percent: 3 } })],
    ['one step', byEcs({ shift: { kind: 'linear', percent: 100 } })],
    ['no time between two steps', byEcs({ shift: { kind: 'linear', interval: minutes(0) } })],
    ['a canary for a day', byEcs({ shift: { kind: 'canary', interval: days(1) } })],
    ['an old version that goes at once', byEcs({ bakeTime: minutes(0) })],
    ['an old version that stays for a day', byEcs({ bakeTime: days(1) })],
    ['an old version that CodeDeploy keeps for two days', byCodeDeploy({ bakeTime: days(2) })],
    ['an old version that CodeDeploy does not keep', byCodeDeploy({ bakeTime: minutes(0) })],
    ['a day to come up', byEcs({ startTimeout: days(1) })],
    ['a minute to come up', byEcs({ startTimeout: minutes(1) })],
    ['fifty minutes to come up', byCodeDeploy({ startTimeout: minutes(50) })],
    ['whole percents of CodeDeploy', byCodeDeploy({ shift: { kind: 'linear', percent: 99, interval: minutes(1) } })],
    ['one percent of CodeDeploy', byCodeDeploy({ shift: { kind: 'canary', percent: 1, interval: minutes(1) } })],
    ['hooks that think for long', byEcs({ hooks: [hook({ timeout: days(1) }), hook({ timeout: minutes(1) }, 'other')] })],
    ['a hook that thinks for long in CodeDeploy', byCodeDeploy({ hooks: [hook({ timeout: minutes(60) })] })],
    ['ten hooks', byEcs({ hooks: Array.from({ length: 10 }, (_, index) => hook({}, `check${index}`)) })],
    ['one function at each stage', byEcs({ hooks: ROLLOUT_STAGES.map(stage => hook({ stage })), testTraffic: { kind: 'paths', paths: ['/preview/*'] } })],
    ['one function at each stage of CodeDeploy',
      byCodeDeploy({ hooks: ROLLOUT_STAGES.map(stage => hook({ stage })), testTraffic: { kind: 'listener', port: 8443, peers: [] } })],
    ['side by side without a way in', byEcs(), { exposures: [] }],
    ['an approval at every moment', byEcs({ approval: { stage: 'afterProductionTraffic', onTimeout: 'continue' } })],
    ['ten alarms', byCodeDeploy({ alarms: { kind: 'given', alarms: Array.from({ length: 10 }, (_, index) => new Handle(`alarm${index}`, undefined)) } })],
    ['several ways in', byEcs(), { exposures: [{ kind: 'http', audience: 'public' }, { kind: 'http', audience: 'internal' }] }],
    ['the last port', byEcs({ testTraffic: { kind: 'listener', port: 65_535, peers: [] } })],
    ['a pipeline, which waits as long as it likes', byCodeDeploy({ trigger: 'pipeline', approval: { timeout: days(2) } })],
    ['nobody who waits', byCodeDeploy({ waitFor: 'started', approval: { timeout: days(2) } })],
    ['six hours', byCodeDeploy({ maxWait: hours(6) })],
  ];

  // Not spread, because a missing third member would be taken for a callback.
  test.each(right.map(([what, ...given]) => [what, given] as const))('%s', (_, [rollout, given]) => expect(findings(rollout, given)).toEqual([]));
});

describe('thirty-three hours', () => {
  const day = hours(24);

  test.each<[string, (last: Duration) => RolloutDraft, number]>([
    ['of a canary and of keeping the old version', bakeTime => byEcs({ shift: { kind: 'canary', interval: day }, bakeTime }), 9 * 60],
    ['of nine steps', bakeTime => byEcs({ shift: { kind: 'linear', percent: 10, interval: hours(3) }, bakeTime }), 6 * 60],
    ['of three steps', bakeTime => byEcs({ shift: { kind: 'linear', percent: 30, interval: hours(10) }, bakeTime }), 3 * 60],
    ['of thirty-three steps', bakeTime => byEcs({ shift: { kind: 'linear', percent: 3, interval: hours(1) }, bakeTime }), 0],
    ['of an approval', timeout => byEcs({ approval: { timeout }, bakeTime: hours(3) }), 30 * 60],
  ])('%s pass, a minute more does not', (_, rollout, last) => {
    expect(findings(rollout(minutes(last)))).toEqual([]);
    expect(findings(rollout(minutes(last + 1)))).toEqual(['RolloutTooLong rollout']);
  });
});

describe('waiting for CodeDeploy', () => {
  test.each<[string, Omit<CodeDeployDraft, 'kind'>, number]>([
    ['the usual canary: coming up, its interval, keeping the old version, and some slack', {}, 15 + 5 + 10 + 5],
    ['not the old version', { waitFor: 'trafficShifted' }, 15 + 5 + 5],
    ['nine intervals', { waitFor: 'trafficShifted', shift: { kind: 'linear', percent: 10, interval: minutes(3) } }, 15 + 27 + 5],
    ['three intervals', { waitFor: 'trafficShifted', shift: { kind: 'linear', percent: 30, interval: minutes(3) } }, 15 + 9 + 5],
    ['the hooks and the approval', { waitFor: 'trafficShifted', hooks: [hook()], approval: { timeout: minutes(30) } }, 15 + 5 + 30 + 5 + 5],
    ['as long as the longest of CodeDeploy for steps that nobody knows',
      { waitFor: 'trafficShifted', shift: { kind: 'foreign', config: new Handle('Careful', undefined) } }, 15 + 27 + 5],
  ])('takes %s', (_, given, needed) => {
    expect(findings(byCodeDeploy({ ...given, maxWait: minutes(needed) }))).toEqual([]);
    expect(findings(byCodeDeploy({ waitFor: 'completed', ...given, maxWait: minutes(needed - 1) }))).toEqual(['CodeDeployWaitTooShort rollout.maxWait']);
  });
});

describe('what is decided at deployment is not judged', () => {
  const later = Lazy.number({ produce: () => 1 });
  const laterMinutes = minutes(later);

  test.each<[string, RolloutDraft]>([
    ['percent', byEcs({ shift: { kind: 'canary', percent: later } })],
    ['percent of steps', byEcs({ shift: { kind: 'linear', percent: later } })],
    ['percent of CodeDeploy', byCodeDeploy({ shift: { kind: 'linear', percent: later, interval: minutes(1) } })],
    ['interval', byEcs({ shift: { kind: 'linear', interval: laterMinutes } })],
    ['times', byEcs({ bakeTime: laterMinutes, startTimeout: laterMinutes, hooks: [hook({ timeout: laterMinutes })], approval: { timeout: laterMinutes } })],
    ['times in another unit', byEcs({ bakeTime: Duration.seconds(later), approval: { timeout: hours(later) } })],
    ['times of CodeDeploy', byCodeDeploy({
      bakeTime: laterMinutes, startTimeout: laterMinutes, hooks: [hook({ timeout: laterMinutes })], approval: { timeout: hours(later) },
    })],
    ['waiting', byCodeDeploy({ maxWait: hours(later) })],
    ['port', byEcs({ testTraffic: { kind: 'listener', port: later, peers: [] } })],
  ])('%s', (_, rollout) => expect(findings(rollout)).toEqual([]));
});

test('numbers that are none are told so once, and nothing is computed with them', () => {
  const wrong = [NaN, Infinity, -Infinity, 0, -5];
  const told = wrong.flatMap(percent => [
    findings(byEcs({ shift: { kind: 'linear', percent } })), findings(byCodeDeploy({ shift: { kind: 'linear', percent, interval: minutes(1) } })),
  ]);

  expect(told).toEqual(Array.from({ length: 2 * wrong.length }, () => ['OutOfRange rollout.shift.percent']));
});

test('a percentage that is out of range and too fine is out of range', () => {
  const told = [0.05, 100.05].map(percent => findings(byEcs({ shift: { kind: 'canary', percent } })));

  expect(told).toEqual([['OutOfRange rollout.shift.percent'], ['OutOfRange rollout.shift.percent']]);
});

test('several mistakes are told together', () => {
  expect(findings(byCodeDeploy({
    shift: { kind: 'canary', percent: 0.5, interval: minutes(1) },
    testTraffic: { kind: 'paths', paths: [] },
    hooks: [hook(), hook()],
    approval: { stage: 'afterScaleUp', onTimeout: 'continue' },
  })).sort()).toEqual([
    'CodeDeployApprovalRollsBack rollout.approval.onTimeout', 'CodeDeployApprovesBeforeTraffic rollout.approval.stage',
    'CodeDeployOneHookPerStage rollout.hooks[1].stage', 'CodeDeployTestsByListener rollout.testTraffic', 'OutOfRange rollout.shift.percent',
    'RolloutHookTwice rollout.hooks[1]', 'TestPathsMissing rollout.testTraffic',
  ]);
});
