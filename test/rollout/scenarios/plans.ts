/** What shops are made of in the scenarios, and what all of them have to hold to whenever a deployment is over. */
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { CfnTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { minutes, Place, Plan, Shop, ShopOptions } from './shop';
import { CodeDeployRolloutOptions, Rollout, RolloutAlarms, RolloutCompletion, RolloutHook, RolloutStage } from '../../../src/vocabulary';
import { JsonObject } from '../../../tools/local-cloudformation/engine/values';
import { Deployed } from '../../../tools/local-cloudformation/testing/world';

export const codeDeploy = (options: CodeDeployRolloutOptions | ((on: Place) => CodeDeployRolloutOptions) = {}): Plan => ({
  rollouts: { codeDeploy: on => Rollout.codeDeploy({ redeployNonce: on.wares.nonce, ...typeof options === 'function' ? options(on) : options }) },
});

/** Ten per cent for five minutes, old copies are kept for ten, and the stack waits for all of it. */
export const PLAIN = codeDeploy();

/** Old copies are kept for a day, and the stack does not wait for that. */
export const LONG_BAKE = codeDeploy({ bakeTime: minutes(24 * 60), waitFor: RolloutCompletion.TRAFFIC_SHIFTED });

export const ALARM = 'too-slow';

export const withAlarm = (options: CodeDeployRolloutOptions = {}): Plan => codeDeploy(on => ({ alarms: RolloutAlarms.of(alarm(on)), ...options }));

export const WATCHED = withAlarm();

/** A function has a say before the public reaches the new version. */
export const HOOKED = codeDeploy(on => ({ hooks: [RolloutHook.lambdaFunction(hookFunction(on), RolloutStage.BEFORE_PRODUCTION_TRAFFIC)] }));

export function alarm(on: Place): cloudwatch.IAlarm {
  return on.once('TooSlow', (scope, id) => new cloudwatch.Alarm(scope, id, {
    alarmName: ALARM, metric: new cloudwatch.Metric({ namespace: 'Shop', metricName: 'Latency' }), threshold: 1, evaluationPeriods: 1,
  }));
}

export function hookFunction(on: Place): lambda.IFunction {
  return on.once('Check', (scope, id) => new lambda.Function(scope, id, {
    code: lambda.Code.fromInline(`exports.handler = async event => { console.log(event); ${on.wares.hook ?? "return { status: 'SUCCEEDED' }"}; };`),
    handler: 'index.handler',
    runtime: lambda.Runtime.NODEJS_22_X,
  }));
}

/** A shop that has been deployed once. */
export async function open(plan: Plan = PLAIN, options: ShopOptions & { readonly wares?: Parameters<Shop['deploy']>[0] } = {}): Promise<Shop> {
  const { faults, ...rest } = options;
  const shop = new Shop(plan, rest);
  const { status, reason } = await shop.deploy(rest.wares);
  expect({ status, reason }).toEqual({ status: 'CREATE_COMPLETE', reason: undefined });
  Object.assign(shop.faults, faults);
  shop.forget();
  return shop;
}

/** The deployment ended well, and the public gets an image, which is the one of the template. */
export function expectDone(shop: Shop, deployed: Deployed, image: string): void {
  expect({ status: deployed.status, reason: deployed.reason }).toEqual({ status: 'UPDATE_COMPLETE', reason: undefined });
  expectServing(shop, image);
}

/** The stack went back, for a reason that says it all, and the public gets what it got before. */
export function expectBack(shop: Shop, deployed: Deployed, image: string, reason: string | RegExp = /./): void {
  expect(deployed.reason).toMatch(reason);
  expect(deployed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expectServing(shop, image);
}

export function expectServing(shop: Shop, image: string): void {
  expect(shop.serving()).toEqual({ [image]: 100 });
  expect(shop.imageOf(shop.template)).toBe(image);
  expect(shop.account.services.traffic.outages).toEqual([]);
  expect(serviceUpdates(shop)).toEqual([]);
}

/** What CloudFormation itself did to services since they were made. */
export function serviceUpdates(shop: Shop): string[] {
  return shop.world.aws.cloudFormation.find('Shop').events.filter(({ type, status }) => type === 'AWS::ECS::Service' && /^UPDATE/.test(status)).map(({ status }) => status);
}

export interface Deployment {
  readonly deploymentId: string;
  readonly status: string;
  readonly creator: string;
  readonly description?: string;
  readonly deploymentConfigName: string;
  readonly errorInformation?: { readonly code: string; readonly message: string };
}

/** A resource cannot be written as it is to be, though it can be written as it was; perhaps something else happens just then. */
export function fail(shop: Shop, logicalId: 'Note' | 'Memo', meanwhile: () => unknown = () => undefined): void {
  shop.faults.resource = (_type, id, request) => {
    if (id !== logicalId || request !== 'Update') { return undefined; }
    shop.faults.resource = undefined;
    meanwhile();
    return NO_ROOM;
  };
}

export const NO_ROOM = 'no room for it';

/** All deployments of the group, the oldest first. */
export async function deploymentsOf(shop: Shop): Promise<Deployment[]> {
  const group = groupOf(shop);
  const { deployments } = await shop.world.call<{ deployments: string[] }>('codedeploy', 'ListDeployments', group);
  const { deploymentsInfo } = deployments.length === 0 ? { deploymentsInfo: [] }
    : await shop.world.call<{ deploymentsInfo: (Deployment & { createTime: Date })[] }>('codedeploy', 'BatchGetDeployments', { deploymentIds: deployments });
  return [...deploymentsInfo].sort((one, other) => +one.createTime - +other.createTime);
}

export function groupOf(shop: Shop): { applicationName: string; deploymentGroupName: string } {
  return {
    applicationName: shop.physicalId('AWS::CodeDeploy::Application'),
    deploymentGroupName: shop.physicalId('AWS::CodeDeploy::DeploymentGroup', /^Api(?!\d)/),
  };
}

/** What the handlers asked to be deployed, in the order of it. */
export function created(shop: Shop): any[] {
  return shop.did('CreateDeployment').map(({ input }) => input).filter(({ description }) => description !== BY_HAND);
}

const BY_HAND = 'by hand';

export function appSpecOf(input: any): any {
  return JSON.parse(input.revision.appSpecContent.content).Resources[0].TargetService.Properties;
}

/** There is a version besides, which only somebody deploys by console or pipeline. */
export const withOther = (plan: Plan): Plan => ({
  ...plan,
  more: ({ stack }) => {
    new CfnTaskDefinition(stack, 'Other', { family: 'other', containerDefinitions: [{ name: 'api', image: 'public.ecr.aws/shop/api:other', essential: true }] });
  },
});

export const otherOf = (shop: Shop): string => shop.physicalId('AWS::ECS::TaskDefinition', /^Other/);

/** Gives the id of the deployment. */
export async function deployByHand(shop: Shop, taskDefinition = otherOf(shop), more: JsonObject = {}): Promise<string> {
  const { service, cluster } = serviceOf(shop);
  const { services: [live] } = await shop.somebody('ecs', 'DescribeServices', { cluster, services: [service] });
  const { loadBalancers: [{ containerName, containerPort }] } = live.taskSets[0];
  const content = JSON.stringify({
    version: 0.0,
    Resources: [{
      TargetService: {
        Type: 'AWS::ECS::Service',
        Properties: { TaskDefinition: taskDefinition, LoadBalancerInfo: { ContainerName: containerName, ContainerPort: containerPort }, ...more },
      },
    }],
  });
  const { deploymentId } = await shop.somebody('codedeploy', 'CreateDeployment', {
    ...groupOf(shop), description: BY_HAND, revision: { revisionType: 'AppSpecContent', appSpecContent: { content } },
  });
  return deploymentId;
}

export function serviceOf(shop: Shop): { service: string; cluster: string } {
  const [, cluster, service] = shop.physicalId('AWS::ECS::Service', /^Api(?!\d)/).split('/');
  return { cluster, service };
}
