import { Match } from 'aws-cdk-lib/assertions';
import { Instrumentation, Telemetry, TelemetryMetrics } from '../../../src/vocabulary';
import { main, refuses, renders, Row } from '../matrix';

export const TELEMETRY: readonly Row[] = [
  {
    feature: 'a collector beside the main container, up before it, with a log group for metrics',
    covers: ['workload.telemetry', 'telemetry.openTelemetry', 'telemetry.agent', 'telemetry.metricsGroupAs', 'telemetry.sampling'],
    given: { telemetry: Telemetry.openTelemetry({ sampling: 0.1 })._toDraft('shop') },
    ecs: renders({
      'AWS::ECS::TaskDefinition': {
        ContainerDefinitions: [
          Match.objectLike({
            Name: 'shop',
            DependsOn: [{ ContainerName: 'otel-collector', Condition: 'HEALTHY' }],
            Environment: Match.arrayWith([
              { Name: 'OTEL_EXPORTER_OTLP_ENDPOINT', Value: 'http://127.0.0.1:4318' },
              { Name: 'OTEL_TRACES_SAMPLER_ARG', Value: '0.1' },
            ]),
          }),
          Match.objectLike({
            Name: 'otel-collector',
            Essential: false,
            RestartPolicy: Match.objectLike({ Enabled: true }),
            HealthCheck: Match.objectLike({ Command: ['CMD', '/healthcheck'] }),
            Environment: Match.arrayWith([{
              Name: 'AOT_CONFIG_CONTENT',
              Value: { 'Fn::Join': ['', [Match.stringLikeRegexp('"log_group_name":"$'), { Ref: Match.stringLikeRegexp('ShopMetrics') }, Match.anyValue()]] },
            }]),
          }),
        ],
      },
      'AWS::IAM::Policy': { PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['xray:PutTraceSegments']) })]) } },
    }),
    eks: renders({
      'Deployment': {
        spec: {
          template: {
            spec: {
              initContainers: [Match.objectLike({
                name: 'otel-collector',
                restartPolicy: 'Always',
                startupProbe: Match.objectLike({ exec: { command: ['/healthcheck'] } }),
                env: Match.arrayWith([Match.objectLike({ name: 'AOT_CONFIG_CONTENT' })]),
              })],
              containers: [Match.objectLike({ name: 'shop', env: Match.arrayWith([{ name: 'OTEL_SERVICE_NAME', value: 'shop' }]) })],
            },
          },
        },
      },
      'AWS::IAM::Policy': { PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['logs:PutLogEvents']) })]) } },
    }),
  },
  {
    feature: 'Application Signals, with what the program loads',
    covers: ['telemetry.applicationSignals', 'telemetry.agent'],
    given: {
      containers: [main({ environment: { JAVA_TOOL_OPTIONS: '-Xmx256m' } })],
      telemetry: Telemetry.applicationSignals({ instrumentation: Instrumentation.JAVA })._toDraft('shop'),
    },
    ecs: renders({
      'AWS::ECS::TaskDefinition': {
        ContainerDefinitions: [
          Match.objectLike({
            Name: 'shop',
            DependsOn: [{ ContainerName: 'cloudwatch-agent', Condition: 'START' }, { ContainerName: 'instrumentation', Condition: 'SUCCESS' }],
            Environment: Match.arrayWith([{ Name: 'JAVA_TOOL_OPTIONS', Value: '-Xmx256m -javaagent:/otel-auto-instrumentation-java/javaagent.jar' }]),
            MountPoints: [{ ContainerPath: '/otel-auto-instrumentation-java', ReadOnly: true, SourceVolume: 'instrumentation' }],
          }),
          Match.objectLike({ Name: 'cloudwatch-agent', Essential: false, ReadonlyRootFilesystem: false }),
          Match.objectLike({ Name: 'instrumentation', Essential: false, Command: ['cp', '-a', '/javaagent.jar', '/otel-auto-instrumentation-java/javaagent.jar'] }),
        ],
      },
    }),
    eks: refuses('EksSignalsAreAnAddOn'),
  },
  {
    feature: 'traces only, of a program in Python',
    covers: ['telemetry.openTelemetry', 'telemetry.traces'],
    given: { telemetry: Telemetry.openTelemetry({ metrics: TelemetryMetrics.none(), instrumentation: Instrumentation.PYTHON })._toDraft('shop') },
    ecs: renders({
      'AWS::ECS::TaskDefinition': {
        ContainerDefinitions: Match.arrayWith([Match.objectLike({
          Environment: Match.arrayWith([{
            Name: 'PYTHONPATH',
            Value: '/otel-auto-instrumentation-python/opentelemetry/instrumentation/auto_instrumentation:/otel-auto-instrumentation-python',
          }]),
        })]),
      },
    }),
    eks: renders({
      Deployment: { spec: { template: { spec: { initContainers: Match.arrayWith([Match.objectLike({ name: 'instrumentation' })]) } } } },
    }),
  },
  {
    feature: 'a collector with nothing to collect',
    covers: ['telemetry.traces', 'telemetry.metrics'],
    given: { telemetry: Telemetry.openTelemetry({ traces: false, metrics: TelemetryMetrics.none() })._toDraft('shop') },
    ecs: refuses('TelemetryOfNothing'),
    eks: refuses('TelemetryOfNothing'),
  },
  {
    feature: 'a collector for SDKs of X-Ray that sends no traces',
    covers: ['telemetry.xraySdk'],
    given: { telemetry: Telemetry.openTelemetry({ traces: false, xraySdk: true })._toDraft('shop') },
    ecs: refuses('XraySdkWithoutTraces'),
    eks: refuses('XraySdkWithoutTraces'),
  },
];
