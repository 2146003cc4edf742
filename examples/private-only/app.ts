/**
 * Nothing leads in from the internet and nothing leads out: AWS is reached through endpoints, which come with the workloads that need
 * them, and services through an internal load balancer and a private zone.
 */
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { App, Stack } from 'aws-cdk-lib/core';
import { Domain, EcsPlatform, Egress, Exposure, Image, Network, SecretSource, WebService, WorkerService } from 'cdk-container-platform';

const app = new App();
const stack = new Stack(app, 'Ledger');

const network = new Network(stack, 'Network', {
  egress: Egress.endpointsOnly(),
  publicTier: false,
});
network.addInterfaceEndpoint(ec2.InterfaceVpcEndpointAwsService.SNS); // what the code calls by itself nobody else can know
const zone = new route53.PrivateHostedZone(stack, 'Zone', { zoneName: 'ledger.internal', vpc: network.vpc });
const certificate = acm.Certificate.fromCertificateArn(stack, 'Certificate', // from a private CA: a private zone cannot validate one
  `arn:aws:acm:${stack.region}:${stack.account}:certificate/01234567-89ab-cdef-0123-456789abcdef`);

const platform = new EcsPlatform(stack, 'Platform', { network, domain: Domain.hostedZone(zone, { certificate }) });
const images = ecr.Repository.fromRepositoryName(stack, 'Images', 'ledger');

const accounts = new WebService(stack, 'Accounts', {
  platform,
  image: Image.fromRepository(images, { tag: 'accounts-1' }),
  port: 8080,
  exposures: [Exposure.internal({ hostName: 'accounts.ledger.internal' })],
});

const statements = new WebService(stack, 'Statements', {
  platform,
  image: Image.fromRepository(images, { tag: 'statements-1' }),
  port: 8080,
  exposures: [Exposure.internal({ hostName: 'statements.ledger.internal', sourceIps: ['10.0.0.0/16'] })],
});
statements.connectTo(accounts);

new WorkerService(stack, 'Postings', {
  platform,
  image: Image.fromRepository(images, { tag: 'postings-1' }),
  secrets: { SIGNING_KEY: SecretSource.secretsManager(secretsmanager.Secret.fromSecretNameV2(stack, 'SigningKey', 'ledger/signing-key')) },
  exec: true,
}); // with it comes the endpoint for its queue
