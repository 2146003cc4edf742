import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Stack } from 'aws-cdk-lib/core';
import { Capacity, FsxWindowsVolumeOptions, InstanceImage, OperatingSystem, SecretSource, Volume } from '../../../src/vocabulary';
import { WebServiceProps } from '../../../src/workloads';
import { Ground, ground, only, resources, service, statementsOf, templates, web } from '../support';

const ID = 'fs-0123456789abcdef0';
const WINDOWS = { capacity: [Capacity.ec2({ name: 'machines', image: InstanceImage.WINDOWS_SERVER_2022_CORE })] };

function share(options: (on: Ground) => Partial<FsxWindowsVolumeOptions> = () => ({})): (on: Ground) => Partial<WebServiceProps> {
  return on => ({
    operatingSystem: OperatingSystem.WINDOWS_SERVER_2022_CORE,
    volumes: {
      tmp: Volume.ephemeral(),
      files: Volume.fsxWindows({
        fileSystemId: ID, domain: 'corp.example.com', credentials: SecretSource.secretsManager(new secretsmanager.Secret(on.stack, 'Login')), ...options(on),
      }),
    },
    mounts: [{ volume: 'tmp', path: 'C:\\tmp' }, { volume: 'files', path: 'C:\\files' }],
  });
}

test('a share is named with the secret of a user of the domain, which the agent may read', () => {
  const { template } = web(share(), WINDOWS);

  expect(only(template, 'AWS::ECS::TaskDefinition').Volumes).toEqual([{ Name: 'tmp' }, {
    Name: 'files',
    FSxWindowsFileServerVolumeConfiguration: {
      FileSystemId: ID,
      RootDirectory: 'share',
      AuthorizationConfig: { CredentialsParameter: { Ref: expect.stringMatching(/^Login/) }, Domain: 'corp.example.com' },
    },
  }]);
  const statements = statementsOf(template, 'ApiExecutionRole');
  expect(statements.find(({ Action }) => Action === 'secretsmanager:GetSecretValue')!.Resource).toEqual({ Ref: expect.stringMatching(/^Login/) });
  expect(statements.filter(({ Action }) => Action === 'fsx:DescribeFileSystems')).toHaveLength(1);
});

test('a parameter will do', () => {
  const { template } = web(share(({ stack }) => ({
    directory: 'share\\in',
    credentials: SecretSource.ssmParameter(ssm.StringParameter.fromSecureStringParameterAttributes(stack, 'Parameter', { parameterName: '/login' })),
  })), WINDOWS);

  expect(only(template, 'AWS::ECS::TaskDefinition').Volumes[1].FSxWindowsFileServerVolumeConfiguration).toMatchObject({ RootDirectory: 'share\\in' });
  expect(JSON.stringify(statementsOf(template, 'ApiExecutionRole').find(({ Action }) => Action === 'ssm:GetParameters')!.Resource)).toContain(':parameter/login');
});

test('the file system lets in the machines, though it be in a stack that knows nothing of them', () => {
  const on = ground();
  const data = new Stack(on.scope, 'Data');
  const securityGroup = new ec2.SecurityGroup(data, 'Door', { vpc: ec2.Vpc.fromVpcAttributes(data, 'Vpc', { vpcId: 'vpc-0123456789abcdef0', availabilityZones: ['eu-west-1a'] }) });
  service(on.stack, 'Api', on.platform(WINDOWS), share(() => ({ securityGroup }))(on));

  expect(() => templates(on)).not.toThrow();
  expect(resources(Template.fromStack(on.stack), 'AWS::EC2::SecurityGroupIngress').filter(({ FromPort }) => FromPort === 445))
    .toMatchObject([{ ToPort: 445, IpProtocol: 'tcp', SourceSecurityGroupId: { 'Fn::GetAtt': [expect.stringMatching(/^PlatformCapacitymachines/), 'GroupId'] } }]);
});

test('a file system of the workload\'s own stack lets in the machines of a platform in another', () => {
  const on = ground();
  const platform = on.platform(WINDOWS);
  const own = new Stack(on.scope, 'Own');
  const securityGroup = new ec2.SecurityGroup(own, 'Door', { vpc: on.vpc });
  service(own, 'Api', platform, share(() => ({ securityGroup }))({ ...on, stack: own }));

  expect(() => templates(on)).not.toThrow();
  expect(resources(Template.fromStack(own), 'AWS::EC2::SecurityGroupIngress').filter(({ FromPort }) => FromPort === 445)).toHaveLength(1);
});
