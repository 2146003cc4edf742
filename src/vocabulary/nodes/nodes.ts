import { FargateNodesOptions, ManagedNodesOptions, SelfManagedNodesOptions } from './node-options';

/** @internal */
export type NodesSpec =
  | { readonly kind: 'auto'; readonly name: string }
  | { readonly kind: 'managed'; readonly name: string; readonly options: ManagedNodesOptions }
  | { readonly kind: 'self-managed'; readonly name: string; readonly options: SelfManagedNodesOptions }
  | { readonly kind: 'fargate'; readonly name: string; readonly options: FargateNodesOptions };

/**
 * What the pods of an EKS platform run on.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-compute.html
 */
export class Nodes {
  /**
   * EKS Auto Mode: nodes come and go with the pods, and EKS looks after them. What the built-in node pool does not have,
   * such as Graviton, Spot and GPUs, gets a pool of its own when a workload asks for it. Linux only.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/automode.html
   */
  public static auto(): Nodes {
    return new Nodes({ kind: 'auto', name: 'auto' });
  }

  /**
   * A node group: instances of your account that EKS replaces and updates.
   *
   * @param options which instances, and how many
   */
  public static managed(options: ManagedNodesOptions = {}): Nodes {
    return new Nodes({ kind: 'managed', name: options.name ?? 'managed', options });
  }

  /**
   * An Auto Scaling group whose instances join the cluster by themselves. For what a node group cannot do.
   *
   * @param options which instances, and how many
   */
  public static selfManaged(options: SelfManagedNodesOptions = {}): Nodes {
    return new Nodes({ kind: 'self-managed', name: options.name ?? 'self-managed', options });
  }

  /**
   * AWS Fargate: each pod on a machine of its own that nobody sees. No secrets through the secrets-store driver, no disks, no
   * GPUs, no Graviton; identity by IAM roles for service accounts.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/fargate.html
   * @param options where
   */
  public static fargate(options: FargateNodesOptions = {}): Nodes {
    return new Nodes({ kind: 'fargate', name: options.name ?? 'fargate', options });
  }

  private constructor(private readonly spec: NodesSpec) {}

  /** @internal */
  public _toSpec(): NodesSpec {
    return this.spec;
  }
}
