/** What workloads need of a closed network, and who waits for it. */
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { App, Stack } from 'aws-cdk-lib/core';
import { EcsPlatform } from '../../src/ecs';
import { Egress, Network } from '../../src/network';
import { ImageRegistry, PullThroughCache } from '../../src/registry';
import { Capacity, Image, LogDestination, Logging, PlatformProfile, SecretSource, Telemetry } from '../../src/vocabulary';
import { WorkerService, WorkerServiceProps } from '../../src/workloads';
import { IRELAND, RECOMMENDED } from '../ecs/support';
import { refused } from '../wrong-inputs/refused';

const OURS = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
const AGENT = Image.fromRegistry(`${OURS}/agent:1.0.0`);

interface Choices {
  readonly egress?: Egress;
  readonly profile?: PlatformProfile;
  readonly cached?: boolean;
}

/** A network that starts with nothing, in a stack of its own, and a platform beside the workloads. */
function closed({ egress = Egress.endpointsOnly({ services: [] }), profile = PlatformProfile.DEVELOPMENT, cached }: Choices = {}) {
  const app = new App({ context: RECOMMENDED });
  const [ground, stack] = ['Ground', 'Shop'].map(name => new Stack(app, name, { env: IRELAND }));
  const network = new Network(ground, 'Network', { egress, profile, availabilityZones: ['eu-west-1a', 'eu-west-1b'] });
  const imageRegistry = cached ? new ImageRegistry(stack, 'Registry', { pullThroughCaches: [PullThroughCache.ecrPublic()] }) : undefined;
  const platform = new EcsPlatform(stack, 'Platform', { network, profile, imageRegistry });
  const worker = (id: string, options: Partial<WorkerServiceProps> = {}) => new WorkerService(stack, id, { platform, image: Image.fromRegistry(`${OURS}/shop:1.0.0`), ...options });
  const services = () => network.interfaceEndpoints.map(({ node }) => node.id.replace(/Endpoint$/, ''));
  return { app, ground, stack, network, platform, worker, services };
}

const secret = (stack: Stack, id: string) => SecretSource.secretsManager(secretsmanager.Secret.fromSecretNameV2(stack, id, id));
const parameter = (stack: Stack, id: string) =>
  SecretSource.ssmParameter(ssm.StringParameter.fromSecureStringParameterAttributes(stack, id, { parameterName: `/${id}` }));
const stream = (stack: Stack) => firehose.DeliveryStream.fromDeliveryStreamAttributes(stack, 'Stream', { deliveryStreamName: 'logs' });

describe('one network, to which workloads come one by one', () => {
  const on = closed();

  test.each<[string, (stack: Stack) => Partial<WorkerServiceProps>, string[]]>([
    ['a plain worker needs its image, its log and its queue', () => ({}), ['EcrApi', 'EcrDkr', 'Logs', 'Sqs']],
    ['another one needs nothing more', () => ({}), []],
    ['a shell needs messages of SSM', () => ({ exec: true }), ['Ssmmessages']],
    ['a secret needs Secrets Manager', stack => ({ secrets: { PASSWORD: secret(stack, 'Password') } }), ['Secretsmanager']],
    ['a parameter needs SSM', stack => ({ secrets: { KEY: parameter(stack, 'Key') } }), ['Ssm']],
    ['traces need X-Ray', () => ({ telemetry: Telemetry.openTelemetry({ image: AGENT }) }), ['Xray']],
    ['logs to a stream need Firehose', stack => ({ logging: Logging.fireLens(LogDestination.firehose(stream(stack)), { image: AGENT }) }), ['KinesisFirehose']],
    ['instances need ECS', () => ({ ecs: { capacity: [Capacity.ec2({ name: 'big', instanceTypes: [new ec2.InstanceType('c7i.large')] })] } }),
      ['Ecs', 'EcsAgent', 'EcsTelemetry']],
    ['machines elsewhere need nothing here', stack => ({
      image: Image.fromRegistry('docker.io/library/nginx:1.29'), secrets: { OTHER: secret(stack, 'Other') }, ecs: { capacity: [Capacity.external({ name: 'warehouse' })] },
    }), []],
  ])('%s', (name, options, more) => {
    const before = on.services();
    on.worker(name.replace(/\W/g, ''), options(on.stack));
    expect(on.services()).toEqual([...before, ...more]);
  });

  test('the stack of the network knows nothing of the workloads', () => {
    const template = Template.fromStack(on.ground);
    expect(JSON.stringify(template.toJSON())).not.toContain('ImportValue');
    expect(on.stack.dependencies).toEqual([on.ground]);
    expect(on.ground.dependencies).toEqual([]);
  });
});

test('a service starts when the endpoints that it needs are there, and a secret that comes late counts', () => {
  const app = new App({ context: RECOMMENDED });
  const stack = new Stack(app, 'Shop', { env: IRELAND });
  const platform = new EcsPlatform(stack, 'Platform', { profile: PlatformProfile.DEVELOPMENT, egress: Egress.endpointsOnly({ services: [] }) });
  const worker = new WorkerService(stack, 'Worker', { platform, image: Image.fromRegistry(`${OURS}/shop:1.0.0`) });
  new WorkerService(stack, 'Other', { platform, image: Image.fromRegistry(`${OURS}/shop:1.0.0`), exec: true });
  worker.addSecret('PASSWORD', secret(stack, 'Password'));

  const waits = Object.entries(Template.fromStack(stack).findResources('AWS::ECS::Service')).map(([id, { DependsOn }]) => [
    id.slice(0, 6), (DependsOn as string[]).flatMap(each => /^PlatformNetwork(\w+)Endpoint/.exec(each)?.[1] ?? []),
  ]);
  expect(Object.fromEntries(waits)).toEqual({
    Worker: ['EcrApi', 'EcrDkr', 'Logs', 'Secretsmanager', 'Sqs'],
    OtherS: ['EcrApi', 'EcrDkr', 'Logs', 'Sqs', 'Ssmmessages'],
  });
});

test('sessions that are recorded and encrypted need a log and a key', () => {
  const on = closed({ profile: PlatformProfile.PRODUCTION });
  on.worker('Worker', { exec: true, logging: Logging.none() });
  expect(on.services()).toEqual(['EcrApi', 'EcrDkr', 'Sqs', 'Ssmmessages', 'Kms', 'Logs']);
});

describe('images', () => {
  const on = closed({ cached: true });
  const codes = (image: Image, name: string) => refused(() => on.worker(name, { image })).map(({ code, path }) => `${code} ${path}`);

  test.each([
    ['nginx:1.29', 'ImageOutOfReach'],
    ['owner/app:1.2', 'ImageOutOfReach'],
    ['docker.io/library/nginx:1.29', 'ImageOutOfReach'],
    [`public.ecr.aws/nginx/nginx@sha256:${'ab'.repeat(32)}`, 'ImageOutOfReach'],
    ['ghcr.io/owner/app:1.2', 'ImageOutOfReach'],
    ['team.azurecr.io/app:1.2', 'ImageOutOfReach'],
    ['europe-docker.pkg.dev/team/app:1.2', 'ImageOutOfReach'],
    ['111122223333.dkr.ecr.us-east-1.amazonaws.com/app:1.2', 'ImageInOtherRegion'],
  ])('%s is refused: %s', (reference, code) => {
    const name = reference.replace(/\W/g, '');
    expect(codes(Image.fromRegistry(reference), name)).toEqual([`${code} containers.${name.toLowerCase()}.image`]);
  });

  test.each([`${OURS}/app:1.2`, 'registry.example.internal:5000/app:1.2', 'public.ecr.aws/nginx/nginx:1.29'])('%s is pulled', reference => {
    expect(() => on.worker(`Of${reference.replace(/\W/g, '')}`, { image: Image.fromRegistry(reference) }).addSecret('TOKEN', secret(on.stack, `For${reference}`))).not.toThrow();
  });

  test('one that a cache fetches comes with a warning: somebody else has to pull it first', () => {
    const warnings = Annotations.fromStack(on.stack).findWarning('*', Match.stringLikeRegexp('pull it once'));
    expect(warnings.map(({ entry }) => entry.data)).toEqual([expect.stringContaining('ecr-public/nginx/nginx:1.29')]);
  });

  test('a repository of another region is refused', () => {
    const repository = ecr.Repository.fromRepositoryArn(on.stack, 'Far', 'arn:aws:ecr:us-east-1:111122223333:repository/far');
    expect(codes(Image.fromRepository(repository, { tag: '1.0.0' }), 'far')).toEqual(['ImageInOtherRegion containers.far.image']);
  });

  test('nothing is refused where nobody knows what can be reached', () => {
    const open = closed({ egress: Egress.none() });
    expect(() => open.worker('Worker', { image: Image.fromRegistry('nginx:1.29') })).not.toThrow();
  });
});
