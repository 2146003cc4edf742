import * as path from 'path';
import { Match } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Handle } from '../../../src/model';
import { container, Place, podContainer, refuses, renders, Row, withMain } from '../matrix';

const SECRET = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:payments-AbCdEf';

function secret(on: Place, id = 'Payments'): Handle {
  return new Handle('payments', secretsmanager.Secret.fromSecretCompleteArn(on.stack, id, SECRET));
}

function executionStatement(statement: object) {
  return { Policies: [{ PolicyName: 'Execution', PolicyDocument: Match.objectLike({ Statement: Match.arrayWith([Match.objectLike(statement)]) }) }] };
}

export const ENVIRONMENT: readonly Row[] = [
  {
    feature: 'variables',
    covers: ['container.environment'],
    given: withMain({ environment: { B: '2', A: '1' } }),
    ecs: container({ Environment: [{ Name: 'B', Value: '2' }, { Name: 'A', Value: '1' }] }),
    eks: podContainer({ env: Match.arrayWith([{ name: 'B', value: '2' }, { name: 'A', value: '1' }]) }),
  },
  {
    feature: 'a variable that looks like a secret',
    covers: ['container.environment'],
    given: withMain({ environment: { DB_PASSWORD: 'hunter2' } }),
    ecs: refuses('SecretInPlainEnvironment'),
    eks: refuses('SecretInPlainEnvironment'),
  },
  {
    feature: 'a file of variables, uploaded with the deployment',
    covers: ['container.environmentFiles', 'environmentFile.file'],
    given: withMain({ environmentFiles: [{ kind: 'file', file: path.join(__dirname, '..', 'fixtures', 'settings.env') }] }),
    ecs: renders({
      'AWS::ECS::TaskDefinition': {
        ContainerDefinitions: [Match.objectLike({ EnvironmentFiles: [{ Type: 's3', Value: Match.stringLikeRegexp('^arn:aws:s3:::.*\\.env$') }] })],
      },
      'AWS::IAM::Role': executionStatement({ Action: 's3:GetObject' }),
    }),
    eks: renders({
      ConfigMap: { immutable: true },
      Deployment: { spec: { template: { spec: { containers: [Match.objectLike({ envFrom: [{ configMapRef: { name: Match.stringLikeRegexp('^shop-') } }] })] } } } },
    }),
  },
  {
    feature: 'a file of variables in a bucket',
    covers: ['container.environmentFiles', 'environmentFile.object', 'environmentFile.bucket', 'environmentFile.key'],
    given: on => withMain({ environmentFiles: [{ kind: 'object', bucket: new Handle('settings', s3.Bucket.fromBucketName(on.stack, 'Settings', 'settings')), key: 'shop/web.env' }] }),
    ecs: renders({
      'AWS::ECS::TaskDefinition': {
        ContainerDefinitions: [Match.objectLike({ EnvironmentFiles: [{ Type: 's3', Value: 'arn:aws:s3:::settings/shop/web.env' }] })],
      },
      'AWS::IAM::Role': [
        executionStatement({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::settings/shop/web.env' }),
        executionStatement({ Action: 's3:GetBucketLocation', Resource: 'arn:aws:s3:::settings' }),
      ],
    }),
    eks: refuses('EksEnvironmentFileInS3'),
  },
  {
    feature: 'a secret of Secrets Manager, one member of it',
    covers: ['container.secrets', 'secret.vault', 'secret.field'],
    given: on => withMain({ secrets: { KEY: { kind: 'vault', secret: secret(on), field: 'apiKey' } } }),
    ecs: renders({
      'AWS::ECS::TaskDefinition': { ContainerDefinitions: [Match.objectLike({ Secrets: [{ Name: 'KEY', ValueFrom: `${SECRET}:apiKey::` }] })] },
      'AWS::IAM::Role': executionStatement({ Resource: SECRET }),
    }),
    eks: renders({
      SecretProviderClass: { spec: { provider: 'aws' } },
      Deployment: {
        spec: {
          template: {
            spec: {
              containers: [Match.objectLike({
                env: Match.arrayWith([{ name: 'KEY', valueFrom: { secretKeyRef: Match.objectLike({ key: Match.anyValue() }) } }]),
              })],
            },
          },
        },
      },
    }),
  },
  {
    feature: 'a certain version of a secret',
    covers: ['secret.versionStage', 'secret.versionId'],
    given: on => withMain({
      secrets: {
        OLD: { kind: 'vault', secret: secret(on), versionStage: 'AWSPREVIOUS' },
        ONE: { kind: 'vault', secret: secret(on, 'Again'), versionId: 'EXAMPLE1-90ab-cdef-fedc-ba987SECRET1' },
      },
    }),
    ecs: container({
      Secrets: [{ Name: 'OLD', ValueFrom: `${SECRET}::AWSPREVIOUS:` }, { Name: 'ONE', ValueFrom: `${SECRET}:::EXAMPLE1-90ab-cdef-fedc-ba987SECRET1` }],
    }),
    eks: renders({ SecretProviderClass: { spec: { parameters: { objects: Match.stringLikeRegexp('AWSPREVIOUS') } } } }),
  },
  {
    feature: 'a parameter of the Parameter Store',
    covers: ['secret.parameter'],
    given: on => withMain({
      secrets: { TOKEN: { kind: 'parameter', parameter: new Handle('token', ssm.StringParameter.fromSecureStringParameterAttributes(on.stack, 'Token', { parameterName: '/shop/token' })) } },
    }),
    ecs: renders({
      'AWS::ECS::TaskDefinition': { ContainerDefinitions: [Match.objectLike({ Secrets: [Match.objectLike({ Name: 'TOKEN' })] })] },
      'AWS::IAM::Role': executionStatement({ Action: ['ssm:DescribeParameters', 'ssm:GetParameter', 'ssm:GetParameterHistory', 'ssm:GetParameters'] }),
    }),
    eks: renders({ SecretProviderClass: { spec: { parameters: { objects: Match.stringLikeRegexp('ssmparameter') } } } }),
  },
];
