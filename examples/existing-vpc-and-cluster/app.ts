/**
 * A service on ground that somebody else owns: their VPC, their cluster, their load balancer, all known by attributes only.
 */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { App, Stack } from 'aws-cdk-lib/core';
import { EcsPlatform, Exposure, Image, Ingress, WebService } from 'cdk-container-platform';

const app = new App();
const stack = new Stack(app, 'Reports');

const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
  vpcId: 'vpc-0123456789abcdef0',
  vpcCidrBlock: '10.20.0.0/16',
  availabilityZones: ['eu-west-1a', 'eu-west-1b'],
  privateSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
  privateSubnetRouteTableIds: ['rtb-0123456789abcdef0', 'rtb-0123456789abcdef1'],
});
const cluster = ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'shared', vpc });

const loadBalancerGroup = ec2.SecurityGroup.fromSecurityGroupId(stack, 'LoadBalancerGroup', 'sg-0123456789abcdef0');
const balancing = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012';
const ingress = Ingress.fromApplicationLoadBalancer(stack, 'Ingress', {
  vpc,
  securityGroup: loadBalancerGroup,
  loadBalancer: elbv2.ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'LoadBalancer', {
    loadBalancerArn: `${balancing}:loadbalancer/app/shared/0123456789abcdef`,
    loadBalancerDnsName: 'shared-123456789.eu-west-1.elb.amazonaws.com',
    securityGroupId: 'sg-0123456789abcdef0',
  }),
  listener: elbv2.ApplicationListener.fromApplicationListenerAttributes(stack, 'Listener', {
    listenerArn: `${balancing}:listener/app/shared/0123456789abcdef/fedcba9876543210`,
    securityGroup: loadBalancerGroup,
  }),
  takenPriorities: [100, 200], // rules of others on this listener
});

const platform = EcsPlatform.fromCluster(stack, 'Platform', cluster, { publicIngress: ingress });

new WebService(stack, 'Reports', {
  platform,
  image: Image.fromRegistry('public.ecr.aws/nginx/nginx-unprivileged:1.29'),
  port: 8080,
  exposures: [Exposure.public({ hostName: 'reports.example.com' })],
});
