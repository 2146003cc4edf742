import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnFargateProfile, CfnNodegroup } from 'aws-cdk-lib/aws-eks';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, IDependable } from 'constructs';
import { INetwork } from '../../network';
import { Nodes, NodesSpec } from '../../vocabulary';

/** What nodes are made for. */
export interface NodesParts {
  readonly cluster: eks.ICluster;
  readonly clusterName: string;
  /** The role of nodes in Auto Mode, which comes with the cluster. */
  readonly autoNodeRole?: iam.Role;
  /** Minor version of Kubernetes, for images that are chosen by it. */
  readonly version: string;
  /** The addresses of services within the cluster. */
  readonly serviceCidr: string;
  readonly network: INetwork;
  readonly namespaces: readonly string[];
  readonly nodes: readonly Nodes[];
}

/**
 * What was made for one kind of nodes.
 */
export interface EksNodes {
  /**
   * The role of the machines, or for Fargate that which prepares the pods.
   * @default - none for an existing cluster in Auto Mode
   */
  readonly role?: iam.Role;

  /**
   * The node group.
   * @default - none; only managed nodes are in one
   */
  readonly nodeGroup?: CfnNodegroup;

  /**
   * The Auto Scaling group.
   * @default - none; only self-managed nodes are in one of yours
   */
  readonly autoScalingGroup?: autoscaling.AutoScalingGroup;

  /**
   * How machines start.
   * @default - none for Auto Mode and Fargate
   */
  readonly launchTemplate?: ec2.LaunchTemplate;

  /**
   * The profile of pods on Fargate.
   * @default - none; only Fargate has one
   */
  readonly fargateProfile?: CfnFargateProfile;
}

/** Nodes, and what was made for them. */
export interface RenderedNodes {
  readonly nodes: Nodes;
  readonly spec: NodesSpec;
  readonly made: EksNodes;
  /** What pods that are to run there have to wait for. */
  readonly dependables: readonly IDependable[];
  /** Where the constructs of these nodes are. */
  readonly scope: Construct;
}

/** The label by which pods find the nodes they were placed on. */
export const NODES_LABEL = 'cdk-container-platform/nodes';

/** Subnets of nodes that do not say theirs. */
export function subnetsOf({ network }: NodesParts, given: ec2.SubnetSelection | undefined): string[] {
  return network.vpc.selectSubnets(given ?? network.workloadSubnets).subnetIds;
}
