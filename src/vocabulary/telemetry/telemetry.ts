import { Size } from 'aws-cdk-lib/core';
import { COLLECTOR, collectorContainer, METRICS_GROUP, OTLP, XRAY } from './collector';
import { copying, INSTRUMENTATION, Instrumentation, loading } from './instrumentation';
import { TelemetryMetrics } from './metrics';
import { signalling, tracing, writingTo } from './rights';
import { agentContainer, CLOUDWATCH_AGENT, signalVariables } from './signals';
import { TelemetryDraft, TelemetryOfMain } from '../../model';
import { Image } from '../image';

/**
 * What every agent can be told.
 */
export interface TelemetryAgentOptions {
  /**
   * The image of the agent, for example from a registry that a closed network reaches.
   * @default - a version in the public gallery of ECR that changes with this library only
   */
  readonly image?: Image;

  /**
   * The image that has what the program loads, likewise.
   * @default - a version in the public gallery of ECR that changes with this library only
   */
  readonly instrumentationImage?: Image;

  /**
   * Processor share of the agent, in units of which 1024 are one virtual CPU.
   * @default - whatever the other containers leave
   */
  readonly cpu?: number;

  /**
   * Memory above which the agent is killed; it is promised half of it.
   * @default Size.mebibytes(256)
   */
  readonly memoryLimit?: Size;

  /**
   * What the program is called in traces and metrics.
   * @default - the name of the workload
   */
  readonly serviceName?: string;
}

/**
 * Options of a collector.
 */
export interface OpenTelemetryOptions extends TelemetryAgentOptions {
  /**
   * Traces are sent to X-Ray. Without traces and metrics a collector would have nothing to do, and is refused.
   * @default true
   */
  readonly traces?: boolean;

  /**
   * Where metrics are sent.
   * @default TelemetryMetrics.cloudWatch()
   */
  readonly metrics?: TelemetryMetrics;

  /**
   * Has the program say what it does without a change to its image.
   * @default - the program brings an SDK of OpenTelemetry, which finds the collector by variables
   */
  readonly instrumentation?: Instrumentation;

  /**
   * The share of requests that are traced, 0 to 1, where none of the callers has decided.
   * @default - as the SDK does: all of them
   */
  readonly sampling?: number;

  /**
   * The collector takes what SDKs of X-Ray send, too. Their daemon is without support from 25 February 2027; the collector takes its
   * place. They send nothing but traces, so `traces: false` beside it is refused.
   * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-sdk-daemon-timeline.html
   * @default false
   */
  readonly xraySdk?: boolean;
}

/**
 * Options of Application Signals.
 */
export interface ApplicationSignalsOptions extends TelemetryAgentOptions {
  /** The language of the program. */
  readonly instrumentation: Instrumentation;

  /**
   * The environment in which Application Signals shows the service, for example `production`.
   * @default - one that is called after the cluster
   */
  readonly environmentName?: string;
}

/**
 * Who takes the traces and metrics that a program says, besides its output.
 *
 * It is one more container in each copy. The main container finds it by variables; those that it sets itself win. The identity of
 * the workload gets the permissions that it needs.
 */
export class Telemetry {
  /**
   * A collector of the AWS Distro for OpenTelemetry. The program sends to it, by gRPC or HTTP, and the collector to X-Ray, CloudWatch or
   * Prometheus. It is up before the main container, which goes on when it ends.
   *
   * For Linux containers, on ECS with an address for each task, and on EKS.
   *
   * @param options where traces and metrics go, and whether the program is instrumented
   * @see https://aws-otel.github.io/docs/introduction
   */
  public static openTelemetry(options: OpenTelemetryOptions = {}): Telemetry {
    return new Telemetry(name => {
      const { traces = true, instrumentation, sampling, xraySdk = false, serviceName = name } = options;
      const metrics = (options.metrics ?? TelemetryMetrics.cloudWatch())._toSpec();
      return {
        kind: 'openTelemetry',
        agent: COLLECTOR,
        ...metrics.kind === 'cloudWatch' && { metricsGroupAs: METRICS_GROUP },
        sampling,
        traces,
        metrics: metrics.kind !== 'none',
        xraySdk,
        ...carrying(instrumentation, options.instrumentationImage, {
          OTEL_SERVICE_NAME: serviceName,
          OTEL_EXPORTER_OTLP_ENDPOINT: OTLP,
          OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
          OTEL_TRACES_EXPORTER: traces ? 'otlp' : 'none',
          OTEL_METRICS_EXPORTER: metrics.kind === 'none' ? 'none' : 'otlp',
          OTEL_LOGS_EXPORTER: 'none',
          OTEL_PROPAGATORS: 'tracecontext,baggage,xray',
          ...sampling !== undefined && { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: `${sampling}` },
          ...xraySdk && { AWS_XRAY_DAEMON_ADDRESS: XRAY },
        }, collectorContainer({ ...options, traces, metrics, xraySdk, namespace: name })),
        permissions: [
          ...traces ? [tracing()] : [],
          ...metrics.kind === 'prometheus' ? [writingTo(metrics.workspace.workspaceArn)] : [],
        ],
      };
    });
  }

  /**
   * CloudWatch Application Signals: an agent of CloudWatch takes what the program has loaded says about requests, dependencies and
   * errors. Enable Application Signals in the account once.
   *
   * For Linux containers, on ECS with an address for each task. Refused on EKS, where an add-on does it.
   *
   * @param options the language, and what the service is called
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Application-Signals-Enable-ECS.html
   */
  public static applicationSignals(options: ApplicationSignalsOptions): Telemetry {
    return new Telemetry(name => ({
      kind: 'applicationSignals',
      agent: CLOUDWATCH_AGENT,
      ...carrying(options.instrumentation, options.instrumentationImage, signalVariables(options.serviceName ?? name, options.environmentName),
        agentContainer(options)),
      permissions: [tracing(), signalling()],
    }));
  }

  private constructor(private readonly draft: (workload: string) => TelemetryDraft) {}

  /** @internal */
  public _toDraft(workload: string): TelemetryDraft {
    return this.draft(workload);
  }
}

type Carried = Pick<TelemetryDraft, 'containers' | 'volumes' | 'main'>;

/** The agent, with what the program loads if it loads something. */
function carrying(
  instrumentation: Instrumentation | undefined, image: Image | undefined, environment: TelemetryOfMain['environment'], agent: TelemetryDraft['containers'][number],
): Carried {
  if (instrumentation === undefined) {
    return { containers: [agent], volumes: [], main: { environment, byArchitecture: { x86_64: {}, arm64: {} }, lists: {}, mounts: [] } };
  }
  const main = loading(instrumentation);
  return {
    containers: [agent, copying(instrumentation, image)],
    volumes: [{ kind: 'ephemeral', name: INSTRUMENTATION }],
    main: { ...main, environment: { ...environment, ...main.environment } },
  };
}
