import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { PLAIN, RECOMMENDED, resources, statementsOf, web } from './support';
import { EnvironmentFile, Image, SecretSource } from '../../src/vocabulary';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

const SOURCE = { 'Fn::Sub': 'arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:*' };

describe('both roles', () => {
  test('can be taken on by tasks of this account and region only, not by another customer through ECS', () => {
    const { template } = web();

    const policies = resources(template, 'AWS::IAM::Role').map(({ AssumeRolePolicyDocument }) => AssumeRolePolicyDocument.Statement);

    expect(policies).toHaveLength(2);
    policies.forEach(statements => expect(statements).toEqual([{
      Action: 'sts:AssumeRole',
      Effect: 'Allow',
      Principal: { Service: 'ecs-tasks.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } }, ArnLike: { 'aws:SourceArn': SOURCE } },
    }]));
  });

  test('carry no managed policy', () => {
    const { template } = web({ exec: true });

    resources(template, 'AWS::IAM::Role').forEach(role => expect(role.ManagedPolicyArns).toBeUndefined());
  });
});

describe('the execution role', () => {
  test('may write the logs of its own workload, and nothing else when the image is public', () => {
    const { template } = web();

    expect(statementsOf(template, 'ApiExecutionRole')).toEqual([{
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: { 'Fn::GetAtt': [expect.stringMatching(/^ApiLogGroup/), 'Arn'] },
    }]);
  });

  test.each([['as few as possible', RECOMMENDED], ['as they come', PLAIN.flags]])('says exactly what images, secrets, parameters and files need, in statements %s', (_, flags) => {
    const { template } = web(({ stack }) => ({
      image: Image.fromRepository(new ecr.Repository(stack, 'Images'), { digest: DIGEST }),
      secrets: {
        KEY: SecretSource.secretsManager(new secretsmanager.Secret(stack, 'Secret')),
        LEVEL: SecretSource.ssmParameter(ssm.StringParameter.fromStringParameterName(stack, 'Parameter', 'level')),
      },
      environmentFiles: [EnvironmentFile.fromBucket(new s3.Bucket(stack, 'Bucket'), 'web.env')],
    }), {}, { flags });

    const statements = statementsOf(template, 'ApiExecutionRole');
    const actions = statements.flatMap(({ Action }) => Action).sort();

    expect([...new Set(actions)].filter(action => action !== 'secretsmanager:DescribeSecret')).toEqual([
      'ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetAuthorizationToken', 'ecr:GetDownloadUrlForLayer',
      'logs:CreateLogStream', 'logs:PutLogEvents', 's3:GetBucketLocation', 's3:GetObject', 'secretsmanager:GetSecretValue',
      'ssm:DescribeParameters', 'ssm:GetParameter', 'ssm:GetParameterHistory', 'ssm:GetParameters',
    ]);
    expect(statements.filter(({ Resource }) => JSON.stringify(Resource).includes('"*"')).map(({ Action }) => Action)).toEqual(['ecr:GetAuthorizationToken']);
  });

  test('is complete when it is made: there is no policy to be attached after it', () => {
    const { template } = web(({ stack }) => ({ image: Image.fromRepository(new ecr.Repository(stack, 'Images'), { digest: DIGEST }) }));

    template.resourceCountIs('AWS::IAM::Policy', 0);
  });

  test('closes no circle with a key of the same stack that encrypts what it reads', () => {
    const { template } = web(({ stack }) => {
      const encryptionKey = new kms.Key(stack, 'SecretKey');
      return {
        secrets: { KEY: SecretSource.secretsManager(new secretsmanager.Secret(stack, 'Secret', { encryptionKey })) },
        environmentFiles: [EnvironmentFile.fromBucket(new s3.Bucket(stack, 'Bucket', { encryptionKey }), 'web.env')],
        image: Image.fromRepository(new ecr.Repository(stack, 'Images', { encryption: ecr.RepositoryEncryption.KMS, encryptionKey }), { digest: DIGEST }),
      };
    });

    expect(statementsOf(template, 'ApiExecutionRole').flatMap(({ Action }) => Action)).toContain('kms:Decrypt');
  });
});

describe('the task role', () => {
  test('starts with no permission at all', () => {
    expect(statementsOf(web().template, 'ApiTaskRole')).toEqual([]);
  });

  test('takes grants of other constructs, permissions from the start and permissions that come later', () => {
    const made = web({ permissions: [new iam.PolicyStatement({ actions: ['ses:SendEmail'], resources: ['arn:aws:ses:*:*:identity/shop'] })] });
    new dynamodb.Table(made.stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } }).grantReadData(made.api);
    made.api.addPermission(new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: ['arn:aws:sqs:*:*:shop'] }));

    const actions = statementsOf(made.template, 'ApiTaskRole').flatMap(({ Action }) => Action);

    expect(actions).toEqual(expect.arrayContaining(['ses:SendEmail', 'dynamodb:GetItem', 'sqs:SendMessage']));
    expect(made.api.grantPrincipal).toBe(made.workload.taskRole);
  });

  test('is not asked for what ECS does in its name', () => {
    const { template } = web(({ stack }) => ({ secrets: { KEY: SecretSource.secretsManager(new secretsmanager.Secret(stack, 'Secret')) } }));

    expect(statementsOf(template, 'ApiTaskRole')).toEqual([]);
  });
});
