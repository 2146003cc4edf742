import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Size, Tags } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { NodeImage, NodeOptions } from '../../vocabulary';

/**
 * How machines start: only the newer metadata service, which pods cannot ask because it is one hop too far, and encrypted
 * disks.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html
 */
export function makeLaunchTemplate(
  scope: Construct, name: string, options: NodeOptions, more: Partial<ec2.LaunchTemplateProps> = {},
): ec2.LaunchTemplate {
  const image = options.image ?? NodeImage.AMAZON_LINUX_2023;
  const size = options.diskSize ?? Size.gibibytes(image._windows ? 100 : 50);
  const template = new ec2.LaunchTemplate(scope, 'LaunchTemplate', {
    httpTokens: ec2.LaunchTemplateHttpTokens.REQUIRED,
    httpPutResponseHopLimit: 1,
    detailedMonitoring: true,
    blockDevices: [{
      deviceName: diskOf(image),
      volume: ec2.BlockDeviceVolume.ebs(size.toGibibytes(), { encrypted: true, volumeType: ec2.EbsDeviceVolumeType.GP3, deleteOnTermination: true }),
    }],
    ...more,
  });
  Tags.of(template).add('Name', name);
  return template;
}

/** The disk that holds images and containers. */
function diskOf(image: NodeImage): string {
  if (image._windows) {
    return '/dev/sda1';
  }
  return image._bottlerocket ? '/dev/xvdb' : '/dev/xvda';
}
