/** Rollouts by chance, said as a front-end would say them: any member may be missing. */
import { Duration } from 'aws-cdk-lib/core';
import * as fc from 'fast-check';
import {
  CodeDeployDraft, ForeignShift, Handle, RollingDraft, ROLLOUT_STAGES, RolloutApprovalSpec, RolloutDraft, RolloutHookDraft, ShiftDraft, ShiftingDraft,
} from '../../src/model';

/** Numbers as people write them, and numbers as nobody should. */
const anyNumber = fc.oneof(fc.integer({ min: 0, max: 200 }), fc.constantFrom(NaN, -1, 1e-300, 0.1, 33.3, Infinity, 1e9));
const anyTime = fc.oneof(
  fc.integer({ min: 0, max: 5000 }).map(Duration.minutes),
  fc.integer({ min: 0, max: 7200 }).map(Duration.seconds),
  fc.integer({ min: 0, max: 100 }).map(third => Duration.seconds(third / 3)),
);
const name = fc.stringMatching(/^[a-z]{1,8}$/);
const handle = name.map(label => new Handle(label, undefined));
const stage = fc.constantFrom(...ROLLOUT_STAGES);

/** Any of the members, and `undefined` where a front-end passes on what it was not given. */
function some<T>(members: { [K in keyof T]-?: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> {
  const arbitraries = Object.entries<fc.Arbitrary<unknown>>(members);
  const optional = Object.fromEntries(arbitraries.map(([key, value]) => [key, fc.option(value, { nil: undefined })]));
  return fc.record(optional, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;
}

const alarms: fc.Arbitrary<RollingDraft['alarms']> = fc.oneof(
  fc.constantFrom({ kind: 'none' } as const, { kind: 'default' } as const),
  fc.array(handle, { maxLength: 3 }).map(given => ({ kind: 'given' as const, alarms: given })),
);
const basics = { alarms, healthCheckGracePeriod: anyTime, notifications: handle };

export const rolling: fc.Arbitrary<RollingDraft> = some<Omit<RollingDraft, 'kind'>>({
  ...basics,
  minHealthyPercent: anyNumber,
  maxHealthyPercent: anyNumber,
  followTraffic: fc.boolean(),
  circuitBreaker: some<NonNullable<RollingDraft['circuitBreaker']>>({
    enabled: fc.boolean(),
    rollback: fc.boolean(),
    threshold: fc.record({ kind: fc.constantFrom('count', 'percent'), value: anyNumber }),
  }),
}).map(given => ({ kind: 'rolling', ...given }));

const shift: fc.Arbitrary<ShiftDraft> = fc.record(
  { kind: fc.constantFrom('allAtOnce', 'canary', 'linear'), percent: anyNumber, interval: anyTime }, { requiredKeys: ['kind'] },
);
const foreign: fc.Arbitrary<ForeignShift> = handle.map(config => ({ kind: 'foreign', config }));
const hook: fc.Arbitrary<RolloutHookDraft> = fc.record(
  { stage, function: handle, skipOnFirstDeployment: fc.boolean(), skipOnRollback: fc.boolean(), timeout: anyTime }, { requiredKeys: ['stage', 'function'] },
);
const testTraffic: fc.Arbitrary<ShiftingDraft['testTraffic']> = fc.oneof(
  fc.record({ kind: fc.constant('header' as const), name, value: name }),
  fc.record({ kind: fc.constant('paths' as const), paths: fc.array(name.map(path => `/${path}`), { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('listener' as const), port: anyNumber, peers: fc.array(handle, { maxLength: 2 }) }),
);
const sideBySide = {
  ...basics,
  bakeTime: anyTime,
  startTimeout: anyTime,
  testTraffic,
  hooks: fc.array(hook, { maxLength: 3 }),
  approval: some<RolloutApprovalSpec>({ stage, timeout: anyTime, onTimeout: fc.constantFrom('rollback', 'continue') }),
};

export const shifting: fc.Arbitrary<ShiftingDraft> = some<Omit<ShiftingDraft, 'kind'>>({ ...sideBySide, shift })
  .map(given => ({ kind: 'shifting', ...given }));

export const byCodeDeploy: fc.Arbitrary<CodeDeployDraft> = some<Omit<CodeDeployDraft, 'kind'>>({
  ...sideBySide,
  shift: fc.oneof(shift, foreign),
  waitFor: fc.constantFrom('trafficShifted', 'completed', 'started'),
  maxWait: anyTime,
  onActiveDeployment: fc.constantFrom('wait', 'stop', 'fail'),
  alarmsFiringAtStart: fc.constantFrom('ignore', 'fail'),
  trigger: fc.constantFrom('cloudFormation', 'pipeline'),
  suspendedScaling: fc.constantFrom('scaleIn', 'all', 'none'),
  redeployNonce: name,
}).map(given => ({ kind: 'codeDeploy', ...given }));

export const anyRollout: fc.Arbitrary<RolloutDraft> = fc.oneof(rolling, shifting, byCodeDeploy);
