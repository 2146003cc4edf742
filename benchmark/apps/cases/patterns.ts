/** The peer: `aws-ecs-patterns`, with a load balancer for each service, which is what it does by default. */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ApplicationLoadBalancedFargateService } from 'aws-cdk-lib/aws-ecs-patterns';
import { Case, IMAGE, PORT } from '../shape';

export const start: Case = (_, base) => {
  const vpc = new ec2.Vpc(base, 'Vpc', { maxAzs: 2, natGateways: 1 });
  const cluster = new ecs.Cluster(base, 'Cluster', { vpc });
  return {
    cell: () => undefined,
    service: (stack, number) => {
      new ApplicationLoadBalancedFargateService(stack, `Service${number}`, {
        cluster,
        taskImageOptions: { image: ecs.ContainerImage.fromRegistry(IMAGE), containerPort: PORT },
      });
    },
  };
};
