/** The peer, made to share a load balancer: it takes an imported handle only, and each service needs a listener of its own. */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ApplicationLoadBalancedFargateService } from 'aws-cdk-lib/aws-ecs-patterns';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Case, IMAGE, PORT, SERVICES_PER_LOAD_BALANCER } from '../shape';

export const start: Case = (_, base) => {
  const vpc = new ec2.Vpc(base, 'Vpc', { maxAzs: 2, natGateways: 1 });
  const cluster = new ecs.Cluster(base, 'Cluster', { vpc });
  let real: { loadBalancer: elbv2.ApplicationLoadBalancer; securityGroup: ec2.SecurityGroup };
  return {
    cell: (_base, number) => {
      const securityGroup = new ec2.SecurityGroup(base, `LoadBalancerGroup${number}`, { vpc });
      real = { securityGroup, loadBalancer: new elbv2.ApplicationLoadBalancer(base, `LoadBalancer${number}`, { vpc, internetFacing: true, securityGroup }) };
    },
    service: (stack, number) => {
      const handle = elbv2.ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, `Handle${number}`, {
        loadBalancerArn: real.loadBalancer.loadBalancerArn,
        loadBalancerDnsName: real.loadBalancer.loadBalancerDnsName,
        loadBalancerCanonicalHostedZoneId: real.loadBalancer.loadBalancerCanonicalHostedZoneId,
        securityGroupId: real.securityGroup.securityGroupId,
        vpc,
      });
      new ApplicationLoadBalancedFargateService(stack, `Service${number}`, {
        cluster,
        loadBalancer: handle,
        listenerPort: 8000 + number % SERVICES_PER_LOAD_BALANCER,
        taskImageOptions: { image: ecs.ContainerImage.fromRegistry(IMAGE), containerPort: PORT },
      });
    },
  };
};
