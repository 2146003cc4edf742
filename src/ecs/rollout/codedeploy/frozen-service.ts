import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { CustomResource, Fn, Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { CodeDeployParts } from './parts';
import { RESOURCES, SeedProperties, SeedValues } from '../../../functions';
import { fewestCopies } from '../../../model';
import { Answers } from '../../../rollout';
import { CapacityPoolSpec, CapacitySpec } from '../../../vocabulary';
import { gracePeriod } from '../grace-period';
import { launchTypeOf } from '../traffic';

/**
 * Makes the service one that CloudFormation creates and never touches again.
 *
 * ECS refuses updates of a service that CodeDeploy deploys, and CloudFormation sends one for any change of its properties. So
 * the service has the values that were right on the day it was created: a custom resource reads them from a parameter then,
 * and CloudFormation never asks it again. What changes later arrives by deployments, or directly where ECS allows it.
 *
 * @see https://github.com/aws/aws-cdk/issues/23564
 */
export function freeze(scope: Construct, parts: CodeDeployParts): void {
  const { ground, service } = parts;
  const cfnService = service.node.defaultChild as ecs.CfnService;
  const seed = makeSeed(scope, parts);
  const text = (name: keyof SeedValues) => seed.getAttString(name);
  const number = (name: keyof SeedValues) => Token.asNumber(seed.getAtt(name));
  const shares = parts.capacity.length > 0 ? [
    { capacityProvider: 'FARGATE', weight: number('FargateWeight'), base: number('FargateBase') },
    ...mayUseSpot(parts) ? [{ capacityProvider: 'FARGATE_SPOT', weight: number('SpotWeight'), base: number('SpotBase') }] : [],
  ] : undefined;
  const properties: ecs.CfnServiceProps = {
    cluster: ground.cluster.clusterName,
    taskDefinition: service.taskDefinition.family,
    deploymentController: { type: 'CODE_DEPLOY' },
    // ECS turns it on where nothing is said, and would then move copies in the middle of a deployment.
    availabilityZoneRebalancing: 'DISABLED',
    deploymentConfiguration: { minimumHealthyPercent: 100, maximumPercent: 200 },
    launchType: shares ? undefined : 'FARGATE',
    capacityProviderStrategy: shares,
    desiredCount: number('DesiredCount'),
    enableEcsManagedTags: true,
    propagateTags: 'SERVICE',
    enableExecuteCommand: seed.getAtt('EnableExecuteCommand'),
    healthCheckGracePeriodSeconds: number('HealthCheckGracePeriodSeconds'),
    loadBalancers: [{
      containerName: text('ContainerName'),
      containerPort: number('ContainerPort'),
      targetGroupArn: text('TargetGroupArn'),
    }],
    networkConfiguration: {
      awsvpcConfiguration: {
        subnets: Token.asList(seed.getAtt('Subnets')),
        securityGroups: Token.asList(seed.getAtt('SecurityGroups')),
        assignPublicIp: text('AssignPublicIp'),
      },
    },
    platformVersion: text('PlatformVersion'),
  };
  Object.assign(cfnService, Object.fromEntries(MUTABLE.map(name => [name, undefined])), properties);
  // ECS takes tags of such a service, but CloudFormation sends everything else along. The rollout sets them.
  cfnService.addPropertyDeletionOverride('Tags');
  cfnService.node.addDependency(seed);
}

/**
 * Whether a share of Spot is said even where it is nothing, so that it may become something without touching the service. A
 * cluster made elsewhere may not have it, and Windows does not run on it.
 */
function mayUseSpot({ ground, spec, capacity }: CodeDeployParts): boolean {
  const isUsed = capacity.some(choice => choice._toSpec().pool.kind === 'fargateSpot');
  return isUsed || (ground.cluster instanceof ecs.Cluster && spec.runtime.os === 'linux');
}

/** Everything that the CDK, or whoever uses it, may have said about the service. */
const MUTABLE: readonly (keyof ecs.CfnServiceProps)[] = [
  'availabilityZoneRebalancing', 'capacityProviderStrategy', 'desiredCount', 'enableExecuteCommand', 'forceNewDeployment',
  'healthCheckGracePeriodSeconds', 'launchType', 'loadBalancers', 'networkConfiguration', 'placementConstraints', 'placementStrategies',
  'platformVersion', 'schedulingStrategy', 'serviceConnectConfiguration', 'serviceRegistries', 'volumeConfigurations', 'vpcLatticeConfigurations',
];

function makeSeed(scope: Construct, parts: CodeDeployParts): CustomResource {
  const { ground } = parts;
  const stack = Stack.of(scope);
  const parameter = new ssm.StringParameter(scope, 'Wanted', {
    description: `What the service of ${parts.spec.name} would be created with`,
    stringValue: stack.toJsonString(seedValues(parts)),
  });
  const answers = Answers.of(scope);
  const properties: SeedProperties = {
    parameter: parameter.parameterName,
    cluster: ground.cluster.clusterName,
    launchType: launchTypeOf(parts.spec, ground),
  };
  const seed = new CustomResource(scope, 'Seed', { serviceToken: answers.serviceToken, resourceType: RESOURCES.seed, properties });
  seed.node.addDependency(answers.read(parameter));
  return seed;
}

/** The service as it should be today. */
function seedValues(parts: CodeDeployParts): SeedValues {
  const { ground, spec, exposure: { exposure, route }, traffic, capacity } = parts;
  const { scaling } = spec;
  const share = (kind: CapacityPoolSpec['kind']): Pick<CapacitySpec, 'base' | 'weight'> =>
    capacity.map(choice => choice._toSpec()).find(({ pool }) => pool.kind === kind) ?? { base: 0, weight: 0 };
  return {
    Subnets: Fn.join(',', ground.network.vpc.selectSubnets(parts.subnets).subnetIds),
    SecurityGroups: Fn.join(',', parts.securityGroups.map(group => group.securityGroupId)),
    AssignPublicIp: parts.assignPublicIp ? 'ENABLED' : 'DISABLED',
    PlatformVersion: PLATFORM_VERSION,
    ContainerName: exposure.container,
    ContainerPort: `${exposure.port}`,
    TargetGroupArn: traffic.pinOf(route).liveTargetGroupArn,
    HealthCheckGracePeriodSeconds: `${gracePeriod(spec)?.toSeconds() ?? 0}`,
    EnableExecuteCommand: `${spec.exec}`,
    DesiredCount: `${fewestCopies(scaling)}`,
    FargateWeight: `${share('fargate').weight}`,
    FargateBase: `${share('fargate').base}`,
    SpotWeight: `${share('fargateSpot').weight}`,
    SpotBase: `${share('fargateSpot').base}`,
  };
}

/** The newest, as with every other rollout. */
export const PLATFORM_VERSION = 'LATEST';
