/**
 * EKS with machines of one's own: a node group on Graviton for services, spare capacity for work that can wait, Fargate for
 * what must be alone; a disk and a shared file system; and people with as much access as they need.
 */
import { KubectlV36Layer } from '@aws-cdk/lambda-layer-kubectl-v36';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { App, Size, Stack } from 'aws-cdk-lib/core';
import { AccessGrantee, Architecture, Domain, EksPlatform, Exposure, Image, NodeImage, Nodes, Volume, WebService } from 'cdk-container-platform';

const app = new App();
const stack = new Stack(app, 'Shop');
const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'shop.example.com' });

const services = Nodes.managed({
  name: 'services',
  image: NodeImage.BOTTLEROCKET,
  instanceTypes: [new ec2.InstanceType('m7g.large'), new ec2.InstanceType('m6g.large')],
});
const batch = Nodes.selfManaged({ name: 'batch', spot: true, min: 0, max: 10 });
const alone = Nodes.fargate({ name: 'alone' });

const platform = new EksPlatform(stack, 'Platform', {
  domain: Domain.hostedZone(zone),
  kubectlLayer: new KubectlV36Layer(stack, 'Kubectl'),
  nodes: [services, batch, alone],
  namespaces: ['shop', 'reports'],
});

const image = Image.fromRegistry('public.ecr.aws/nginx/nginx-unprivileged:1.29');

const storefront = new WebService(stack, 'Storefront', {
  platform,
  image,
  port: 8080,
  architecture: Architecture.ARM64,
  scaling: { min: 2, max: 12, targetCpuPercent: 60 },
  volumes: { uploads: Volume.efs(), cache: Volume.ebs({ size: Size.gibibytes(20) }) },
  mounts: [{ volume: 'uploads', path: '/srv/uploads' }, { volume: 'cache', path: '/var/cache/nginx' }],
});

const reports = new WebService(stack, 'Reports', {
  platform,
  image,
  port: 8080,
  exposures: [Exposure.internal()],
  eks: { nodes: batch, namespace: 'reports' },
});

new WebService(stack, 'Vault', { platform, image, port: 8080, exposures: [], eks: { nodes: alone } });

storefront.connectTo(reports);

const developers = new iam.Role(stack, 'Developers', { assumedBy: new iam.AccountRootPrincipal(), description: 'Looks, and opens shells' });
platform.access.viewer(AccessGrantee.role(developers), { namespaces: ['shop', 'reports'] });
platform.access.exec(AccessGrantee.role(developers), { namespaces: ['shop'] });
