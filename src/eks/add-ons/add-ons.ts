import { Construct, IDependable } from 'constructs';
import { EksAddOnProps } from './add-on-props';
import type { EksGround } from '../ground';

/** What add-ons are made for. */
export interface EksAddOnsParts {
  /** The platform, whose nodes are made already. */
  readonly ground: EksGround;
  /** Minor version of Kubernetes. */
  readonly version: string;
  readonly props: EksAddOnProps;
  /** An existing cluster: nothing is added that may be there. */
  readonly given: boolean;
}

/**
 * What runs in a cluster besides workloads.
 */
export class EksAddOns extends Construct {
  /** @internal */
  constructor(scope: Construct, id: string, private readonly parts: EksAddOnsParts) {
    super(scope, id);
  }

  /** @internal */
  public _metricsServer(): IDependable { return this; }

  /** @internal */
  public _efs(): IDependable { return this; }

  /** @internal */
  public _ebs(): IDependable { return this; }

  /** @internal */
  public _secretsStore(): IDependable { return this; }

  /** @internal */
  public _loadBalancerController(): IDependable | undefined { return this.parts ? this : undefined; }
}
