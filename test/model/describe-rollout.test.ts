import { Duration } from 'aws-cdk-lib/core';
import { described } from './described';
import { Handle, RolloutDraft } from '../../src/model';
import { workload } from '../wrong-inputs/wrong-input';

describe('a rollout that moves traffic', () => {
  const rollout = (given: RolloutDraft) => {
    const lines = described(workload({ exposures: [{ kind: 'http', audience: 'public' }], rollout: given }));
    const from = lines.findIndex(line => line.startsWith('  rollout'));
    return lines.slice(from, lines.findIndex((line, index) => index > from && /^ {2}\S|^$/.test(line))).map(line => line.slice(15));
  };

  test('is described in the order in which it goes', () => {
    expect(rollout({
      kind: 'shifting',
      shift: { kind: 'canary', percent: 2.5, interval: Duration.minutes(15) },
      bakeTime: Duration.minutes(30),
      testTraffic: { kind: 'listener', port: 8443, peers: [new Handle('office', 0)] },
      hooks: [
        { stage: 'afterTestTraffic', function: new Handle('App/Check', 0) },
        { stage: 'afterProductionTraffic', function: new Handle('App/Count', 0), skipOnFirstDeployment: false, skipOnRollback: false },
      ],
      approval: { timeout: Duration.hours(2), onTimeout: 'continue' },
      notifications: new Handle('App/News', 0),
    })).toEqual([
      'side by side, traffic moves 2.5 % first, the rest after 900 s',
      'up within 1200 s, the old version kept for 1800 s',
      'test traffic by port 8443 from office',
      'afterTestTraffic: asks App/Check within 3600 s',
      'afterProductionTraffic: asks App/Count within 3600 s, at first, too, on the way back, too',
      'beforeProductionTraffic: waits for approval for 7200 s, then goes on',
      'watches its own alarms',
      'forgives failing health checks for 60 s',
      'tells App/News',
    ]);
  });

  test('is described with who drives it, and how long that is waited for', () => {
    expect(rollout({ kind: 'codeDeploy', redeployNonce: 'again', alarms: { kind: 'none' } })).toEqual([
      'by CodeDeploy, side by side, traffic moves 10 % first, the rest after 300 s',
      'up within 900 s, the old version kept for 600 s',
      'the stack waits until the old version is gone, for 3000 s at most',
      'waits for deployments of others, ignores alarms that are firing at its start',
      'no copies taken away meanwhile',
      'nonce again',
      'watches no alarms',
      'forgives failing health checks for 60 s',
    ]);
  });

  test('is described with the pipeline that drives it', () => {
    expect(rollout({ kind: 'codeDeploy', trigger: 'pipeline', shift: { kind: 'foreign', config: new Handle('Careful', 0) } }))
      .toEqual(expect.arrayContaining(['by CodeDeploy, side by side, traffic moves as Careful says', 'started by a pipeline']));
  });
});
