import { NetworkMode } from 'aws-cdk-lib/aws-ecs';
import { App, Stack } from 'aws-cdk-lib/core';
import { main, PRODUCTION, workload, wrong, WrongInput, wrongOn } from './wrong-input';
import { eksFindings } from '../../src/eks/rules';
import { Handle, seal, WorkloadDraft } from '../../src/model';
import { Instrumentation, Nodes, OpenTelemetryOptions, Telemetry, TelemetryMetrics } from '../../src/vocabulary';

function collected(options: OpenTelemetryOptions = {}, given: Partial<WorkloadDraft> = {}): WorkloadDraft {
  return workload({ telemetry: Telemetry.openTelemetry(options)._toDraft('shop'), ...given });
}

const SIGNALS = Telemetry.applicationSignals({ instrumentation: Instrumentation.NODEJS })._toDraft('shop');

/** Mistakes about traces and metrics. */
export const TELEMETRY_MISTAKES: readonly WrongInput[] = [
  wrong('TelemetryNeedsLinux', 'telemetry', 'on Linux', collected({}, { runtime: { os: 'windows-server-2022-core' } })),
  wrong('TelemetryPortTaken', 'containers.web.ports[0]', 'another port', collected({}, { containers: [main({ ports: [{ port: 4318 }] })] })),
  wrong('TelemetryPortTaken', 'containers.web.ports[0]', 'another port', workload({ telemetry: SIGNALS, containers: [main({ ports: [{ port: 4316 }] })] })),
  wrong('OutOfRange', 'telemetry.sampling', 'choose 1', collected({ sampling: 10 })),
  wrong('TelemetryOfNothing', 'telemetry', 'turn on traces or metrics', collected({ traces: false, metrics: TelemetryMetrics.none() })),
  wrong('XraySdkWithoutTraces', 'telemetry.xraySdk', 'leave xraySdk out', collected({ traces: false, xraySdk: true })),
  wrong('XraySdkWithoutTraces', 'telemetry.xraySdk', 'turn on traces', collected({ traces: false, metrics: TelemetryMetrics.none(), xraySdk: true })),
  wrongOn('ec2', 'TelemetryNeedsAnAddress', 'telemetry', "'awsvpc'",
    collected({}, { platformOptions: { ecs: new Handle('ecs options', { networkMode: NetworkMode.BRIDGE }) } })),
  {
    code: 'EksSignalsAreAnAddOn',
    path: 'telemetry',
    remedy: 'Telemetry.openTelemetry()',
    findings: () => {
      const scope = new Stack(new App(), 'Shop');
      const nodes = [{ nodes: Nodes.auto(), spec: Nodes.auto()._toSpec(), made: {}, dependables: [], scope }];
      const target = { nodes, namespaces: ['workloads'], logRetentionDays: PRODUCTION.logRetentionDays };
      return eksFindings(seal(workload({ telemetry: SIGNALS }), PRODUCTION).spec, target);
    },
  },
];
