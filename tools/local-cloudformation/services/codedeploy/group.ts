/** What a deployment group and a deployment configuration say, read from the live resources at the moment somebody asks. */
import { ServiceError } from '../../engine/errors';
import { isObject, JsonObject } from '../../engine/values';
import type { Account, Live } from '../../resources/account';
import { objectAt } from '../ecs/deployment';

export const GROUP = 'AWS::CodeDeploy::DeploymentGroup';
const APPLICATION = 'AWS::CodeDeploy::Application';
const CONFIG = 'AWS::CodeDeploy::DeploymentConfig';
const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';

export interface Group {
  readonly live: Live;
  readonly application: string;
  readonly name: string;
  readonly cluster: string;
  readonly service: string;
  readonly role: string;
  /** ARNs of the two target groups. */
  readonly pair: readonly string[];
  readonly productionListeners: readonly string[];
  readonly testListeners: readonly string[];
  readonly config: string;
  /** Minutes that somebody has to say go; undefined where nobody is asked. */
  readonly readyMinutes?: number;
  readonly terminationMinutes: number;
  readonly alarms: readonly string[];
  readonly rollsBackOn: readonly string[];
}

const list = (value: unknown): JsonObject[] => Array.isArray(value) ? value.filter(isObject) : [];

export function assertApplication(account: Account, name: unknown): void {
  if (!account.find(APPLICATION, String(name))) { throw new ServiceError('ApplicationDoesNotExistException', `No application found for name: ${String(name)}`); }
}

export function groupOf(account: Account, application: unknown, name: unknown): Group {
  assertApplication(account, application);
  const live = account.live(GROUP).find(({ physicalId, properties }) => properties.ApplicationName === application && physicalId === name);
  if (!live) { throw new ServiceError('DeploymentGroupDoesNotExistException', `No Deployment Group found for name: ${String(name)}`); }
  const { properties } = live;
  const pair = list(objectAt(properties, 'LoadBalancerInfo').TargetGroupPairInfoList)[0] ?? {};
  const style = objectAt(properties, 'BlueGreenDeploymentConfiguration');
  const ready = objectAt(style, 'DeploymentReadyOption');
  const ecs = list(properties.ECSServices)[0] ?? {};
  const listeners = (route: JsonObject) => Array.isArray(route.ListenerArns) ? route.ListenerArns.map(String) : [];
  return {
    live,
    application: String(application),
    name: live.physicalId,
    cluster: String(ecs.ClusterName),
    service: String(ecs.ServiceName),
    role: String(properties.ServiceRoleArn),
    pair: list(pair.TargetGroups).map(({ Name }) => targetGroupArn(account, String(Name))),
    productionListeners: listeners(objectAt(pair, 'ProdTrafficRoute')),
    testListeners: listeners(objectAt(pair, 'TestTrafficRoute')),
    config: String(properties.DeploymentConfigName ?? 'CodeDeployDefault.ECSAllAtOnce'),
    readyMinutes: ready.ActionOnTimeout === 'STOP_DEPLOYMENT' ? Number(ready.WaitTimeInMinutes ?? 0) : undefined,
    terminationMinutes: Number(objectAt(style, 'TerminateBlueInstancesOnDeploymentSuccess').TerminationWaitTimeInMinutes ?? 0),
    alarms: alarmsOf(objectAt(properties, 'AlarmConfiguration')),
    rollsBackOn: rollbackEvents(objectAt(properties, 'AutoRollbackConfiguration')),
  };
}

function targetGroupArn(account: Account, name: string): string {
  return account.live(TARGET_GROUP).find(({ attributes }) => attributes.TargetGroupName === name)?.physicalId ?? name;
}

/** In the words of templates. */
export function alarmsOf(configuration: JsonObject): string[] {
  return String(configuration.Enabled) === 'true' ? list(configuration.Alarms).map(({ Name }) => String(Name)) : [];
}

export function rollbackEvents(configuration: JsonObject): string[] {
  return String(configuration.Enabled) === 'true' && Array.isArray(configuration.Events) ? configuration.Events.map(String) : [];
}

/** Shares of the new version, and the minutes after each. */
export interface Shift {
  readonly percent: number;
  readonly minutes: number;
}

const CONFIGS: Readonly<Record<string, readonly Shift[]>> = {
  'CodeDeployDefault.ECSAllAtOnce': [{ percent: 100, minutes: 0 }],
  'CodeDeployDefault.ECSCanary10Percent5Minutes': [{ percent: 10, minutes: 5 }, { percent: 100, minutes: 0 }],
  'CodeDeployDefault.ECSCanary10Percent15Minutes': [{ percent: 10, minutes: 15 }, { percent: 100, minutes: 0 }],
  'CodeDeployDefault.ECSLinear10PercentEvery1Minutes': linear(10, 1),
  'CodeDeployDefault.ECSLinear10PercentEvery3Minutes': linear(10, 3),
};

export function configProperties(account: Account, name: string): JsonObject | undefined {
  return account.find(CONFIG, name)?.properties ?? (name in CONFIGS ? { ComputePlatform: 'ECS' } : undefined);
}

export function shiftsOf(account: Account, name: string): readonly Shift[] {
  if (name in CONFIGS) { return CONFIGS[name]; }
  const live = account.find(CONFIG, name);
  if (!live) { throw new ServiceError('DeploymentConfigDoesNotExistException', `No deployment configuration found for name: ${name}`); }
  const routing = objectAt(live.properties, 'TrafficRoutingConfig');
  switch (routing.Type) {
    case 'TimeBasedCanary': {
      const canary = objectAt(routing, 'TimeBasedCanary');
      return [{ percent: Number(canary.CanaryPercentage), minutes: Number(canary.CanaryInterval) }, { percent: 100, minutes: 0 }];
    }
    case 'TimeBasedLinear': {
      const { LinearPercentage: percent, LinearInterval: interval } = objectAt(routing, 'TimeBasedLinear');
      return linear(Number(percent), Number(interval));
    }
    default: return CONFIGS['CodeDeployDefault.ECSAllAtOnce'];
  }
}

function linear(percent: number, minutes: number): Shift[] {
  const steps: Shift[] = [];
  for (let share = percent; share < 100; share += percent) { steps.push({ percent: share, minutes }); }
  return [...steps, { percent: 100, minutes: 0 }];
}
