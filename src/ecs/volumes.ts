import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { EcsGround } from './ground';
import { ecsOptions } from './options';
import { WorkloadSpec, SharedVolume } from '../model';
import { isWritten, RenderedFileSystem, renderFileSystem } from '../platform';
import { assertNever } from '../private/assert-never';

/** What a workload's tasks and their storage need of each other. */
export interface VolumeContext {
  readonly platform: EcsGround;
  readonly taskDefinition: ecs.TaskDefinition;
  readonly securityGroup: ec2.ISecurityGroup;
}

/** Declares the volumes of a task, and makes the file systems that do not exist yet. */
export function renderVolumes(scope: Construct, spec: WorkloadSpec, context: VolumeContext): RenderedFileSystem[] {
  return spec.volumes.flatMap(volume => {
    switch (volume.kind) {
      case 'ephemeral':
        context.taskDefinition.addVolume({ name: volume.name });
        return [];
      case 'disk':
        // The rest of it is said by the service, which makes one for each task.
        context.taskDefinition.addVolume({ name: volume.name, configuredAtLaunch: true });
        return [];
      case 'shared':
        return [mountFileSystem(new Construct(scope, `Volume-${volume.name}`), volume, spec, context)];
      default:
        return assertNever(volume);
    }
  });
}

/**
 * An EFS volume: mounted through one access point, over TLS, with the task's own identity.
 *
 * @see https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
 */
function mountFileSystem(scope: Construct, volume: SharedVolume, spec: WorkloadSpec, context: VolumeContext): RenderedFileSystem {
  const { platform, taskDefinition, securityGroup } = context;
  const rendered = renderFileSystem(scope, platform, spec, volume, {
    securityGroup,
    noun: 'tasks',
    subnets: mountTargetSubnets(spec, platform),
    enter: fileSystem => enter(fileSystem, securityGroup),
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

/** Said from the side of the tasks: the file system may be in a stack that knows nothing of theirs. */
function enter({ connections: { securityGroups, defaultPort } }: efs.IFileSystem, tasks: ec2.ISecurityGroup): void {
  securityGroups.forEach(door => door.addIngressRule(tasks, defaultPort!, 'NFS from the tasks', true));
}

/** Where the tasks run. */
function mountTargetSubnets(spec: WorkloadSpec, { network }: EcsGround): ec2.SubnetSelection {
  const { subnets } = ecsOptions(spec);
  return subnets
    ? { subnets: ec2.SubnetFilter.onePerAz().selectSubnets(network.vpc.selectSubnets(subnets).subnets) }
    : network.internalSubnets;
}
