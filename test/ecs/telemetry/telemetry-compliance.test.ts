import * as aps from 'aws-cdk-lib/aws-aps';
import { Instrumentation, Telemetry, TelemetryMetrics } from '../../../src/vocabulary';
import { findingsIn, tell } from '../../compliance/packs';
import { diagnosticsIn, VALIDATION_CONTEXT } from '../../compliance/validator';
import { web as webOnEks } from '../../eks/support';
import { Ground, IRELAND, RECOMMENDED, SETTINGS, web } from '../support';

/** The network of the tests is not a real one. */
const OF_TASKS = /Shop\/Api\/Default\/(?!Service)/;

const KINDS: Record<string, (on: Pick<Ground, 'stack'>) => Telemetry> = {
  'X-Ray and CloudWatch': () => Telemetry.openTelemetry(),
  'Prometheus': ({ stack }) => {
    const { attrArn, attrPrometheusEndpoint } = new aps.CfnWorkspace(stack, 'Workspace');
    return Telemetry.openTelemetry({ metrics: TelemetryMetrics.prometheus({ workspaceArn: attrArn, endpoint: attrPrometheusEndpoint }) });
  },
  'Application Signals': () => Telemetry.applicationSignals({ instrumentation: Instrumentation.JAVA }),
};

test.each(Object.entries(KINDS))('telemetry for %s leaves the packs and the validator nothing to say', (_, telemetry) => {
  const { app } = web(on => ({ telemetry: telemetry(on) }), {}, { env: IRELAND, flags: { ...RECOMMENDED, ...VALIDATION_CONTEXT } });

  expect(diagnosticsIn(app).filter(said => OF_TASKS.test(said))).toEqual([]);
  expect(findingsIn(app).map(tell).filter(told => !told.includes('Workspace'))).toEqual([]);
});

test.each(SETTINGS)('with %s', (_, setting) => {
  const { app } = web({ telemetry: KINDS['Application Signals']({} as never) }, {}, setting);
  app.synth();

  expect(findingsIn(app).map(tell)).toEqual([]);
});

test('a collector in pods leaves them nothing to say, either', () => {
  const { app } = webOnEks({ telemetry: Telemetry.openTelemetry() });
  app.synth();

  expect(findingsIn(app).map(tell).filter(told => told.includes('Api'))).toEqual([]);
});
