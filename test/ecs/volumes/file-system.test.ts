import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as efs from 'aws-cdk-lib/aws-efs';
import { Stack } from 'aws-cdk-lib/core';
import { Capacity, PlatformProfile, Volume } from '../../../src/vocabulary';
import { WebServiceProps } from '../../../src/workloads';
import { existingVpc, ground, only, PLAIN, RECOMMENDED, refused, resources, service, statementsOf, templates, web } from '../support';

const UPLOADS: Partial<WebServiceProps> = { volumes: { uploads: Volume.efs() }, mounts: [{ volume: 'uploads', path: '/srv/uploads' }] };

describe('a file system made for a workload', () => {
  test('is encrypted with the key of the platform, elastic, and kept in production', () => {
    web(UPLOADS).template.hasResource('AWS::EFS::FileSystem', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        Encrypted: true,
        KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PlatformKey'), 'Arn'] },
        ThroughputMode: 'elastic',
        PerformanceMode: 'generalPurpose',
        BackupPolicy: { Status: 'ENABLED' },
        LifecyclePolicies: [{ TransitionToIA: 'AFTER_30_DAYS' }, { TransitionToPrimaryStorageClass: 'AFTER_1_ACCESS' }],
      },
    });
  });

  test('goes with the stack in development, backups and all', () => {
    web(UPLOADS, { profile: PlatformProfile.DEVELOPMENT }).template.hasResource('AWS::EFS::FileSystem', {
      DeletionPolicy: 'Delete',
      Properties: { Encrypted: true, KmsKeyId: Match.absent(), BackupPolicy: Match.absent() },
    });
  });

  test.each([['recommended flags', { flags: RECOMMENDED }], ['no flags', PLAIN]])('refuses what is not encrypted, and lets nobody in without an identity: %s', (_, setting) => {
    const { template } = web(UPLOADS, {}, setting);

    // A policy without any permission in it takes away the permission that everybody has without a policy.
    expect(only(template, 'AWS::EFS::FileSystem').FileSystemPolicy.Statement).toEqual([
      { Sid: 'TlsOnly', Effect: 'Deny', Principal: { AWS: '*' }, Action: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ]);
  });

  test('can be mounted by the workload alone, through its own access point', () => {
    const { template } = web(UPLOADS);

    expect(statementsOf(template, 'ApiTaskRole')).toEqual([{
      Effect: 'Allow',
      Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
      Resource: { 'Fn::GetAtt': [expect.stringMatching(/^ApiVolumeuploadsFileSystem/), 'Arn'] },
      Condition: {
        StringEquals: {
          'elasticfilesystem:AccessPointArn': { 'Fn::Join': ['', expect.arrayContaining([{ Ref: expect.stringMatching(/^ApiVolumeuploadsAccessPoint/) }])] },
        },
      },
    }]);
  });

  test('cannot be written by a workload that only reads', () => {
    const { template } = web({ ...UPLOADS, mounts: [{ volume: 'uploads', path: '/srv/uploads', readOnly: true }] });

    expect(statementsOf(template, 'ApiTaskRole').map(({ Action }) => Action)).toEqual(['elasticfilesystem:ClientMount']);
  });

  test('answers NFS from the tasks and nothing else', () => {
    const door = resources(web(UPLOADS).template, 'AWS::EC2::SecurityGroup').find(({ GroupDescription }) => GroupDescription === 'Volume uploads of api')!;

    expect(door.SecurityGroupIngress).toEqual([{
      IpProtocol: 'tcp',
      FromPort: 2049,
      ToPort: 2049,
      Description: 'NFS from the tasks',
      SourceSecurityGroupId: { 'Fn::GetAtt': [expect.stringMatching(/^ApiSecurityGroup/), 'GroupId'] },
    }]);
    expect(door.SecurityGroupEgress).toMatchObject([{ CidrIp: '255.255.255.255/32' }]);
  });

  test('is there before the first task: the service waits for its mount targets', () => {
    const { template } = web(UPLOADS);

    const [{ DependsOn }] = Object.values(template.findResources('AWS::ECS::Service'));
    expect(DependsOn).toEqual(expect.arrayContaining(Object.keys(template.findResources('AWS::EFS::MountTarget'))));
  });

  test('has one mount target in each zone, however many subnets the zone has', () => {
    const on = ground();
    const vpc = ec2.Vpc.fromVpcAttributes(on.stack, 'Crowded', {
      vpcId: 'vpc-1',
      vpcCidrBlock: '10.0.0.0/16',
      availabilityZones: ['eu-west-1a', 'eu-west-1b'],
      publicSubnetIds: ['public-a', 'public-b'],
      publicSubnetRouteTableIds: ['rtb-1', 'rtb-2'],
      privateSubnetIds: ['private-a1', 'private-b1', 'private-a2', 'private-b2'],
      privateSubnetNames: ['One', 'Two'],
      privateSubnetRouteTableIds: ['rtb-3', 'rtb-4', 'rtb-5', 'rtb-6'],
    });
    service(on.stack, 'Api', on.platform({ vpc }), UPLOADS);

    expect(resources(Template.fromStack(on.stack), 'AWS::EFS::MountTarget').map(({ SubnetId }) => SubnetId)).toEqual(['private-a1', 'private-b1']);
  });

  test('is where the tasks are, when a workload chooses its own subnets', () => {
    const { template } = web({ ...UPLOADS, ecs: { subnets: { subnetType: ec2.SubnetType.PUBLIC }, assignPublicIp: true } });

    expect(resources(template, 'AWS::EFS::MountTarget').map(({ SubnetId }) => SubnetId)).toEqual(['subnet-public-a', 'subnet-public-b']);
  });
});

describe('an existing file system', () => {
  test('of another stack is reached without a circle between the stacks', () => {
    const on = ground();
    const data = new Stack(on.scope, 'Data');
    const fileSystem = new efs.FileSystem(data, 'Files', { vpc: existingVpc(data) });
    service(on.stack, 'Api', on.platform(), { ...UPLOADS, volumes: { uploads: Volume.efs({ fileSystem }) } });

    expect(() => templates(on)).not.toThrow();
    expect(resources(Template.fromStack(on.stack), 'AWS::EC2::SecurityGroupIngress')).toMatchObject([{ FromPort: 2049, ToPort: 2049 }]);
    Template.fromStack(data).resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
  });
});

describe('on machines', () => {
  const machines = () => ({ capacity: [Capacity.ec2({ name: 'machines' })] });
  const bridge = { ...UPLOADS, ecs: { networkMode: ecs.NetworkMode.BRIDGE } };

  test('tasks with addresses of their own mount it themselves', () => {
    const { template } = web(UPLOADS, machines());

    expect(door(template).SecurityGroupIngress).toMatchObject([{ FromPort: 2049, SourceSecurityGroupId: { 'Fn::GetAtt': [expect.stringMatching(/^ApiSecurityGroup/), 'GroupId'] } }]);
  });

  test('tasks behind the address of their machine have it mounted by the machine', () => {
    const { template } = web(bridge, machines());

    expect(door(template).SecurityGroupIngress).toMatchObject([{
      FromPort: 2049, Description: 'NFS from the machines', SourceSecurityGroupId: { 'Fn::GetAtt': [expect.stringMatching(/^PlatformCapacitymachines/), 'GroupId'] },
    }]);
  });

  test('machines are let into a file system of the workload\'s own stack without a circle between the stacks', () => {
    const on = ground();
    const platform = on.platform(machines());
    const own = new Stack(on.scope, 'Own');
    const fileSystem = new efs.FileSystem(own, 'Files', { vpc: on.vpc });
    service(own, 'Api', platform, { ...bridge, volumes: { uploads: Volume.efs({ fileSystem }) } });

    expect(() => templates(on)).not.toThrow();
    expect(resources(Template.fromStack(own), 'AWS::EC2::SecurityGroupIngress').filter(({ FromPort }) => FromPort === 2049))
      .toMatchObject([{ Description: 'NFS from the machines' }]);
  });

  function door(template: Template): Record<string, any> {
    return resources(template, 'AWS::EC2::SecurityGroup').find(({ GroupDescription }) => GroupDescription === 'Volume uploads of api')!;
  }
});

test('machines of an existing provider have to be known where they mount, and need not be where tasks do', () => {
  const mount = (networkMode: ecs.NetworkMode) => web({ ...UPLOADS, exposures: [], ecs: { networkMode, capacity: [Capacity.ec2Provider('nodes')] } });

  expect(refused(() => mount(ecs.NetworkMode.BRIDGE)).map(({ code }) => code)).toEqual(['MountingMachinesUnknown']);
  expect(() => mount(ecs.NetworkMode.AWS_VPC)).not.toThrow();
});
