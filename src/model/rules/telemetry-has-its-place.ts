import { Report, Rule } from './rule';
import { isWindows } from '../defaults';
import { CollectorTelemetry, TelemetrySpec } from '../telemetry';
import { checkRange } from './support/in-range';

/** What agents listen on, at an address that all containers of a copy share. */
const PORTS: Record<TelemetrySpec['kind'], readonly number[]> = {
  openTelemetry: [2000, 4317, 4318, 13133],
  applicationSignals: [2000, 4315, 4316],
};

export const telemetryHasItsPlace: Rule = ({ telemetry, runtime, containers }, report) => {
  if (telemetry === undefined) {
    return;
  }
  if (isWindows(runtime.os)) {
    report('TelemetryNeedsLinux', 'telemetry', { os: runtime.os });
  }
  if (telemetry.kind === 'openTelemetry') {
    checkCollector(telemetry, report);
  }
  for (const { name, ports } of containers) {
    ports.forEach(({ port }, index) => {
      if (PORTS[telemetry.kind].includes(port)) {
        report('TelemetryPortTaken', `containers.${name}.ports[${index}]`, { container: name, port, agent: telemetry.agent });
      }
    });
  }
};

/** A collector without a pipeline does not start, and one without traces has none that could take what SDKs of X-Ray send. */
function checkCollector({ sampling, traces, metrics, xraySdk }: CollectorTelemetry, report: Report): void {
  if (sampling !== undefined) {
    checkRange(report, 'telemetry.sampling', 'the share of requests that are traced', sampling, { min: 0, max: 1 });
  }
  if (!traces && xraySdk) {
    report('XraySdkWithoutTraces', 'telemetry.xraySdk', {});
  } else if (!traces && !metrics) {
    report('TelemetryOfNothing', 'telemetry', {});
  }
}
