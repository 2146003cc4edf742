/**
 * A container that must have come so far before this one starts.
 */
export interface ContainerDependency {
  /** Name of the other container. */
  readonly container: string;

  /**
   * How far it must have come.
   * @default DependencyCondition.START
   */
  readonly condition?: DependencyCondition;
}

/**
 * How far a container must have come before those that depend on it start.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html
 */
export enum DependencyCondition {
  /** It has started. */
  START = 'start',
  /** Its probe says that it is well. */
  HEALTHY = 'healthy',
  /** It has run to its end, whatever the exit code. Only for containers that are not essential. */
  COMPLETE = 'complete',
  /** It has run to its end with exit code 0. Only for containers that are not essential. */
  SUCCESS = 'success',
}
