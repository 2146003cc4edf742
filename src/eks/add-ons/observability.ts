/** What the agents on the nodes gather. */
export type ObservabilityKind = 'enhanced' | 'logs' | 'none';

/**
 * What is observed of a cluster and its pods.
 */
export class EksObservability {
  /**
   * Logs of all containers, and Container Insights with enhanced observability: metrics of the cluster, its nodes, pods and
   * containers. They are billed by observation.
   */
  public static enhanced(): EksObservability {
    return new EksObservability('enhanced');
  }

  /** Logs of all containers, no metrics. */
  public static logsOnly(): EksObservability {
    return new EksObservability('logs');
  }

  /** Nothing: the output of containers is lost with the node. */
  public static none(): EksObservability {
    return new EksObservability('none');
  }

  /** @internal */
  private constructor(public readonly _kind: ObservabilityKind) {}
}
