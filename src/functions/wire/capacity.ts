/**
 * What the constructs of EC2 capacity say to the handlers behind its custom resources. The same holds as for `wire.ts`: members may
 * be added, never renamed, and numbers are text.
 */
export const CAPACITY_RESOURCES = {
  /** Makes a capacity provider known to a cluster, and lets the cluster forget it. */
  link: 'Custom::ContainerCapacityLink',
  /** Does nothing until it is deleted, and then sees to it that no instance of a group is left. */
  keeper: 'Custom::ContainerInstanceKeeper',
} as const;

/** One part of a strategy. */
export interface StrategyItem {
  readonly capacityProvider: string;
  readonly base: string;
  readonly weight: string;
}

/** Properties of `CAPACITY_RESOURCES.link`. */
export interface LinkProperties {
  readonly cluster: string;
  readonly provider: string;
  /** Its part of the cluster's default strategy. Without it, it has none. */
  readonly share?: Omit<StrategyItem, 'capacityProvider'>;
  /** The default strategy of a cluster in which no other capacity has a part of it. Left alone where it is missing. */
  readonly otherwise?: StrategyItem[];
}

/** Properties of `CAPACITY_RESOURCES.keeper`. */
export interface KeeperProperties {
  readonly cluster: string;
  readonly group: string;
}
