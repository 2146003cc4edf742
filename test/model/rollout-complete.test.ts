/** What a rollout is when only some of it is said. */
import { Duration, Lazy } from 'aws-cdk-lib/core';
import * as fc from 'fast-check';
import { anyRollout, byCodeDeploy, rolling, shifting } from './rollout-arbitraries';
import { codeDeployMinutes, CodeDeployRollout, complete, describe as text, RolloutDraft, RolloutSpec, seal } from '../../src/model';
import { PRODUCTION, workload } from '../wrong-inputs/wrong-input';

function completed(rollout?: RolloutDraft): RolloutSpec {
  return complete(workload({ rollout }), PRODUCTION).rollout;
}

/** As values, so that two of them can be compared: times in seconds, however they were written, and what is missing left out. */
function said(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, member) =>
    member instanceof Duration ? `${member.toSeconds({ integral: false })} s` : typeof member === 'number' ? String(member) : member) ?? 'null');
}

function described(rollout: RolloutSpec): string {
  return text({ ...complete(workload(), PRODUCTION), rollout });
}

describe('completing', () => {
  test('what is complete changes nothing', () => {
    fc.assert(fc.property(anyRollout, draft => {
      const once = completed(draft);
      expect(said(completed(once))).toEqual(said(once));
    }));
  });

  test('leaves nothing out, whatever is missing', () => {
    const optional = ['notifications', 'testTraffic', 'approval', 'redeployNonce', 'threshold'];
    const members = (value: object) => Object.keys(value).filter(key => !optional.includes(key)).sort();
    fc.assert(fc.property(anyRollout, draft => {
      const { hooks = [], ...rollout } = completed(draft) as CodeDeployRollout;
      const usual = completed({ kind: draft.kind } as RolloutDraft);
      expect(members({ hooks, ...rollout })).toEqual(members({ hooks: [], ...usual }));
      hooks.forEach(hook => expect(members(hook)).toEqual(['function', 'skipOnFirstDeployment', 'skipOnRollback', 'stage', 'timeout']));
      if (rollout.approval) {
        expect(members(rollout.approval)).toEqual(['onTimeout', 'stage', 'timeout']);
      }
      if (rollout.shift) {
        expect(members(rollout.shift)).toEqual(MEMBERS[rollout.shift.kind]);
      }
      expect(Object.values({ ...rollout, ...hooks[0] }).filter(value => value === null)).toEqual([]);
    }));
  });

  test('keeps what was said', () => {
    fc.assert(fc.property(anyRollout, draft => {
      const { shift, hooks, approval, circuitBreaker, ...plain } = said(draft) as Record<string, any>;
      expect(said(completed(draft))).toMatchObject({
        ...plain,
        ...circuitBreaker && { circuitBreaker },
        ...approval && { approval },
        ...hooks && { hooks },
        ...shift && { shift: shift.kind === 'allAtOnce' ? { kind: 'allAtOnce' } : shift },
      });
    }));
  });

  test('can be judged and described, whatever was said', () => {
    fc.assert(fc.property(anyRollout, draft => {
      const { spec } = seal(workload({ rollout: draft, exposures: [{ kind: 'http', audience: 'public' }] }), PRODUCTION);
      expect(text(spec)).toContain('  rollout      ');
    }));
  });
});

const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  allAtOnce: ['kind'], canary: ['interval', 'kind', 'percent'], linear: ['interval', 'kind', 'percent'], foreign: ['config', 'kind'],
};

describe('a stack', () => {
  const rollout = (given: Partial<CodeDeployRollout> = {}) => completed({ kind: 'codeDeploy', ...given }) as CodeDeployRollout;
  const later = Duration.minutes(Lazy.number({ produce: () => 1 }));

  test.each<[string, Partial<CodeDeployRollout>, CodeDeployRollout['waitFor']]>([
    ['for the end, when the old version is kept for a quarter of an hour', { bakeTime: Duration.minutes(15) }, 'completed'],
    ['for the traffic, when it is kept for longer', { bakeTime: Duration.minutes(16) }, 'trafficShifted'],
    ['for the end, when that is fifty minutes away', { startTimeout: Duration.minutes(30) }, 'completed'],
    ['for the traffic, when the end is further away', { startTimeout: Duration.minutes(31) }, 'trafficShifted'],
    ['for the traffic, when nobody knows how long the old version is kept', { bakeTime: later }, 'trafficShifted'],
    ['for what it is told to', { bakeTime: Duration.hours(1), waitFor: 'completed' }, 'completed'],
  ])('waits %s', (_, given, waitFor) => expect(rollout(given).waitFor).toBe(waitFor));

  test('waits as long as CodeDeploy may take, and never less than one custom resource can', () => {
    fc.assert(fc.property(byCodeDeploy, ({ maxWait: _, ...draft }) => {
      const made = completed(draft) as CodeDeployRollout;
      expect(made.maxWait.toMinutes()).toBe(Math.max(50, Math.ceil(codeDeployMinutes(made))));
    }));
  });
});

describe('a description', () => {
  /** What a rollout says about itself is all there is to it, but for what a pipeline makes superfluous. */
  const superfluous = (rollout: RolloutSpec, member: string) =>
    rollout.kind === 'codeDeploy' && rollout.trigger === 'pipeline' && ['waitFor', 'maxWait'].includes(member);

  test.each([['rolling', rolling], ['shifting', shifting], ['codeDeploy', byCodeDeploy]] as const)('of a %s one mentions every choice', (_, kind) => {
    fc.assert(fc.property(kind, kind, (one, other) => {
      const [before, after] = [completed(one), completed(other)] as unknown as [Record<string, unknown>, Record<string, unknown>];
      Object.keys({ ...before, ...after }).forEach(member => {
        const changed = { ...before, [member]: after[member] } as unknown as RolloutSpec;
        const same = JSON.stringify(said(changed)) === JSON.stringify(said(before));
        if (!superfluous(changed, member)) {
          expect([member, described(changed) === described(before as unknown as RolloutSpec)]).toEqual([member, same]);
        }
      });
    }), { numRuns: 150 });
  });

  test('is the same for the same, however it was written', () => {
    expect(described(completed({ kind: 'shifting', bakeTime: Duration.hours(1) })))
      .toBe(described(completed({ kind: 'shifting', bakeTime: Duration.seconds(3600) })));
  });

  test('says that it does not know what is decided at deployment', () => {
    const later = Lazy.number({ produce: () => 1 });

    expect(described(completed({ kind: 'shifting', bakeTime: Duration.minutes(later), shift: { kind: 'canary', percent: later } })))
      .toMatch(/moves <number> % first[^]*kept for <duration>/);
  });
});
