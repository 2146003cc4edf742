/**
 * A workspace of Amazon Managed Service for Prometheus.
 */
export interface PrometheusWorkspaceOptions {
  /** ARN of the workspace, for example `workspace.attrArn` of a `CfnWorkspace`. */
  readonly workspaceArn: string;

  /** Its endpoint, with the slash at the end, for example `workspace.attrPrometheusEndpoint`. */
  readonly endpoint: string;
}

/** @internal */
export type MetricsSpec =
  | { readonly kind: 'none' }
  | { readonly kind: 'cloudWatch'; readonly namespace?: string }
  | { readonly kind: 'prometheus'; readonly workspace: PrometheusWorkspaceOptions };

/**
 * Where a collector sends the metrics of a program.
 */
export class TelemetryMetrics {
  /**
   * CloudWatch, as metrics of a namespace. They come in as records of a log group that the workload gets for them.
   *
   * @param namespace of the metrics; without one it is the name of the workload
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format.html
   */
  public static cloudWatch(namespace?: string): TelemetryMetrics {
    return new TelemetryMetrics({ kind: 'cloudWatch', namespace });
  }

  /**
   * Amazon Managed Service for Prometheus.
   *
   * @param workspace the workspace
   * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-onboard-ingest-metrics-OpenTelemetry-ECS.html
   */
  public static prometheus(workspace: PrometheusWorkspaceOptions): TelemetryMetrics {
    return new TelemetryMetrics({ kind: 'prometheus', workspace });
  }

  /**
   * Nowhere: only traces are collected.
   */
  public static none(): TelemetryMetrics {
    return new TelemetryMetrics({ kind: 'none' });
  }

  private constructor(private readonly spec: MetricsSpec) {}

  /** @internal */
  public _toSpec(): MetricsSpec {
    return this.spec;
  }
}
