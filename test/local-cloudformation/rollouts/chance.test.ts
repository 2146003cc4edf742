/** Whatever people do to a deployment, and whenever: the engines themselves never send requests to nobody. */
import * as fc from 'fast-check';
import { codeDeployTemplate, nativeTemplate } from './templates';
import { JsonObject } from '../../../tools/local-cloudformation/engine/values';
import { World } from '../../../tools/local-cloudformation/testing/world';

const step = fc.record({
  what: fc.constantFrom('create', 'stop', 'rollBack', 'endWait', 'alarm', 'calm', 'break', 'mend'),
  minutes: fc.constantFrom(0, 1, 2, 4, 9, 30),
});

const RUNS = 25;

function expectServed(world: World, rule: string): void {
  expect(world.aws.traffic.outages).toEqual([]);
  expect(world.aws.traffic.unserved().filter(found => found.rule === rule)).toEqual([]);
  expect(world.aws.traffic.sharesOf(rule).reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
}

test('CodeDeploy', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), fc.nat(), async (steps, seed) => {
    const world = new World({ seed });
    await world.deploy(codeDeployTemplate());
    const { outputs } = await world.deploy(codeDeployTemplate({ image: 'app:2' }));
    const call = (action: string, input: JsonObject) => world.call('codedeploy', action, input).catch(() => undefined);
    const content = JSON.stringify({
      Resources: [{ S: { Properties: { TaskDefinition: outputs.Task, LoadBalancerInfo: { ContainerName: 'app', ContainerPort: 80 } } } }],
    });
    const active = () => world.aws.account.services.codeDeploy.all().filter(deployment => !deployment.hasEnded);
    // Interesting things happen while traffic moves.
    for (const { what, minutes } of [{ what: 'create', minutes: 2 }, ...steps]) {
      const deploymentId = active()[0]?.id;
      switch (what) {
        case 'create':
          await call('CreateDeployment', { applicationName: 'apps', deploymentGroupName: 'web', revision: { appSpecContent: { content } } });
          break;
        case 'stop': await call('StopDeployment', { deploymentId, autoRollbackEnabled: false }); break;
        case 'rollBack': await call('StopDeployment', { deploymentId, autoRollbackEnabled: true }); break;
        case 'endWait': await call('ContinueDeployment', { deploymentId, deploymentWaitType: 'TERMINATION_WAIT' }); break;
        case 'alarm': world.aws.alarms.set('errors', 'ALARM'); break;
        case 'calm': world.aws.alarms.set('errors', 'OK'); break;
        case 'break': world.faults.image = image => image === 'app:2' ? 'never ready' : 'runs'; break;
        case 'mend': world.faults.image = undefined; break;
      }
      await world.advance(minutes);
      expect(active().length).toBeLessThanOrEqual(1);
      expectServed(world, outputs.Rule);
    }
    world.faults.image = undefined;
    await world.advance(120);
    expect(active()).toEqual([]);
    expectServed(world, outputs.Rule);
  }), { numRuns: RUNS });
}, 60_000);

test('ECS', async () => {
  const deployment = { Strategy: 'CANARY', BakeTimeInMinutes: 5, Alarms: { AlarmNames: ['errors'], Enable: true, Rollback: true } };
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), fc.nat(), async (steps, seed) => {
    const world = new World({ seed });
    const { outputs } = await world.deploy(nativeTemplate({ deployment }));
    let version = 1;
    let at = 0;
    for (const { what, minutes } of steps) {
      at += minutes;
      world.aws.at(at * 60, () => {
        const [service] = world.aws.account.services.ecs.list();
        const serviceDeploymentArn = service.deployments.at(-1)?.arn;
        if (['stop', 'rollBack'].includes(what)) {
          void world.aws.apis.callInside('ecs', 'StopServiceDeployment', { serviceDeploymentArn, stopType: 'ROLLBACK' }).catch(() => undefined);
        }
        if (what === 'alarm') { world.aws.alarms.set('errors', 'ALARM'); }
        if (what === 'calm') { world.aws.alarms.set('errors', 'OK'); }
      });
    }
    for (let round = 0; round < 3; round++) {
      const { status } = await world.deploy(nativeTemplate({ deployment, image: `app:${++version}` }));
      expect(status).toMatch(/^UPDATE_(ROLLBACK_)?COMPLETE$/);
      expectServed(world, outputs.Rule);
    }
  }), { numRuns: RUNS });
}, 60_000);
