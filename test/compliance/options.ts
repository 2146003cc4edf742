/**
 * The options of a platform and its services, as factors, and the app that a choice of them makes. Whatever a user would
 * bring (secrets, topics, tables, pools) is imported, so that every finding is ours.
 */
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { App, Duration, SecretValue, Size, Stack, Stage } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Row } from './pairwise';
import {
  Architecture, Authentication, Capacity, Domain, EcsPlatform, Egress, Exposure, Image, ImageRepository, Ingress, Logging, Network,
  PlatformProfile, Probe, Rollout, RolloutAlarms, SecretSource, Volume, Waf, WebService,
} from '../../src';
import { IRELAND, RECOMMENDED, ZONES } from '../examples/run';

export const OPTIONS = {
  setting: ['flags', 'none', 'flags and environment'],
  profile: ['production', 'development', 'custom'],
  domain: ['zone', 'certificate', 'plain'],
  audience: ['public', 'internal', 'both', 'none'],
  ingress: ['default', 'without logs', 'own bucket', 'few clients', 'dual stack'],
  waf: ['none', 'managed', 'existing'],
  authentication: ['none', 'oidc', 'cognito'],
  egress: ['default', 'single', 'regional', 'endpoints'],
  exec: [false, true],
  scaling: ['fixed', 'cpu', 'everything'],
  volume: ['none', 'ephemeral', 'tmpfs', 'efs', 'existing', 'disk', 'of a host', 'bucket'],
  secret: ['none', 'vault', 'keyed vault', 'parameter'],
  image: ['registry', 'private registry', 'repository'],
  logging: ['default', 'none', 'own group'],
  sidecars: [false, true],
  granted: [false, true],
  topic: [false, true],
  connected: [false, true],
  rollout: ['default', 'bare', 'own alarms'],
  capacity: ['default', 'spot', 'instances', 'spot instances', 'managed instances'],
  network: ['awsvpc', 'bridge', 'host'],
} as const;

export type Choice = Row<typeof OPTIONS>;

const PROFILES = {
  production: PlatformProfile.PRODUCTION,
  development: PlatformProfile.DEVELOPMENT,
  custom: PlatformProfile.PRODUCTION.customize('frugal', { customerManagedKeys: false, trafficLogs: false, natPerZone: false }),
};

const EGRESS = { default: undefined, single: Egress.singleNat(), regional: Egress.regionalNat(), endpoints: Egress.endpointsOnly() };

/** Two services on a platform. The first has what was chosen, the second is plain. */
export function stackOf(scope: Construct, choice: Choice): Stack {
  const stack = new Stack(scope, 'Stack', { env: choice.setting === 'flags and environment' ? IRELAND : undefined });
  const platform = platformOf(stack, choice);
  const plain = new WebService(stack, 'Plain', { platform, image: imageOf(stack, 'registry', choice), port: 8080, exposures: [], architecture: Architecture.ARM64 });
  const service = serviceOf(stack, platform, choice);
  if (choice.granted) { dynamodb.Table.fromTableName(stack, 'Table', 'table').grantReadData(service); }
  if (choice.connected) { service.connectTo(plain); }
  return stack;
}

/** One app for all choices with the same flags: the validator's engine is made once for each app. */
export function appsOf(choices: readonly Choice[], context: Record<string, unknown>): App[] {
  return [true, false].map(flags => {
    const app = new App({ context: { ...(flags ? RECOMMENDED : {}), ...ZONES, ...context } });
    choices.forEach((choice, index) => {
      if ((choice.setting !== 'none') === flags) { stackOf(new Stage(app, stageOf(index)), choice); }
    });
    return app;
  });
}

export const stageOf = (index: number): string => `Choice${index + 1}`;

function platformOf(stack: Stack, choice: Choice): EcsPlatform {
  const profile = PROFILES[choice.profile];
  const network = new Network(stack, 'Network', { profile, egress: EGRESS[choice.egress], ipv6: choice.ingress === 'dual stack', interfaceEndpoints: endpointsOf(choice) });
  const domain = domainOf(stack, choice.domain);
  const waf = { none: undefined, managed: Waf.managedRules(), existing: Waf.webAcl(stack.formatArn({ service: 'wafv2', resource: 'regional/webacl/acl/1a2b' })) }[choice.waf];
  const ingress = choice.ingress === 'default' ? undefined : new Ingress(stack, 'Ingress', {
    vpc: network.vpc,
    subnets: network.publicSubnets,
    domain,
    profile,
    waf,
    accessLogs: choice.ingress === 'without logs' ? false : undefined,
    accessLogBucket: choice.ingress === 'own bucket' ? s3.Bucket.fromBucketName(stack, 'Bucket', 'access-logs') : undefined,
    allowedPeers: choice.ingress === 'few clients' ? [ec2.Peer.ipv4('192.0.2.0/24')] : undefined,
    dualStack: choice.ingress === 'dual stack',
  });
  return new EcsPlatform(stack, 'Platform', {
    profile,
    network,
    domain,
    waf,
    publicIngress: ingress,
    alarmTopic: choice.topic ? sns.Topic.fromTopicArn(stack, 'Topic', stack.formatArn({ service: 'sns', resource: 'topic' })) : undefined,
    capacity: capacityOf(choice),
  });
}

/** What instances need in a network without a way out. */
function endpointsOf({ egress, capacity }: Choice): ec2.IInterfaceVpcEndpointService[] {
  const { ECS, ECS_AGENT, ECS_TELEMETRY } = ec2.InterfaceVpcEndpointAwsService;
  return egress === 'endpoints' && !['default', 'spot'].includes(capacity) ? [ECS, ECS_AGENT, ECS_TELEMETRY] : [];
}

function capacityOf({ capacity }: Choice): Capacity[] | undefined {
  switch (capacity) {
    case 'default': return undefined;
    case 'spot': return [Capacity.fargate({ base: 1 }), Capacity.fargateSpot()];
    case 'instances': return [Capacity.ec2({ name: 'machines', maxInstances: 40, instanceTypes: [new ec2.InstanceType('m7g.large')] })];
    case 'spot instances': return [Capacity.ec2({ name: 'machines', maxInstances: 40, architecture: Architecture.ARM64, onDemandBase: 1, spotPercent: 100 })];
    case 'managed instances': return [Capacity.managedInstances({ name: 'machines' })];
  }
}

/** Whether tasks share instances with others, which is what some networks and volumes need. */
function isOnInstances({ capacity }: Choice): boolean {
  return capacity === 'instances' || capacity === 'spot instances';
}

function networkModeOf(choice: Choice): ecs.NetworkMode | undefined {
  if (!isOnInstances(choice) || choice.network === 'awsvpc') { return undefined; }
  // Who shares the network of a machine cannot be found by name.
  return choice.network === 'host' && !choice.connected ? ecs.NetworkMode.HOST : ecs.NetworkMode.BRIDGE;
}

function domainOf(stack: Stack, kind: Choice['domain']): Domain {
  switch (kind) {
    case 'zone': {
      const name = Stage.of(stack)!.stageName; // two apps in one zone would be refused
      return Domain.hostedZone(route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
        hostedZoneId: `Z0123456789${name.toUpperCase()}`, zoneName: `${name.toLowerCase()}.example.com`,
      }));
    }
    case 'certificate': return Domain.certificates([acm.Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:eu-west-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef')]);
    case 'plain': return Domain.plainHttp('A fixture of the test suite that nobody ever calls.');
  }
}

function serviceOf(stack: Stack, platform: EcsPlatform, choice: Choice): WebService {
  const exposures = exposuresOf(stack, choice);
  return new WebService(stack, 'Service', {
    platform,
    image: imageOf(stack, choice.image, choice),
    port: 8080,
    cpu: 512,
    memory: Size.gibibytes(1),
    exposures,
    probe: exposures.length > 0 ? Probe.http('/health') : Probe.command(['true']),
    exec: choice.exec,
    environment: { MODE: 'test' },
    secrets: secretsOf(stack, choice.secret),
    scaling: scalingOf(choice.scaling, exposures.length > 0),
    volumes: volumesOf(stack, choice),
    mounts: choice.volume === 'none' ? [] : [{ volume: 'data', path: '/data' }],
    logging: loggingOf(stack, choice.logging),
    sidecars: choice.sidecars ? [{ name: 'agent', image: imageOf(stack, 'registry', choice), essential: false, user: '1000' }] : [],
    rollout: rolloutOf(choice.rollout),
    architecture: Architecture.ARM64,
    // The packs want programs in the network of a machine to be nobody in particular.
    user: networkModeOf(choice) === ecs.NetworkMode.HOST ? '1000' : undefined,
    ecs: { networkMode: networkModeOf(choice) },
  });
}

function exposuresOf(stack: Stack, { audience, authentication, domain }: Choice): Exposure[] {
  const options = { authentication: domain === 'plain' ? undefined : authenticationOf(stack, authentication) };
  return [
    ...(audience === 'public' || audience === 'both' ? [Exposure.public(options)] : []),
    ...(audience === 'internal' || audience === 'both' ? [Exposure.internal(options)] : []),
  ];
}

function authenticationOf(stack: Stack, kind: Choice['authentication']): Authentication | undefined {
  switch (kind) {
    case 'none': return undefined;
    case 'oidc': return Authentication.oidc({
      issuer: 'https://login.example.com',
      authorizationEndpoint: 'https://login.example.com/authorize',
      tokenEndpoint: 'https://login.example.com/token',
      userInfoEndpoint: 'https://login.example.com/userinfo',
      clientId: 'client',
      clientSecret: SecretValue.secretsManager('oidc-client'),
    });
    case 'cognito': return Authentication.cognito({
      userPool: cognito.UserPool.fromUserPoolId(stack, 'Users', 'eu-west-1_AbCdEfGhI'),
      userPoolClient: cognito.UserPoolClient.fromUserPoolClientId(stack, 'Client', 'client'),
      userPoolDomain: cognito.UserPoolDomain.fromDomainName(stack, 'SignIn', 'sign-in'),
    });
  }
}

/** A closed network reaches no gallery, but a registry inside of it. */
function imageOf(stack: Stack, kind: Choice['image'], { egress }: Choice): Image {
  switch (kind) {
    case 'registry': return Image.fromRegistry(`${egress === 'endpoints' ? 'registry.example.com' : 'public.ecr.aws/nginx'}/nginx-unprivileged:1.29.3`);
    case 'private registry': return Image.fromRegistry('registry.example.com/service:1.0.0', { credentials: vault(stack, 'Password', true) });
    case 'repository': return Image.fromRepository(new ImageRepository(stack, 'Images').repository, { tag: '1.0.0' });
  }
}

function vault(stack: Stack, id: string, keyed: boolean): secretsmanager.ISecret {
  return secretsmanager.Secret.fromSecretAttributes(stack, id, {
    secretCompleteArn: `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${id}-a1b2c3`,
    encryptionKey: keyed ? kms.Key.fromKeyArn(stack, `${id}Key`, 'arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef') : undefined,
  });
}

function secretsOf(stack: Stack, kind: Choice['secret']): Record<string, SecretSource> {
  switch (kind) {
    case 'none': return {};
    case 'vault': return { KEY: SecretSource.secretsManager(vault(stack, 'Secret', false), 'field') };
    case 'keyed vault': return { KEY: SecretSource.secretsManager(vault(stack, 'Secret', true)) };
    case 'parameter': return { KEY: SecretSource.ssmParameter(ssm.StringParameter.fromSecureStringParameterAttributes(stack, 'Parameter', { parameterName: '/key' })) };
  }
}

function scalingOf(kind: Choice['scaling'], exposed: boolean) {
  switch (kind) {
    case 'fixed': return undefined;
    case 'cpu': return { max: 10 };
    case 'everything': return {
      min: 2,
      max: 20,
      targetCpuPercent: 50,
      targetMemoryPercent: 70,
      targetRequestsPerMinute: exposed ? 1000 : undefined,
      schedules: [{ name: 'night', schedule: 'cron(0 22 * * ? *)', max: 4, timeZone: 'Europe/Berlin' }],
    };
  }
}

function volumesOf(stack: Stack, choice: Choice): Record<string, Volume> {
  switch (choice.volume) {
    case 'none': return {};
    case 'ephemeral': return { data: Volume.ephemeral() };
    case 'tmpfs': return { data: Volume.tmpfs({ size: Size.mebibytes(64) }) };
    case 'efs': return { data: Volume.efs() };
    case 'of a host': return { data: isOnInstances(choice) ? Volume.hostPath('/opt/data') : Volume.ephemeral() };
    case 'bucket': return { data: isOnInstances(choice) ? Volume.docker() : Volume.s3Files({ bucket: s3.Bucket.fromBucketName(stack, 'Data', 'data') }) };
    case 'disk': return { data: Volume.ebs({ size: Size.gibibytes(50), snapshotId: 'snap-0123456789abcdef0' }) };
    case 'existing': return {
      data: Volume.efs({
        fileSystem: efs.FileSystem.fromFileSystemAttributes(stack, 'Files', {
          fileSystemId: 'fs-0123456789abcdef0', securityGroup: ec2.SecurityGroup.fromSecurityGroupId(stack, 'FilesGroup', 'sg-0123456789abcdef0'),
        }),
      }),
    };
  }
}

function loggingOf(stack: Stack, kind: Choice['logging']): Logging | undefined {
  switch (kind) {
    case 'default': return undefined;
    case 'none': return Logging.none();
    case 'own group': return Logging.logGroup({ logGroup: logs.LogGroup.fromLogGroupName(stack, 'Logs', 'logs') });
  }
}

function rolloutOf(kind: Choice['rollout']): Rollout | undefined {
  switch (kind) {
    case 'default': return undefined;
    case 'bare': return Rollout.rolling({ circuitBreaker: false, alarms: RolloutAlarms.none(), minHealthyPercent: 0, maxHealthyPercent: 100 });
    case 'own alarms': return Rollout.rolling({ alarms: RolloutAlarms.none(), healthCheckGracePeriod: Duration.minutes(2) });
  }
}
