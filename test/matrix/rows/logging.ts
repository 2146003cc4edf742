import { Match } from 'aws-cdk-lib/assertions';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Handle } from '../../../src/model';
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
    feature: 'no logs',
    covers: ['logging.none'],
    given: { logging: { kind: 'none' } },
    ecs: renders({ 'AWS::ECS::TaskDefinition': { ContainerDefinitions: [Match.objectLike({ LogConfiguration: Match.absent() })] }, 'AWS::IAM::Policy': NONE }),
    eks: refuses('EksLogsEverything'),
  },
];
