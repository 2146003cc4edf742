import { VolumeSpec } from '../../../model';
import { Feature, reportMissing } from '../launch-types';
import { EcsRule } from '../target';

/**
 * Which kinds of volumes there are on what tasks run on.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_data_volumes.html
 */
export const VOLUME_FEATURES: Record<VolumeSpec['kind'], Feature> = {
  ephemeral: { name: 'storage that lives and dies with a task', has: ['fargate', 'ec2', 'managedInstances', 'external'] },
  memory: { name: 'storage in memory (Volume.tmpfs())', has: ['fargate', 'ec2', 'managedInstances', 'external'] },
  disk: { name: 'EBS disk of each task (Volume.ebs())', has: ['fargate', 'ec2', 'managedInstances'] },
  hostPath: { name: 'way to the directories of the machine (Volume.hostPath())', has: ['ec2', 'managedInstances', 'external'] },
  driver: { name: 'volume that Docker makes (Volume.docker())', has: ['ec2', 'external'] },
  shared: { name: 'EFS file system (Volume.efs())', has: ['fargate', 'ec2', 'managedInstances'] },
  bucket: { name: 'file system of a bucket (Volume.s3Files())', has: ['fargate', 'managedInstances'] },
  windowsShare: { name: 'share of a Windows file server (Volume.fsxWindows())', has: ['ec2'] },
};

export const volumesAreThere: EcsRule = ({ launchType }) => ({ volumes }, report) => {
  volumes.forEach(({ kind, name }) => reportMissing(report, VOLUME_FEATURES[kind], `volumes.${name}`, launchType));
};
