import { renderAppSpec, revisionLocation, taskDefinitionOf } from '../../../src/functions/handlers/app-spec';
import { Revision } from '../../../src/functions/wire/rollout';

const revision: Revision = {
  taskDefinition: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/shop:7',
  containerName: 'web',
  containerPort: '8080',
  platformVersion: '1.4.0',
  subnets: ['subnet-a'],
  securityGroups: ['sg-1'],
  assignPublicIp: 'DISABLED',
  capacityProviders: [{ capacityProvider: 'FARGATE_SPOT', weight: '3', base: '0' }],
};

interface AppSpec {
  readonly Resources: { readonly TargetService: { readonly Type: string; readonly Properties: Record<string, unknown> } }[];
  readonly Hooks?: Record<string, string>[];
}

const rendered = (given: Partial<Revision> = {}, hooks?: Record<string, string>) =>
  JSON.parse(renderAppSpec({ ...revision, ...given }, hooks)) as AppSpec;
const properties = (given: Partial<Revision> = {}) => rendered(given).Resources[0].TargetService.Properties;

test('everything that a deployment can change is said every time', () => {
  expect(properties()).toEqual({
    TaskDefinition: revision.taskDefinition,
    LoadBalancerInfo: { ContainerName: 'web', ContainerPort: 8080 },
    PlatformVersion: '1.4.0',
    NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-a'], SecurityGroups: ['sg-1'], AssignPublicIp: 'DISABLED' } },
    CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 3, Base: 0 }],
  });
});

test('what does not apply is left out rather than left empty', () => {
  expect(Object.keys(properties({ subnets: [], platformVersion: undefined, capacityProviders: [] }))).toEqual(['TaskDefinition', 'LoadBalancerInfo']);
  expect(rendered()).not.toHaveProperty('Hooks');
});

test('hooks are listed in the order in which they run', () => {
  expect(rendered({}, { AfterAllowTraffic: 'last', BeforeInstall: 'first' }).Hooks).toEqual([{ BeforeInstall: 'first' }, { AfterAllowTraffic: 'last' }]);
});

test('the digest is that of the content', () => {
  expect(revisionLocation('{}')).toEqual({
    revisionType: 'AppSpecContent',
    appSpecContent: { content: '{}', sha256: '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a' },
  });
});

test('the task definition of a deployment is found in JSON and YAML', () => {
  expect(taskDefinitionOf(revisionLocation(renderAppSpec(revision)))).toBe(revision.taskDefinition);
  const yaml = 'version: 0.0\nResources:\n  - TargetService:\n      Properties:\n        TaskDefinition: "arn:shop:7"\n';
  expect(taskDefinitionOf({ revisionType: 'String', string: { content: yaml } })).toBe('arn:shop:7');
  expect(taskDefinitionOf(undefined)).toBeUndefined();
});
