import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Size } from 'aws-cdk-lib/core';
import { NodeImage } from './node-image';

/**
 * Keeps pods away that do not say that they do not mind.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export interface NodeTaint {
  /** Name of the taint. */
  readonly key: string;

  /**
   * Its value.
   * @default - none
   */
  readonly value?: string;

  /**
   * Whether pods that run there already have to leave, too.
   * @default false
   */
  readonly evict?: boolean;
}

/**
 * What all machines of one's own have, however they are kept.
 */
export interface NodeOptions {
  /**
   * Name of these nodes among those of the platform: lower-case letters, digits and hyphens.
   * @default - `managed` or `self-managed`
   */
  readonly name?: string;

  /**
   * Types of instances, all of one processor architecture. Several make it likelier that there are some to be had.
   * @default - `[t3.large]`, or for GPU images `[g5.xlarge]`
   */
  readonly instanceTypes?: ec2.InstanceType[];

  /**
   * Operating system of the nodes.
   * @default NodeImage.AMAZON_LINUX_2023
   */
  readonly image?: NodeImage;

  /**
   * Use spare capacity: cheaper, and taken away with two minutes' notice.
   * @default false
   */
  readonly spot?: boolean;

  /**
   * Fewest nodes, from 0.
   * @default 2
   */
  readonly min?: number;

  /**
   * Most nodes, at least 1 and `min`. Nothing moves the number between the two but the cluster autoscaler of your choice.
   * @default - twice `min`, at least 4
   */
  readonly max?: number;

  /**
   * Disk of each node, encrypted, of type gp3.
   * @default - 50 GiB; Windows 100 GiB
   */
  readonly diskSize?: Size;

  /**
   * Labels of the nodes, besides those of the platform.
   * @default - none
   */
  readonly labels?: { [name: string]: string };

  /**
   * Keeps pods of others away. Workloads that choose these nodes tolerate it.
   * @default - none; nodes with GPUs and Windows nodes have one of the platform's
   */
  readonly taints?: NodeTaint[];

  /**
   * Subnets the nodes are in.
   * @default - the network's subnets for workloads
   */
  readonly subnets?: ec2.SubnetSelection;
}

/**
 * A node group that EKS keeps.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html
 */
export interface ManagedNodesOptions extends NodeOptions {
  /**
   * Nodes that may be away while they are replaced, from 1 to 100.
   * @default 1
   */
  readonly maxUnavailable?: number;

  /**
   * Replace nodes that stay unwell.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/node-health.html
   * @default true
   */
  readonly repair?: boolean;

  /**
   * Version of the image.
   * @default - the newest when the node group is made or updated
   */
  readonly releaseVersion?: string;
}

/**
 * Nodes in an Auto Scaling group of your own.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/worker.html
 */
export interface SelfManagedNodesOptions extends NodeOptions {
  /**
   * Lines of a shell script that run before the node joins the cluster. Amazon Linux only.
   * @default - none
   */
  readonly userData?: string[];
}

/**
 * Pods without nodes.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html
 */
export interface FargateNodesOptions {
  /**
   * Name among the nodes of the platform.
   * @default fargate
   */
  readonly name?: string;

  /**
   * Private subnets the pods run in.
   * @default - the network's subnets for workloads
   */
  readonly subnets?: ec2.SubnetSelection;
}
