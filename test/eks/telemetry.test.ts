import { object, web } from './support';
import { EksWorkload } from '../../src/eks';
import { Instrumentation, Nodes, Telemetry } from '../../src/vocabulary';

function podOf(made: ReturnType<typeof web>): any {
  return (object(made.template, 'Deployment') as any).spec.template.spec;
}

test('what a program loads is copied, and the collector is up, before the program starts', () => {
  const { initContainers, containers, volumes } = podOf(web({ telemetry: Telemetry.openTelemetry({ instrumentation: Instrumentation.JAVA }) }));

  expect(initContainers.map(({ name, restartPolicy }: any) => [name, restartPolicy])).toEqual([['instrumentation', undefined], ['otel-collector', 'Always']]);
  expect(containers).toHaveLength(1);
  expect(volumes).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'instrumentation', emptyDir: expect.anything() })]));
});

test('the collector passes Pod Security: no privileges, a closed file system, a limit', () => {
  const { initContainers: [collector] } = podOf(web({ telemetry: Telemetry.openTelemetry() }));

  expect(collector.securityContext).toMatchObject({ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
  expect(collector.resources).toMatchObject({ requests: { memory: '128Mi' }, limits: { memory: '256Mi' } });
});

test('metrics have a log group of their own, which one can get at', () => {
  const { api } = web({ telemetry: Telemetry.openTelemetry() });

  expect(EksWorkload.of(api).metricsLogGroup).toBeDefined();
});

test('pods on Fargate have it, too', () => {
  const { initContainers } = podOf(web({ telemetry: Telemetry.openTelemetry() }, { nodes: [Nodes.fargate()] }));

  expect(initContainers.map(({ name }: any) => name)).toEqual(['otel-collector']);
});
