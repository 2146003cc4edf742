/** The clients of AWS's own SDK, which are what really asks: each has to understand what the endpoint answers. */
import { ApplicationAutoScaling } from '@aws-sdk/client-application-auto-scaling';
import { CodeDeploy } from '@aws-sdk/client-codedeploy';
import { ECS } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { codeDeployTemplate, nativeTemplate } from './templates';
import { JsonObject } from '../../../tools/local-cloudformation/engine/values';
import { Deployed, World } from '../../../tools/local-cloudformation/testing/world';

const world = new World();
let stop: () => Promise<void>;
let config: { endpoint: string; region: string; credentials: { accessKeyId: string; secretAccessKey: string } };

beforeAll(async () => {
  const endpoint = await world.aws.listen();
  ({ stop } = endpoint);
  config = { endpoint: endpoint.url, region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
});

afterAll(() => stop());

test('CodeDeploy', async () => {
  await world.deploy(codeDeployTemplate(), 'One');
  const { outputs }: Deployed = await world.deploy(codeDeployTemplate({ image: 'app:2' }), 'One');
  const codedeploy = new CodeDeploy(config);
  const content = JSON.stringify({
    Resources: [{ S: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: outputs.Task, LoadBalancerInfo: { ContainerName: 'app', ContainerPort: 80 } } } }],
  });
  const group = { applicationName: 'apps', deploymentGroupName: 'web' };
  const { deploymentId } = await codedeploy.createDeployment({ ...group, revision: { revisionType: 'AppSpecContent', appSpecContent: { content } } });
  await expect(codedeploy.getDeploymentTarget({ deploymentId, targetId: 'x' })).rejects.toMatchObject({ name: 'DeploymentNotStartedException' });
  await world.advance(3);
  const { deployments } = await codedeploy.listDeployments({ ...group, includeOnlyStatuses: ['InProgress'], createTimeRange: { start: new Date(0) } });
  expect(deployments).toEqual([deploymentId]);
  const { deploymentsInfo } = await codedeploy.batchGetDeployments({ deploymentIds: deployments });
  expect(deploymentsInfo![0].createTime).toBeInstanceOf(Date);
  const { deploymentTarget } = await codedeploy.getDeploymentTarget({ deploymentId, targetId: `${outputs.Cluster}:web` });
  expect(deploymentTarget!.ecsTarget!.lifecycleEvents!.find(({ status }) => status === 'InProgress')).toMatchObject({
    lifecycleEventName: 'AllowTraffic', startTime: expect.any(Date),
  });
  expect(deploymentTarget!.ecsTarget!.taskSetsInfo!.map(({ taskSetLabel, trafficWeight }) => [taskSetLabel, trafficWeight])).toEqual([['Blue', 90], ['Green', 10]]);
  await expect(codedeploy.getDeployment({ deploymentId: 'd-X' })).rejects.toMatchObject({ name: 'DeploymentDoesNotExistException' });
  await world.advance(30);
});

test('ECS', async () => {
  const deployment = { Strategy: 'BLUE_GREEN', BakeTimeInMinutes: 1 };
  const { outputs } = await world.deploy(nativeTemplate({ deployment, more: { Alarm: undefined } }), 'Two');
  const ecs = new ECS(config);
  const { services } = await ecs.describeServices({ cluster: outputs.Cluster, services: ['web'] });
  expect(services![0]).toMatchObject({
    desiredCount: 2, runningCount: 2, deployments: [{ status: 'PRIMARY', rolloutState: 'COMPLETED', createdAt: expect.any(Date) }],
  });
  const { serviceDeployments } = await ecs.listServiceDeployments({ cluster: outputs.Cluster, service: 'web' });
  const serviceDeploymentArns = serviceDeployments!.map(({ serviceDeploymentArn }) => serviceDeploymentArn!);
  const { serviceDeployments: [described] = [] } = await ecs.describeServiceDeployments({ serviceDeploymentArns });
  expect(described).toMatchObject({
    status: 'SUCCESSFUL', finishedAt: expect.any(Date), deploymentConfiguration: { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 1 },
  });
  const { serviceRevisions } = await ecs.describeServiceRevisions({ serviceRevisionArns: [described.targetServiceRevision!.arn!] });
  expect(serviceRevisions![0].taskDefinition).toBe(outputs.Task);
  const { taskArns } = await ecs.listTasks({ cluster: outputs.Cluster, serviceName: 'web' });
  expect((await ecs.describeTasks({ cluster: outputs.Cluster, tasks: taskArns })).tasks).toHaveLength(2);
  await expect(ecs.describeServices({ cluster: 'nowhere', services: ['web'] })).rejects.toMatchObject({ name: 'ClusterNotFoundException' });
});

test('load balancers and scaling', async () => {
  const { outputs } = await world.deploy(nativeTemplate({
    more: {
      Alarm: undefined,
      Target: {
        Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
        Properties: { ServiceNamespace: 'ecs', ResourceId: 'service/c/web', ScalableDimension: 'ecs:service:DesiredCount', MinCapacity: 1, MaxCapacity: 3 },
      },
    } satisfies JsonObject,
  }), 'Three');
  const elb = new ElasticLoadBalancingV2(config);
  const { Rules } = await elb.describeRules({ RuleArns: [outputs.Rule] });
  expect(Rules![0].Actions![0].ForwardConfig!.TargetGroups!.map(({ Weight }) => Weight)).toEqual([100, 0]);
  await elb.modifyRule({
    RuleArn: outputs.Rule,
    Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: outputs.Blue, Weight: 60 }, { TargetGroupArn: outputs.Green, Weight: 40 }] } }],
  });
  expect(world.aws.traffic.sharesOf(outputs.Rule).map(({ weight }) => weight)).toEqual([60, 40]);
  const { TargetHealthDescriptions } = await elb.describeTargetHealth({ TargetGroupArn: outputs.Blue });
  expect(TargetHealthDescriptions!.map(({ TargetHealth }) => TargetHealth!.State)).toEqual(['healthy', 'healthy']);
  await expect(elb.describeRules({ ListenerArn: 'arn:nothing' })).rejects.toMatchObject({ name: 'ListenerNotFoundException' });
  const scaling = new ApplicationAutoScaling(config);
  const target = { ServiceNamespace: 'ecs', ResourceId: 'service/c/web', ScalableDimension: 'ecs:service:DesiredCount' } as const;
  await scaling.registerScalableTarget({ ...target, SuspendedState: { DynamicScalingInSuspended: true } });
  const { ScalableTargets } = await scaling.describeScalableTargets({ ServiceNamespace: 'ecs', ResourceIds: [target.ResourceId] });
  expect(ScalableTargets![0].SuspendedState).toMatchObject({ DynamicScalingInSuspended: true, DynamicScalingOutSuspended: false });
});
