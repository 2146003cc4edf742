/** A state machine that is started by an event and stops a deployment whose copies do not come up: no function is involved. */
import { handler, nativeTemplate } from './templates';
import { JsonObject } from '../../../tools/local-cloudformation/engine/values';
import { World } from '../../../tools/local-cloudformation/testing/world';

const CANARY = { Strategy: 'CANARY', CanaryConfiguration: { CanaryPercent: 10, CanaryBakeTimeInMinutes: 10 }, BakeTimeInMinutes: 0 };

const definition = {
  StartAt: 'Wait',
  States: {
    Wait: { Type: 'Wait', Seconds: 1200, Next: 'Look' },
    Look: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:ecs:describeServiceDeployments',
      Parameters: { 'ServiceDeploymentArns.$': 'States.Array($.arn)' },
      ResultSelector: { 'stage.$': '$.ServiceDeployments[0].LifecycleStage', 'status.$': '$.ServiceDeployments[0].Status' },
      ResultPath: '$.seen',
      Next: 'Decide',
    },
    Decide: {
      Type: 'Choice',
      Choices: [{
        And: [{ Variable: '$.seen.status', StringEquals: 'IN_PROGRESS' }, { Variable: '$.seen.stage', StringEquals: 'SCALE_UP' }], Next: 'Stop',
      }],
      Default: 'Fine',
    },
    Stop: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:ecs:stopServiceDeployment',
      Parameters: { 'ServiceDeploymentArn.$': '$.arn', 'StopType': 'ROLLBACK' },
      Retry: [{ ErrorEquals: ['Ecs.ThrottlingException'] }],
      Catch: [{ ErrorEquals: ['Ecs.ConflictException'], Next: 'Fine' }],
      End: true,
    },
    Fine: { Type: 'Succeed' },
  },
};

const role = (actions: string[]): JsonObject => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {},
    Policies: [{ PolicyName: 'P', PolicyDocument: { Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] } }],
  },
});

const watchdog = (actions = ['ecs:DescribeServiceDeployments', 'ecs:StopServiceDeployment']): JsonObject => ({
  DogRole: role(actions),
  Dog: {
    Type: 'AWS::StepFunctions::StateMachine', Properties: { RoleArn: { 'Fn::GetAtt': ['DogRole', 'Arn'] }, DefinitionString: JSON.stringify(definition) },
  },
  Begins: {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventPattern: { 'source': ['aws.ecs'], 'detail-type': ['ECS Deployment State Change'], 'detail': { eventName: ['SERVICE_DEPLOYMENT_IN_PROGRESS'] } },
      Targets: [{
        Id: 'dog',
        Arn: { Ref: 'Dog' },
        RoleArn: { 'Fn::GetAtt': ['DogRole', 'Arn'] },
        InputTransformer: { InputPathsMap: { arn: '$.detail.serviceDeploymentArn' }, InputTemplate: '{"arn":<arn>}' },
      }],
    },
  },
});

/** The rule is there before the service, so that it hears of the first deployment, too. */
function template(image: string, more: JsonObject): JsonObject {
  const made = nativeTemplate({ image, deployment: CANARY, more }) as { Resources: Record<string, JsonObject> } & JsonObject;
  made.Resources.Service.DependsOn = ['ProdRule', 'TestRule', 'Begins'];
  return made;
}

test('a deployment that does not come up is stopped after twenty minutes, and the stack goes back', async () => {
  const world = new World({ faults: { image: image => image === 'app:2' ? 'never ready' : 'runs' } });
  expect((await world.deploy(template('app:1', watchdog()))).status).toBe('CREATE_COMPLETE');
  const { status, minutes } = await world.deploy(template('app:2', watchdog()));
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(minutes).toBeGreaterThan(20);
  expect(minutes).toBeLessThan(23);
});

test('one that does is left alone', async () => {
  const world = new World();
  await world.deploy(template('app:1', watchdog()));
  expect(await world.deploy(template('app:2', watchdog()))).toMatchObject({ status: 'UPDATE_COMPLETE' });
  await world.advance(30);
  const { executions } = await world.call<{ executions: Array<{ status: string }> }>('states', 'ListExecutions', {
    stateMachineArn: world.aws.account.live('AWS::StepFunctions::StateMachine')[0].physicalId,
  });
  expect(executions.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
});

test('one that may not stop it does not', async () => {
  const world = new World({ faults: { image: image => image === 'app:2' ? 'never ready' : 'runs' } });
  const more = watchdog(['ecs:DescribeServiceDeployments']);
  await world.deploy(template('app:1', more));
  expect((await world.deploy(template('app:2', more))).minutes).toBeGreaterThan(24 * 60);
});

test('an event may go to a function and to a topic', async () => {
  const world = new World();
  await world.deploy({
    Resources: {
      ...handler('exports.handler = async event => { await new (require("@aws-sdk/client-sns").SNS)({}).publish({ TopicArn: "seen", Message: event.detail.alarmName }); };'),
      Topic: { Type: 'AWS::SNS::Topic' },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventPattern: { source: ['aws.cloudwatch'], detail: { state: { value: ['ALARM'] } } },
          Targets: [{ Id: 'a', Arn: { 'Fn::GetAtt': ['Fn', 'Arn'] } }, { Id: 'b', Arn: { Ref: 'Topic' }, InputPath: '$.detail.state.value' }],
        },
      },
    },
  });
  world.aws.alarms.set('errors', 'ALARM');
  world.aws.alarms.set('errors', 'OK');
  await world.advance(1);
  const topic = world.aws.account.live('AWS::SNS::Topic')[0].physicalId;
  expect(world.aws.events.published.map(({ topic: to, message }) => [to, message]).sort()).toEqual([[topic, 'ALARM'], ['seen', 'errors']].sort());
});
