/** Written by hand in L2, as lean as one would: load balancer, log group and execution role are shared. No alarms, no green. */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Duration } from 'aws-cdk-lib/core';
import { Case, IMAGE, PORT, SERVICES_PER_LOAD_BALANCER } from '../shape';

export const start: Case = (_, base) => {
  const vpc = new ec2.Vpc(base, 'Vpc', { maxAzs: 2, natGateways: 1 });
  const cluster = new ecs.Cluster(base, 'Cluster', { vpc });
  const logGroup = new logs.LogGroup(base, 'LogGroup', { retention: logs.RetentionDays.THREE_MONTHS });
  const executionRole = new iam.Role(base, 'ExecutionRole', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') }).withoutPolicyUpdates();
  logGroup.grantWrite(executionRole);
  let listener: elbv2.ApplicationListener;
  let door: ec2.SecurityGroup;
  return {
    cell: (_base, number) => {
      door = new ec2.SecurityGroup(base, `LoadBalancerGroup${number}`, { vpc });
      const loadBalancer = new elbv2.ApplicationLoadBalancer(base, `LoadBalancer${number}`, { vpc, internetFacing: true, securityGroup: door });
      listener = loadBalancer.addListener('Listener', { port: 80, defaultAction: elbv2.ListenerAction.fixedResponse(404) });
    },
    service: (stack, number) => {
      const taskDefinition = new ecs.FargateTaskDefinition(stack, `Task${number}`, { executionRole });
      taskDefinition.addContainer('web', {
        image: ecs.ContainerImage.fromRegistry(IMAGE),
        portMappings: [{ containerPort: PORT }],
        logging: ecs.LogDrivers.awsLogs({ logGroup, streamPrefix: `service-${number}` }),
      });
      const securityGroup = new ec2.SecurityGroup(stack, `Group${number}`, { vpc });
      securityGroup.addIngressRule(ec2.Peer.securityGroupId(door.securityGroupId), ec2.Port.tcp(PORT));
      const service = new ecs.FargateService(stack, `Service${number}`, { cluster, taskDefinition, securityGroups: [securityGroup], desiredCount: 2 });
      const targetGroup = new elbv2.ApplicationTargetGroup(stack, `Target${number}`, {
        vpc,
        port: PORT,
        protocol: elbv2.ApplicationProtocol.HTTP,
        targetType: elbv2.TargetType.IP,
        healthCheck: { interval: Duration.seconds(10), healthyThresholdCount: 2 },
      });
      (service.node.defaultChild as ecs.CfnService).loadBalancers = [{ containerName: 'web', containerPort: PORT, targetGroupArn: targetGroup.targetGroupArn }];
      const rule = new elbv2.ApplicationListenerRule(stack, `Rule${number}`, {
        listener,
        priority: 1 + number % SERVICES_PER_LOAD_BALANCER,
        conditions: [elbv2.ListenerCondition.pathPatterns([`/service-${number}/*`])],
        targetGroups: [targetGroup],
      });
      service.node.addDependency(rule);
    },
  };
};
