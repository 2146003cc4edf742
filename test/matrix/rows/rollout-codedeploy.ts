import { Match } from 'aws-cdk-lib/assertions';
import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Duration } from 'aws-cdk-lib/core';
import { CodeDeployDraft, Handle, RolloutStageName, WorkloadDraft } from '../../../src/model';
import { Expectation, NONE, Place, refuses, renders, Resources, Row } from '../matrix';

const exposures: WorkloadDraft['exposures'] = [{ kind: 'http', audience: 'public' }];

function byCodeDeploy(given: Omit<CodeDeployDraft, 'kind'> = {}): Partial<WorkloadDraft> {
  return { exposures, rollout: { kind: 'codeDeploy', ...given } };
}

/** What the deployment of the stack tells its driver. */
function told(properties: object, rest: Resources = {}): Expectation {
  return renders({ 'Custom::ContainerRollout': properties, ...rest });
}

function group(properties: object, rest: Resources = {}): Expectation {
  return renders({ 'AWS::CodeDeploy::DeploymentGroup': properties, ...rest });
}

function seeded(value: string) {
  return { 'Fn::GetAtt': [Match.stringLikeRegexp('Seed'), value] };
}

/** CodeDeploy deploys to no cluster of EKS. */
const ON_EKS = refuses('EksRollsOnly');

const EVENTS: Readonly<Record<RolloutStageName, string>> = {
  beforeScaleUp: 'BeforeInstall',
  afterScaleUp: 'AfterInstall',
  afterTestTraffic: 'AfterAllowTestTraffic',
  beforeProductionTraffic: 'BeforeAllowTraffic',
  afterProductionTraffic: 'AfterAllowTraffic',
};

const STAGES: readonly Row[] = (Object.keys(EVENTS) as RolloutStageName[]).map(stage => ({
  feature: `a function that CodeDeploy asks: ${stage}`,
  covers: ['rollout.hooks', 'hook.stage', 'hook.timeout', `stage.${stage}`],
  given: ({ stack }: Place) => byCodeDeploy({
    testTraffic: { kind: 'listener', port: 8443, peers: [] },
    hooks: [{
      stage, timeout: Duration.minutes(3), function: new Handle('check', lambda.Function.fromFunctionName(stack, 'Check', 'check')),
    }],
  }),
  ecs: told(
    { hooks: { [EVENTS[stage]]: { Ref: Match.stringLikeRegexp('Hook') } } },
    { 'AWS::Lambda::Function': { Environment: { Variables: { STAGE: stage, ENGINE: 'codeDeploy', TIMEOUT_SECONDS: '180' } } } },
  ),
  eks: ON_EKS,
}));

const CHOICES: readonly Row[] = [
  {
    feature: 'a stack that waits for the end, for the traffic, or for nothing',
    covers: ['rollout.waitFor'],
    given: byCodeDeploy({ waitFor: 'started' }),
    ecs: told({ waitFor: 'STARTED' }),
    eks: ON_EKS,
  },
  {
    feature: 'a stack that waits for the end by itself when that is near',
    covers: ['rollout.waitFor', 'rollout.bakeTime'],
    given: byCodeDeploy({ bakeTime: Duration.minutes(15) }),
    ecs: told({ waitFor: 'COMPLETED' }),
    eks: ON_EKS,
  },
  {
    feature: 'a stack that waits for the traffic when the end is far away',
    covers: ['rollout.waitFor', 'rollout.bakeTime'],
    given: byCodeDeploy({ bakeTime: Duration.minutes(16) }),
    ecs: told({ waitFor: 'TRAFFIC_SHIFTED' }, {
      'AWS::CodeDeploy::DeploymentGroup': { BlueGreenDeploymentConfiguration: { TerminateBlueInstancesOnDeploymentSuccess: { Action: 'TERMINATE', TerminationWaitTimeInMinutes: 16 } } },
    }),
    eks: ON_EKS,
  },
  {
    feature: 'an hour and a half of waiting, which is more than one custom resource may',
    covers: ['rollout.maxWait'],
    given: byCodeDeploy({ maxWait: Duration.minutes(101) }),
    ecs: told({ budgetMinutes: '50', relaysLeft: '2' }, {
      'Custom::ContainerRolloutWait': [{ budgetMinutes: '50', relaysLeft: '1' }, { budgetMinutes: '1', relaysLeft: '0' }],
    }),
    eks: ON_EKS,
  },
  {
    feature: 'no more waiting than one custom resource may',
    covers: ['rollout.maxWait'],
    given: byCodeDeploy(),
    ecs: told({ budgetMinutes: '50', relaysLeft: '0' }, { 'Custom::ContainerRolloutWait': NONE }),
    eks: ON_EKS,
  },
  {
    feature: 'time to come up',
    covers: ['rollout.startTimeout'],
    given: byCodeDeploy({ startTimeout: Duration.minutes(8) }),
    ecs: told({ startTimeoutMinutes: '8' }),
    eks: ON_EKS,
  },
  ...(['wait', 'stop', 'fail'] as const).map((onActiveDeployment): Row => ({
    feature: `deployments of others: ${onActiveDeployment}`,
    covers: ['rollout.onActiveDeployment'],
    given: byCodeDeploy({ onActiveDeployment }),
    ecs: told({ onActiveDeployment: onActiveDeployment.toUpperCase() }),
    eks: ON_EKS,
  })),
  ...(['ignore', 'fail'] as const).map((alarmsFiringAtStart): Row => ({
    feature: `alarms that fire already: ${alarmsFiringAtStart}`,
    covers: ['rollout.alarmsFiringAtStart'],
    given: byCodeDeploy({ alarmsFiringAtStart }),
    ecs: told({ alarmsFiringAtStart: alarmsFiringAtStart.toUpperCase() }),
    eks: ON_EKS,
  })),
  ...([['scaleIn', 'SCALE_IN'], ['all', 'ALL']] as const).map(([suspendedScaling, suspend]): Row => ({
    feature: `scaling that stands still meanwhile: ${suspend}`,
    covers: ['rollout.suspendedScaling'],
    given: { ...byCodeDeploy({ suspendedScaling }), scaling: { kind: 'range', max: 4 } },
    ecs: told({ scaling: { suspend }, settings: { desiredCount: Match.absent() } }),
    eks: ON_EKS,
  })),
  {
    feature: 'scaling that goes on meanwhile',
    covers: ['rollout.suspendedScaling'],
    given: { ...byCodeDeploy({ suspendedScaling: 'none' }), scaling: { kind: 'range', max: 4 } },
    ecs: told({ scaling: Match.absent(), settings: { desiredCount: Match.absent() } }),
    eks: ON_EKS,
  },
  {
    feature: 'a count that nothing scales',
    covers: ['rollout.suspendedScaling'],
    given: { ...byCodeDeploy(), scaling: { kind: 'fixed', count: 3 } },
    ecs: told({ scaling: Match.absent(), settings: { desiredCount: '3' } }),
    eks: ON_EKS,
  },
  {
    feature: 'the same version again',
    covers: ['rollout.redeployNonce'],
    given: byCodeDeploy({ redeployNonce: 'once more' }),
    ecs: told({ redeployNonce: 'once more' }),
    eks: ON_EKS,
  },
  {
    feature: 'deployments by a pipeline',
    covers: ['rollout.trigger'],
    given: byCodeDeploy({ trigger: 'pipeline' }),
    ecs: group({}, { 'Custom::ContainerRollout': NONE, 'Custom::ContainerRolloutWait': NONE }),
    eks: ON_EKS,
  },
  {
    feature: 'deployments by the stack',
    covers: ['rollout.trigger'],
    given: byCodeDeploy(),
    ecs: told({
      deploymentGroup: { Ref: Match.stringLikeRegexp('DeploymentGroup') },
      revision: { taskDefinition: { Ref: Match.stringLikeRegexp('TaskDefinition') }, containerName: 'shop', containerPort: '8080' },
    }),
    eks: ON_EKS,
  },
];

export const CODEDEPLOY: readonly Row[] = [
  {
    feature: 'a service that CloudFormation makes and never changes',
    covers: ['rollout.codeDeploy'],
    given: byCodeDeploy(),
    ecs: renders({
      'AWS::ECS::Service': {
        DeploymentController: { Type: 'CODE_DEPLOY' },
        DesiredCount: seeded('DesiredCount'),
        LoadBalancers: [{ ContainerName: seeded('ContainerName'), ContainerPort: seeded('ContainerPort'), TargetGroupArn: seeded('TargetGroupArn') }],
        Tags: Match.absent(),
      },
      'Custom::ContainerTrafficPin': { mode: 'codeDeploy' },
      'AWS::CodeDeploy::Application': { ComputePlatform: 'ECS' },
    }),
    eks: ON_EKS,
  },
  {
    feature: 'a tenth of the traffic for five minutes, unless said otherwise',
    covers: ['rollout.codeDeploy', 'rollout.shift', 'shift.canary'],
    given: byCodeDeploy(),
    ecs: group({ DeploymentConfigName: 'CodeDeployDefault.ECSCanary10Percent5Minutes' }, { 'AWS::CodeDeploy::DeploymentConfig': NONE }),
    eks: ON_EKS,
  },
  {
    feature: 'all the traffic at once by CodeDeploy',
    covers: ['shift.allAtOnce'],
    given: byCodeDeploy({ shift: { kind: 'allAtOnce' } }),
    ecs: group({ DeploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce' }, { 'AWS::CodeDeploy::DeploymentConfig': NONE }),
    eks: ON_EKS,
  },
  {
    feature: 'another part first',
    covers: ['shift.canary'],
    given: byCodeDeploy({ shift: { kind: 'canary', percent: 7, interval: Duration.minutes(4) } }),
    ecs: group({ DeploymentConfigName: { Ref: Match.stringLikeRegexp('DeploymentConfig') } }, {
      'AWS::CodeDeploy::DeploymentConfig': {
        ComputePlatform: 'ECS', TrafficRoutingConfig: { Type: 'TimeBasedCanary', TimeBasedCanary: { CanaryPercentage: 7, CanaryInterval: 4 } },
      },
    }),
    eks: ON_EKS,
  },
  {
    feature: 'equal steps that come with CodeDeploy',
    covers: ['shift.linear'],
    given: byCodeDeploy({ shift: { kind: 'linear', percent: 10, interval: Duration.minutes(3) } }),
    ecs: group({ DeploymentConfigName: 'CodeDeployDefault.ECSLinear10PercentEvery3Minutes' }, { 'AWS::CodeDeploy::DeploymentConfig': NONE }),
    eks: ON_EKS,
  },
  {
    feature: 'equal steps of your own',
    covers: ['shift.linear'],
    given: byCodeDeploy({ shift: { kind: 'linear', percent: 25, interval: Duration.minutes(2) } }),
    ecs: renders({
      'AWS::CodeDeploy::DeploymentConfig': {
        TrafficRoutingConfig: { Type: 'TimeBasedLinear', TimeBasedLinear: { LinearPercentage: 25, LinearInterval: 2 } },
      },
    }),
    eks: ON_EKS,
  },
  {
    feature: 'the steps of a configuration that exists',
    covers: ['shift.foreign'],
    given: ({ stack }) => byCodeDeploy({
      shift: { kind: 'foreign', config: new Handle('careful', codedeploy.EcsDeploymentConfig.fromEcsDeploymentConfigName(stack, 'Config', 'Careful')) },
    }),
    ecs: group({ DeploymentConfigName: 'Careful' }, { 'Custom::ContainerRollout': { deploymentConfig: 'Careful' } }),
    eks: ON_EKS,
  },
  {
    feature: 'alarms that CodeDeploy watches',
    covers: ['rollout.alarms'],
    given: byCodeDeploy(),
    ecs: group({
      AlarmConfiguration: { Enabled: true, Alarms: ['Errors', 'Unhealthy', 'Latency'].map(kind => ({ Name: { Ref: Match.stringLikeRegexp(`${kind}Alarm`) } })) },
      AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_REQUEST', 'DEPLOYMENT_STOP_ON_ALARM'] },
    }),
    eks: ON_EKS,
  },
  {
    feature: 'test traffic, as CodeDeploy knows it',
    covers: ['rollout.testTraffic', 'test.listener'],
    given: byCodeDeploy({ testTraffic: { kind: 'listener', port: 8443, peers: [] } }),
    ecs: group({ LoadBalancerInfo: { TargetGroupPairInfoList: [{ TestTrafficRoute: { ListenerArns: [{ Ref: Match.stringLikeRegexp('Test8443') }] } }] } }),
    eks: ON_EKS,
  },
  {
    feature: 'test traffic, as CodeDeploy does not know it',
    covers: ['test.header', 'test.paths'],
    given: byCodeDeploy({ testTraffic: { kind: 'paths', paths: ['/preview/*'] } }),
    ecs: refuses('CodeDeployTestsByListener'),
    eks: ON_EKS,
  },
  ...STAGES,
  {
    feature: 'a person who tells CodeDeploy to go on',
    covers: ['rollout.approval', 'approval.stage', 'approval.timeout'],
    given: byCodeDeploy({ approval: { timeout: Duration.minutes(25) } }),
    ecs: group({ BlueGreenDeploymentConfiguration: { DeploymentReadyOption: { ActionOnTimeout: 'STOP_DEPLOYMENT', WaitTimeInMinutes: 25 } } }),
    eks: ON_EKS,
  },
  {
    feature: 'a person who need not tell CodeDeploy',
    covers: ['approval.onTimeout'],
    given: byCodeDeploy({ approval: { onTimeout: 'continue' } }),
    ecs: refuses('CodeDeployApprovalRollsBack'),
    eks: ON_EKS,
  },
  ...CHOICES,
];
