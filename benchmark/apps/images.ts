/** Ten images from one directory, with different build arguments: `Image.fromDirectory` beside the CDK's own `fromAsset`. */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { App, Stack } from 'aws-cdk-lib/core';
import { Capacity, Domain, EcsPlatform, Image, Network, PlatformProfile, WebService } from 'cdk-container-platform';

const IMAGES = 10;
const [name, directory] = process.argv.slice(2);
const app = new App();
const stack = new Stack(app, 'Stack');
const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
  vpcId: 'vpc-0123456789abcdef0',
  vpcCidrBlock: '10.0.0.0/16',
  availabilityZones: ['eu-west-1a', 'eu-west-1b'],
  publicSubnetIds: ['subnet-0a', 'subnet-0b'],
  privateSubnetIds: ['subnet-0c', 'subnet-0d'],
});

const MAKE: Record<string, (number: number) => void> = {
  library: number => {
    new WebService(stack, `Service${number}`, {
      platform, exposures: [], port: 8080, image: Image.fromDirectory(directory, { buildArgs: { SERVICE: `${number}` } }),
    });
  },
  raw: number => {
    new ecs.FargateTaskDefinition(stack, `Task${number}`).addContainer('main', {
      image: ecs.ContainerImage.fromAsset(directory, { buildArgs: { SERVICE: `${number}` } }),
    });
  },
};
const platform = new EcsPlatform(stack, 'Platform', {
  profile: PlatformProfile.DEVELOPMENT, capacity: [Capacity.fargate()], network: Network.fromVpc(stack, 'Network', vpc), domain: Domain.plainHttp('a measurement'),
});

const started = performance.now();
const before = process.cpuUsage();
for (let number = 0; number < IMAGES; number++) {
  MAKE[name](number);
}
app.synth();
const { user, system } = process.cpuUsage(before);
process.stdout.write(`\n@@${JSON.stringify({
  cpuMs: (user + system) / 1000,
  wallMs: performance.now() - started,
  peakMb: process.resourceUsage().maxRSS / 1024,
})}\n`);
