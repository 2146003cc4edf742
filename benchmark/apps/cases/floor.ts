/** The floor of any CDK app that does the job: seven L1 resources a service, nothing that an L2 would add. */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Aws } from 'aws-cdk-lib/core';
import { Case, IMAGE, PORT, SERVICES_PER_LOAD_BALANCER } from '../shape';

const TRUST = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

export const start: Case = (_, base) => {
  const vpc = new ec2.Vpc(base, 'Vpc', { maxAzs: 2, natGateways: 1 });
  const cluster = new ecs.CfnCluster(base, 'Cluster');
  const logGroup = new logs.CfnLogGroup(base, 'LogGroup', { retentionInDays: 90 });
  const executionRole = new iam.CfnRole(base, 'ExecutionRole', { assumeRolePolicyDocument: TRUST });
  const subnets = vpc.privateSubnets.map(({ subnetId }) => subnetId);
  let listener: elbv2.CfnListener;
  let door: ec2.CfnSecurityGroup;
  return {
    cell: (_base, number) => {
      door = new ec2.CfnSecurityGroup(base, `Door${number}`, { vpcId: vpc.vpcId, groupDescription: 'load balancer' });
      const loadBalancer = new elbv2.CfnLoadBalancer(base, `LoadBalancer${number}`, {
        scheme: 'internet-facing', subnets: vpc.publicSubnets.map(({ subnetId }) => subnetId), securityGroups: [door.attrGroupId],
      });
      listener = new elbv2.CfnListener(base, `Listener${number}`, {
        loadBalancerArn: loadBalancer.ref, port: 80, protocol: 'HTTP', defaultActions: [{ type: 'fixed-response', fixedResponseConfig: { statusCode: '404' } }],
      });
    },
    service: (stack, number) => {
      const taskRole = new iam.CfnRole(stack, `TaskRole${number}`, { assumeRolePolicyDocument: TRUST });
      const taskDefinition = new ecs.CfnTaskDefinition(stack, `Task${number}`, {
        cpu: '256',
        memory: '512',
        networkMode: 'awsvpc',
        requiresCompatibilities: ['FARGATE'],
        family: `service-${number}`,
        taskRoleArn: taskRole.attrArn,
        executionRoleArn: executionRole.attrArn,
        containerDefinitions: [{
          name: 'web',
          image: IMAGE,
          essential: true,
          portMappings: [{ containerPort: PORT, protocol: 'tcp' }],
          logConfiguration: {
            logDriver: 'awslogs',
            options: { 'awslogs-group': logGroup.ref, 'awslogs-region': Aws.REGION, 'awslogs-stream-prefix': `service-${number}` },
          },
        }],
      });
      const group = new ec2.CfnSecurityGroup(stack, `Group${number}`, {
        vpcId: vpc.vpcId,
        groupDescription: 'tasks',
        securityGroupIngress: [{ ipProtocol: 'tcp', fromPort: PORT, toPort: PORT, sourceSecurityGroupId: door.attrGroupId }],
      });
      const targetGroup = new elbv2.CfnTargetGroup(stack, `Target${number}`, {
        vpcId: vpc.vpcId, port: PORT, protocol: 'HTTP', targetType: 'ip', healthCheckIntervalSeconds: 10, healthyThresholdCount: 2,
      });
      const rule = new elbv2.CfnListenerRule(stack, `Rule${number}`, {
        listenerArn: listener.ref,
        priority: 1 + number % SERVICES_PER_LOAD_BALANCER,
        conditions: [{ field: 'path-pattern', pathPatternConfig: { values: [`/service-${number}/*`] } }],
        actions: [{ type: 'forward', targetGroupArn: targetGroup.ref }],
      });
      const service = new ecs.CfnService(stack, `Service${number}`, {
        cluster: cluster.ref,
        taskDefinition: taskDefinition.ref,
        desiredCount: 2,
        launchType: 'FARGATE',
        networkConfiguration: { awsvpcConfiguration: { subnets, securityGroups: [group.attrGroupId], assignPublicIp: 'DISABLED' } },
        loadBalancers: [{ containerName: 'web', containerPort: PORT, targetGroupArn: targetGroup.ref }],
      });
      service.addDependency(rule);
    },
  };
};
