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
