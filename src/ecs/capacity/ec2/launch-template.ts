import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { Ec2Plan } from './plan';
import { joinTheCluster } from './user-data';
import { Ec2CapacityOptions, InstanceImage } from '../../../vocabulary';
import { EcsGround } from '../../ground';

export interface LaunchTemplateParts {
  readonly ground: EcsGround;
  readonly plan: Ec2Plan;
  readonly options: Ec2CapacityOptions;
  readonly role: iam.Role;
  readonly securityGroup: ec2.SecurityGroup;
  readonly encryptionKey?: kms.IKey;
}

/**
 * How instances start: only the newer metadata service, and encrypted disks. All of it is said, so that neither feature flags nor
 * defaults of the account decide. Only `ebsOptimized` is left out: types that can be are it anyway, and EC2 starts no others with it.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/launch_container_instance.html
 */
export function makeLaunchTemplate(
  scope: Construct, { ground, plan, options, role, securityGroup, encryptionKey }: LaunchTemplateParts,
): ec2.LaunchTemplate {
  const template = new ec2.LaunchTemplate(scope, 'LaunchTemplate', {
    role,
    securityGroup,
    // The list of types is the group's, where there are several.
    instanceType: options.instanceRequirements ? undefined : plan.types[0],
    machineImage: machineImageOf(plan),
    userData: joinTheCluster(plan, options, ground.cluster.clusterName),
    httpEndpoint: true,
    httpTokens: ec2.LaunchTemplateHttpTokens.REQUIRED,
    httpPutResponseHopLimit: options.metadataHopLimit ?? 1,
    detailedMonitoring: options.detailedMonitoring ?? true,
    associatePublicIpAddress: options.assignPublicIp ?? (!options.subnets && ground.network.workloadsArePublic ? true : undefined),
    blockDevices: [{
      deviceName: diskOf(plan.image),
      volume: ec2.BlockDeviceVolume.ebs(plan.diskSize.toGibibytes(), {
        encrypted: true, kmsKey: encryptionKey, volumeType: ec2.EbsDeviceVolumeType.GP3, deleteOnTermination: true,
      }),
    }],
  });
  options.securityGroups?.forEach(group => template.addSecurityGroup(group));
  if (plan.image._start === 'bottlerocket') {
    encryptSystemDisk(template, encryptionKey);
  }
  return template;
}

function machineImageOf({ image, arm }: Ec2Plan): ec2.IMachineImage {
  const os = image._start === 'windows' ? ec2.OperatingSystemType.WINDOWS : ec2.OperatingSystemType.LINUX;
  return image._own ?? ec2.MachineImage.fromSsmParameter(image._parameter(arm), { os });
}

/** The disk that holds images and containers. */
function diskOf(image: InstanceImage): string {
  switch (image._start) {
    case 'windows': return '/dev/sda1';
    case 'bottlerocket': return '/dev/xvdb';
    case 'linux': return '/dev/xvda';
  }
}

/** Bottlerocket has a small disk besides, as large as its image wants it; the CDK would ask for a size. */
function encryptSystemDisk(template: ec2.LaunchTemplate, key: kms.IKey | undefined): void {
  (template.node.defaultChild as ec2.CfnLaunchTemplate).addPropertyOverride('LaunchTemplateData.BlockDeviceMappings.1', {
    DeviceName: '/dev/xvda',
    Ebs: { Encrypted: true, VolumeType: 'gp3', DeleteOnTermination: true, ...key && { KmsKeyId: key.keyArn } },
  });
}
