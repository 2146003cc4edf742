import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Tags } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** @internal */
export type StaticAddressesSpec = { readonly kind: 'made' } | { readonly kind: 'given'; readonly allocationIds: readonly string[] };

/**
 * The elastic IP addresses of a Network Load Balancer. They cannot be changed afterwards without making it anew.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html
 */
export class StaticAddresses {
  /** Addresses are allocated with the load balancer, and released with it. An account has five in a region unless AWS has raised it. */
  public static allocate(): StaticAddresses {
    return new StaticAddresses({ kind: 'made' });
  }

  /**
   * Addresses you have allocated, because others know them.
   *
   * @param allocationIds one for each subnet, in their order, for example `eipalloc-0123456789abcdef0`
   */
  public static fromAllocationIds(allocationIds: string[]): StaticAddresses {
    return new StaticAddresses({ kind: 'given', allocationIds: [...allocationIds] });
  }

  private constructor(
    /** @internal */
    public readonly _spec: StaticAddressesSpec,
  ) {}
}

/** Which address belongs to which subnet, and those that were made for it. */
export interface RenderedAddresses {
  readonly mappings: elbv2.SubnetMapping[];
  readonly made: ec2.CfnEIP[];
}

/** One address for each subnet. Those made here come after the way to the internet, and are given back before it is taken down. */
export function renderAddresses(scope: Construct, { _spec: spec }: StaticAddresses, chosen: ec2.SelectedSubnets): RenderedAddresses {
  const { subnets, internetConnectivityEstablished } = chosen;
  if (spec.kind === 'given') {
    return { mappings: subnets.map((subnet, index) => ({ subnet, allocationId: spec.allocationIds[index] })), made: [] };
  }
  const made = subnets.map((_, index) => {
    const address = new ec2.CfnEIP(scope, `Address${index + 1}`, { domain: 'vpc' });
    Tags.of(address).add('Name', `${scope.node.path}/${index + 1}`);
    address.node.addDependency(internetConnectivityEstablished);
    return address;
  });
  return { mappings: subnets.map((subnet, index) => ({ subnet, allocationId: made[index].attrAllocationId })), made };
}
