/** The decision table of a rollout that CodeDeploy drives: one test for each of its rows. */
import { decide } from '../../../src/functions/handlers/decide';
import { DeploymentView, PolicyView, RequestView, ServiceView, Situation } from '../../../src/functions/handlers/situation';

const MINUTE = 60_000;
const START = Date.parse('2030-01-01T10:00:00Z');

interface Given extends Omit<Partial<Situation>, 'request' | 'policy' | 'service'> {
  readonly minutes?: number;
  readonly request?: Partial<RequestView>;
  readonly policy?: Partial<PolicyView>;
  readonly service?: Partial<ServiceView>;
}

function situation(given: Given): Situation {
  return {
    now: START + (given.minutes ?? 1) * MINUTE,
    active: given.active,
    ended: given.ended ?? [],
    firing: given.firing ?? [],
    request: { role: 'rollout', first: false, startedAt: START, rollback: false, superseded: false, otherVersion: false, again: false, ...given.request },
    policy: {
      waitFor: 'TRAFFIC_SHIFTED',
      onActiveDeployment: 'WAIT',
      alarms: ['errors', 'latency'],
      alarmsFiringAtStart: 'IGNORE',
      startTimeout: 15 * MINUTE,
      budget: 50 * MINUTE,
      relaysLeft: 0,
      ...given.policy,
    },
    service: 'service' in given && given.service === undefined
      ? undefined
      : { desiredCount: 2, steady: true, primaryIsWanted: false, blueIsWanted: false, ...given.service },
  };
}

const deployment = (given: Partial<DeploymentView> = {}): DeploymentView => ({
  id: 'd-1', status: 'InProgress', rollback: false, mine: false, same: false, shifted: false, ...given,
});
const mine = (given: Partial<DeploymentView> = {}) => deployment({ mine: true, same: true, ...given });
const at = (minutes: number) => START + minutes * MINUTE;
const decided = (given: Given) => decide(situation(given));
const backwards = { rollback: true };

describe('a deployment of this request is under way', () => {
  test('it is waited for before and while traffic shifts', () => {
    expect(decided({ active: mine() })).toMatchObject({ kind: 'wait' });
    expect(decided({ active: mine(), request: backwards })).toMatchObject({ kind: 'wait' });
  });

  test('it is followed whatever it deploys', () => {
    expect(decided({ minutes: 17, active: mine({ same: false, installingSince: at(1) }) })).toMatchObject({ kind: 'stop' });
  });

  test('it is stopped, and taken back, when its copies do not come up in time', () => {
    expect(decided({ minutes: 17, active: mine({ installingSince: at(1) }) })).toMatchObject({ kind: 'stop', deployment: 'd-1', rollback: true });
    expect(decided({ minutes: 16, active: mine({ installingSince: at(1) }) })).toMatchObject({ kind: 'wait' });
  });

  test('it is stopped, and taken back, when its time is over and no relay follows', () => {
    expect(decided({ minutes: 51, active: mine() })).toMatchObject({ kind: 'stop', rollback: true });
  });

  test('a relay takes over when its time is over', () => {
    expect(decided({ minutes: 51, active: mine(), policy: { relaysLeft: 1 } })).toMatchObject({ kind: 'done', status: 'InProgress', resumes: false, applies: false });
  });

  test('no relay takes over what should have been stopped', () => {
    expect(decided({ minutes: 51, active: mine({ installingSince: at(1) }), policy: { relaysLeft: 1 } })).toMatchObject({ kind: 'stop' });
  });

  test('what could not be stopped fails while there is still somebody to hear it', () => {
    expect(decided({ minutes: 55, active: mine() })).toMatchObject({ kind: 'fail', deployment: 'd-1' });
  });

  test('on the way back it is stopped without moving the traffic to where the stack comes from', () => {
    expect(decided({ minutes: 17, active: mine({ installingSince: at(1) }), request: backwards })).toMatchObject({ kind: 'stop', rollback: false });
  });

  test('it is done once traffic has shifted', () => {
    expect(decided({ active: mine({ shifted: true }) })).toEqual({ kind: 'done', status: 'TrafficShifted', deployment: 'd-1', applies: true, resumes: true });
    expect(decided({ active: mine({ shifted: true }), request: backwards })).toMatchObject({ kind: 'done' });
  });

  test('it goes on until the old copies are gone where that is asked for', () => {
    expect(decided({ active: mine({ shifted: true }), policy: { waitFor: 'COMPLETED' } })).toMatchObject({ kind: 'wait' });
    expect(decided({ active: mine({ shifted: true }), policy: { waitFor: 'COMPLETED' }, request: backwards })).toMatchObject({ kind: 'done' });
  });

  test('old copies that outlive the budget are no failure', () => {
    expect(decided({ minutes: 51, active: mine({ shifted: true }), policy: { waitFor: 'COMPLETED' } })).toMatchObject({ kind: 'done' });
  });

  test('it is done as soon as it has begun where that is asked for, and scaling stands still until it has ended', () => {
    expect(decided({ active: mine({ status: 'Created' }), policy: { waitFor: 'STARTED' } })).toMatchObject({ kind: 'done', status: 'Started', applies: true, resumes: false });
  });

  test('approval is waited for, but not on the way back', () => {
    expect(decided({ active: mine({ status: 'Ready' }) })).toMatchObject({ kind: 'wait', because: expect.stringContaining('approval') as string });
    expect(decided({ active: mine({ status: 'Ready' }), request: backwards })).toEqual({ kind: 'approve', deployment: 'd-1' });
  });
});

describe('a deployment of somebody else is under way', () => {
  test('CodeDeploy may finish taking a deployment back', () => {
    const active = deployment({ rollback: true, same: true });
    expect(decided({ active })).toMatchObject({ kind: 'wait' });
    expect(decided({ active, request: backwards })).toMatchObject({ kind: 'wait' });
    expect(decided({ minutes: 52, active, request: backwards })).toMatchObject({ kind: 'wait' });
    expect(decided({ minutes: 55, active, request: backwards })).toMatchObject({ kind: 'fail' });
  });

  test('it is adopted if it deploys what is wanted', () => {
    expect(decided({ active: deployment({ same: true }) })).toMatchObject({ kind: 'wait' });
    expect(decided({ active: deployment({ same: true, shifted: true }) })).toMatchObject({ kind: 'done', deployment: 'd-1' });
    expect(decided({ active: deployment({ same: true, shifted: true }), request: backwards })).toMatchObject({ kind: 'done', deployment: 'd-1' });
  });

  test('its old copies are taken down at once if they are all that is left of it', () => {
    expect(decided({ active: deployment({ shifted: true }) })).toEqual({ kind: 'endWait', deployment: 'd-1' });
  });

  test('on the way back, old copies that are wanted get the traffic back', () => {
    const active = deployment({ shifted: true });
    expect(decided({ active, request: backwards, service: { blueIsWanted: true } })).toMatchObject({ kind: 'stop', rollback: true });
    expect(decided({ active, request: backwards, service: { blueIsWanted: false } })).toEqual({ kind: 'endWait', deployment: 'd-1' });
  });

  test('while its traffic shifts it is waited for, stopped or a failure, as asked', () => {
    expect(decided({ active: deployment() })).toMatchObject({ kind: 'wait' });
    expect(decided({ active: deployment(), policy: { onActiveDeployment: 'STOP' } })).toMatchObject({ kind: 'stop', rollback: true });
    expect(decided({ active: deployment(), policy: { onActiveDeployment: 'FAIL' } })).toMatchObject({ kind: 'fail', deployment: 'd-1' });
  });

  test('it is not waited for longer than there is time', () => {
    expect(decided({ minutes: 51, active: deployment() })).toMatchObject({ kind: 'fail', deployment: 'd-1', because: expect.stringContaining('d-1') as string });
  });

  test('on the way back it is stopped and taken back', () => {
    expect(decided({ active: deployment(), request: backwards })).toMatchObject({ kind: 'stop', rollback: true });
    expect(decided({ active: deployment({ status: 'Ready' }), request: backwards })).toMatchObject({ kind: 'stop', rollback: true });
  });
});

describe('nothing is under way', () => {
  test('a deployment of this request that succeeded is done', () => {
    expect(decided({ ended: [mine({ status: 'Succeeded' })] })).toMatchObject({ kind: 'done', status: 'Succeeded', deployment: 'd-1' });
    expect(decided({ ended: [mine({ status: 'Succeeded' })], request: backwards })).toMatchObject({ kind: 'done' });
  });

  test('a deployment of this request that failed is a failure', () => {
    expect(decided({ minutes: 10, ended: [mine({ status: 'Failed', endedAt: at(9) })] })).toEqual({ kind: 'fail', because: 'it failed', deployment: 'd-1' });
    expect(decided({ minutes: 10, ended: [mine({ status: 'Stopped', endedAt: at(9) })] })).toMatchObject({ kind: 'fail' });
  });

  test('a failure is told only after CodeDeploy has taken the deployment back', () => {
    expect(decided({ minutes: 10, ended: [mine({ status: 'Failed', endedAt: at(9.5) })] })).toMatchObject({ kind: 'wait' });
    const takenBack = mine({ status: 'Failed', endedAt: at(8), takenBackBy: 'd-2' });
    expect(decided({ minutes: 10, ended: [takenBack] })).toMatchObject({ kind: 'wait' });
    expect(decided({ minutes: 10, ended: [takenBack, deployment({ id: 'd-2', rollback: true, status: 'Succeeded', endedAt: at(10) })] }))
      .toMatchObject({ kind: 'fail', deployment: 'd-1' });
  });

  test('what takes a deployment back is waited for once, and not for ever', () => {
    const takenBack = mine({ status: 'Failed', endedAt: at(8), takenBackBy: 'd-2' });
    const failedToo = deployment({ id: 'd-2', rollback: true, status: 'Failed', endedAt: at(10) });
    expect(decided({ minutes: 10, ended: [takenBack, failedToo] })).toMatchObject({ kind: 'fail', deployment: 'd-1' });
    expect(decided({ minutes: 12, ended: [takenBack] })).toMatchObject({ kind: 'fail', deployment: 'd-1' });
    expect(decided({ minutes: 54.5, ended: [mine({ status: 'Failed', endedAt: at(54.4) })] })).toMatchObject({ kind: 'fail' });
  });

  test('on the way back a failure is none if the version before has the traffic', () => {
    const ended = [mine({ status: 'Failed', endedAt: at(9.9) })];
    expect(decided({ minutes: 10, ended, request: backwards, service: { primaryIsWanted: true } })).toMatchObject({ kind: 'done' });
  });

  test('on the way back it is tried again, with a rest, until the time is over', () => {
    const ended = [mine({ status: 'Failed', endedAt: at(9) })];
    expect(decided({ minutes: 9.5, ended, request: backwards })).toMatchObject({ kind: 'wait' });
    expect(decided({ minutes: 10, ended, request: backwards })).toEqual({ kind: 'create', hurry: true });
    expect(decided({ minutes: 10, ended: [...ended, ...ended], request: backwards })).toMatchObject({ kind: 'wait' });
    expect(decided({ minutes: 51, ended, request: backwards })).toMatchObject({ kind: 'fail', deployment: 'd-1' });
  });

  test('nothing is done if what is wanted has the traffic', () => {
    expect(decided({ service: { primaryIsWanted: true } })).toEqual({ kind: 'done', status: 'Unchanged', applies: true, resumes: true });
    expect(decided({ service: { primaryIsWanted: true }, request: backwards })).toMatchObject({ kind: 'done', status: 'Unchanged' });
  });

  test('on the way back from another version, what may just have begun is given a minute to show', () => {
    const request = { ...backwards, otherVersion: true };
    expect(decided({ minutes: 0.9, request, service: { primaryIsWanted: true } })).toMatchObject({ kind: 'wait' });
    expect(decided({ minutes: 1, request, service: { primaryIsWanted: true } })).toMatchObject({ kind: 'done', status: 'Unchanged' });
    expect(decided({ minutes: 0.1, request: backwards, service: { primaryIsWanted: true } })).toMatchObject({ kind: 'done' });
  });

  test('the same version is deployed again when asked to, but not on the way back', () => {
    expect(decided({ service: { primaryIsWanted: true }, request: { again: true } })).toEqual({ kind: 'create', hurry: false });
    expect(decided({ service: { primaryIsWanted: true }, request: { again: true, rollback: true } })).toMatchObject({ kind: 'done' });
  });

  test('another version is deployed as configured', () => {
    expect(decided({})).toEqual({ kind: 'create', hurry: false });
  });

  test('on the way back the version before is deployed in a hurry', () => {
    expect(decided({ request: backwards })).toEqual({ kind: 'create', hurry: true });
    expect(decided({ request: backwards, firing: ['errors'], policy: { alarmsFiringAtStart: 'FAIL' } })).toEqual({ kind: 'create', hurry: true });
  });

  test('alarms that are firing already are left out, or a failure, as asked', () => {
    expect(decided({ firing: ['errors'] })).toEqual({ kind: 'create', hurry: false, alarms: ['latency'] });
    expect(decided({ firing: ['errors'], policy: { alarmsFiringAtStart: 'FAIL' } })).toMatchObject({ kind: 'fail', because: expect.stringContaining('errors') as string });
  });

  test('nothing is begun while CodeDeploy may be about to take another deployment back', () => {
    const ended = [deployment({ status: 'Stopped', endedAt: at(0.9) })];
    expect(decided({ ended })).toMatchObject({ kind: 'wait' });
    expect(decided({ ended, request: backwards })).toMatchObject({ kind: 'wait' });
    expect(decided({ minutes: 3, ended })).toMatchObject({ kind: 'create' });
  });

  test('nothing is begun when the time is over', () => {
    expect(decided({ minutes: 51 })).toMatchObject({ kind: 'fail' });
  });

  test('a service that is not there is waited for a little', () => {
    expect(decided({ service: undefined })).toMatchObject({ kind: 'wait' });
    expect(decided({ minutes: 3, service: undefined })).toMatchObject({ kind: 'fail' });
  });
});

describe('the first deployment of a stack', () => {
  const first = { first: true };

  test('needs no CodeDeploy: the count is set and the copies come up', () => {
    const service = { primaryIsWanted: true, desiredCount: 1, steady: true };
    expect(decided({ request: first, service, policy: { desiredCount: 3 } })).toEqual({ kind: 'settle' });
    expect(decided({ request: first, service: { ...service, desiredCount: 3, steady: false }, policy: { desiredCount: 3 } })).toMatchObject({ kind: 'wait' });
    expect(decided({ request: first, service: { ...service, desiredCount: 3 }, policy: { desiredCount: 3 } })).toMatchObject({ kind: 'done', status: 'Created' });
  });

  test('leaves the count alone where it follows the load', () => {
    expect(decided({ request: first, service: { primaryIsWanted: true, desiredCount: 1 } })).toMatchObject({ kind: 'done' });
  });

  test('fails when the copies do not come up in time', () => {
    expect(decided({ minutes: 16, request: first, service: { primaryIsWanted: true, steady: false } })).toMatchObject({ kind: 'fail' });
  });

  test('deploys if the service runs something else', () => {
    expect(decided({ request: first })).toMatchObject({ kind: 'create', hurry: false });
  });
});

test('a request that the stack has turned away from does nothing', () => {
  expect(decided({ request: { superseded: true, rollback: true } })).toEqual({ kind: 'done', status: 'Superseded', applies: false, resumes: false });
  expect(decided({ request: { superseded: true, rollback: true }, active: mine() })).toMatchObject({ kind: 'done', resumes: false });
});

describe('a relay', () => {
  const relay = (given: Given) => decided({ ...given, request: { role: 'relay', ...given.request } });
  const ours = (given: Partial<DeploymentView> = {}) => deployment({ same: true, ...given });

  test('never begins a deployment', () => {
    expect(relay({})).toMatchObject({ kind: 'wait' });
    expect(relay({ minutes: 3 })).toMatchObject({ kind: 'fail' });
  });

  test('waits for the deployment that the rollout has begun', () => {
    expect(relay({ active: ours() })).toMatchObject({ kind: 'wait' });
    expect(relay({ active: ours({ shifted: true }) })).toMatchObject({ kind: 'done', resumes: true });
    expect(relay({ ended: [ours({ status: 'Succeeded' })] })).toMatchObject({ kind: 'done', resumes: true });
    expect(relay({ service: { primaryIsWanted: true } })).toMatchObject({ kind: 'done' });
  });

  test('hands over to the next one, and the last one stops the deployment', () => {
    expect(relay({ minutes: 51, active: ours(), policy: { relaysLeft: 1 } })).toMatchObject({ kind: 'done', status: 'InProgress' });
    expect(relay({ minutes: 51, active: ours() })).toMatchObject({ kind: 'stop', rollback: true });
  });

  test('fails with the deployment, once CodeDeploy has taken it back', () => {
    const failed = ours({ status: 'Failed', endedAt: at(8) });
    expect(relay({ minutes: 10, ended: [failed], active: deployment({ id: 'd-2', rollback: true }) })).toMatchObject({ kind: 'wait' });
    expect(relay({ minutes: 8.5, ended: [failed] })).toMatchObject({ kind: 'wait' });
    expect(relay({ minutes: 10, ended: [failed] })).toEqual({ kind: 'fail', because: 'it failed', deployment: 'd-1' });
    const takenBack = deployment({ id: 'd-2', rollback: true, status: 'Succeeded', endedAt: at(8.2) });
    expect(relay({ minutes: 8.5, ended: [{ ...failed, takenBackBy: 'd-2' }, takenBack] })).toMatchObject({ kind: 'fail', deployment: 'd-1' });
  });

  test('leaves the deployments of others alone', () => {
    expect(relay({ active: deployment() })).toMatchObject({ kind: 'wait' });
    expect(relay({ active: deployment({ shifted: true }) })).toMatchObject({ kind: 'wait' });
    expect(relay({ minutes: 51, active: deployment() })).toMatchObject({ kind: 'fail' });
  });

  test('has nothing to wait for on the way back', () => {
    expect(relay({ active: ours(), request: backwards })).toEqual({ kind: 'done', status: 'Unchanged', applies: false, resumes: false });
  });
});
