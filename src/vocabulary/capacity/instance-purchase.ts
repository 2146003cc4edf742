/** @internal */
export type InstancePurchaseSpec =
  | { readonly kind: 'onDemand' }
  | { readonly kind: 'spot' }
  | { readonly kind: 'reserved'; readonly orOnDemand: boolean; readonly groupArn?: string };

/**
 * Options of instances in capacity reservations.
 */
export interface ReservedInstancesOptions {
  /**
   * Start instances without a reservation when there is no room left in any.
   * @default false
   */
  readonly orOnDemand?: boolean;

  /**
   * ARN of the resource group of the reservations. Not together with `orOnDemand`.
   * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/create-group.html
   * @default - all reservations of the account that fit
   */
  readonly resourceGroupArn?: string;
}

/**
 * How the instances of managed capacity are paid for.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-purchasing-options.html
 */
export class InstancePurchase {
  /** By the second, for as long as they run. */
  public static onDemand(): InstancePurchase {
    return new InstancePurchase({ kind: 'onDemand' });
  }

  /** Spare capacity: cheaper, and taken away with two minutes' notice. */
  public static spot(): InstancePurchase {
    return new InstancePurchase({ kind: 'spot' });
  }

  /**
   * Capacity reservations that the account has. They need `instanceRequirements`.
   *
   * @param options which reservations, and what to do when they are full
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityReservationRequest.html
   */
  public static reserved(options: ReservedInstancesOptions = {}): InstancePurchase {
    return new InstancePurchase({ kind: 'reserved', orOnDemand: options.orOnDemand ?? false, groupArn: options.resourceGroupArn });
  }

  private constructor(private readonly spec: InstancePurchaseSpec) {}

  /** @internal */
  public _toSpec(): InstancePurchaseSpec {
    return this.spec;
  }
}
