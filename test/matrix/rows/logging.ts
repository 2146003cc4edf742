import { Match } from 'aws-cdk-lib/assertions';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Handle, RoutedLoggingDraft } from '../../../src/model';
import { Capacity, LogDestination, Logging, SecretSource, StackTraces } from '../../../src/vocabulary';
import { main, NONE, refuses, renders, Row, sidecar } from '../matrix';

function options(given: object) {
  return { ContainerDefinitions: Match.arrayWith([Match.objectLike({ LogConfiguration: { LogDriver: 'awslogs', Options: Match.objectLike(given) } })]) };
}

export const LOGGING: readonly Row[] = [
  {
    feature: 'a log group of its own that forgets, and never blocks',
    covers: ['workload.logging', 'logging.group', 'logging.retentionDays', 'logging.blocking', 'logging.bufferMiB'],
    given: { logging: { kind: 'group', retentionDays: 30, bufferMiB: 4 }, containers: [main(), sidecar('agent')] },
    ecs: renders({
      'AWS::Logs::LogGroup': { RetentionInDays: 30 },
      'AWS::ECS::TaskDefinition': {
        ContainerDefinitions: ['shop', 'agent'].map(name => Match.objectLike({
          Name: name,
          LogConfiguration: {
            LogDriver: 'awslogs', Options: Match.objectLike({ 'awslogs-stream-prefix': 'shop', 'awslogs-region': 'eu-west-1', 'mode': 'non-blocking', 'max-buffer-size': '4194304b' }),
          },
        })),
      },
    }),
    eks: refuses('EksLogRetentionOfPlatform'),
  },
  {
    feature: 'a log that blocks',
    covers: ['logging.blocking'],
    given: { logging: { kind: 'group', blocking: true } },
    ecs: renders({ 'AWS::ECS::TaskDefinition': options({ 'mode': 'blocking', 'max-buffer-size': Match.absent() }) }),
    eks: refuses('EksLogsNeverBlock'),
  },
  {
    feature: 'an existing log group',
    covers: ['logging.group'],
    given: on => ({ logging: { kind: 'group', group: new Handle('log', logs.LogGroup.fromLogGroupName(on.stack, 'Log', '/shop')) } }),
    ecs: renders({ 'AWS::ECS::TaskDefinition': options({ 'awslogs-group': '/shop' }) }),
    eks: refuses('EksLogGroupOfPlatform'),
  },
  {
    feature: 'a router of logs, up before all others',
    covers: ['logging.routed', 'logging.router', 'logging.options', 'logging.bufferedLines', 'logging.taskMetadata', 'logging.retentionDays', 'logging.group'],
    given: on => ({
      containers: [main(), sidecar('agent'), sidecar('seed', { role: 'init' })],
      logging: Logging.fireLens(LogDestination.firehose(firehose.DeliveryStream.fromDeliveryStreamAttributes(on.stack, 'Stream', {
        deliveryStreamName: 'lines',
      })), { stackTraces: [StackTraces.JAVA], bufferedLines: 500, taskMetadata: false })._toDraft(),
    }),
    ecs: renders({
      'AWS::Logs::LogGroup': { RetentionInDays: 90 },
      'AWS::ECS::TaskDefinition': {
        ContainerDefinitions: [
          ...['shop', 'agent', 'seed'].map(name => Match.objectLike({
            Name: name,
            DependsOn: Match.arrayWith([{ ContainerName: 'log-router', Condition: 'HEALTHY' }]),
            LogConfiguration: {
              LogDriver: 'awsfirelens',
              Options: { 'Name': 'kinesis_firehose', 'region': 'eu-west-1', 'delivery_stream': 'lines', 'log-driver-buffer-limit': '500' },
            },
          })),
          Match.objectLike({
            Name: 'log-router',
            DependsOn: Match.absent(),
            Environment: [{ Name: 'ROUTER_SETTINGS', Value: Match.stringLikeRegexp('Multiline.parser java[^]*Parser json') }],
            FirelensConfiguration: { Type: 'fluentbit', Options: { 'enable-ecs-log-metadata': 'false', 'config-file-type': 'file', 'config-file-value': '/tmp/router.conf' } },
            HealthCheck: Match.objectLike({ Command: Match.arrayWith(['curl']) }),
            LogConfiguration: { LogDriver: 'awslogs', Options: Match.objectLike({ mode: 'non-blocking' }) },
            MountPoints: [{ ContainerPath: '/tmp', ReadOnly: false, SourceVolume: 'log-router' }],
            ReadonlyRootFilesystem: true,
            User: '0',
          }),
        ],
      },
      'AWS::IAM::Policy': { PolicyDocument: { Statement: [Match.objectLike({ Action: 'firehose:PutRecordBatch' })] } },
    }),
    eks: refuses('EksLogsGoToThePlatform'),
  },
  {
    feature: 'a router of logs that writes to the log group, and one with a secret',
    covers: ['logging.toGroup', 'logging.secretOptions'],
    given: on => ({
      logging: {
        ...Logging.fireLens(LogDestination.logGroup({ retention: logs.RetentionDays.ONE_WEEK }))._toDraft() as RoutedLoggingDraft,
        secretOptions: { token: SecretSource.ssmParameter(ssm.StringParameter.fromSecureStringParameterAttributes(on.stack, 'Token', { parameterName: '/token' }))._toSpec() },
      },
    }),
    ecs: renders({
      'AWS::Logs::LogGroup': { RetentionInDays: 7 },
      'AWS::ECS::TaskDefinition': {
        ContainerDefinitions: Match.arrayWith([Match.objectLike({
          LogConfiguration: {
            LogDriver: 'awsfirelens',
            Options: Match.objectLike({ Name: 'cloudwatch_logs', log_stream_prefix: 'shop/', log_group_name: { Ref: Match.stringLikeRegexp('LogGroup') } }),
            SecretOptions: [{ Name: 'token', ValueFrom: Match.anyValue() }],
          },
        })]),
      },
      'AWS::IAM::Policy': { PolicyDocument: { Statement: [Match.objectLike({ Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: { 'Fn::GetAtt': Match.anyValue() } })] } },
    }),
    eks: refuses('EksLogsGoToThePlatform'),
  },
  {
    feature: 'a log driver of the machine',
    covers: ['logging.driver', 'logging.options', 'logging.secretOptions'],
    given: on => ({
      logging: Logging.driver('fluentd', {
        options: { tag: 'shop' },
        secretOptions: { token: SecretSource.ssmParameter(ssm.StringParameter.fromSecureStringParameterAttributes(on.stack, 'Token', { parameterName: '/token' })) },
      })._toDraft(),
    }),
    capacity: () => Capacity.ec2({ name: 'instances' }),
    ecs: renders({
      'AWS::ECS::TaskDefinition': {
        ContainerDefinitions: [Match.objectLike({ LogConfiguration: { LogDriver: 'fluentd', Options: { tag: 'shop' }, SecretOptions: [{ Name: 'token', ValueFrom: Match.anyValue() }] } })],
      },
    }),
    eks: refuses('EksLogsGoToThePlatform'),
  },
  {
    feature: 'no logs',
    covers: ['logging.none'],
    given: { logging: { kind: 'none' } },
    ecs: renders({ 'AWS::ECS::TaskDefinition': { ContainerDefinitions: [Match.objectLike({ LogConfiguration: Match.absent() })] }, 'AWS::IAM::Policy': NONE }),
    eks: refuses('EksLogsEverything'),
  },
];
