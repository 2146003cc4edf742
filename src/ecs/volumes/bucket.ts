import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { nounOf, VolumeContext } from './context';
import { letInto, NFS } from './doors';
import { mountTargetSubnets } from './subnets';
import { addVolumeWith } from './task-volumes';
import { BucketVolume, WorkloadSpec } from '../../model';
import { explainObjects, mayMountBucket, renderBucketFiles, RenderedBucketFiles } from '../../platform';

/**
 * The objects of a bucket as files, through one access point, with the task's own identity. TLS is not a choice.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/s3files-volumes.html
 */
export function mountBucket(scope: Construct, volume: BucketVolume, spec: WorkloadSpec, context: VolumeContext): RenderedBucketFiles {
  const { platform, taskDefinition, network } = context;
  const rendered = renderBucketFiles(scope, platform, spec, volume, {
    securityGroups: network.groups,
    noun: nounOf(context),
    subnets: mountTargetSubnets(spec, platform),
  });
  if (volume.securityGroup) {
    letInto(scope, volume.securityGroup.value as ec2.ISecurityGroup, context, NFS, 'NFS from');
  }
  const { fileSystemArn, accessPointArn } = rendered;
  addVolumeWith(taskDefinition, volume.name, { s3FilesVolumeConfiguration: { fileSystemArn, accessPointArn } });
  mayMountBucket(volume, spec, rendered).forEach(statement => taskDefinition.taskRole.addToPrincipalPolicy(statement));
  explainObjects(taskDefinition.taskRole, volume);
  return rendered;
}
