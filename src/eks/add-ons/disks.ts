import { Construct } from 'constructs';
import { allOf, Right } from './identity';
import { Installation } from './install';
import type { EksGround } from '../ground';

/** Set on every disk that the driver makes, and asked for by everything it may do: so it never touches those of other clusters. */
const TAG = 'cdk-container-platform/cluster';

/**
 * The driver that makes disks for pods. Auto Mode has one built in. What it may do with keys is said where the kinds of disks
 * are made that are encrypted with them.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html
 */
export function diskDriver(scope: Construct, { clusterName }: EksGround): Installation {
  return {
    configuration: { controller: { extraVolumeTags: { [TAG]: clusterName } } },
    identity: { account: 'ebs-csi-controller-sa', description: 'Makes disks for pods', rights: diskRights(scope, clusterName) },
  };
}

/** @see https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/example-iam-policy.json */
function diskRights(scope: Construct, clusterName: string): Right[] {
  const disks = allOf(scope, 'volume');
  return [{
    actions: [
      'ec2:DescribeAvailabilityZones', 'ec2:DescribeInstances', 'ec2:DescribeInstanceTypes', 'ec2:DescribeTags',
      'ec2:DescribeVolumes', 'ec2:DescribeVolumesModifications', 'ec2:DescribeVolumeStatus',
    ],
    resources: ['*'],
    because: 'These actions list what there is, and cannot be limited to some of it.',
  }, {
    actions: ['ec2:CreateVolume'],
    resources: [disks],
    conditions: { StringEquals: { [`aws:RequestTag/${TAG}`]: clusterName } },
    because: 'Disks come and go with claims; only those with the tag of this cluster are meant.',
  }, {
    actions: ['ec2:CreateTags'],
    resources: [disks],
    conditions: { StringEquals: { 'ec2:CreateAction': 'CreateVolume' } },
    because: 'Disks come and go with claims; tags are set only while a disk is made.',
  }, {
    actions: ['ec2:AttachVolume', 'ec2:DetachVolume', 'ec2:ModifyVolume', 'ec2:DeleteVolume'],
    resources: [disks],
    conditions: { StringEquals: { [`aws:ResourceTag/${TAG}`]: clusterName } },
    because: 'Disks come and go with claims; only those with the tag of this cluster are meant.',
  }, {
    actions: ['ec2:AttachVolume', 'ec2:DetachVolume'],
    resources: [allOf(scope, 'instance')],
    because: 'Nodes come and go; what is attached to them must have the tag of this cluster.',
  }];
}
