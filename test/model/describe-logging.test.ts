import { describe as text, Handle, LoggingDraft, seal, TelemetryDraft } from '../../src/model';
import { Instrumentation, LogDestination, Logging, Telemetry } from '../../src/vocabulary';
import { PRODUCTION, workload } from '../wrong-inputs/wrong-input';

/** The lines about one thing, without what is in front of them. */
function described(what: string, given: { readonly logging?: LoggingDraft; readonly telemetry?: TelemetryDraft }): string[] {
  const { spec, findings } = seal(workload(given), PRODUCTION);
  expect(findings.map(String)).toEqual([]);
  const lines = text(spec).split('\n');
  const start = lines.findIndex(line => line.trim().startsWith(what));
  const end = lines.findIndex((line, index) => index > start && /^ {0,4}\S/.test(line));
  return lines.slice(start, end).map(line => line.trim().replace(new RegExp(`^${what}\\s+`), ''));
}

test('a router is told with its destination, and which of its options are secret', () => {
  const { container, volumes, permissions } = Logging.fireLens(LogDestination.plugin('loki'))._toDraft() as Extract<LoggingDraft, { kind: 'routed' }>;
  const logging = {
    kind: 'routed',
    options: { Name: 'loki', host: 'loki.example.com' },
    secretOptions: { token: { kind: 'parameter', parameter: new Handle('App/Token', 0) } },
    toGroup: false,
    container,
    volumes,
    permissions,
  } as const;

  expect(described('logs', { logging })).toEqual([
    'routed by log-router, 100000 lines buffered, with what ECS knows of the task',
    'what the router says to group of its own, 90 days',
    'Name=loki',
    'host=loki.example.com',
    'token from parameter App/Token',
  ]);
});

test('a driver is told with its options', () => {
  expect(described('logs', { logging: { kind: 'driver', driver: 'gelf', options: { tag: 'shop' }, secretOptions: {} } })).toEqual(['driver gelf', 'tag=shop']);
});

test.each([
  [Telemetry.openTelemetry({ sampling: 0.5 }), 'OpenTelemetry by otel-collector, metrics in a log group, traces 0.5 of requests'],
  [Telemetry.applicationSignals({ instrumentation: Instrumentation.JAVA }), 'Application Signals by cloudwatch-agent'],
])('who takes telemetry is told', (telemetry, expected) => {
  expect(described('telemetry', { telemetry: telemetry._toDraft('shop') })).toEqual([expected]);
});
