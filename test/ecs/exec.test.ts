import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ground, only, service, SETTINGS, statementsOf, web } from './support';
import { PlatformProfile } from '../../src/vocabulary';

const SESSION = ['ssmmessages:CreateControlChannel', 'ssmmessages:CreateDataChannel', 'ssmmessages:OpenControlChannel', 'ssmmessages:OpenDataChannel'];

describe('shells', () => {
  test('are recorded in an encrypted log in production', () => {
    const { template, ecsPlatform } = web();

    expect(only(template, 'AWS::ECS::Cluster').Configuration.ExecuteCommandConfiguration).toEqual({
      KmsKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^PlatformKey/), 'Arn'] },
      LogConfiguration: { CloudWatchEncryptionEnabled: true, CloudWatchLogGroupName: { Ref: expect.stringMatching(/^PlatformExecLogGroup/) } },
      Logging: 'OVERRIDE',
    });
    template.hasResource('AWS::Logs::LogGroup', {
      Properties: { RetentionInDays: 90, KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PlatformKey'), 'Arn'] } },
      DeletionPolicy: 'Retain',
    });
    expect(ecsPlatform.execLogGroup).toBeDefined();
  });

  test('are not recorded in development, unless one says so', () => {
    const without = web({}, { profile: PlatformProfile.DEVELOPMENT });
    const withAudit = web({}, { profile: PlatformProfile.DEVELOPMENT, execAudit: true });

    expect(only(without.template, 'AWS::ECS::Cluster').Configuration).toBeUndefined();
    expect(without.ecsPlatform.execLogGroup).toBeUndefined();
    expect(only(withAudit.template, 'AWS::ECS::Cluster').Configuration.ExecuteCommandConfiguration).toEqual({
      LogConfiguration: { CloudWatchEncryptionEnabled: false, CloudWatchLogGroupName: { Ref: expect.any(String) } },
      Logging: 'OVERRIDE',
    });
  });

  test('can be left unrecorded in production', () => {
    const { ecsPlatform } = web({}, { execAudit: false });

    expect(ecsPlatform.execLogGroup).toBeUndefined();
  });

  test.each(SETTINGS)('need no more than a session, the log and the key: %s', (_, setting) => {
    const { template } = web({ exec: true }, {}, setting);

    const statements = statementsOf(template, 'ApiTaskRole');
    const anywhere = statements.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action).sort();
    const actions = statements.flatMap(({ Action }) => Action).sort();
    expect(anywhere).toEqual(['logs:DescribeLogGroups', ...SESSION]);
    expect(actions.filter(action => !anywhere.includes(action)))
      .toEqual(['kms:Decrypt', 'kms:GenerateDataKey', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents']);
  });

  test.each(SETTINGS)('need no more than a session where nothing is recorded: %s', (_, setting) => {
    const { template } = web({ exec: true }, { profile: PlatformProfile.DEVELOPMENT }, setting);

    expect(statementsOf(template, 'ApiTaskRole')).toEqual([{ Effect: 'Allow', Action: SESSION, Resource: '*' }]);
    expect(only(template, 'AWS::ECS::Service').EnableExecuteCommand).toBe(true);
  });

  test('use the log of an existing cluster', () => {
    const on = ground();
    const cluster = ecs.Cluster.fromClusterAttributes(on.stack, 'Cluster', {
      clusterName: 'shop', vpc: on.vpc, executeCommandConfiguration: { logging: ecs.ExecuteCommandLogging.NONE },
    });
    service(on.stack, 'Api', on.platform({ cluster }), { exec: true });

    expect(statementsOf(Template.fromStack(on.stack), 'ApiTaskRole').flatMap(({ Action }) => Action)).toEqual(SESSION);
  });

  test('need a root file system one can write to, which the main container then has', () => {
    const { template } = web({ exec: true });

    expect(only(template, 'AWS::ECS::TaskDefinition').ContainerDefinitions[0]).toMatchObject({ ReadonlyRootFilesystem: false, LinuxParameters: { InitProcessEnabled: true } });
  });
});
