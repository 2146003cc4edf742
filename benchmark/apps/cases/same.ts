/**
 * The template of `library-plain` again, its services written by hand in L2 on the same platform: what is left between
 * the two is the price of the layer itself.
 */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Aws, Duration, Fn, Lazy, RemovalPolicy, Size } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Case, IMAGE, PORT, SERVICES_PER_LOAD_BALANCER } from '../shape';
import { platforms } from './library';
import { PlatformProfile } from 'cdk-container-platform';

export const start: Case = (_, base) => {
  const cells = platforms(base, PlatformProfile.PRODUCTION.customize('without alarms', { alarms: false, dashboard: false, savedQueries: false }));
  return {
    cell: (_base, number) => cells.open(number),
    service: (stack, number) => {
      const platform = cells.current;
      const { network, publicIngress } = platform;
      const { vpc } = network;
      const scope = new Construct(stack, `Service${number}`);
      const name = `service${number}`;

      const taskRole = new iam.Role(scope, 'TaskRole', { description: `What the code of ${name} may do`, assumedBy: tasks() });
      const executionRole = new ExecutionRole(scope, 'ExecutionRole', { description: `Prepares the tasks of ${name}: images, secrets, logs`, assumedBy: tasks() });
      const logGroup = new logs.LogGroup(scope, 'LogGroup', {
        retention: logs.RetentionDays.THREE_MONTHS, encryptionKey: platform.encryptionKey, removalPolicy: RemovalPolicy.RETAIN,
      });
      const taskDefinition = new ecs.FargateTaskDefinition(scope, 'TaskDefinition', {
        cpu: 256,
        memoryLimitMiB: 512,
        taskRole,
        executionRole,
        runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.X86_64, operatingSystemFamily: ecs.OperatingSystemFamily.LINUX },
      });
      const linuxParameters = new ecs.LinuxParameters(scope, 'Linux', { initProcessEnabled: true });
      linuxParameters.dropCapabilities(ecs.Capability.ALL);

      const targetGroup = (id: string) => new elbv2.ApplicationTargetGroup(scope, id, {
        vpc,
        targetType: elbv2.TargetType.IP,
        protocol: elbv2.ApplicationProtocol.HTTP,
        protocolVersion: elbv2.ApplicationProtocolVersion.HTTP1,
        port: PORT,
        deregistrationDelay: Duration.seconds(30),
        loadBalancingAlgorithmType: elbv2.TargetGroupLoadBalancingAlgorithmType.ROUND_ROBIN,
        healthCheck: {
          enabled: true,
          protocol: elbv2.Protocol.HTTP,
          port: 'traffic-port',
          path: '/',
          interval: Duration.seconds(10),
          timeout: Duration.seconds(5),
          unhealthyThresholdCount: 3,
          healthyThresholdCount: 2,
          healthyHttpCodes: '200-399',
        },
      });
      const blue = targetGroup('Blue');
      const green = targetGroup('Green');
      const rule = new elbv2.ApplicationListenerRule(scope, 'Rule', {
        listener: publicIngress.listener,
        priority: 1 + number % SERVICES_PER_LOAD_BALANCER,
        conditions: [elbv2.ListenerCondition.pathPatterns([`/service-${number}/*`])],
        action: elbv2.ListenerAction.weightedForward([{ targetGroup: blue, weight: 100 }, { targetGroup: green, weight: 0 }]),
      });
      const securityGroup = new ec2.SecurityGroup(scope, 'SecurityGroup', { vpc, description: `Tasks of ${name}`, allowAllOutbound: true, disableInlineRules: false });
      securityGroup.addIngressRule(inline(publicIngress.securityGroup), ec2.Port.tcp(PORT), 'public load balancer');

      taskDefinition.addContainer(name, {
        containerName: name,
        image: ecs.ContainerImage.fromRegistry(IMAGE),
        readonlyRootFilesystem: true,
        linuxParameters,
        stopTimeout: Duration.seconds(30),
        logging: ecs.LogDrivers.awsLogs({ logGroup, streamPrefix: name, mode: ecs.AwsLogDriverMode.NON_BLOCKING, maxBufferSize: Size.mebibytes(25) }),
        portMappings: [{ name: 'http', containerPort: PORT, protocol: ecs.Protocol.TCP, appProtocol: ecs.AppProtocol.http }],
      });
      const service = new ecs.FargateService(scope, 'Service', {
        cluster: platform.cluster,
        taskDefinition,
        desiredCount: 2,
        deploymentController: { type: ecs.DeploymentControllerType.ECS },
        minHealthyPercent: 100,
        maxHealthyPercent: 200,
        circuitBreaker: { enable: true, rollback: true },
        healthCheckGracePeriod: Duration.seconds(60),
        capacityProviderStrategies: [{ capacityProvider: 'FARGATE', weight: 1 }],
        vpcSubnets: network.workloadSubnets,
        assignPublicIp: false,
        securityGroups: [securityGroup],
        availabilityZoneRebalancing: ecs.AvailabilityZoneRebalancing.ENABLED,
        propagateTags: ecs.PropagatedTagSource.SERVICE,
        enableECSManagedTags: true,
      });
      const cfnService = service.node.defaultChild as ecs.CfnService;
      cfnService.loadBalancers = [{ containerName: name, containerPort: PORT, targetGroupArn: blue.targetGroupArn }];
      service.node.addDependency(rule);
    },
  };
};

function tasks(): iam.ServicePrincipal {
  return new iam.ServicePrincipal('ecs-tasks.amazonaws.com', {
    conditions: {
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      ArnLike: { 'aws:SourceArn': Fn.sub('arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:*') },
    },
  });
}

/** One resource less than a policy beside the role. */
class ExecutionRole extends iam.Role {
  private readonly document = new iam.PolicyDocument();

  constructor(scope: Construct, id: string, props: iam.RoleProps) {
    super(scope, id, props);
    (this.node.defaultChild as iam.CfnRole).policies = Lazy.any({ produce: () => [{ policyName: 'Execution', policyDocument: this.document }] });
  }

  public override addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    this.document.addStatements(statement);
    return { statementAdded: true, policyDependable: this };
  }
}

/** One resource less than a rule beside the group. */
function inline(group: ec2.ISecurityGroup): ec2.IPeer {
  return {
    canInlineRule: true,
    uniqueId: group.uniqueId,
    connections: group.connections,
    toIngressRuleConfig: () => ({ sourceSecurityGroupId: group.securityGroupId }),
    toEgressRuleConfig: () => ({ destinationSecurityGroupId: group.securityGroupId }),
  };
}
