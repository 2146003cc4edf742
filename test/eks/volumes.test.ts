import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Size, Stack } from 'aws-cdk-lib/core';
import { ground, IRELAND, object, objects, resources, service, statementsOf, web } from './support';
import { DiskType, Image, Nodes, PlatformProfile, Volume } from '../../src/vocabulary';
import { WebServiceProps } from '../../src/workloads';
import { existingVpc, refused } from '../ecs/support';

const UPLOADS: Partial<WebServiceProps> = { volumes: { uploads: Volume.efs() }, mounts: [{ volume: 'uploads', path: '/srv/uploads' }] };

function dependenciesOf(template: Template, start: string): string[] {
  const [[, { DependsOn }]] = Object.entries(template.findResources('Custom::AWSCDK-EKS-KubernetesResource')).filter(([id]) => id.startsWith(start));
  return DependsOn;
}

function existing(stack: Stack, id = 'Files'): efs.IFileSystem {
  return efs.FileSystem.fromFileSystemAttributes(stack, id, {
    fileSystemId: 'fs-0123456789abcdef0',
    securityGroup: ec2.SecurityGroup.fromSecurityGroupId(stack, `${id}Door`, 'sg-0123456789abcdef0', { allowAllOutbound: false }),
  });
}

describe('a file system made for a workload', () => {
  test('is mounted through its own access point, over TLS, by somebody with an identity', () => {
    const { template } = web(UPLOADS);
    const { metadata, spec } = object(template, 'PersistentVolume');

    expect(spec).toMatchObject({ mountOptions: ['tls', 'iam'], accessModes: ['ReadWriteMany'], persistentVolumeReclaimPolicy: 'Retain', storageClassName: '' });
    expect(spec.csi).toEqual({ driver: 'efs.csi.aws.com', volumeHandle: expect.stringMatching(/^ApiVolumeuploadsFileSystem\w+::ApiVolumeuploadsAccessPoint\w+$/) });
    const claim = object(template, 'PersistentVolumeClaim');
    expect(claim.spec).toMatchObject({ volumeName: metadata.name, storageClassName: '' });
    expect(spec.claimRef).toEqual({ namespace: 'workloads', name: claim.metadata.name });
    expect(object(template, 'Deployment').spec.template.spec.volumes).toEqual([{ name: 'uploads', persistentVolumeClaim: { claimName: claim.metadata.name } }]);
  });

  test('lets in the driver on the nodes, through that access point only', () => {
    const { template } = web(UPLOADS);

    expect(statementsOf(template, 'PlatformFileSystemDriverRole')).toEqual([{
      Effect: 'Allow',
      Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
      Resource: { 'Fn::GetAtt': [expect.stringMatching(/^ApiVolumeuploadsFileSystem/), 'Arn'] },
      Condition: { StringEquals: { 'elasticfilesystem:AccessPointArn': expect.anything() } },
    }]);
    template.hasResourceProperties('AWS::EKS::PodIdentityAssociation', { Namespace: 'kube-system', ServiceAccount: 'efs-csi-node-sa' });
  });

  test('cannot be written by a workload that only reads', () => {
    const { template } = web({ ...UPLOADS, mounts: [{ volume: 'uploads', path: '/srv/uploads', readOnly: true }] });

    expect(statementsOf(template, 'PlatformFileSystemDriverRole').map(({ Action }) => Action)).toEqual(['elasticfilesystem:ClientMount']);
  });

  test('answers NFS from the pods and nothing else', () => {
    const door = resources(web(UPLOADS).template, 'AWS::EC2::SecurityGroup').find(({ GroupDescription }) => GroupDescription === 'Volume uploads of api')!;

    expect(door.SecurityGroupIngress).toEqual([{
      IpProtocol: 'tcp', FromPort: 2049, ToPort: 2049, Description: 'NFS from the pods', SourceSecurityGroupId: { 'Fn::GetAtt': [expect.stringMatching(/Cluster/), 'ClusterSecurityGroupId'] },
    }]);
  });

  test('is there before the pods: mount targets, claim and permission', () => {
    const { template } = web(UPLOADS);

    expect(dependenciesOf(template, 'Deployment')).toEqual(expect.arrayContaining([
      ...Object.keys(template.findResources('AWS::EFS::MountTarget')), expect.stringMatching(/^PersistentVolumeClaim/), expect.stringMatching(/^ApiVolumeuploadsMount/),
    ]));
    expect(dependenciesOf(template, 'PersistentVolumeClaim')).toEqual(expect.arrayContaining([expect.stringMatching(/^PersistentVolumeWorkloads/)]));
  });

  test('that is made anew gets another volume, because a volume cannot be pointed elsewhere', () => {
    const name = (directory: string) => {
      const { template } = web({ ...UPLOADS, volumes: { uploads: Volume.efs({ directory }) } });
      return object(template, 'PersistentVolume').metadata.name;
    };

    expect(name('/a')).toBe(name('/a'));
    expect(name('/a')).not.toBe(name('/b'));
  });
});

describe('an existing file system', () => {
  test('of another stack is reached without a circle between the stacks', () => {
    const on = ground();
    const data = new Stack(on.scope, 'Data', { env: IRELAND });
    const shop = new Stack(on.scope, 'Api', { env: IRELAND });
    const fileSystem = new efs.FileSystem(data, 'Files', { vpc: existingVpc(data) });
    service(shop, 'Api', on.platform(), { ...UPLOADS, volumes: { uploads: Volume.efs({ fileSystem }) } });

    expect(() => on.app.synth()).not.toThrow();
    expect(JSON.stringify(Template.fromStack(data).toJSON())).toContain('NFS from the pods');
  });

  test('from outside is opened once, however many workloads and stacks mount it', () => {
    const on = ground();
    const platform = on.platform();
    for (const id of ['One', 'Two']) {
      const stack = new Stack(on.scope, id, { env: IRELAND });
      service(stack, id, platform, { ...UPLOADS, volumes: { uploads: Volume.efs({ fileSystem: existing(stack) }) } });
    }

    expect(on.app.synth().stacks.flatMap(({ template }) => resources(Template.fromJSON(template), 'AWS::EC2::SecurityGroupIngress'))
      .filter(({ GroupId }) => GroupId === 'sg-0123456789abcdef0')).toMatchObject([{ FromPort: 2049, ToPort: 2049, Description: 'NFS from the pods' }]);
  });

  test('is told from another one by its id', () => {
    const name = (fileSystemId: string) => {
      const { template } = web(({ stack }) => ({
        ...UPLOADS,
        volumes: { uploads: Volume.efs({ fileSystem: efs.FileSystem.fromFileSystemAttributes(stack, 'Files', { fileSystemId, securityGroup: ec2.SecurityGroup.fromSecurityGroupId(stack, 'Door', 'sg-1') }) }) },
      }));
      return object(template, 'PersistentVolumeClaim').metadata.name;
    };

    expect(name('fs-1')).not.toBe(name('fs-2'));
  });
});

describe('storage that lives and dies with a pod', () => {
  test('is a directory of the node as large as a copy has space', () => {
    const { template } = web({ volumes: { cache: Volume.ephemeral() }, mounts: [{ volume: 'cache', path: '/tmp' }], ephemeralStorage: Size.gibibytes(30) });

    expect(object(template, 'Deployment').spec.template.spec.volumes).toEqual([{ name: 'cache', emptyDir: { sizeLimit: '30Gi' } }]);
  });

  test('is memory of the node where that is asked for, which containers may share', () => {
    const { template } = web({
      volumes: { work: Volume.tmpfs({ size: Size.mebibytes(64) }) },
      mounts: [{ volume: 'work', path: '/work' }],
      sidecars: [{ name: 'reader', image: Image.fromRegistry('public.ecr.aws/acme/reader:1'), mounts: [{ volume: 'work', path: '/in', readOnly: true }] }],
    });

    expect(object(template, 'Deployment').spec.template.spec.volumes).toEqual([{ name: 'work', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } }]);
  });

  const CACHE: Partial<WebServiceProps> = { volumes: { cache: Volume.ebs({ size: Size.gibibytes(50) }) }, mounts: [{ volume: 'cache', path: '/var/cache' }] };

  test('may be a disk, made for each pod where the pod runs and encrypted with the key of the platform', () => {
    const { template } = web(CACHE);
    const storageClass = object(template, 'StorageClass');

    expect(storageClass).toMatchObject({ provisioner: 'ebs.csi.eks.amazonaws.com', volumeBindingMode: 'WaitForFirstConsumer', reclaimPolicy: 'Delete' });
    expect(storageClass.parameters).toEqual({ 'type': 'gp3', 'encrypted': 'true', 'csi.storage.k8s.io/fstype': 'ext4', 'kmsKeyId': expect.stringMatching(/^PlatformKey/) });
    const { volumes, securityContext } = object(template, 'Deployment').spec.template.spec;
    const spec = { accessModes: ['ReadWriteOnce'], storageClassName: storageClass.metadata.name, resources: { requests: { storage: '50Gi' } } };
    expect(volumes).toMatchObject([{ name: 'cache', ephemeral: { volumeClaimTemplate: { spec } } }]);
    // A new disk belongs to root; the group lets whoever the program runs as write to it.
    expect(securityContext).toMatchObject({ fsGroup: expect.any(Number) });
    expect(dependenciesOf(template, 'Deployment')).toEqual(expect.arrayContaining([expect.stringMatching(/^StorageClass/)]));
  });

  test('lets the cluster use the key for disks, before the first one is made', () => {
    const { template } = web(CACHE);
    const policy = resources(template, 'AWS::IAM::Policy').find(({ PolicyDocument }) => JSON.stringify(PolicyDocument).includes('kms:GrantIsForAWSResource'))!;

    expect(policy.Roles).toEqual([{ Ref: expect.stringMatching(/Cluster/) }]);
    expect(dependenciesOf(template, 'StorageClass')).toEqual(expect.arrayContaining([expect.stringMatching(/KeyPolicy/)]));
  });

  test('is made by the add-on where EKS does not look after the nodes, which may use the key, too', () => {
    const { template } = web(CACHE, { nodes: [Nodes.managed()] });

    expect(object(template, 'StorageClass').provisioner).toBe('ebs.csi.aws.com');
    const policy = resources(template, 'AWS::IAM::Policy').find(({ PolicyDocument }) => JSON.stringify(PolicyDocument).includes('kms:GrantIsForAWSResource'))!;
    expect(policy.Roles).toEqual([{ Ref: expect.stringMatching(/awsebscsidriver/) }]);
    expect(dependenciesOf(template, 'StorageClass')).toEqual(expect.arrayContaining([expect.stringMatching(/awsebscsidriverAddOn/), expect.stringMatching(/KeyPolicy/)]));
  });

  test('is encrypted by AWS where the platform has no key', () => {
    const { template } = web(CACHE, { profile: PlatformProfile.DEVELOPMENT });

    expect(object(template, 'StorageClass').parameters).toEqual({ 'type': 'gp3', 'encrypted': 'true', 'csi.storage.k8s.io/fstype': 'ext4' });
  });

  test('is of one kind for all workloads that want the same, and of another for those that do not', () => {
    const made = web(CACHE);
    const disk = (size: number, type?: DiskType) => ({ volumes: { cache: Volume.ebs({ size: Size.gibibytes(size), type }) }, mounts: [{ volume: 'cache', path: '/c' }] });
    service(made.stack, 'Same', made.eksPlatform, disk(80));
    service(made.stack, 'Fast', made.eksPlatform, disk(80, DiskType.io2({ iops: 5000 })));

    const classes = objects(made.template).filter(({ kind }) => kind === 'StorageClass');
    expect(classes.map(({ parameters }) => parameters)).toMatchObject([{ type: 'gp3' }, { type: 'io2', iops: '5000' }]);
  });

  test('with a key of the user closes no circle', () => {
    const on = ground();
    const shop = new Stack(on.scope, 'Api', { env: IRELAND });
    const encryptionKey = new kms.Key(shop, 'OwnKey');
    const cache = Volume.ebs({ size: Size.gibibytes(50), encryptionKey });
    service(shop, 'Api', on.platform(), { volumes: { cache }, mounts: [{ volume: 'cache', path: '/c' }] });

    expect(() => on.app.synth()).not.toThrow();
    expect(object(Template.fromStack(shop), 'StorageClass').parameters.kmsKeyId).toMatch(/^OwnKey/);
  });
});

test('without volumes there is no trace of any', () => {
  const { template } = web();

  expect(objects(template).filter(({ kind }) => ['PersistentVolume', 'PersistentVolumeClaim', 'StorageClass'].includes(kind))).toEqual([]);
  expect(object(template, 'Deployment').spec.template.spec.securityContext).toEqual({ seccompProfile: { type: 'RuntimeDefault' } });
  expect(template.findResources('AWS::EKS::PodIdentityAssociation', { Properties: { Namespace: 'kube-system' } })).toEqual({});
});

describe('the objects of a bucket, as files', () => {
  const MEDIA = (on: { stack: Stack }): Partial<WebServiceProps> => ({
    volumes: { media: Volume.s3Files({ bucket: new s3.Bucket(on.stack, 'Media', { versioned: true }) }) }, mounts: [{ volume: 'media', path: '/srv/media' }],
  });

  test('are mounted by the driver of EFS, through an access point of the workload', () => {
    const { template } = web(MEDIA);

    const { spec } = object(template, 'PersistentVolume');
    expect(spec.csi).toEqual({ driver: 'efs.csi.aws.com', volumeHandle: expect.stringMatching(/^s3files:ApiVolumemediaFileSystem\w*.FileSystemId::ApiVolumemediaAccessPoint\w*.AccessPointId$/) });
    expect(spec.mountOptions).toBeUndefined();
    expect(object(template, 'PersistentVolumeClaim').spec).toMatchObject({ accessModes: ['ReadWriteMany'], storageClassName: '' });
    expect(dependenciesOf(template, 'Deployment')).toEqual(expect.arrayContaining(Object.keys(template.findResources('AWS::S3Files::MountTarget'))));
  });

  test('are mounted and read with the rights of the driver alone', () => {
    const statements = statementsOf(web(MEDIA).template, 'PlatformFileSystemDriverRole');

    expect(statements.flatMap(({ Action }) => Action).sort()).toEqual(['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket', 's3files:ClientMount', 's3files:ClientWrite']);
    expect(statements.find(({ Action }) => Action.includes('s3files:ClientMount'))!.Condition.StringEquals['s3files:AccessPointArn']).toBeDefined();
  });

  test('are not there on Fargate', () => {
    expect(refused(() => web(MEDIA, { nodes: [Nodes.fargate()] })).map(({ code }) => code)).toEqual(['EksHasNoVolume']);
  });
});
