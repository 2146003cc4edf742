/**
 * How much of a workload runs on one kind of capacity.
 */
export interface CapacityShare {
  /**
   * Copies that run here before any other kind is used, from 0 to 100,000. Only one kind may have a base.
   * @default 0
   */
  readonly base?: number;

  /**
   * Share of the further copies, relative to the weights of the other kinds, from 0 to 1,000. At least one kind has to
   * have a weight above 0.
   * @default 1
   */
  readonly weight?: number;
}

/** @internal */
export interface CapacitySpec {
  readonly provider: 'FARGATE' | 'FARGATE_SPOT';
  readonly base: number;
  readonly weight: number;
}

/**
 * What the tasks of a service run on.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html
 */
export class Capacity {
  /**
   * AWS Fargate: no instances to look after.
   *
   * @param share how much runs here; all of it if it is the only kind
   */
  public static fargate(share: CapacityShare = {}): Capacity {
    return new Capacity('FARGATE', share);
  }

  /**
   * AWS Fargate on spare capacity: cheaper, and taken away with two minutes' notice. Linux only. Where there is none,
   * copies wait for it; they are not started elsewhere.
   *
   * @param share how much runs here; all of it if it is the only kind
   */
  public static fargateSpot(share: CapacityShare = {}): Capacity {
    return new Capacity('FARGATE_SPOT', share);
  }

  private constructor(private readonly provider: CapacitySpec['provider'], private readonly share: CapacityShare) {}

  /** @internal */
  public _toSpec(): CapacitySpec {
    return { provider: this.provider, base: this.share.base ?? 0, weight: this.share.weight ?? 1 };
  }
}
