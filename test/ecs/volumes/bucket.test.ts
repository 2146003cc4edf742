import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Stack } from 'aws-cdk-lib/core';
import { Capacity, PlatformProfile, S3FilesVolumeOptions, Volume } from '../../../src/vocabulary';
import { WebServiceProps } from '../../../src/workloads';
import { Ground, ground, only, PLAIN, RECOMMENDED, resources, service, statementsOf, templates, web } from '../support';

const EXISTING = {
  fileSystemArn: 'arn:aws:s3files:eu-west-1:111122223333:file-system/fs-0123456789abcdef0',
  accessPointArn: 'arn:aws:s3files:eu-west-1:111122223333:file-system/fs-0123456789abcdef0/access-point/fsap-0123456789abcdef0',
};

function media(options: Partial<S3FilesVolumeOptions> = {}, readOnly = false): (on: Ground) => Partial<WebServiceProps> {
  return ({ stack }) => {
    const bucket = new s3.Bucket(stack, 'Media', { versioned: true });
    return { volumes: { media: Volume.s3Files({ bucket, ...options }) }, mounts: [{ volume: 'media', path: '/srv/media', readOnly }] };
  };
}

describe('a file system made for a bucket', () => {
  test.each([['recommended flags', { flags: RECOMMENDED }], ['no flags', PLAIN]])('is mounted through its own access point: %s', (_, setting) => {
    const { template } = web(media(), {}, setting);

    expect(only(template, 'AWS::ECS::TaskDefinition').Volumes).toEqual([{
      Name: 'media',
      S3FilesVolumeConfiguration: {
        FileSystemArn: { 'Fn::GetAtt': [expect.stringMatching(/^ApiVolumemediaFileSystem/), 'FileSystemArn'] },
        AccessPointArn: { 'Fn::GetAtt': [expect.stringMatching(/^ApiVolumemediaAccessPoint/), 'AccessPointArn'] },
      },
    }]);
    expect(only(template, 'AWS::S3Files::FileSystem')).toMatchObject({
      Bucket: { 'Fn::GetAtt': [expect.stringMatching(/^Media/), 'Arn'] },
      KmsKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^PlatformKey/), 'Arn'] },
    });
    expect(only(template, 'AWS::S3Files::AccessPoint')).toMatchObject({
      PosixUser: { Uid: '1000', Gid: '1000' },
      RootDirectory: { Path: '/media', CreationPermissions: { OwnerUid: '1000', OwnerGid: '1000', Permissions: '0750' } },
    });
  });

  test('has a mount target in each zone, which lets in the tasks and nobody else, and which the service waits for', () => {
    const { template, workload } = web(media());

    expect(resources(template, 'AWS::S3Files::MountTarget').map(({ SubnetId }) => SubnetId)).toEqual(['subnet-private-a', 'subnet-private-b']);
    const door = resources(template, 'AWS::EC2::SecurityGroup').find(({ GroupDescription }) => GroupDescription === 'Volume media of api')!;
    expect(door.SecurityGroupIngress).toEqual([{
      IpProtocol: 'tcp', FromPort: 2049, ToPort: 2049, Description: 'NFS from the tasks', SourceSecurityGroupId: { 'Fn::GetAtt': [expect.stringMatching(/^ApiSecurityGroup/), 'GroupId'] },
    }]);
    const [{ DependsOn }] = Object.values(template.findResources('AWS::ECS::Service'));
    expect(DependsOn).toEqual(expect.arrayContaining(Object.keys(template.findResources('AWS::S3Files::MountTarget'))));
    expect(workload.bucketFileSystems).toHaveLength(1);
  });

  test('can be written by the workload, through this access point alone, and the objects be read', () => {
    const statements = statementsOf(web(media({ prefix: 'in/' })).template, 'ApiTaskRole');

    const mount = statements.find(({ Action }) => Action.includes('s3files:ClientMount'))!;
    expect(mount.Action).toEqual(['s3files:ClientMount', 's3files:ClientWrite']);
    expect(mount.Condition.StringEquals['s3files:AccessPointArn']).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^ApiVolumemediaAccessPoint/), 'AccessPointArn'] });
    expect(statements.flatMap(({ Action }) => Action).sort()).toEqual(['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket', 's3files:ClientMount', 's3files:ClientWrite']);
    expect(JSON.stringify(statements.find(({ Action }) => Action.includes('s3:GetObject'))!.Resource)).toContain('/in/*');
    expect(statements.find(({ Action }) => Action === 's3:ListBucket')!.Condition).toEqual({ StringLike: { 's3:prefix': 'in/*' } });
  });

  test('cannot be written by a workload that only reads', () => {
    const actions = statementsOf(web(media({}, true)).template, 'ApiTaskRole').flatMap(({ Action }) => Action);

    expect(actions).toContain('s3files:ClientMount');
    expect(actions).not.toContain('s3files:ClientWrite');
  });

  test('is kept the same as its bucket by a role that reaches no other, in the name of no other account', () => {
    const { template } = web(media({ prefix: 'in/' }));

    const statements = statementsOf(template, 'ApiVolumemediaRole');
    expect(JSON.stringify(statements.filter(({ Action }) => [Action].flat().some((action: string) => action.startsWith('s3:'))).map(({ Resource }) => Resource)))
      .toMatch(/^\[\{"Fn::GetAtt":\["Media\w+","Arn"\]\},\{"Fn::Join":\["",\[\{"Fn::GetAtt":\["Media\w+","Arn"\]\},"\/in\/\*"\]\]\}\]$/);
    expect(statements.find(({ Action }) => Action.includes('events:PutRule'))!.Condition).toEqual({ StringEquals: { 'events:ManagedBy': 'elasticfilesystem.amazonaws.com' } });
    const role = resources(template, 'AWS::IAM::Role').find(({ Description }) => /files of volume media/.test(Description))!;
    const [{ Principal, Condition }] = role.AssumeRolePolicyDocument.Statement;
    expect(Principal).toEqual({ Service: 'elasticfilesystem.amazonaws.com' });
    expect(Condition.StringEquals).toEqual({ 'aws:SourceAccount': { Ref: 'AWS::AccountId' } });
  });

  test('reads and writes objects that are encrypted with a key', () => {
    const { template } = web(on => media({ bucket: new s3.Bucket(on.stack, 'Vault', { versioned: true, encryptionKey: new kms.Key(on.stack, 'Key') }) })(on));

    const keyed = (id: string) => statementsOf(template, id).filter(({ Action }) => [Action].flat().some((action: string) => action.startsWith('kms:')));
    expect(keyed('ApiTaskRole').map(({ Action }) => Action)).toEqual(['kms:Decrypt']);
    expect(keyed('ApiVolumemediaRole')[0].Action).toContain('kms:GenerateDataKey');
    expect(keyed('ApiVolumemediaRole')[0].Condition.StringEquals['kms:ViaService']).toBeDefined();
  });

  test('has no key where the platform has none', () => {
    const { template } = web(media(), { profile: PlatformProfile.DEVELOPMENT });

    expect(only(template, 'AWS::S3Files::FileSystem').KmsKeyId).toBeUndefined();
  });

  test('shows the whole bucket where that is asked for, which is there already', () => {
    const { template } = web(media({ directory: '/', uid: 0, gid: 0 }));

    expect(only(template, 'AWS::S3Files::AccessPoint').RootDirectory).toEqual({ Path: '/' });
  });

  test('is there on Managed Instances, too', () => {
    const { template } = web(media(), { capacity: [Capacity.managedInstances({ name: 'machines' })] });

    expect(only(template, 'AWS::ECS::TaskDefinition').Volumes[0].S3FilesVolumeConfiguration).toBeDefined();
  });
});

describe('an existing file system', () => {
  test('is mounted as it is, and nothing is made', () => {
    const { template, workload } = web(media(EXISTING));

    expect(only(template, 'AWS::ECS::TaskDefinition').Volumes).toEqual([{
      Name: 'media', S3FilesVolumeConfiguration: { FileSystemArn: EXISTING.fileSystemArn, AccessPointArn: EXISTING.accessPointArn },
    }]);
    ['FileSystem', 'MountTarget', 'AccessPoint'].forEach(type => template.resourceCountIs(`AWS::S3Files::${type}`, 0));
    expect(workload.bucketFileSystems).toEqual([]);
  });

  test('gets an access point where none is named', () => {
    const { template } = web(media({ fileSystemArn: EXISTING.fileSystemArn }));

    expect(only(template, 'AWS::S3Files::AccessPoint')).toMatchObject({ FileSystemId: 'fs-0123456789abcdef0' });
  });

  test('of another stack is reached without a circle between the stacks', () => {
    const on = ground();
    const data = new Stack(on.scope, 'Data');
    const bucket = new s3.Bucket(data, 'Media', { versioned: true });
    const securityGroup = new ec2.SecurityGroup(data, 'Door', { vpc: ec2.Vpc.fromVpcAttributes(data, 'Vpc', { vpcId: 'vpc-0123456789abcdef0', availabilityZones: ['eu-west-1a'] }) });
    service(on.stack, 'Api', on.platform(), {
      volumes: { media: Volume.s3Files({ bucket, securityGroup, ...EXISTING }) }, mounts: [{ volume: 'media', path: '/srv/media' }],
    });

    expect(() => templates(on)).not.toThrow();
    expect(resources(Template.fromStack(on.stack), 'AWS::EC2::SecurityGroupIngress')).toMatchObject([{ FromPort: 2049, ToPort: 2049, Description: 'NFS from the tasks' }]);
  });
});
