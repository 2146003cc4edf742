import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { deploymentAlarms } from './alarms';
import { makeHooks } from './hooks';
import { makeInfrastructureRole, wayOfListener, wayOfRule } from './infrastructure-role';
import { RolloutPauses } from './pauses';
import { registration } from './registration';
import { allowOnService } from './service-name';
import { Traffic } from './traffic';
import { StartWatchdog } from './watchdog';
import { allow, ownPolicy } from '../../functions';
import { RolloutApprovalSpec, RolloutStageName, ShiftingRollout, ShiftSpec } from '../../model';
import { RenderedExposure, RenderedListener } from '../../platform';
import { assertNever } from '../../private/assert-never';
import { EcsGround } from '../ground';

/** What a rollout by ECS itself works on. */
export interface NativeParts {
  readonly ground: EcsGround;
  readonly name: string;
  readonly rollout: ShiftingRollout;
  readonly service: ecs.BaseService;
  readonly rendered: readonly RenderedExposure[];
  readonly listeners: readonly RenderedListener[];
  readonly traffic: Traffic;
}

const STAGES: Record<RolloutStageName, string> = {
  beforeScaleUp: 'PRE_SCALE_UP',
  afterScaleUp: 'POST_SCALE_UP',
  afterTestTraffic: 'POST_TEST_TRAFFIC_SHIFT',
  beforeProductionTraffic: 'PRE_PRODUCTION_TRAFFIC_SHIFT',
  afterProductionTraffic: 'POST_PRODUCTION_TRAFFIC_SHIFT',
};

/** A rollout that shifts traffic in the words of an ECS service, as far as its L2 has words for it. */
export function renderNative({ alarms }: ShiftingRollout, ownAlarms: readonly cloudwatch.IAlarm[], region: string): Partial<ecs.BaseServiceOptions> {
  return {
    minHealthyPercent: 100,
    maxHealthyPercent: 200,
    // ECS documents it for rolling rollouts only. Said, so that a service that had one loses it; the watchdog takes its place.
    circuitBreaker: { enable: false, rollback: false },
    deploymentAlarms: deploymentAlarms(alarms, ownAlarms, region, true),
  };
}

/**
 * Everything else, in the words of the L1: the L2 of the oldest supported CDK knows neither pauses nor all stages.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-implementation.html
 */
export function refineNative(scope: Construct, { ground, name, rollout, service, rendered, listeners, traffic }: NativeParts): void {
  const { shift, bakeTime, hooks, approval, startTimeout } = rollout;
  const cfnService = service.node.defaultChild as ecs.CfnService;
  const { clusterName } = ground.cluster;

  const adapters = makeHooks(scope, hooks, { engine: 'ecs', clusterName, rights: [] });
  adapters.forEach(({ adapter }) => allowOnService(adapter.ownRole, service, ground.cluster, {
    'service': ['DescribeServices', 'ListServiceDeployments'],
    'service-deployment': ['DescribeServiceDeployments'],
    'service-revision': ['DescribeServiceRevisions'],
  }));
  const hookRole = adapters.length > 0 ? makeHookRole(scope, name, adapters.map(({ adapter }) => adapter.functionArn)) : undefined;
  const lifecycleHooks = [
    ...adapters.map(({ hook, adapter }) => ({
      TargetType: 'AWS_LAMBDA',
      HookTargetArn: adapter.functionArn,
      RoleArn: hookRole!.roleArn,
      LifecycleStages: [STAGES[hook.stage]],
      TimeoutConfiguration: { TimeoutInMinutes: hook.timeout.toMinutes(), Action: 'ROLLBACK' },
    })),
    ...approval ? [renderPause(approval)] : [],
  ];
  Object.entries({
    ...renderShift(shift),
    BakeTimeInMinutes: bakeTime.toMinutes(),
    ...lifecycleHooks.length > 0 && { LifecycleHooks: lifecycleHooks },
  }).forEach(([property, value]) => cfnService.addPropertyOverride(`DeploymentConfiguration.${property}`, value));

  const ways = [...rendered.map(wayOfRule), ...listeners.map(wayOfListener)];
  if (ways.length > 0) {
    const role = makeInfrastructureRole(scope, name, ways);
    cfnService.loadBalancers = ways.map(way => ({
      ...registration(way, way.route, traffic),
      advancedConfiguration: {
        alternateTargetGroupArn: traffic.pinOf(way.route).idleTargetGroupArn,
        productionListenerRule: way.production,
        testListenerRule: way.test,
        roleArn: role.roleArn,
      },
    }));
    service.node.addDependency(role);
  }
  if (hookRole) {
    service.node.addDependency(hookRole, ...adapters.map(({ adapter }) => adapter));
  }
  if (approval) {
    RolloutPauses.of(scope).answerFor(scope, service, ground.cluster);
  }
  StartWatchdog.of(scope).watch(scope, service, ground.cluster, startTimeout);
}

function renderShift(shift: ShiftSpec): object {
  switch (shift.kind) {
    case 'allAtOnce': return { Strategy: 'BLUE_GREEN' };
    case 'canary':
      return { Strategy: 'CANARY', CanaryConfiguration: { CanaryPercent: shift.percent, CanaryBakeTimeInMinutes: shift.interval.toMinutes() } };
    case 'linear':
      return { Strategy: 'LINEAR', LinearConfiguration: { StepPercent: shift.percent, StepBakeTimeInMinutes: shift.interval.toMinutes() } };
    default: return assertNever(shift);
  }
}

function renderPause({ stage, timeout, onTimeout }: RolloutApprovalSpec): object {
  return {
    TargetType: 'PAUSE',
    LifecycleStages: [STAGES[stage]],
    TimeoutConfiguration: { TimeoutInMinutes: timeout.toMinutes(), Action: onTimeout === 'rollback' ? 'ROLLBACK' : 'CONTINUE' },
  };
}

/** What ECS may ask during a rollout. */
function makeHookRole(scope: Construct, name: string, functionArns: readonly string[]): iam.Role {
  const role = new iam.Role(scope, 'HookRole', {
    assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com'),
    description: `Lets ECS ask the hooks of ${name}`,
  });
  allow(role, { actions: ['lambda:InvokeFunction'], resources: [...functionArns] });
  ownPolicy(role);
  return role;
}
