import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Ec2CapacityOptions } from './ec2-options';
import { ExistingCapacityOptions } from './existing-capacity-options';
import { ExternalCapacityOptions } from './external-options';
import { ManagedInstancesCapacityOptions } from './managed-instances-options';
import { CapacityShare } from './share';

/**
 * What is behind a kind of capacity. Two choices are about the same capacity when they have the same object here.
 *
 * @internal
 */
export type CapacityPoolSpec =
  | { readonly kind: 'fargate' }
  | { readonly kind: 'fargateSpot' }
  | { readonly kind: 'ec2'; readonly options: Ec2CapacityOptions }
  | { readonly kind: 'managedInstances'; readonly options: ManagedInstancesCapacityOptions }
  | { readonly kind: 'external'; readonly options: ExternalCapacityOptions }
  | ExistingPoolSpec;

/**
 * A capacity provider that somebody else has made.
 *
 * @internal
 */
export interface ExistingPoolSpec {
  readonly kind: 'existing';
  readonly launchType: 'ec2' | 'managedInstances';
  readonly providerName: string;
  readonly securityGroup?: ec2.ISecurityGroup;
}

/** @internal */
export interface CapacitySpec {
  readonly pool: CapacityPoolSpec;
  readonly base: number;
  readonly weight: number;
}

const FARGATE: CapacityPoolSpec = { kind: 'fargate' };
const FARGATE_SPOT: CapacityPoolSpec = { kind: 'fargateSpot' };

/**
 * What the tasks of a service run on.
 *
 * Instances are made once for each platform, however many workloads name the same object.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/clusters.html
 */
export class Capacity {
  /**
   * AWS Fargate: no instances to look after.
   *
   * @param share how much runs here; all of it if it is the only kind
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html
   */
  public static fargate(share: CapacityShare = {}): Capacity {
    return new Capacity(FARGATE, share);
  }

  /**
   * AWS Fargate on spare capacity: cheaper, and taken away with two minutes' notice. Linux only. Where there is none,
   * copies wait for it; they are not started elsewhere.
   *
   * @param share how much runs here; all of it if it is the only kind
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html
   */
  public static fargateSpot(share: CapacityShare = {}): Capacity {
    return new Capacity(FARGATE_SPOT, share);
  }

  /**
   * EC2 instances of yours, in an Auto Scaling group that follows what the tasks need.
   *
   * @param options which instances, how many, and how much runs there
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/asg-capacity-providers.html
   */
  public static ec2(options: Ec2CapacityOptions): Capacity {
    return new Capacity({ kind: 'ec2', options }, options);
  }

  /**
   * EC2 instances that ECS chooses, patches and replaces for you.
   *
   * @param options which instances, and how much runs there
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ManagedInstances.html
   */
  public static managedInstances(options: ManagedInstancesCapacityOptions): Capacity {
    return new Capacity({ kind: 'managedInstances', options }, options);
  }

  /**
   * Machines of your own, outside of AWS, which you register with ECS Anywhere. It cannot be mixed with another kind in a workload.
   *
   * @param options name of the machines
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html
   */
  public static external(options: ExternalCapacityOptions): Capacity {
    return new Capacity({ kind: 'external', options }, {});
  }

  /**
   * EC2 instances in an Auto Scaling group that exists already, with its capacity provider. Nothing is made for it. A cluster
   * that the platform makes is told of the provider; one that exists has to know it.
   *
   * @param providerName name of the capacity provider
   * @param options how much runs there
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/asg-capacity-providers.html
   */
  public static ec2Provider(providerName: string, options: ExistingCapacityOptions = {}): Capacity {
    return new Capacity({ kind: 'existing', launchType: 'ec2', providerName, securityGroup: options.securityGroup }, options);
  }

  /**
   * Managed Instances that exist already, with their capacity provider, which belongs to the platform's cluster. Nothing is
   * made for it.
   *
   * @param providerName name of the capacity provider
   * @param options how much runs there
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-capacity-providers-concept.html
   */
  public static managedInstancesProvider(providerName: string, options: ExistingCapacityOptions = {}): Capacity {
    return new Capacity({ kind: 'existing', launchType: 'managedInstances', providerName, securityGroup: options.securityGroup }, options);
  }

  private constructor(private readonly pool: CapacityPoolSpec, private readonly share: CapacityShare) {}

  /**
   * The same capacity with another share, for a workload that uses it differently.
   *
   * @param share how much runs here
   */
  public withShare(share: CapacityShare): Capacity {
    return new Capacity(this.pool, share);
  }

  /** @internal */
  public _toSpec(): CapacitySpec {
    return { pool: this.pool, base: this.share.base ?? 0, weight: this.share.weight ?? 1 };
  }
}
