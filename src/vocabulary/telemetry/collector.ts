import { Aws, Duration, Fn, Size } from 'aws-cdk-lib/core';
import { MetricsSpec, PrometheusWorkspaceOptions } from './metrics';
import { ContainerDraft } from '../../model';
import { AGENT_IMAGES } from '../agent-images';
import { Image } from '../image';

export const COLLECTOR = 'otel-collector';

/** Stands for the name of the log group for metrics until there is one. The collector could read a variable, in a way that looks like CloudFormation's. */
export const METRICS_GROUP = 'METRICS_LOG_GROUP';

/** Whatever containers of a copy say to each other they say here. */
const HERE = '127.0.0.1';
export const OTLP = `http://${HERE}:4318`;
export const XRAY = `${HERE}:2000`;

const MEMORY_MIB = 256;

export interface CollectorOptions {
  readonly traces: boolean;
  readonly metrics: MetricsSpec;
  readonly namespace: string;
  readonly xraySdk: boolean;
  readonly image?: Image;
  readonly cpu?: number;
  readonly memoryLimit?: Size;
}

/**
 * The container. The program goes on without it: when it ends it is started again, and what it had not sent is lost.
 *
 * @see https://aws-otel.github.io/docs/setup/ecs
 */
export function collectorContainer(options: CollectorOptions): ContainerDraft {
  const memoryMiB = options.memoryLimit?.toMebibytes() ?? MEMORY_MIB;
  return {
    name: COLLECTOR,
    role: 'sidecar',
    image: options.image?._toSpec() ?? AGENT_IMAGES.collector,
    essential: false,
    restart: {},
    environment: { AWS_REGION: Aws.REGION, AOT_CONFIG_CONTENT: JSON.stringify(settings(options, memoryMiB)) },
    resources: { cpuUnits: options.cpu, memoryLimitMiB: memoryMiB, memoryReservationMiB: Math.floor(memoryMiB / 2) },
    // A program that the image has for this; there is no shell in it.
    probe: { kind: 'command', command: ['/healthcheck'], interval: Duration.seconds(5), timeout: Duration.seconds(2), failures: 5 },
  };
}

/** Requests are signed for where they go, which need not be the region of the workload. */
function regionOf({ workspaceArn }: PrometheusWorkspaceOptions): string {
  return Fn.select(3, Fn.split(':', workspaceArn));
}

/** YAML, of which JSON is a part. */
function settings({ traces, metrics, namespace, xraySdk }: CollectorOptions, memoryMiB: number): object {
  const processors = ['memory_limiter', 'resourcedetection', 'batch'];
  const exporter = metrics.kind === 'cloudWatch' ? 'awsemf' : 'prometheusremotewrite';
  return {
    extensions: {
      health_check: { endpoint: `${HERE}:13133` },
      ...metrics.kind === 'prometheus' && { sigv4auth: { region: regionOf(metrics.workspace), service: 'aps' } },
    },
    receivers: {
      otlp: { protocols: { grpc: { endpoint: `${HERE}:4317` }, http: { endpoint: `${HERE}:4318` } } },
      ...xraySdk && { awsxray: { endpoint: XRAY, transport: 'udp', proxy_server: { endpoint: XRAY } } },
    },
    processors: {
      // Refuses what would not fit, instead of being killed with all that it has.
      memory_limiter: { check_interval: '1s', limit_mib: Math.floor(memoryMiB * 0.8), spike_limit_mib: Math.floor(memoryMiB * 0.2) },
      resourcedetection: { detectors: ['env', 'ecs'] },
      batch: {},
    },
    exporters: {
      ...traces && { awsxray: {} },
      ...metrics.kind === 'cloudWatch' && {
        awsemf: { namespace: metrics.namespace ?? namespace, log_group_name: METRICS_GROUP, dimension_rollup_option: 'NoDimensionRollup' },
      },
      ...metrics.kind === 'prometheus' && {
        prometheusremotewrite: { endpoint: `${metrics.workspace.endpoint}api/v1/remote_write`, auth: { authenticator: 'sigv4auth' } },
      },
    },
    service: {
      extensions: ['health_check', ...metrics.kind === 'prometheus' ? ['sigv4auth'] : []],
      pipelines: {
        ...traces && { traces: { receivers: ['otlp', ...xraySdk ? ['awsxray'] : []], processors, exporters: ['awsxray'] } },
        ...metrics.kind !== 'none' && { metrics: { receivers: ['otlp'], processors, exporters: [exporter] } },
      },
    },
  };
}
