/** Many services in one stack, and what is refused before anything is deployed. */
import { appSpecOf, created, expectDone, open, PLAIN, serviceUpdates } from './plans';
import { WRONG_INPUTS } from '../../wrong-inputs';

jest.setTimeout(60_000);

test('scenario 44: twelve services in a stack share what drives them, and are deployed side by side', async () => {
  const shop = await open(PLAIN, { wares: { services: 12 } });
  const template = JSON.parse(shop.templateOf(shop.wares)) as { Resources: Record<string, { Type: string; Properties: any }> };
  const of = (type: string) => Object.entries(template.Resources).filter(([, { Type }]) => Type === type);
  expect(of('AWS::StepFunctions::StateMachine')).toHaveLength(1);
  expect(of('AWS::Lambda::Function').filter(([id]) => id.startsWith('RolloutDeployments'))).toHaveLength(5);
  expect(of('AWS::CodeDeploy::Application')).toHaveLength(1);
  const deployed = await shop.deploy({ image: 'v2' });
  expectDone(shop, deployed, 'v2');
  expect(created(shop)).toHaveLength(12);
  for (let index = 2; index <= 12; index++) { expect(shop.serving(`Api${index}`)).toEqual({ v2: 100 }); }
  expect(serviceUpdates(shop)).toEqual([]);
  // CloudFormation may deploy them side by side, because none of them comes after another one.
  const { resources } = deployed.stack;
  const before = (id: string, seen = new Set<string>()): Set<string> => {
    (resources.get(id)?.dependencies ?? []).filter(other => !seen.has(other)).forEach(other => before(other, seen.add(other)));
    return seen;
  };
  const rollouts = [...resources.values()].filter(({ type }) => type === 'Custom::ContainerRollout').map(({ logicalId }) => logicalId);
  expect(rollouts).toHaveLength(12);
  rollouts.forEach(id => expect([...before(id)].filter(other => rollouts.includes(other))).toEqual([]));
});

test('scenario 46: what CodeDeploy cannot do is refused before anything is deployed', () => {
  const refused = WRONG_INPUTS.flatMap(({ mistakes }) => mistakes.map(({ code }) => code));
  expect(refused).toEqual(expect.arrayContaining([
    'CodeDeployTooManyAlarms', 'CodeDeployWithoutServiceConnect', 'CodeDeployWithoutDisks', 'CodeDeployOneExposure', 'CodeDeployTestsByListener',
    'CodeDeployRebalancing', 'CodeDeployWaitTooShort', 'CodeDeployWaitTooLong', 'StageWithoutTestTraffic', 'NoTrafficToShift',
  ]));
});

test('scenario 45: another name of the workload renames its containers by a deployment, and the service stays the one it is', async () => {
  const shop = await open(PLAIN);
  const service = shop.physicalId('AWS::ECS::Service');
  expectDone(shop, await shop.deploy({ name: 'checkout' }), 'v1');
  expect(created(shop).map(appSpecOf)).toMatchObject([{ LoadBalancerInfo: { ContainerName: 'checkout' } }]);
  expect(shop.physicalId('AWS::ECS::Service')).toBe(service);
});
