import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Fn, Size, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { DiskVolume, WorkloadSpec } from '../../model';
import { mayEncryptDisks } from '../../platform';
import { acknowledge } from '../../private/acknowledge';
import { EcsGround } from '../ground';

const TYPES: Record<DiskVolume['type'], ec2.EbsDeviceVolumeType> = { gp3: ec2.EbsDeviceVolumeType.GP3, io2: ec2.EbsDeviceVolumeType.IO2 };
const FORMATS: Record<DiskVolume['format'], ecs.FileSystemType> = {
  ext3: ecs.FileSystemType.EXT3, ext4: ecs.FileSystemType.EXT4, xfs: ecs.FileSystemType.XFS, ntfs: ecs.FileSystemType.NTFS,
};

/**
 * Has the service make a disk for each task, and delete it with the task.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-volumes.html
 */
export function attachDisks(scope: Construct, service: ecs.BaseService, { volumes, name }: WorkloadSpec, platform: EcsGround): void {
  volumes.filter(volume => volume.kind === 'disk').forEach(volume => {
    const place = new Construct(scope, `Volume-${volume.name}`);
    const key = volume.encryptionKey ? volume.encryptionKey.value as kms.IKey : platform.encryptionKey;
    service.addVolume(new ecs.ServiceManagedVolume(place, 'Disk', {
      name: volume.name,
      managedEBSVolume: {
        role: makeDiskRole(place, name, volume, key),
        encrypted: true,
        kmsKeyId: key,
        volumeType: TYPES[volume.type],
        size: volume.sizeGiB === undefined ? undefined : Size.gibibytes(volume.sizeGiB),
        iops: volume.iops,
        throughput: volume.throughputMiB,
        snapShotId: volume.snapshotId,
        volumeInitializationRate: volume.initializationMiB === undefined ? undefined : Size.mebibytes(volume.initializationMiB),
        fileSystemType: FORMATS[volume.format],
        tagSpecifications: [{ propagateTags: ecs.EbsPropagatedTagSource.SERVICE }],
      },
    }));
  });
}

const DISKS = 'arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:volume/*';
const MACHINES = 'arn:${AWS::Partition}:ec2:${AWS::Region}:*:instance/*';

/** Every disk that ECS makes carries these tags, and no other disk does. */
const OF_ECS = { tag: 'AmazonECSManaged', creator: 'AmazonECSCreated' };

/**
 * With this role ECS makes, attaches and deletes disks, and can do nothing to any that it has not made.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/infrastructure_IAM_role.html
 */
function makeDiskRole(scope: Construct, workload: string, { snapshotId }: DiskVolume, key: kms.IKey | undefined): iam.Role {
  const disks = Fn.sub(DISKS);
  const tasks = Fn.sub('arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:task/*');
  const snapshots = [snapshotId].filter(id => id !== undefined)
    .map(id => Stack.of(scope).formatArn({ service: 'ec2', account: '', resource: 'snapshot', resourceName: id }));
  const requested = { StringEquals: { [`aws:RequestTag/${OF_ECS.tag}`]: 'true' }, ArnLike: { [`aws:RequestTag/${OF_ECS.creator}`]: tasks } };
  const made = { StringEquals: { [`aws:ResourceTag/${OF_ECS.tag}`]: 'true' } };
  const allow = (actions: string[], resources: string[], conditions?: Record<string, unknown>) =>
    new iam.PolicyStatement({ actions, resources, conditions });
  const role = new iam.Role(scope, 'Role', {
    description: `Makes the disks of ${workload}, attaches and deletes them`,
    assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com'),
    inlinePolicies: {
      Disks: new iam.PolicyDocument({
        statements: [
          allow(['ec2:CreateVolume'], [disks], requested),
          ...snapshots.length > 0 ? [allow(['ec2:CreateVolume'], snapshots)] : [],
          allow(['ec2:CreateTags'], [disks], { ...requested, StringEquals: { ...requested.StringEquals, 'ec2:CreateAction': 'CreateVolume' } }),
          allow(['ec2:DescribeVolumes', 'ec2:DescribeAvailabilityZones'], ['*']),
          allow(['ec2:AttachVolume', 'ec2:DetachVolume'], [disks], made),
          allow(['ec2:AttachVolume', 'ec2:DetachVolume'], [Fn.sub(MACHINES)]),
          allow(['ec2:DeleteVolume'], [disks], { ...made, ArnLike: { [`aws:ResourceTag/${OF_ECS.creator}`]: tasks } }),
          ...key ? mayEncryptDisks(key) : [],
        ],
      }),
    },
  });
  acknowledge(role, 'IAMNoInlinePolicy', 'The policy belongs to exactly this role: it is made, changed and deleted with it, and nothing else can attach it.');
  explain(role, '*', 'Nothing but reading lists of disks and zones, which cannot be limited to a resource.');
  explain(role, DISKS, 'Disks have ids that nobody knows before they are made; the conditions limit the statements to disks that ECS has made for tasks.');
  explain(role, MACHINES, 'Which machine a task gets is known when it starts; only disks that ECS has made can be attached to it.');
  return role;
}

/** In the words in which AwsSolutions tells a resource. */
function explain(role: iam.Role, resource: string, reason: string): void {
  acknowledge(role, `AwsSolutions-IAM5[Resource::${resource.replace(/\$\{(.*?)\}/g, '<$1>')}]`, reason);
}
