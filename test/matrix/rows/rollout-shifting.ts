import { Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Duration } from 'aws-cdk-lib/core';
import { ExposureDraft, Handle, RolloutHookDraft, RolloutStageName, ShiftingDraft, WorkloadDraft } from '../../../src/model';
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

/** What EKS says to a rollout that shifts traffic. */
const ON_EKS = refuses('EksRollsOnly');

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
  eks: ON_EKS,
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
    eks: ON_EKS,
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
    eks: ON_EKS,
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
    eks: ON_EKS,
  },
  {
    feature: 'side by side without a way in',
    covers: ['rollout.shifting', 'shift.allAtOnce'],
    given: { exposures: [], rollout: { kind: 'shifting' } },
    ecs: renders({
      'AWS::ECS::Service': { LoadBalancers: Match.absent(), DeploymentConfiguration: { Strategy: 'BLUE_GREEN' } },
      'Custom::ContainerTrafficPin': NONE,
    }),
    eks: ON_EKS,
  },
  {
    feature: 'a small part of the traffic first',
    covers: ['shift.canary'],
    given: shifting({ shift: { kind: 'canary', percent: 2.5, interval: Duration.minutes(15) } }),
    ecs: configuration({ Strategy: 'CANARY', CanaryConfiguration: { CanaryPercent: 2.5, CanaryBakeTimeInMinutes: 15 }, LinearConfiguration: Match.absent() }),
    eks: ON_EKS,
  },
  {
    feature: 'the traffic in equal steps',
    covers: ['shift.linear'],
    given: shifting({ shift: { kind: 'linear', percent: 20, interval: Duration.minutes(3) } }),
    ecs: configuration({ Strategy: 'LINEAR', LinearConfiguration: { StepPercent: 20, StepBakeTimeInMinutes: 3 }, CanaryConfiguration: Match.absent() }),
    eks: ON_EKS,
  },
  {
    feature: 'the old version for a while',
    covers: ['rollout.bakeTime'],
    given: shifting({ bakeTime: Duration.hours(2) }),
    ecs: configuration({ BakeTimeInMinutes: 120 }),
    eks: ON_EKS,
  },
  {
    feature: 'alarms that take a new version back while traffic moves',
    covers: ['rollout.alarms'],
    given: shifting(),
    ecs: configuration({
      Alarms: { Enable: true, Rollback: true, AlarmNames: Match.anyValue() },
      DeploymentCircuitBreaker: { Enable: false, Rollback: false },
    }),
    eks: ON_EKS,
  },
  {
    feature: 'test traffic by a header',
    covers: ['rollout.testTraffic', 'test.header'],
    given: shifting({ testTraffic: { kind: 'header', name: 'X-Preview', value: 'yes' } }),
    ecs: testRule(Match.arrayWith([{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Preview', Values: ['yes'] } }])),
    eks: ON_EKS,
  },
  {
    feature: 'test traffic by paths',
    covers: ['test.paths'],
    given: shifting({ testTraffic: { kind: 'paths', paths: ['/preview/*'] } }),
    ecs: testRule(Match.arrayWith([{ Field: 'path-pattern', PathPatternConfig: { Values: ['/preview/*'] } }])),
    eks: ON_EKS,
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
    eks: ON_EKS,
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
    eks: ON_EKS,
  },
  {
    feature: 'a function that is asked at first and on the way back, too',
    covers: ['hook.skipOnFirstDeployment', 'hook.skipOnRollback'],
    given: asking({ skipOnFirstDeployment: false, skipOnRollback: false }),
    ecs: renders({ 'AWS::Lambda::Function': { Environment: { Variables: { SKIP_ON_FIRST: 'false', SKIP_ON_ROLLBACK: 'false' } } } }),
    eks: ON_EKS,
  },
  {
    feature: 'a person who is asked, before the public is',
    covers: ['rollout.approval', 'approval.stage', 'approval.timeout', 'approval.onTimeout'],
    given: shifting({ approval: {} }),
    ecs: hooks({
      TargetType: 'PAUSE', LifecycleStages: ['PRE_PRODUCTION_TRAFFIC_SHIFT'], TimeoutConfiguration: { TimeoutInMinutes: 60, Action: 'ROLLBACK' },
    }),
    eks: ON_EKS,
  },
  {
    feature: 'a person who need not answer',
    covers: ['approval.stage', 'approval.timeout', 'approval.onTimeout'],
    given: shifting({ approval: { stage: 'afterScaleUp', timeout: Duration.hours(8), onTimeout: 'continue' } }),
    ecs: hooks({ TargetType: 'PAUSE', LifecycleStages: ['POST_SCALE_UP'], TimeoutConfiguration: { TimeoutInMinutes: 480, Action: 'CONTINUE' } }),
    eks: ON_EKS,
  },
  {
    feature: 'traffic that moves behind a sign-in',
    covers: ['rollout.shifting', 'exposure.authentication'],
    given: { exposures: [{ kind: 'http', audience: 'public', authentication: new Handle('users', {}) }], rollout: { kind: 'shifting' } },
    ecs: refuses('RolloutNeedsPlainForward'),
    eks: ON_EKS,
  },
  {
    feature: 'steps without anything to move',
    covers: ['shift.canary'],
    given: { exposures: [], rollout: { kind: 'shifting', shift: { kind: 'canary' } } },
    ecs: refuses('NoTrafficToShift'),
    eks: refuses('NoTrafficToShift', 'EksRollsOnly'),
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
    eks: renders({ 'Custom::ContainerTrafficPin': NONE }),
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
    eks: refuses('OutOfRange', 'EksRollsOnly'),
  },
];
