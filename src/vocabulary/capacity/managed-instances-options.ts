import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Size } from 'aws-cdk-lib/core';
import { InstancePurchase } from './instance-purchase';
import { ManagedInstancesScaleIn } from './managed-instances-scale-in';
import { CapacityShare } from './share';

/**
 * Options of EC2 instances that ECS looks after: it chooses their types, starts and stops them as tasks need, patches them,
 * and replaces each after two to three weeks.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ManagedInstances.html
 */
export interface ManagedInstancesCapacityOptions extends CapacityShare {
  /** Name of this capacity within the platform: lower-case letters, digits and hyphens. */
  readonly name: string;

  /**
   * Which types of instances there may be. Tasks with GPUs need accelerators to be named here.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-instance-types.html
   * @default - general-purpose types of the processor architecture of the tasks, chosen by ECS for their price
   */
  readonly instanceRequirements?: ec2.InstanceRequirementsConfig;

  /**
   * How instances are paid for. A change replaces the capacity provider.
   * @default InstancePurchase.onDemand()
   */
  readonly purchase?: InstancePurchase;

  /**
   * Size of the volume for images, logs and whatever tasks write, which all tasks of an instance share: 30 to 16,384 GiB.
   * It is encrypted if the account encrypts EBS volumes by default.
   * @see https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html
   * @default Size.gibibytes(80)
   */
  readonly taskVolumeSize?: Size;

  /**
   * The key with which the account encrypts EBS volumes by default, if it is not the one of AWS. ECS may then use it.
   * @default - none, which is right for the key of AWS
   */
  readonly volumeKey?: kms.IKey;

  /**
   * Use the disks of an instance, where it has some, instead of a volume. What is on them is lost with the instance.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ManagedInstances.html#managed-instances-local-storage
   * @default false
   */
  readonly localStorage?: boolean;

  /**
   * Measure instances every minute instead of every five. It costs money for each instance.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/detailed-monitoring-managed-instances.html
   * @default false
   */
  readonly detailedMonitoring?: boolean;

  /**
   * Give the instances the tags of the capacity provider, so that their cost can be told apart.
   * @default true
   */
  readonly propagateTags?: boolean;

  /**
   * Let programs on an instance read its tags from the instance metadata.
   * @default false
   */
  readonly tagsInMetadata?: boolean;

  /**
   * Subnets of the instances. Tasks with an address of their own have subnets of their own, too.
   * @default - the network's subnets for workloads
   */
  readonly subnets?: ec2.SubnetSelection;

  /**
   * Further security groups of the instances, besides their own.
   * @default - none
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * When instances with little or nothing to do are taken away.
   * @default - as ECS sees fit
   */
  readonly scaleIn?: ManagedInstancesScaleIn;

  /**
   * Replace instances that ECS finds to be impaired.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AutoRepairConfiguration.html
   * @default true
   */
  readonly autoRepair?: boolean;

  /**
   * Use cryptographic modules validated by FIPS 140. Not every region has them; elsewhere the deployment fails. A change
   * replaces the capacity provider.
   * @default - as the region has it
   */
  readonly fips?: boolean;

  /**
   * Role with which ECS launches the instances.
   * @default - one that may launch into exactly these subnets, with exactly these security groups and this instance role
   */
  readonly infrastructureRole?: iam.IRole;

  /**
   * Instance profile of the instances. It has to know its role, unless `infrastructureRole` is given, too.
   * @default - one whose role may register with this cluster
   */
  readonly instanceProfile?: iam.IInstanceProfile;
}
