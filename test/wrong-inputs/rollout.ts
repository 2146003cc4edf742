import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Duration } from 'aws-cdk-lib/core';
import { ROLLOUT_OPERATIONS_MISTAKES } from './rollout-operations';
import { main, workload, wrong, WrongInput, wrongOnFargate } from './wrong-input';
import { EcsWorkload } from '../../src/ecs';
import { Code } from '../../src/findings';
import { Domain, Ingress, IngressBase } from '../../src/ingress';
import {
  CodeDeployDraft, ExposureDraft, Handle, RolloutApprovalSpec, RolloutDraft, RolloutHookDraft, RolloutStageName, ShiftDraft, ShiftingDraft,
  WorkloadDraft,
} from '../../src/model';
import { Exposure, Rollout, RolloutHook, RolloutStage, TestTraffic } from '../../src/vocabulary';
import { WebServiceProps } from '../../src/workloads';
import { Ground, ground, refused, service } from '../ecs/support';

const { minutes, seconds, hours } = Duration;
const WAY_IN: ExposureDraft = { kind: 'http', audience: 'public' };

function arriving(rollout: RolloutDraft, given: Partial<WorkloadDraft> = {}): WorkloadDraft {
  return workload({ exposures: [WAY_IN], rollout, ...given });
}

function shifting(given: Partial<ShiftingDraft> = {}, rest?: Partial<WorkloadDraft>): WorkloadDraft {
  return arriving({ kind: 'shifting', ...given }, rest);
}

function byCodeDeploy(given: Partial<CodeDeployDraft> = {}, rest?: Partial<WorkloadDraft>): WorkloadDraft {
  return arriving({ kind: 'codeDeploy', ...given }, rest);
}

function hook(given: Partial<RolloutHookDraft> = {}, name = 'check'): RolloutHookDraft {
  return { stage: 'afterScaleUp', function: new Handle(name, undefined), ...given };
}

/** So many hooks, each of another function. */
function hooks(count: number): RolloutHookDraft[] {
  return Array.from({ length: count }, (_, index) => hook({}, `check${index}`));
}

function approvedAt(stage: RolloutStageName): Partial<RolloutApprovalSpec> {
  return { stage };
}

/** A range of one of the members, wrong at both ends: `least` and `most` are right, and what is next to them is not. */
function bounds(path: string, least: string, most: string, below: WorkloadDraft, above: WorkloadDraft): WrongInput[] {
  return [wrong('OutOfRange', path, `choose ${least}`, below), wrong('OutOfRange', path, `choose ${most}`, above)];
}

type Shifts = (shift: ShiftDraft) => WorkloadDraft;
const byEcs: Shifts = shift => shifting({ shift });
const byOther: Shifts = shift => byCodeDeploy({ shift });

/** Numbers and times that one engine or the other does not take. */
const RANGES: readonly WrongInput[] = [
  ...bounds('rollout.shift.percent', '0.1 %', '100 %', byEcs({ kind: 'canary', percent: 0 }), byEcs({ kind: 'canary', percent: 100.1 })),
  ...bounds('rollout.shift.percent', '3 %', '100 %', byEcs({ kind: 'linear', percent: 2.9 }), byEcs({ kind: 'linear', percent: 101 })),
  ...bounds('rollout.shift.percent', '1 %', '99 %', byOther({ kind: 'canary', percent: 0 }), byOther({ kind: 'canary', percent: 100 })),
  ...bounds('rollout.shift.percent', '1 %', '99 %', byOther({ kind: 'linear', percent: 0 }), byOther({ kind: 'linear', percent: 100 })),
  wrong('OutOfRange', 'rollout.shift.percent', 'choose 3 %', byOther({ kind: 'canary', percent: 2.5 })),
  wrong('OutOfRange', 'rollout.shift.percent', 'choose 3 %', byEcs({ kind: 'linear', percent: -10 })),
  wrong('RolloutPercentTooFine', 'rollout.shift.percent', 'choose 3.3 %', byEcs({ kind: 'canary', percent: 100 / 30 })),
  wrong('RolloutPercentTooFine', 'rollout.shift.percent', 'choose 12.4 %', byEcs({ kind: 'linear', percent: 12.35 })),

  wrong('OutOfRange', 'rollout.shift.interval', 'choose 1440 minutes', byEcs({ kind: 'canary', interval: minutes(1441) })),
  wrong('OutOfRange', 'rollout.shift.interval', 'choose 2 minutes', byEcs({ kind: 'linear', interval: seconds(90) })),
  ...bounds('rollout.shift.interval', '1 minutes', '2880 minutes',
    byOther({ kind: 'canary', interval: minutes(0) }), byCodeDeploy({ shift: { kind: 'canary', interval: minutes(2881) }, trigger: 'pipeline' })),

  wrong('OutOfRange', 'rollout.bakeTime', 'choose 1440 minutes', shifting({ bakeTime: minutes(1441) })),
  wrong('OutOfRange', 'rollout.bakeTime', 'choose 1 minutes', shifting({ bakeTime: seconds(30) })),
  wrong('OutOfRange', 'rollout.bakeTime', 'choose 2880 minutes', byCodeDeploy({ bakeTime: minutes(2881) })),
  wrong('OutOfRange', 'rollout.bakeTime', 'choose 2 minutes', byCodeDeploy({ bakeTime: seconds(100) })),
  ...bounds('rollout.startTimeout', '1 minutes', '1440 minutes', shifting({ startTimeout: minutes(0) }), shifting({ startTimeout: minutes(1441) })),
  ...bounds('rollout.startTimeout', '1 minutes', '50 minutes', byCodeDeploy({ startTimeout: minutes(0) }), byCodeDeploy({ startTimeout: minutes(51) })),
  ...bounds('rollout.hooks[1].timeout', '1 minutes', '1440 minutes',
    shifting({ hooks: [hook(), hook({ timeout: minutes(0) }, 'other')] }), shifting({ hooks: [hook(), hook({ timeout: minutes(1441) }, 'other')] })),
  ...bounds('rollout.hooks[0].timeout', '1 minutes', '60 minutes',
    byCodeDeploy({ hooks: [hook({ timeout: minutes(0) })] }), byCodeDeploy({ hooks: [hook({ timeout: minutes(61) })] })),
  ...bounds('rollout.approval.timeout', '1 minutes', '20160 minutes',
    shifting({ approval: { timeout: minutes(0) } }), shifting({ approval: { timeout: minutes(20_161) } })),
  ...bounds('rollout.approval.timeout', '1 minutes', '2880 minutes',
    byCodeDeploy({ approval: { timeout: minutes(0) } }), byCodeDeploy({ approval: { timeout: minutes(2881) } })),
  wrong('OutOfRange', 'rollout.maxWait', 'choose 51 minutes', byCodeDeploy({ maxWait: seconds(50 * 60 + 30) })),
  wrong('OutOfRange', 'rollout.maxWait', 'choose 1 minutes', byCodeDeploy({ maxWait: minutes(0) })),
  ...bounds('rollout.testTraffic.port', '1,', '65535,',
    shifting({ testTraffic: { kind: 'listener', port: 0, peers: [] } }), byCodeDeploy({ testTraffic: { kind: 'listener', port: 65_536, peers: [] } })),
];

/** Moments that never come, traffic that is not there, and hooks that are too many. */
const STAGES: readonly WrongInput[] = [
  wrong('StageWithoutTestTraffic', 'rollout.hooks[0].stage', 'AFTER_SCALE_UP', shifting({ hooks: [hook({ stage: 'afterTestTraffic' })] })),
  wrong('StageWithoutTestTraffic', 'rollout.hooks[0].stage', 'say testTraffic', byCodeDeploy({ hooks: [hook({ stage: 'afterTestTraffic' })] })),
  wrong('StageWithoutTestTraffic', 'rollout.approval.stage', 'say testTraffic', shifting({ approval: approvedAt('afterTestTraffic') })),
  wrong('NoTrafficToShift', 'rollout', 'an exposure', shifting({ shift: { kind: 'canary' } }, { exposures: [] })),
  wrong('NoTrafficToShift', 'rollout', 'Rollout.blueGreen()', shifting({ shift: { kind: 'linear' } }, { exposures: [] })),
  wrong('NoTrafficToShift', 'rollout', 'Rollout.rolling()', byCodeDeploy({}, { exposures: [] })),
  wrong('NoTrafficToShift', 'rollout.testTraffic', 'without test traffic',
    shifting({ testTraffic: { kind: 'header', name: 'X-Preview', value: 'yes' } }, { exposures: [] })),
  wrong('TestPathsMissing', 'rollout.testTraffic', "TestTraffic.paths('/preview/*')", shifting({ testTraffic: { kind: 'paths', paths: [] } })),
  wrong('TooManyRolloutHooks', 'rollout.hooks', 'the work of several', shifting({ hooks: hooks(11) })),
  wrong('RolloutHookTwice', 'rollout.hooks[2]', 'remove one', shifting({ hooks: [hook(), hook({ stage: 'beforeScaleUp' }), hook()] })),
];

/** What takes longer than anybody waits. */
const TIMES: readonly WrongInput[] = [
  wrongOnFargate('RolloutTooLong', 'rollout', 'by 1 minutes together', shifting({ shift: { kind: 'canary', interval: hours(24) }, bakeTime: minutes(9 * 60 + 1) })),
  wrongOnFargate('RolloutTooLong', 'rollout', 'larger steps', shifting({ shift: { kind: 'linear', percent: 3, interval: hours(1) }, bakeTime: minutes(1) })),
  wrongOnFargate('RolloutTooLong', 'rollout', 'the approval by 5 minutes', shifting({ approval: { timeout: hours(33) }, bakeTime: minutes(5) })),
  wrongOnFargate('RolloutTooLong', 'rollout', 'larger steps',
    shifting({ shift: { kind: 'linear', percent: 5 }, approval: { stage: 'beforeProductionTraffic', timeout: hours(2) } })),
  wrongOnFargate('CodeDeployWaitTooShort', 'rollout.maxWait', 'set maxWait to 35 minutes', byCodeDeploy({ maxWait: minutes(34) })),
  wrongOnFargate('CodeDeployWaitTooShort', 'rollout.maxWait', 'set maxWait to 145 minutes',
    byCodeDeploy({ waitFor: 'completed', bakeTime: hours(2), maxWait: hours(2) })),
  wrongOnFargate('CodeDeployWaitTooLong', 'rollout.maxWait', 'Rollout.canary()', byCodeDeploy({ maxWait: minutes(361) })),
  wrongOnFargate('CodeDeployWaitTooLong', 'rollout.maxWait', 'wait for less', byCodeDeploy({ approval: { timeout: hours(6) } })),
  wrongOnFargate('CodeDeployWaitTooLong', 'rollout.maxWait', 'wait for less', byCodeDeploy({ waitFor: 'completed', bakeTime: hours(24) })),
];

/** What CodeDeploy cannot do, and what moving traffic forbids. */
const ENGINES: readonly WrongInput[] = [
  wrongOnFargate('RolloutNeedsPlainForward', 'exposures[0].authentication', 'Rollout.rolling()',
    shifting({}, { exposures: [{ ...WAY_IN, authentication: new Handle('users', undefined) }] })),
  wrongOnFargate('RolloutNeedsPlainForward', 'exposures[0].authentication', 'sign people in',
    byCodeDeploy({}, { exposures: [{ ...WAY_IN, authentication: new Handle('users', undefined) }] })),
  wrongOnFargate('CodeDeployOneExposure', 'exposures', 'keep one exposure', byCodeDeploy({}, { exposures: [WAY_IN, { ...WAY_IN, audience: 'internal' }] })),
  wrongOnFargate('CodeDeployTestsByListener', 'rollout.testTraffic', 'TestTraffic.listener()',
    byCodeDeploy({ testTraffic: { kind: 'header', name: 'X-Preview', value: 'yes' } })),
  wrongOnFargate('CodeDeployTestsByListener', 'rollout.testTraffic', 'Rollout.blueGreen()', byCodeDeploy({ testTraffic: { kind: 'paths', paths: ['/preview/*'] } })),
  wrongOnFargate('CodeDeployApprovesBeforeTraffic', 'rollout.approval.stage', 'BEFORE_PRODUCTION_TRAFFIC', byCodeDeploy({ approval: approvedAt('afterScaleUp') })),
  wrongOnFargate('CodeDeployApprovalRollsBack', 'rollout.approval.onTimeout', 'leave onTimeout out', byCodeDeploy({ approval: { onTimeout: 'continue' } })),
  wrongOnFargate('CodeDeployOneHookPerStage', 'rollout.hooks[1].stage', 'the work of both', byCodeDeploy({ hooks: [hook(), hook({}, 'other')] })),
  wrongOnFargate('CodeDeployWithoutDisks', 'volumes.data', 'Volume.efs()', byCodeDeploy({}, {
    volumes: [{ kind: 'disk', name: 'data', sizeGiB: 20 }],
    containers: [main({ mounts: [{ volume: 'data', path: '/data', readOnly: false }] })],
  })),
  wrongOnFargate('CodeDeployTooManyAlarms', 'rollout.alarms', 'composite alarm',
    byCodeDeploy({ alarms: { kind: 'given', alarms: Array.from({ length: 11 }, (_, index) => new Handle(`alarm${index}`, undefined)) } })),
];

/** A service on a platform of its own. */
function wrongService(
  code: Code, path: string, remedy: string, props: (on: Ground) => Partial<WebServiceProps>, also?: readonly Code[],
): WrongInput {
  const findings = () => {
    const on = ground();
    return refused(() => service(on.stack, 'Api', on.platform(), props(on)));
  };
  return { code, path, remedy, also, findings };
}

/** Two services, of which the one that CodeDeploy deploys reaches for the other, or is reached for. */
function wrongConnection(connect: (rigid: ReturnType<typeof service>, other: ReturnType<typeof service>) => unknown): WrongInput {
  const findings = () => {
    const on = ground();
    const platform = on.platform();
    const rigid = service(on.stack, 'Rigid', platform, { rollout: Rollout.codeDeploy() });
    const other = service(on.stack, 'Other', platform, { exposures: [] });
    return refused(() => connect(rigid, other));
  };
  return { code: 'CodeDeployWithoutServiceConnect', path: 'connectTo', remedy: 'an internal exposure', findings };
}

/** Behind a load balancer that somebody else made. */
function behindOthers({ stack, vpc }: Ground): IngressBase {
  const securityGroup = new ec2.SecurityGroup(stack, 'Doors', { vpc });
  const loadBalancer = new elbv2.ApplicationLoadBalancer(stack, 'Shared', { vpc, securityGroup, internetFacing: true });
  const listener = loadBalancer.addListener('Http', { port: 80, open: false, defaultAction: elbv2.ListenerAction.fixedResponse(404) });
  return Ingress.fromApplicationLoadBalancer(stack, 'Ingress', { vpc, securityGroup, loadBalancer, listener });
}

const TEST_PORT = 'rollout.testTraffic';
const tested = (port: number) => Rollout.blueGreen({ testTraffic: TestTraffic.listener(port) });

/** What comes out only next to the constructs. */
const TOGETHER: readonly WrongInput[] = [
  wrongConnection((rigid, other) => rigid.connectTo(other)),
  wrongConnection((rigid, other) => other.connectTo(rigid)),
  wrongService('TestListenerPortTaken', TEST_PORT, 'another port', () => ({ rollout: tested(443) })),
  wrongService('TestListenerPortTaken', TEST_PORT, 'for example 8443', () => ({ rollout: tested(80) })),
  wrongService('TestTrafficWithoutRoom', 'rollout.testTraffic', 'from 2 on',
    () => ({ rollout: Rollout.blueGreen({ testTraffic: TestTraffic.header('x-preview', 'yes') }), exposures: [Exposure.public({ priority: 1 })] })),
  wrongService('CodeDeployHighResolution', 'ecs.highResolutionMetrics', 'leave ecs.highResolutionMetrics out',
    () => ({ rollout: Rollout.codeDeploy(), ecs: { highResolutionMetrics: true } })),
  wrongService('CodeDeployRebalancing', 'ecs.availabilityZoneRebalancing', 'leave ecs.availabilityZoneRebalancing out',
    () => ({ rollout: Rollout.codeDeploy(), ecs: { availabilityZoneRebalancing: true } })),
  wrongService('RolloutHookTwice', 'rollout.hooks[1]', 'remove one', ({ stack }) => {
    const fn = lambda.Function.fromFunctionName(stack, 'Check', 'check');
    return { rollout: Rollout.blueGreen({ hooks: [1, 2].map(() => RolloutHook.lambdaFunction(fn, RolloutStage.AFTER_SCALE_UP)) }) };
  }),
  {
    code: 'NoAppSpec',
    path: 'rollout',
    remedy: 'RolloutTrigger.PIPELINE',
    findings: () => {
      const on = ground();
      return refused(() => EcsWorkload.of(service(on.stack, 'Api', on.platform())).renderAppSpec());
    },
  },
  {
    code: 'TestListenerOfOthers',
    path: TEST_PORT,
    remedy: 'TestTraffic.header()',
    findings: () => {
      const on = ground();
      const platform = on.platform({ publicIngress: behindOthers(on), domain: Domain.plainHttp('a test') });
      return refused(() => service(on.stack, 'Api', platform, { exposures: [Exposure.public({ paths: ['/api/*'] })], rollout: tested(8443) }));
    },
  },
];

/** Mistakes in rollouts that move traffic. */
export const ROLLOUT_MISTAKES: readonly WrongInput[] = [...RANGES, ...STAGES, ...TIMES, ...ENGINES, ...TOGETHER, ...ROLLOUT_OPERATIONS_MISTAKES];
