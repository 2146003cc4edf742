import { number } from './words';
import { TelemetrySpec } from '../telemetry';

export function describeTelemetry(telemetry: TelemetrySpec): string {
  return telemetry.kind === 'applicationSignals'
    ? `Application Signals by ${telemetry.agent}`
    : `OpenTelemetry by ${telemetry.agent}${telemetry.metricsGroupAs ? ', metrics in a log group' : ''}${telemetry.sampling === undefined ? '' : `, traces ${number(telemetry.sampling)} of requests`}`;
}
