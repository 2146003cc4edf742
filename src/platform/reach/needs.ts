/** What a workload has to reach of AWS before and while it runs, as far as its specification says it. */
import { LoggingSpec, SecretSpec, TelemetrySpec, WorkloadSpec } from '../../model';
import { Need } from '../../network';

/** The same on every platform. What the program itself calls nobody sees. */
export function needsOf({ containers, logging, telemetry, queue, volumes }: WorkloadSpec): Need[] {
  const shares = volumes.flatMap(volume => volume.kind === 'windowsShare' ? [volume.credentials] : []);
  const needs: Need[] = [
    'images',
    ...containers.flatMap(({ image, secrets, credentialSpec }): Need[] => [
      ...Object.values(secrets).map(keeperOf),
      ...image.kind === 'registry' && image.credentials ? ['secrets' as const] : [],
      ...credentialSpec?.kind === 'parameter' ? ['parameters' as const] : [],
      ...credentialSpec?.domainUser ? ['secrets' as const] : [],
    ]),
    ...forLogs(logging),
    ...telemetry ? forTelemetry(telemetry) : [],
    ...queue ? ['queue' as const] : [],
    ...shares.length > 0 ? ['windowsShares' as const] : [],
    ...shares.map(keeperOf),
  ];
  return [...new Set(needs)];
}

function keeperOf({ kind }: SecretSpec): Need {
  return kind === 'vault' ? 'secrets' : 'parameters';
}

/** Outputs of Fluent Bit that have a service of AWS behind them, under both of their names. S3 is reached from every network of ours. */
const OUTPUTS: Readonly<Record<string, Need>> = {
  cloudwatch: 'logs',
  cloudwatch_logs: 'logs',
  firehose: 'firehose',
  kinesis_firehose: 'firehose',
  kinesis: 'streams',
  kinesis_streams: 'streams',
};

function forLogs(logging: LoggingSpec): Need[] {
  switch (logging.kind) {
    case 'none': return [];
    case 'group': return ['logs'];
    case 'driver': return Object.values(logging.secretOptions).map(keeperOf);
    // What the router says of itself goes to a log group in any case.
    case 'routed': return ['logs', ...OUTPUTS[logging.options.Name] ? [OUTPUTS[logging.options.Name]] : [], ...Object.values(logging.secretOptions).map(keeperOf)];
  }
}

function forTelemetry(telemetry: TelemetrySpec): Need[] {
  if (telemetry.kind === 'applicationSignals') {
    return ['traces', 'logs'];
  }
  const { traces, xraySdk, metrics, metricsGroupAs } = telemetry;
  const forMetrics: Need[] = metrics ? [metricsGroupAs === undefined ? 'prometheus' : 'logs'] : [];
  return [...traces || xraySdk ? ['traces' as const] : [], ...forMetrics];
}
