import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { nounOf, VolumeContext } from './context';
import { letInto } from './doors';
import { mountTargetSubnets } from './subnets';
import { SharedVolume, WorkloadSpec } from '../../model';
import { isWritten, RenderedFileSystem, renderFileSystem } from '../../platform';

/**
 * An EFS volume: mounted through one access point, over TLS, with the task's own identity.
 *
 * @see https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 */
export function mountFileSystem(scope: Construct, volume: SharedVolume, spec: WorkloadSpec, context: VolumeContext): RenderedFileSystem {
  const { platform, taskDefinition, network } = context;
  const rendered = renderFileSystem(scope, platform, spec, volume, {
    securityGroups: network.groups,
    noun: nounOf(context),
    subnets: mountTargetSubnets(spec, platform),
    enter: fileSystem => fileSystem.connections.securityGroups.forEach(door => letInto(scope, door, context, fileSystem.connections.defaultPort!, 'NFS from')),
  });
  const { fileSystem, accessPoint } = rendered;
  taskDefinition.addVolume({
    name: volume.name,
    efsVolumeConfiguration: {
      fileSystemId: fileSystem.fileSystemId,
      transitEncryption: 'ENABLED',
      authorizationConfig: { accessPointId: accessPoint.accessPointId, iam: 'ENABLED' },
    },
  });
  taskDefinition.taskRole.addToPrincipalPolicy(new iam.PolicyStatement({
    actions: ['elasticfilesystem:ClientMount', ...(isWritten(volume, spec) ? ['elasticfilesystem:ClientWrite'] : [])],
    resources: [fileSystem.fileSystemArn],
    conditions: { StringEquals: { 'elasticfilesystem:AccessPointArn': accessPoint.accessPointArn } },
  }));
  return rendered;
}
