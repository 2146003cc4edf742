/** A unit test as users write them, again and again in one process: one service on a VPC that exists, read with `Template.fromStack`. */
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ApplicationLoadBalancedFargateService } from 'aws-cdk-lib/aws-ecs-patterns';
import { App, Stack } from 'aws-cdk-lib/core';
import { Domain, EcsPlatform, Image, Network, WebService } from 'cdk-container-platform';

const VPC = {
  vpcId: 'vpc-0123456789abcdef0',
  vpcCidrBlock: '10.0.0.0/16',
  availabilityZones: ['eu-west-1a', 'eu-west-1b'],
  publicSubnetIds: ['subnet-a', 'subnet-b'],
  privateSubnetIds: ['subnet-c', 'subnet-d'],
};

const FILL: Record<string, (stack: Stack, vpc: ec2.IVpc) => void> = {
  library: (stack, vpc) => {
    const platform = new EcsPlatform(stack, 'Platform', { network: Network.fromVpc(stack, 'Network', vpc), domain: Domain.plainHttp('a test') });
    new WebService(stack, 'Service', { platform, image: Image.fromRegistry('nginx:1.29'), port: 8080 });
  },
  patterns: (stack, vpc) => {
    new ApplicationLoadBalancedFargateService(stack, 'Service', { vpc, taskImageOptions: { image: ecs.ContainerImage.fromRegistry('nginx:1.29') } });
  },
};

const [name, times] = process.argv.slice(2);
const took = Array.from({ length: Number(times) }, () => {
  const started = process.cpuUsage();
  const stack = new Stack(new App(), 'Stack');
  FILL[name](stack, ec2.Vpc.fromVpcAttributes(stack, 'Vpc', VPC));
  Template.fromStack(stack);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
});
process.stdout.write(`\n@@${JSON.stringify({ first: took[0], warm: took.slice(1).sort((a, b) => a - b)[Math.floor((took.length - 1) / 2)] })}\n`);
