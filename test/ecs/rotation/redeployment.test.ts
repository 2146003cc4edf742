import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Stack } from 'aws-cdk-lib/core';
import { EcsPlatformProps, EcsWorkload } from '../../../src/ecs';
import { Capacity, PlatformProfile, SecretSource } from '../../../src/vocabulary';
import { DaemonService, WebService, WebServiceProps } from '../../../src/workloads';
import { rules, text } from '../rollout/operations';
import { Ground, ground, IRELAND, NGINX, RECOMMENDED, refused, service, SETTINGS, statementsOf } from '../support';

const ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret';
const ELSEWHERE = 'arn:aws:secretsmanager:eu-west-1:999988887777:secret:there-AbCdEf';

interface Shop extends Ground {
  readonly api: WebService;
  readonly template: Template;
}

/** A service on a production platform, with such secrets. */
function shop(secrets: (on: Ground) => WebServiceProps['secrets'], props: Partial<WebServiceProps> = {}, platform: EcsPlatformProps = {}): Shop {
  const on = ground({ env: IRELAND, flags: RECOMMENDED });
  const api = service(on.stack, 'Api', on.platform({ taskEvents: false, dashboard: false, ...platform }), { secrets: secrets(on), ...props });
  return { ...on, api, get template() { return Template.fromStack(on.stack); } };
}

const made = ({ stack }: Ground, id = 'Password') => SecretSource.secretsManager(new secretsmanager.Secret(stack, id));
const named = ({ stack }: Ground, name: string) => SecretSource.secretsManager(secretsmanager.Secret.fromSecretNameV2(stack, name, name));
const whole = ({ stack }: Ground, name: string) => SecretSource.secretsManager(secretsmanager.Secret.fromSecretCompleteArn(stack, name, `${ARN}:${name}-AbCdEf`));
const parameter = ({ stack }: Ground, parameterName: string) =>
  SecretSource.ssmParameter(ssm.StringParameter.fromSecureStringParameterAttributes(stack, parameterName, { parameterName }));
const watched = ({ template }: Shop) => rules(template, 'Api').map(({ pattern }) => pattern);

describe.each(SETTINGS)('with %s', (_, setting) => {
  test('a service is deployed again when a secret of its own stack is rotated', () => {
    const on = ground(setting);
    const api = service(on.stack, 'Api', on.platform(), { secrets: { PASSWORD: made(on) } });
    const template = Template.fromStack(on.stack);
    const [{ pattern, target }] = rules(template, 'Api');
    expect(pattern).toEqual({
      'source': ['aws.secretsmanager'],
      'detail-type': ['Secret Label Updated'],
      'resources': [on.stack.resolve((on.stack.node.findChild('Password') as secretsmanager.Secret).secretArn)],
      'detail': { labelUpdated: ['AWSCURRENT'] },
    });
    expect(target.DeadLetterConfig).toEqual({ Arn: { 'Fn::GetAtt': [expect.stringMatching(/^SecretRotationDeadLetters/), 'Arn'] } });
    expect(target.Arn).toEqual(on.stack.resolve(EcsWorkload.of(api).secretRotation!.stateMachine.stateMachineArn));
    expect(text(target.InputTransformer.InputTemplate)).toMatch(/^\{"service":"\{Api\w*Service\w*\}","cluster":"\{PlatformCluster\w+\}","at":<time>\}$/);
    expect(target.InputTransformer.InputPathsMap).toEqual({ time: '$.time' });
  });
});

test('secrets that are known by their ARN, or by their name alone, are told apart by those', () => {
  expect(watched(shop(on => ({ A: whole(on, 'a'), B: named(on, 'team/b') })))).toEqual([
    { 'source': ['aws.secretsmanager'], 'detail-type': ['Secret Label Updated'], 'resources': [`${ARN}:a-AbCdEf`], 'detail': { labelUpdated: ['AWSCURRENT'] } },
    { 'source': ['aws.secretsmanager'], 'detail-type': ['Secret Label Updated'], 'detail': { name: ['team/b'], labelUpdated: ['AWSCURRENT'] } },
  ]);
});

test('parameters are watched as well', () => {
  expect(watched(shop(on => ({ A: parameter(on, '/shop/a'), B: parameter(on, '/shop/b') })))).toEqual([
    { 'source': ['aws.ssm'], 'detail-type': ['Parameter Store Change'], 'detail': { name: ['/shop/a', '/shop/b'], operation: ['Update'] } },
  ]);
});

test('a rule has room for several secrets, each once, and then another one follows', () => {
  const secrets = (on: Ground) => Object.fromEntries(Array.from({ length: 30 }, (_none, index) => [`S${index}`, whole(on, `s${index}`)]));
  const on = shop(secrets);
  on.api.addSecret('AGAIN', SecretSource.secretsManager(secretsmanager.Secret.fromSecretCompleteArn(on.stack, 'Again', `${ARN}:s3-AbCdEf`), 'user'));
  expect(watched(on).map(({ resources }) => resources.length)).toEqual([27, 3]);
  for (const { pattern } of rules(on.template, 'Api')) { expect(JSON.stringify(pattern).length).toBeLessThan(2048); }
});

test.each([
  ['their ARN', (on: Ground, name: string) => whole(on, name)],
  ['their name', (on: Ground, name: string) => named(on, name)],
])('secrets with the longest names fit into their rules, known by %s', (_, source) => {
  const secrets = (on: Ground) => Object.fromEntries(Array.from({ length: 9 }, (_none, index) => [`S${index}`, source(on, `${index}`.padEnd(512, '-name'))]));
  const found = watched(shop(secrets));
  expect(found).toHaveLength(3);
  for (const pattern of found) { expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(2048); }
});

test('secrets whose names nobody knows yet may have long ones', () => {
  const found = watched(shop(on => Object.fromEntries(Array.from({ length: 5 }, (_none, index) => [`S${index}`, made(on, `Secret${index}`)]))));
  expect(found.map(({ resources }) => resources.length)).toEqual([2, 2, 1]);
});

test('however many services there are, one statement lets their rules write to the queue', () => {
  const on = shop(where => ({ PASSWORD: made(where) }));
  for (let count = 2; count <= 12; count++) { service(on.stack, `Api${count}`, on.api.platform, { secrets: { KEY: made(on, `Key${count}`) } }); }
  const queue = EcsWorkload.of(on.api).secretRotation!.deadLetterQueue;
  const [policy, ...others] = Object.values(on.template.findResources('AWS::SQS::QueuePolicy', { Properties: { Queues: [on.stack.resolve(queue.queueUrl)] } }));
  expect(others).toEqual([]);
  const allowed = policy.Properties.PolicyDocument.Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow');
  expect(allowed).toEqual([{
    Sid: 'RulesThatFailed',
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: on.stack.resolve(queue.queueArn),
    Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:events:eu-west-1:111122223333:rule/*' } },
  }]);
  for (const { target } of rules(on.template, 'Api')) { expect(target.DeadLetterConfig).toEqual({ Arn: on.stack.resolve(queue.queueArn) }); }
});

test('what never changes is not watched: a version by its id, and labels that move in silence', () => {
  const on = shop(({ stack }) => {
    const secret = new secretsmanager.Secret(stack, 'Password');
    return {
      FIXED: SecretSource.secretsManager(secret, undefined, { versionId: 'a1b2' }),
      BEFORE: SecretSource.secretsManager(secret, undefined, { versionStage: 'AWSPREVIOUS' }),
    };
  });
  expect(watched(on)).toEqual([]);
  on.template.resourceCountIs('AWS::StepFunctions::StateMachine', 0);
  expect(EcsWorkload.of(on.api).secretRotation).toBeUndefined();
});

test('a label of one\'s own is watched by its name', () => {
  const on = shop(({ stack }) => ({ NEXT: SecretSource.secretsManager(new secretsmanager.Secret(stack, 'Password'), undefined, { versionStage: 'canary' }) }));
  expect(watched(on)).toEqual([expect.objectContaining({ detail: { labelUpdated: ['canary'] } })]);
});

test('secrets of sidecars count, and those that come later', () => {
  const on = shop(() => ({}));
  on.api.addSecret('PASSWORD', made(on));
  expect(watched(on)).toHaveLength(1);
  const sidecar = ground({ env: IRELAND, flags: RECOMMENDED });
  service(sidecar.stack, 'Api', sidecar.platform({ taskEvents: false }), { sidecars: [{ name: 'proxy', image: NGINX, secrets: { PASSWORD: made(sidecar) } }] });
  expect(rules(Template.fromStack(sidecar.stack), 'Api')).toHaveLength(1);
});

test('the state machine may deploy the services that asked for it, and no others', () => {
  const on = shop(where => ({ PASSWORD: made(where) }));
  const web = service(on.stack, 'Web', on.api.platform, { secrets: { KEY: made(on, 'Key') } });
  service(on.stack, 'Calm', on.api.platform, { secrets: { KEY: made(on, 'Other') }, redeployOnRotation: false });
  const statement = statementsOf(on.template, 'SecretRotationRole').find(({ Action }) => [Action].flat().includes('ecs:UpdateService'))!;
  expect(statement).toMatchObject({ Action: ['ecs:DescribeServices', 'ecs:ListServiceDeployments', 'ecs:UpdateService'] });
  expect(statement.Resource).toEqual([on.api, web].map(one => on.stack.resolve(EcsWorkload.of(one).service.serviceArn)));
  on.template.resourceCountIs('AWS::StepFunctions::StateMachine', 1);
});

test('the topics of all platforms hear of what failed', () => {
  const on = ground({ env: IRELAND, flags: RECOMMENDED });
  ['One', 'Two', 'Three'].forEach((id, index) => service(on.stack, `Api${id}`, on.platform({
    alarmTopic: index < 2 ? new sns.Topic(on.stack, `Topic${id}`) : undefined, taskEvents: false, dashboard: false,
  }, `Platform${id}`), { secrets: { PASSWORD: made(on, `Password${id}`) } }));
  const alarms = Template.fromStack(on.stack).findResources('AWS::CloudWatch::Alarm');
  const told = Object.entries(alarms).filter(([id]) => id.startsWith('SecretRotation')).map(([, { Properties }]) => Properties.AlarmActions.length);
  expect(told).toEqual([2, 2]);
});

test.each([
  ['production', PlatformProfile.PRODUCTION, undefined, undefined, true],
  ['development', PlatformProfile.DEVELOPMENT, undefined, undefined, false],
  ['development, where all workloads of the platform want it', PlatformProfile.DEVELOPMENT, true, undefined, true],
  ['development, where the workload wants it', PlatformProfile.DEVELOPMENT, undefined, true, true],
  ['production, where the workload does not want it', PlatformProfile.PRODUCTION, undefined, false, false],
  ['production, where no workload of the platform wants it', PlatformProfile.PRODUCTION, false, undefined, false],
  ['production, where the workload alone wants it', PlatformProfile.PRODUCTION, false, true, true],
])('in %s', (_, profile, ofPlatform, own, isWatched) => {
  const workloadDefaults = { redeployOnRotation: ofPlatform };
  const on = shop(where => ({ PASSWORD: made(where) }), { redeployOnRotation: own }, { profile, workloadDefaults });
  expect(watched(on)).toHaveLength(isWatched ? 1 : 0);
});

test('nobody is told of a secret in another account, and that is said', () => {
  const elsewhere = (on: Ground) => ({
    PASSWORD: SecretSource.secretsManager(secretsmanager.Secret.fromSecretCompleteArn(on.stack, 'There', ELSEWHERE)),
  });
  const on = shop(elsewhere);
  Annotations.fromStack(on.stack).hasWarning('/Shop/Api/Default', Match.stringLikeRegexp('account 999988887777'));
  const calm = shop(elsewhere, { redeployOnRotation: false });
  Annotations.fromStack(calm.stack).hasNoWarning('/Shop/Api/Default', Match.stringLikeRegexp('account 999988887777'));
});

test('a secret of another stack of the app is watched there where the service is', () => {
  const on = ground({ env: IRELAND, flags: RECOMMENDED });
  const data = new Stack(on.app, 'Data', { env: IRELAND });
  service(on.stack, 'Api', on.platform({ taskEvents: false }), { secrets: { PASSWORD: SecretSource.secretsManager(new secretsmanager.Secret(data, 'Password')) } });
  expect(rules(Template.fromStack(on.stack), 'Api')[0].pattern.resources.map((one: unknown) => JSON.stringify(one))).toEqual([expect.stringContaining('OutputRefPassword')]);
});

test('daemons on EC2 instances are deployed again, managed ones are left alone unless that is asked for', () => {
  const on = ground({ env: IRELAND, flags: RECOMMENDED });
  const platform = on.platform({ taskEvents: false, dashboard: false });
  const agent = (id: string, capacity: Capacity, redeployOnRotation?: boolean) =>
    new DaemonService(on.stack, id, { platform, image: NGINX, secrets: { KEY: made(on, `${id}Key`) }, redeployOnRotation, ecs: { capacity: [capacity] } });
  agent('Agent', Capacity.ec2({ name: 'general' }));
  agent('Managed', Capacity.managedInstances({ name: 'managed' }));
  const template = Template.fromStack(on.stack);
  expect(rules(template, 'Agent')).toHaveLength(1);
  expect(rules(template, 'Managed')).toEqual([]);
  expect(refused(() => agent('Other', Capacity.managedInstances({ name: 'managed' }), true)).map(({ code }) => code)).toEqual(['RotationOfManagedDaemon']);
});
