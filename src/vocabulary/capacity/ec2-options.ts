import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Duration, Size } from 'aws-cdk-lib/core';
import { Ec2RefreshOptions } from './ec2-refresh-options';
import { Ec2ScalingOptions } from './ec2-scaling-options';
import { InstanceImage } from './instance-image';
import { CapacityShare } from './share';
import { Architecture } from '../runtime';

/**
 * Options of EC2 instances of yours, in an Auto Scaling group of their own.
 */
export interface Ec2CapacityOptions extends CapacityShare {
  /** Name of this capacity within the platform: lower-case letters, digits and hyphens, at most 63. */
  readonly name: string;

  /**
   * Types of instances, all of one processor architecture, the preferred ones first. Several make it likelier that there are
   * some to be had. They should be of about one size, because ECS counts instances and not what is in them.
   * @default - two general-purpose types with 2 vCPUs of the architecture, or what the image is for
   */
  readonly instanceTypes?: ec2.InstanceType[];

  /**
   * What instances must have, in the place of a list of types. Not together with `instanceTypes`.
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/create-mixed-instances-group-attribute-based-instance-type-selection.html
   * @default - `instanceTypes`
   */
  readonly instanceRequirements?: ec2.InstanceRequirementsConfig;

  /**
   * The processor architecture. Workloads on these instances have to be of the same.
   * @default - that of `instanceTypes`, or else `Architecture.X86_64`
   */
  readonly architecture?: Architecture;

  /**
   * Operating system of the instances.
   * @default - Amazon Linux 2023, with drivers for GPUs or Neuron where the instance types have them
   */
  readonly image?: InstanceImage;

  /**
   * Fewest instances, from 0.
   * @default 0
   */
  readonly minInstances?: number;

  /**
   * Most instances, at least 1 and `minInstances`.
   * @default - twice `minInstances`, at least 10
   */
  readonly maxInstances?: number;

  /**
   * Percentage of the instances above `onDemandBase` that use spare capacity, from 0 to 100: cheaper, and taken away with two
   * minutes' notice, in which their tasks are stopped.
   * @default 0
   */
  readonly spotPercent?: number;

  /**
   * On-Demand Instances that are there before any Spot Instance, from 0.
   * @default 0
   */
  readonly onDemandBase?: number;

  /**
   * How Spot Instances are chosen among the types.
   * @default autoscaling.SpotAllocationStrategy.PRICE_CAPACITY_OPTIMIZED
   */
  readonly spotAllocationStrategy?: autoscaling.SpotAllocationStrategy;

  /**
   * How the number of instances follows the tasks.
   * @default - ECS scales, protects and drains the instances
   */
  readonly scaling?: Ec2ScalingOptions;

  /**
   * Instances that are started and stopped ahead of time, which makes the start faster. Not with Spot Instances, several types
   * or requirements.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using-warm-pool.html
   * @default - none
   */
  readonly warmPool?: autoscaling.WarmPoolOptions;

  /**
   * How instances are replaced when the way they start has changed, for example the image.
   * @default - a few at a time, new ones first
   */
  readonly refresh?: Ec2RefreshOptions;

  /**
   * Replace instances that are older. From 1 to 365 days.
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-max-instance-lifetime.html
   * @default - never
   */
  readonly maxInstanceLifetime?: Duration;

  /**
   * Disk of each instance, encrypted, of type gp3. It holds the images and what containers write. At least 30 GiB; Bottlerocket
   * 20 GiB, Windows 50 GiB.
   * @default - 50 GiB; Windows 100 GiB
   */
  readonly diskSize?: Size;

  /**
   * The key that encrypts the disks. The policy of a key made in this app is extended so that Auto Scaling may use it; on an
   * imported key, do that yourself.
   * @default - the platform's key, or else the one that AWS keeps for disks
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Metrics of the instances each minute instead of each five. They are charged for.
   * @default true
   */
  readonly detailedMonitoring?: boolean;

  /**
   * Let people open a shell on the instances with Session Manager, as far as their own permissions go.
   * @default false
   */
  readonly sessionManager?: boolean;

  /**
   * How many networks an answer of the metadata service may cross, from 1 to 64. With 1, no container in a network of its own
   * reaches it, and so none gets the instance's own credentials.
   * @default 1
   */
  readonly metadataHopLimit?: number;

  /**
   * Further settings of the ECS agent, by their names, for example `ECS_RESERVED_MEMORY`. Not for Bottlerocket, which takes
   * them in `userData`.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html
   * @default - those of the library: see the page about EC2 capacity
   */
  readonly agentSettings?: { [name: string]: string };

  /**
   * Lines that run before the instance joins the cluster: of a shell script, of PowerShell on Windows, of settings on Bottlerocket,
   * where those before the first table are the agent's, for example `reserved-memory = 512`.
   * @default - none
   */
  readonly userData?: string[];

  /**
   * Subnets the instances are in.
   * @default - the network's subnets for workloads
   */
  readonly subnets?: ec2.SubnetSelection;

  /**
   * Give each instance a public address. Needed in public subnets, where there is no other way out.
   * @default - true where the network's workloads have one and `subnets` is not given
   */
  readonly assignPublicIp?: boolean;

  /**
   * Further security groups of the instances, besides their own.
   * @default - none
   */
  readonly securityGroups?: ec2.ISecurityGroup[];
}
