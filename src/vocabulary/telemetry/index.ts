export { COLLECTOR } from './collector';
export * from './instrumentation';
export { TelemetryMetrics } from './metrics';
export type { PrometheusWorkspaceOptions } from './metrics';
export { CLOUDWATCH_AGENT } from './signals';
export * from './telemetry';
