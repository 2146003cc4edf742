import { Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Duration, SecretValue } from 'aws-cdk-lib/core';
import { ExposureDraft, Handle, RolloutHookDraft, RolloutStageName, ShiftingDraft, WorkloadDraft } from '../../../src/model';
import { Authentication } from '../../../src/vocabulary';
import { Expectation, NONE, Place, refuses, renders, Resources, Row } from '../matrix';

const exposures: WorkloadDraft['exposures'] = [{ kind: 'http', audience: 'public' }];

function shifting(given: Omit<ShiftingDraft, 'kind'> = {}): Partial<WorkloadDraft> {
  return { exposures, rollout: { kind: 'shifting', ...given } };
}

/** A function of the user's, called check. */
function check({ stack }: Place): Handle {
  return new Handle('check', lambda.Function.fromFunctionArn(stack, 'Check', CHECK_ARN));
}

const CHECK_ARN = 'arn:aws:lambda:eu-west-1:111122223333:function:check';

function asking(given: Partial<RolloutHookDraft>, rest: Omit<ShiftingDraft, 'kind' | 'hooks'> = {}) {
  return (on: Place) => shifting({ hooks: [{ stage: 'afterScaleUp', function: check(on), ...given }], ...rest });
}

/** What a route's pin says, in the template of whoever asks it. */
function pinned(value: string) {
  return { 'Fn::GetAtt': [Match.stringLikeRegexp('Traffic'), value] };
}

function configuration(given: object, rest: Resources = {}): Expectation {
  return renders({ 'AWS::ECS::Service': { DeploymentController: { Type: 'ECS' }, DeploymentConfiguration: given }, ...rest });
}

function hooks(...given: object[]): Expectation {
  return configuration({ LifecycleHooks: given });
}

const TEST_RULE = { AdvancedConfiguration: { TestListenerRule: { Ref: Match.stringLikeRegexp('TestRule') } } };

/** The rule of the test traffic, ahead of the public's. */
function testRule(conditions: object, rest: Resources = {}): Expectation {
  return renders({
    'AWS::ECS::Service': { LoadBalancers: [Match.objectLike(TEST_RULE)] },
    'AWS::ElasticLoadBalancingV2::ListenerRule': { Conditions: conditions, Actions: [divided('TestTraffic')] },
    ...rest,
  });
}

/** Two target groups, with the weights that the deployment has left behind. */
function divided(pin: string): object {
  const share = (value: string) => Match.objectLike({ Weight: { 'Fn::GetAtt': [Match.stringLikeRegexp(pin), value] } });
  return { Type: 'forward', ForwardConfig: { TargetGroups: [share('BlueWeight'), share('GreenWeight')] } };
}

const login = Authentication.oidc({
  issuer: 'https://login.example.com',
  authorizationEndpoint: 'https://login.example.com/authorize',
  tokenEndpoint: 'https://login.example.com/token',
  userInfoEndpoint: 'https://login.example.com/me',
  clientId: 'shop',
  clientSecret: SecretValue.secretsManager('login'),
});

/** What moves the traffic on EKS, in thousandths of it, and looks after it for so many minutes. */
function shifted(steps: readonly (readonly [minute: number, share: number])[], minutes: number): Expectation {
  return renders({
    'Custom::ContainerTrafficShift': { steps: steps.map(([minute, share]) => ({ minute: `${minute}`, share: `${share}` })), toMinute: `${minutes}` },
  });
}

const WELL_KNOWN_STAGES: Readonly<Record<RolloutStageName, string>> = {
  beforeScaleUp: 'PRE_SCALE_UP',
  afterScaleUp: 'POST_SCALE_UP',
  afterTestTraffic: 'POST_TEST_TRAFFIC_SHIFT',
  beforeProductionTraffic: 'PRE_PRODUCTION_TRAFFIC_SHIFT',
  afterProductionTraffic: 'POST_PRODUCTION_TRAFFIC_SHIFT',
};

const STAGES: readonly Row[] = (Object.keys(WELL_KNOWN_STAGES) as RolloutStageName[]).map(stage => ({
  feature: `a function that is asked: ${stage}`,
  covers: ['rollout.hooks', 'hook.stage', `stage.${stage}`],
  given: asking({ stage }, { testTraffic: { kind: 'header', name: 'X-Preview', value: 'yes' } }),
  ecs: configuration(
    { LifecycleHooks: [Match.objectLike({ TargetType: 'AWS_LAMBDA', LifecycleStages: [WELL_KNOWN_STAGES[stage]] })] },
    { 'AWS::Lambda::Function': { Environment: { Variables: { STAGE: stage, ENGINE: 'ecs' } } } },
  ),
  eks: refuses('EksRolloutAsksNobody', 'EksRolloutIsNotTested'),
}));

export const SHIFTING: readonly Row[] = [
  {
    feature: 'all the traffic at once',
    covers: ['rollout.shifting', 'rollout.shift', 'shift.allAtOnce', 'rollout.bakeTime'],
    given: shifting(),
    ecs: configuration({
      Strategy: 'BLUE_GREEN',
      BakeTimeInMinutes: 10,
      MinimumHealthyPercent: 100,
      MaximumPercent: 200,
      CanaryConfiguration: Match.absent(),
      LinearConfiguration: Match.absent(),
      LifecycleHooks: Match.absent(),
    }),
    eks: shifted([[0, 1000]], 10),
  },
  {
    feature: 'the target group without traffic for the new version, and rules that CloudFormation leaves as they are',
    covers: ['rollout.shifting'],
    given: shifting(),
    ecs: renders({
      'Custom::ContainerTrafficPin': { mode: 'shifting', cluster: { Ref: Match.stringLikeRegexp('Cluster') } },
      'AWS::ElasticLoadBalancingV2::ListenerRule': { Actions: [divided('PublicTraffic')] },
      'AWS::ECS::Service': {
        LoadBalancers: [{
          ContainerName: 'shop',
          ContainerPort: 8080,
          TargetGroupArn: pinned('LiveTargetGroupArn'),
          AdvancedConfiguration: {
            AlternateTargetGroupArn: pinned('IdleTargetGroupArn'),
            ProductionListenerRule: { Ref: Match.stringLikeRegexp('PublicRule') },
            TestListenerRule: Match.absent(),
            RoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('RolloutRole'), 'Arn'] },
          },
        }],
      },
    }),
    eks: renders({
      'Custom::ContainerTrafficPin': { mode: 'shifting', cluster: '' },
      'AWS::ElasticLoadBalancingV2::ListenerRule': { Actions: [divided('PublicTraffic')] },
      'Custom::ContainerRevisionTarget': { rule: { Ref: Match.stringLikeRegexp('PublicRule') } },
      'TargetGroupBinding': { spec: { targetGroupARN: Match.stringLikeRegexp('RevisionTarget.*TargetGroupArn') } },
    }),
  },
  {
    feature: 'several ways in at once',
    covers: ['rollout.shifting'],
    given: { ...shifting(), exposures: [...exposures!, { kind: 'http', audience: 'internal' } as ExposureDraft] },
    ecs: renders({
      'Custom::ContainerTrafficPin': [{ mode: 'shifting' }],
      'AWS::ECS::Service': {
        LoadBalancers: ['PublicRule', 'InternalRule'].map(rule => Match.objectLike({
          AdvancedConfiguration: Match.objectLike({ ProductionListenerRule: { Ref: Match.stringLikeRegexp(rule) } }),
        })),
      },
    }),
    eks: renders({
      'Custom::ContainerTrafficShift': { routes: ['PublicRule', 'InternalRule'].map(rule => Match.objectLike({ rule: { Ref: Match.stringLikeRegexp(rule) } })) },
    }),
  },
  {
    feature: 'side by side without a way in',
    covers: ['rollout.shifting', 'shift.allAtOnce'],
    given: { exposures: [], rollout: { kind: 'shifting' } },
    ecs: renders({
      'AWS::ECS::Service': { LoadBalancers: Match.absent(), DeploymentConfiguration: { Strategy: 'BLUE_GREEN' } },
      'Custom::ContainerTrafficPin': NONE,
    }),
    eks: refuses('EksShiftNeedsExposure'),
  },
  {
    feature: 'a small part of the traffic first',
    covers: ['shift.canary'],
    given: shifting({ shift: { kind: 'canary', percent: 2.5, interval: Duration.minutes(15) } }),
    ecs: configuration({ Strategy: 'CANARY', CanaryConfiguration: { CanaryPercent: 2.5, CanaryBakeTimeInMinutes: 15 }, LinearConfiguration: Match.absent() }),
    eks: shifted([[0, 25], [15, 1000]], 25),
  },
  {
    feature: 'the traffic in equal steps',
    covers: ['shift.linear'],
    given: shifting({ shift: { kind: 'linear', percent: 20, interval: Duration.minutes(3) } }),
    ecs: configuration({ Strategy: 'LINEAR', LinearConfiguration: { StepPercent: 20, StepBakeTimeInMinutes: 3 }, CanaryConfiguration: Match.absent() }),
    eks: shifted([[0, 200], [3, 400], [6, 600], [9, 800], [12, 1000]], 22),
  },
  {
    feature: 'the old version for a while',
    covers: ['rollout.bakeTime'],
    given: shifting({ bakeTime: Duration.hours(2) }),
    ecs: configuration({ BakeTimeInMinutes: 120 }),
    eks: renders({
      'Custom::ContainerTrafficShift': [{ fromMinute: '0', toMinute: '45' }, { fromMinute: '45', toMinute: '90' }, { fromMinute: '90', toMinute: '120' }],
    }),
  },
  {
    feature: 'alarms that take a new version back while traffic moves',
    covers: ['rollout.alarms'],
    given: shifting(),
    ecs: configuration({
      Alarms: { Enable: true, Rollback: true, AlarmNames: Match.anyValue() },
      DeploymentCircuitBreaker: { Enable: false, Rollback: false },
    }),
    eks: renders({ 'Custom::ContainerTrafficShift': { alarms: ['Errors', 'Unhealthy', 'Latency'].map(kind => ({ Ref: Match.stringLikeRegexp(`${kind}Alarm`) })) } }),
  },
  {
    feature: 'test traffic by a header',
    covers: ['rollout.testTraffic', 'test.header'],
    given: shifting({ testTraffic: { kind: 'header', name: 'X-Preview', value: 'yes' } }),
    ecs: testRule(Match.arrayWith([{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Preview', Values: ['yes'] } }])),
    eks: refuses('EksRolloutIsNotTested'),
  },
  {
    feature: 'test traffic by paths',
    covers: ['test.paths'],
    given: shifting({ testTraffic: { kind: 'paths', paths: ['/preview/*'] } }),
    ecs: testRule(Match.arrayWith([{ Field: 'path-pattern', PathPatternConfig: { Values: ['/preview/*'] } }])),
    eks: refuses('EksRolloutIsNotTested'),
  },
  {
    feature: 'test traffic by a port of its own',
    covers: ['test.listener'],
    given: () => shifting({ testTraffic: { kind: 'listener', port: 8443, peers: [new Handle('office', ec2.Peer.ipv4('192.0.2.0/24'))] } }),
    ecs: testRule([{ Field: 'host-header', HostHeaderConfig: Match.anyValue() }], {
      'AWS::ElasticLoadBalancingV2::Listener': { Port: 8443, Protocol: 'HTTPS' },
      'AWS::EC2::SecurityGroup': {
        SecurityGroupIngress: Match.arrayWith([Match.objectLike({ CidrIp: '192.0.2.0/24', FromPort: 8443, ToPort: 8443 })]),
      },
    }),
    eks: refuses('EksRolloutIsNotTested'),
  },
  ...STAGES,
  {
    feature: 'a function of your own, that may take its time and is asked only where there is something to compare with',
    covers: ['hook.function', 'hook.timeout', 'hook.skipOnFirstDeployment', 'hook.skipOnRollback'],
    given: asking({ timeout: Duration.minutes(20) }),
    ecs: configuration(
      {
        LifecycleHooks: [{
          TargetType: 'AWS_LAMBDA',
          HookTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('AfterScaleUpHook'), 'Arn'] },
          RoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('HookRole'), 'Arn'] },
          LifecycleStages: ['POST_SCALE_UP'],
          TimeoutConfiguration: { TimeoutInMinutes: 20, Action: 'ROLLBACK' },
        }],
      },
      {
        'AWS::Lambda::Function': {
          Environment: { Variables: { USER_FUNCTION: CHECK_ARN, TIMEOUT_SECONDS: '1200', SKIP_ON_FIRST: 'true', SKIP_ON_ROLLBACK: 'true' } },
        },
        'AWS::IAM::Policy': { PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 'lambda:InvokeFunction', Resource: CHECK_ARN })]) } },
      },
    ),
    eks: refuses('EksRolloutAsksNobody'),
  },
  {
    feature: 'a function that is asked at first and on the way back, too',
    covers: ['hook.skipOnFirstDeployment', 'hook.skipOnRollback'],
    given: asking({ skipOnFirstDeployment: false, skipOnRollback: false }),
    ecs: renders({ 'AWS::Lambda::Function': { Environment: { Variables: { SKIP_ON_FIRST: 'false', SKIP_ON_ROLLBACK: 'false' } } } }),
    eks: refuses('EksRolloutAsksNobody'),
  },
  {
    feature: 'a person who is asked, before the public is',
    covers: ['rollout.approval', 'approval.stage', 'approval.timeout', 'approval.onTimeout'],
    given: shifting({ approval: {} }),
    ecs: hooks({
      TargetType: 'PAUSE', LifecycleStages: ['PRE_PRODUCTION_TRAFFIC_SHIFT'], TimeoutConfiguration: { TimeoutInMinutes: 60, Action: 'ROLLBACK' },
    }),
    eks: refuses('EksRolloutAsksNobody'),
  },
  {
    feature: 'a person who need not answer',
    covers: ['approval.stage', 'approval.timeout', 'approval.onTimeout'],
    given: shifting({ approval: { stage: 'afterScaleUp', timeout: Duration.hours(8), onTimeout: 'continue' } }),
    ecs: hooks({ TargetType: 'PAUSE', LifecycleStages: ['POST_SCALE_UP'], TimeoutConfiguration: { TimeoutInMinutes: 480, Action: 'CONTINUE' } }),
    eks: refuses('EksRolloutAsksNobody'),
  },
  {
    feature: 'traffic that moves behind a sign-in',
    covers: ['rollout.shifting', 'exposure.authentication'],
    given: { exposures: [{ kind: 'http', audience: 'public', authentication: login._toHandle() }], rollout: { kind: 'shifting' } },
    ecs: refuses('RolloutNeedsPlainForward'),
    eks: renders({ 'AWS::ElasticLoadBalancingV2::ListenerRule': { Actions: [Match.objectLike({ Type: 'authenticate-oidc' }), Match.objectLike(divided('PublicTraffic'))] } }),
  },
  {
    feature: 'steps without anything to move',
    covers: ['shift.canary'],
    given: { exposures: [], rollout: { kind: 'shifting', shift: { kind: 'canary' } } },
    ecs: refuses('NoTrafficToShift'),
    eks: refuses('NoTrafficToShift', 'EksShiftNeedsExposure'),
  },
  {
    feature: 'whichever target group has the traffic, after a rollout that moved it',
    covers: ['rollout.followTraffic'],
    given: { exposures, rollout: { kind: 'rolling', followTraffic: true } },
    ecs: renders({
      'Custom::ContainerTrafficPin': { mode: 'rolling' },
      'AWS::ECS::Service': { LoadBalancers: [{ TargetGroupArn: pinned('LiveTargetGroupArn'), AdvancedConfiguration: Match.absent() }] },
      'AWS::ElasticLoadBalancingV2::ListenerRule': { Actions: [divided('PublicTraffic')] },
    }),
    eks: renders({
      'Custom::ContainerTrafficPin': { mode: 'rolling' },
      'Custom::ContainerRevisionTarget': { revision: 'rolling' },
      'TargetGroupBinding': { spec: { targetGroupARN: Match.stringLikeRegexp('RevisionTarget.*TargetGroupArn') } },
    }),
  },
  {
    feature: 'the first target group, where nothing has moved',
    covers: ['rollout.followTraffic'],
    given: { exposures, rollout: { kind: 'rolling' } },
    ecs: renders({
      'Custom::ContainerTrafficPin': NONE,
      'AWS::ECS::Service': { LoadBalancers: [{ TargetGroupArn: { Ref: Match.stringLikeRegexp('PublicBlue') } }] },
    }),
    eks: renders({ 'Custom::ContainerTrafficPin': NONE }),
  },
  {
    feature: 'no waiting for copies that never come up',
    covers: ['rollout.startTimeout'],
    given: shifting({ startTimeout: Duration.minutes(0) }),
    ecs: refuses('OutOfRange'),
    eks: refuses('OutOfRange'),
  },
];
