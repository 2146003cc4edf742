/** What people get to operate the rollouts of a workload, by its rollout, in a whole stack. */
import * as sns from 'aws-cdk-lib/aws-sns';
import { Stack } from 'aws-cdk-lib/core';
import { idOf, neededBy, rules } from './operations';
import { Rollout, RolloutApproval, RolloutOptions } from '../../../src/vocabulary';
import { findingsIn } from '../../compliance/packs';
import { ground, Made, service, SETTINGS, Setting, web } from '../support';

function operated(rollout: (options: RolloutOptions) => Rollout, setting?: Setting): Made {
  return web(({ stack }) => ({
    rollout: rollout({ notifications: sns.Topic.fromTopicArn(stack, 'Topic', stack.formatArn({ service: 'sns', resource: 'rollouts' })) }),
  }), {}, setting);
}

const approval = RolloutApproval.manual();

test.each<[string, (options: RolloutOptions) => Rollout, string[]]>([
  ['rolling', options => Rollout.rolling(options), ['RolloutNews']],
  ['blue/green', options => Rollout.blueGreen(options), ['RolloutNews', 'StartWatch']],
  ['canary with approval', options => Rollout.canary({ ...options, approval }), ['Pause', 'RolloutNews', 'RolloutWaits', 'StartWatch']],
  ['CodeDeploy', options => Rollout.codeDeploy(options), ['RolloutNews']],
  ['CodeDeploy with approval', options => Rollout.codeDeploy({ ...options, approval }), ['RolloutNews', 'RolloutWaits']],
])('%s', (_, rollout, expected) => {
  const { template } = operated(rollout);
  expect(rules(template, 'Api').map(({ id }) => id.slice('Api'.length, -8)).sort()).toEqual(expected);
});

test('a service that pauses is made after whoever answers its first pause', () => {
  const { template } = operated(options => Rollout.canary({ ...options, approval }));
  const before = [...neededBy(template, idOf(template, 'AWS::ECS::Service'))];
  expect(before).toEqual(expect.arrayContaining(['ApiPause', 'ApiStartWatch'].map(prefix => idOf(template, 'AWS::Events::Rule', prefix))));
});

describe.each(SETTINGS)('the packs find nothing to explain: %s', (_, setting) => {
  test('in one stack', () => {
    const { app } = operated(options => Rollout.canary({ ...options, approval }), setting);
    app.synth();
    expect(findingsIn(app).filter(({ path }) => /Rollout|Pause|Watch/.test(path))).toEqual([]);
  });

  test('in another stack than the platform', () => {
    const on = ground(setting);
    service(new Stack(on.app, 'Team', { env: setting.env }), 'Api', on.platform(), { rollout: Rollout.canary({ approval }) });
    on.app.synth();
    expect(findingsIn(on.app).filter(({ path }) => /Rollout|Pause|Watch/.test(path))).toEqual([]);
  });
});
