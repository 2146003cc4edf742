import { Aws, Size } from 'aws-cdk-lib/core';
import { ContainerDraft } from '../../model';
import { AGENT_IMAGES } from '../agent-images';
import { Image } from '../image';

export const CLOUDWATCH_AGENT = 'cloudwatch-agent';

const ADDRESS = 'http://127.0.0.1';
const MEMORY_MIB = 256;

export interface AgentOptions {
  readonly image?: Image;
  readonly cpu?: number;
  readonly memoryLimit?: Size;
}

/**
 * The agent. It writes what it has been told to its own file system, which cannot be read-only therefore, and has nothing in its
 * image that could say whether it is well.
 */
export function agentContainer({ image, cpu, memoryLimit }: AgentOptions): ContainerDraft {
  const memoryMiB = memoryLimit?.toMebibytes() ?? MEMORY_MIB;
  const configuration = {
    traces: { traces_collected: { application_signals: {} } },
    logs: { metrics_collected: { application_signals: {} } },
  };
  return {
    name: CLOUDWATCH_AGENT,
    role: 'sidecar',
    image: image?._toSpec() ?? AGENT_IMAGES.cloudWatchAgent,
    essential: false,
    restart: {},
    readOnlyRoot: false,
    environment: { AWS_REGION: Aws.REGION, CW_CONFIG_CONTENT: JSON.stringify(configuration) },
    resources: { cpuUnits: cpu, memoryLimitMiB: memoryMiB, memoryReservationMiB: Math.floor(memoryMiB / 2) },
  };
}

/** Where what the program has loaded sends, and how much. */
export function signalVariables(service: string, environmentName?: string): Record<string, string> {
  return {
    OTEL_SERVICE_NAME: service,
    ...environmentName && { OTEL_RESOURCE_ATTRIBUTES: `deployment.environment=${environmentName}` },
    OTEL_AWS_APPLICATION_SIGNALS_ENABLED: 'true',
    OTEL_AWS_APPLICATION_SIGNALS_EXPORTER_ENDPOINT: `${ADDRESS}:4316/v1/metrics`,
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${ADDRESS}:4316/v1/traces`,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_METRICS_EXPORTER: 'none',
    OTEL_LOGS_EXPORTER: 'none',
    OTEL_PROPAGATORS: 'tracecontext,baggage,b3,xray',
    OTEL_TRACES_SAMPLER: 'xray',
    OTEL_TRACES_SAMPLER_ARG: `endpoint=${ADDRESS}:2000`,
  };
}
