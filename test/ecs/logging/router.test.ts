import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as opensearch from 'aws-cdk-lib/aws-opensearchservice';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Duration } from 'aws-cdk-lib/core';
import { EcsWorkload } from '../../../src/ecs';
import { Capacity, Image, LogDestination, Logging, LogRouterOptions, SecretSource } from '../../../src/vocabulary';
import { DaemonService } from '../../../src/workloads';
import { containerOf, Ground, ground, IRELAND, NGINX, only, RECOMMENDED, service, statementsOf, web } from '../support';

const SETTING = { env: IRELAND, flags: RECOMMENDED };

/** The log options of the main container and what the task role may, with a destination. */
function sentTo(destination: (on: Ground) => LogDestination) {
  const { template } = web(on => ({ logging: Logging.fireLens(destination(on)) }), {}, SETTING);
  const { Options, SecretOptions } = containerOf(template).LogConfiguration;
  return { options: Options, secrets: SecretOptions, statements: statementsOf(template, 'ApiTaskRole'), execution: statementsOf(template, 'ApiExecutionRole') };
}

function settingsOf(options: LogRouterOptions): string {
  const { template } = web({ logging: Logging.fireLens(LogDestination.plugin('null'), options) });
  return containerOf(template, 'log-router').Environment[0].Value;
}

describe('the destination', () => {
  test('of objects in a bucket may be written to below the prefix, and its key used', () => {
    const { options, statements } = sentTo(({ stack }) => LogDestination.s3(
      new s3.Bucket(stack, 'Lines', { encryptionKey: new kms.Key(stack, 'Key') }), { prefix: 'api' }));

    // The containers of a copy have one router.
    expect(options.store_dir).toMatch(/^\/tmp\/.*\/api$/);
    expect(options).toMatchObject({ Name: 's3', region: 'eu-west-1', s3_key_format: '/api/$TAG[0]/%Y/%m/%d/%H-%M-%S-$UUID.gz' });
    expect(statements).toEqual([
      { Action: 's3:PutObject', Effect: 'Allow', Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': [expect.stringContaining('Lines'), 'Arn'] }, '/api/*']] } },
      { Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Effect: 'Allow', Resource: { 'Fn::GetAtt': [expect.stringContaining('Key'), 'Arn'] } },
    ]);
  });

  test('of a bucket without a key of its own needs no right to one', () => {
    const { statements } = sentTo(({ stack }) => LogDestination.s3(s3.Bucket.fromBucketName(stack, 'Lines', 'lines')));

    expect(statements.map(({ Action }) => Action)).toEqual(['s3:PutObject']);
  });

  test('in OpenSearch is asked for with the identity of the workload, for bulks only', () => {
    const { options, statements } = sentTo(({ stack }) => LogDestination.openSearch(opensearch.Domain.fromDomainAttributes(stack, 'Search', {
      domainArn: 'arn:aws:es:eu-west-1:111122223333:domain/search', domainEndpoint: 'search.eu-west-1.es.amazonaws.com',
    }), { index: 'api' }));

    expect(options).toMatchObject({ Name: 'opensearch', Host: 'search.eu-west-1.es.amazonaws.com', AWS_Auth: 'On', AWS_Region: 'eu-west-1', tls: 'On', Index: 'api' });
    expect(statements).toEqual([{ Action: 'es:ESHttpPost', Effect: 'Allow', Resource: 'arn:aws:es:eu-west-1:111122223333:domain/search/_bulk' }]);
  });

  test.each([
    ['Splunk', (token: SecretSource) => LogDestination.splunk({ host: 'splunk.example.com', token }), 'Splunk_Token', { Name: 'splunk', Port: '443', TLS: 'On' }],
    ['Datadog', (apiKey: SecretSource) => LogDestination.datadog({ apiKey, site: 'datadoghq.eu', tags: { team: 'web', stage: 'prod' } }), 'apikey',
      { Name: 'datadog', Host: 'http-intake.logs.datadoghq.eu', dd_tags: 'team:web,stage:prod' }],
  ] as const)('%s gets its secret from the execution role, and the workload no right at all', (_, destination, name, expected) => {
    const on = ground(SETTING);
    const secret = new secretsmanager.Secret(on.stack, 'Token');
    const api = service(on.stack, 'Api', on.platform(), { logging: Logging.fireLens(destination(SecretSource.secretsManager(secret))) });
    const template = Template.fromStack(on.stack);
    const { Options, SecretOptions } = containerOf(template).LogConfiguration;

    expect(Options).toMatchObject(expected);
    expect(SecretOptions).toEqual([{ Name: name, ValueFrom: { Ref: expect.stringContaining('Token') } }]);
    expect(statementsOf(template, 'ApiExecutionRole').flatMap(({ Action }) => Action)).toContain('secretsmanager:GetSecretValue');
    expect(statementsOf(template, 'ApiTaskRole')).toEqual([]);
    expect(EcsWorkload.of(api).logGroup).toBeUndefined();
  });

  test('of a log group is the group of the workload, an existing one if it is given', () => {
    const { workload, template } = web({ logging: Logging.fireLens(LogDestination.logGroup()) });
    expect(workload.logGroup).toBeDefined();
    expect(workload.routerLogGroup).toBeUndefined();
    template.resourceCountIs('AWS::Logs::LogGroup', 3);

    const { options } = sentTo(({ stack }) => LogDestination.logGroup({ logGroup: logs.LogGroup.fromLogGroupName(stack, 'Shared', '/shared') }));
    expect(options.log_group_name).toBe('/shared');
  });

  test('of any plugin has the rights that it is given', () => {
    const { options, statements } = sentTo(() => LogDestination.plugin('kinesis_streams', {
      options: { stream: 'lines' }, permissions: [new iam.PolicyStatement({ actions: ['kinesis:PutRecords'], resources: ['arn:aws:kinesis:eu-west-1:111122223333:stream/lines'] })],
    }));

    expect(options).toMatchObject({ Name: 'kinesis_streams', stream: 'lines' });
    expect(statements.map(({ Action }) => Action)).toEqual(['kinesis:PutRecords']);
  });
});

describe('the router', () => {
  test('takes JSON apart and puts long lines together, unless it is told not to', () => {
    expect(settingsOf({})).toContain('Parser json');
    expect(settingsOf({})).toContain('Mode partial_message');
    expect(settingsOf({ parseJson: false })).not.toContain('Parser json');
  });

  test('takes the time of a line for nothing but a member of it', () => {
    const { template } = web({ logging: Logging.fireLens(LogDestination.plugin('null')) });
    const { Command, Environment } = containerOf(template, 'log-router');
    const [, name, file] = /printf '\[PARSER\]\\n    Name ([\w-]+)\\n    Format json\\n' > (\S+)/.exec(Command[2])!;

    expect(Command[2]).not.toContain('Time_Key');
    expect(Environment[0].Value).toContain(`Parsers_File ${file}\n`);
    expect(Environment[0].Value).toContain(`Parser ${name}\n`);
  });

  test('puts in what it is told besides, last', () => {
    expect(settingsOf({ configuration: '[FILTER]\n    Name grep\n    Match *\n    Exclude log ELB-HealthChecker' })).toMatch(/Exclude log ELB-HealthChecker\n$/);
  });

  test('has its grace before it is killed', () => {
    const { template } = web({ logging: Logging.fireLens(LogDestination.plugin('null')) });
    const { StopTimeout, Environment } = containerOf(template, 'log-router');

    expect(Number(/Grace (\d+)/.exec(Environment[0].Value)![1])).toBeLessThan(StopTimeout);
  });

  test('writes of itself to a log group that belongs to it alone', () => {
    const { template, workload } = web({ logging: Logging.fireLens(LogDestination.plugin('null')) });
    const group = containerOf(template, 'log-router').LogConfiguration.Options['awslogs-group'];

    expect(group).toEqual({ Ref: expect.stringContaining('ApiLogGroup') });
    expect(workload.routerLogGroup).toBeDefined();
    expect(workload.logGroup).toBeUndefined();
    expect(statementsOf(template, 'ApiTaskRole')).toEqual([]);
  });

  test('takes another image, and a share of the copy', () => {
    const { template } = web({ logging: Logging.fireLens(LogDestination.plugin('null'), { image: Image.fromRegistry('mirror.example.com/fluent-bit:3.4.17'), cpu: 64 }) });

    expect(containerOf(template, 'log-router')).toMatchObject({ Image: 'mirror.example.com/fluent-bit:3.4.17', Cpu: 64, MemoryReservation: 64 });
  });

  test('is there for all workloads of a platform whose default it is, with the rights for each', () => {
    const on = ground(SETTING);
    const stream = firehose.DeliveryStream.fromDeliveryStreamAttributes(on.stack, 'Stream', { deliveryStreamName: 'lines' });
    const platform = on.platform({ workloadDefaults: { logging: Logging.fireLens(LogDestination.firehose(stream)) } });
    ['Api', 'Orders'].forEach(id => service(on.stack, id, platform));
    const template = Template.fromStack(on.stack);

    template.allResourcesProperties('AWS::ECS::TaskDefinition', { ContainerDefinitions: Match.arrayWith([Match.objectLike({ Name: 'log-router' })]) });
    ['Api', 'Orders'].forEach(id => expect(statementsOf(template, `${id}TaskRole`).map(({ Action }) => Action)).toEqual(['firehose:PutRecordBatch']));
  });

  test('is part of a managed daemon, too', () => {
    const on = ground(SETTING);
    const instances = Capacity.managedInstances({ name: 'instances' });
    new DaemonService(on.stack, 'Agent', {
      platform: on.platform({ capacity: [instances] }), image: NGINX, logging: Logging.fireLens(LogDestination.logGroup()),
    });
    const { ContainerDefinitions } = only(Template.fromStack(on.stack), 'AWS::ECS::DaemonTaskDefinition');

    expect(ContainerDefinitions.map(({ FirelensConfiguration }: any) => FirelensConfiguration?.Type)).toEqual([undefined, 'fluentbit']);
  });

  test('stands in bridge mode, where each copy has ports of its own', () => {
    const on = ground(SETTING);
    const capacity = [Capacity.ec2({ name: 'instances' })];
    const bridge = { networkMode: 'bridge' as never };

    expect(() => service(on.stack, 'Api', on.platform({ capacity }), {
      port: 2020, ecs: bridge, logging: Logging.fireLens(LogDestination.plugin('null')),
    })).not.toThrow();
  });

  test('gets a new token when that rotates, like every container', () => {
    const on = ground(SETTING);
    const token = SecretSource.secretsManager(new secretsmanager.Secret(on.stack, 'Token'));
    service(on.stack, 'Api', on.platform(), { logging: Logging.fireLens(LogDestination.splunk({ host: 'splunk.example.com', token })) });

    expect(JSON.stringify(Template.fromStack(on.stack).findResources('AWS::Events::Rule'))).toContain('{"Ref":"Token');
  });

  test('does not become part of the value it is made from', () => {
    const logging = Logging.fireLens(LogDestination.plugin('null'));
    web({ logging });
    const { template } = web({ logging });

    expect(only(template, 'AWS::ECS::TaskDefinition').ContainerDefinitions).toHaveLength(2);
  });
});

test('containers that wait for the router already are left as they are', () => {
  const { template } = web({
    logging: Logging.fireLens(LogDestination.plugin('null')), stopTimeout: Duration.seconds(20), dependsOn: [{ container: 'log-router' }],
  });

  expect(containerOf(template).DependsOn).toEqual([{ Condition: 'START', ContainerName: 'log-router' }]);
});
