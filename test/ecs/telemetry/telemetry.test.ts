import { Match, Template } from 'aws-cdk-lib/assertions';
import * as aps from 'aws-cdk-lib/aws-aps';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { referenceFault } from '../../../src/model/rules/support/image-reference';
import { Architecture, Instrumentation, LogDestination, Logging, OpenTelemetryOptions, SecretSource, Telemetry, TelemetryMetrics } from '../../../src/vocabulary';
import { AGENT_IMAGES } from '../../../src/vocabulary/agent-images';
import { WebServiceProps } from '../../../src/workloads';
import { containerOf, ground, IRELAND, only, RECOMMENDED, service, statementsOf, web } from '../support';

const SETTING = { env: IRELAND, flags: RECOMMENDED };

function variablesOf(template: Template, container?: string): Record<string, any> {
  return Object.fromEntries(containerOf(template, container).Environment.map(({ Name, Value }: any) => [Name, Value]));
}

/** What the collector is told, with `<Id>` for what CloudFormation fills in. */
function settingsIn(template: Template): any {
  const { AOT_CONFIG_CONTENT: told } = variablesOf(template, 'otel-collector');
  const parts: any[] = typeof told === 'string' ? [told] : told['Fn::Join'][1];
  return JSON.parse(parts.map(part => typeof part === 'string' ? part : `<${laterValue(part)}>`).join(''));
}

function laterValue({ Ref, 'Fn::GetAtt': attribute, 'Fn::Select': selected }: any): string {
  return selected ? `part ${selected[0]} of ${laterValue(selected[1]['Fn::Split'][1])}` : Ref ?? attribute.join('.');
}

function settingsOf(options: OpenTelemetryOptions = {}): any {
  return settingsIn(web({ telemetry: Telemetry.openTelemetry(options) }, {}, SETTING).template);
}

function mainWith(telemetry: Telemetry, props: Partial<WebServiceProps> = {}): Record<string, any> {
  return variablesOf(web({ telemetry, ...props }, {}, SETTING).template);
}

describe('images that the library adds', () => {
  test.each(Object.entries(AGENT_IMAGES))('%s is named by a version', (_, { reference }) => {
    expect(referenceFault(reference)).toBeUndefined();
    expect(reference).toMatch(/^public\.ecr\.aws\/[a-z-]+\/[a-z-]+:v?\d+\.\d+(\.\d+\w*)?$/);
  });
});

describe('the collector', () => {
  test('takes OTLP from its own copy only, and answers for its health', () => {
    const { receivers, extensions, service: { pipelines } } = settingsOf();

    expect(receivers.otlp.protocols).toEqual({ grpc: { endpoint: '127.0.0.1:4317' }, http: { endpoint: '127.0.0.1:4318' } });
    expect(extensions.health_check.endpoint).toBe('127.0.0.1:13133');
    expect(Object.keys(pipelines)).toEqual(['traces', 'metrics']);
  });

  test('names no part in a pipeline that it does not have, whatever it is asked for', () => {
    const all: OpenTelemetryOptions[] = [true, false].flatMap(traces => [true, false].flatMap(xraySdk => [
      TelemetryMetrics.cloudWatch(), TelemetryMetrics.none(), TelemetryMetrics.prometheus({ workspaceArn: 'arn:aws:aps:eu-west-1:111122223333:workspace/ws-1', endpoint: 'https://aps.example.com/' }),
    ].map(metrics => ({ traces, xraySdk, metrics })))).filter(({ traces, xraySdk, metrics }) => traces || (!xraySdk && metrics._toSpec().kind !== 'none'));
    for (const { service: { extensions, pipelines }, ...parts } of all.map(settingsOf)) {
      expect(Object.keys(pipelines)).not.toEqual([]);
      expect(Object.keys(parts.extensions)).toEqual(extensions);
      for (const { receivers, processors, exporters } of Object.values<any>(pipelines)) {
        expect(Object.keys(parts.receivers)).toEqual(expect.arrayContaining(receivers));
        expect(Object.keys(parts.processors)).toEqual(expect.arrayContaining(processors));
        expect(Object.keys(parts.exporters)).toEqual(expect.arrayContaining(exporters));
      }
    }
  });

  test('writes metrics to a log group that ends with the workload, and to no other', () => {
    const { template, workload, stack } = web({ telemetry: Telemetry.openTelemetry() }, {}, SETTING);
    const group = settingsIn(template).exporters.awsemf.log_group_name.slice(1, -1);
    const [written] = statementsOf(template, 'ApiTaskRole').filter(({ Action }) => Action.includes('logs:PutLogEvents'));

    expect(written.Resource).toEqual({ 'Fn::GetAtt': [group, 'Arn'] });
    expect(stack.resolve(workload.metricsLogGroup?.logGroupName)).toEqual({ Ref: group });
    expect(template.findResources('AWS::Logs::LogGroup')[group]).toMatchObject({
      DeletionPolicy: 'Delete', Properties: { KmsKeyId: expect.anything() },
    });
  });

  test('writes to a workspace of Prometheus, signed', () => {
    const on = ground(SETTING);
    const { attrArn, attrPrometheusEndpoint, logicalId } = new aps.CfnWorkspace(on.stack, 'Workspace');
    const metrics = TelemetryMetrics.prometheus({ workspaceArn: attrArn, endpoint: attrPrometheusEndpoint });
    service(on.stack, 'Api', on.platform(), { telemetry: Telemetry.openTelemetry({ traces: false, metrics }) });
    const template = Template.fromStack(on.stack);

    expect(statementsOf(template, 'ApiTaskRole')).toEqual([
      { Action: 'aps:RemoteWrite', Effect: 'Allow', Resource: { 'Fn::GetAtt': [on.stack.resolve(logicalId), 'Arn'] } },
    ]);
    const { extensions, exporters } = settingsIn(template);
    expect(extensions.sigv4auth).toEqual({ region: `<part 3 of ${on.stack.resolve(logicalId)}.Arn>`, service: 'aps' });
    expect(exporters.prometheusremotewrite).toEqual({
      endpoint: `<${on.stack.resolve(logicalId)}.PrometheusEndpoint>api/v1/remote_write`, auth: { authenticator: 'sigv4auth' },
    });
  });

  test('signs for the region of the workspace, wherever it runs itself', () => {
    const { extensions } = settingsOf({
      metrics: TelemetryMetrics.prometheus({
        workspaceArn: 'arn:aws:aps:us-east-2:111122223333:workspace/ws-1', endpoint: 'https://aps-workspaces.us-east-2.amazonaws.com/workspaces/ws-1/',
      }),
    });

    expect(extensions.sigv4auth.region).toBe('us-east-2');
  });

  test('without traces may not write any', () => {
    const { template } = web({ telemetry: Telemetry.openTelemetry({ traces: false }) }, {}, SETTING);

    expect(statementsOf(template, 'ApiTaskRole').flatMap(({ Action }) => Action).filter(action => action.startsWith('xray:'))).toEqual([]);
    expect(variablesOf(template).OTEL_TRACES_EXPORTER).toBe('none');
  });

  test('takes the place of the daemon of X-Ray', () => {
    expect(settingsOf({ xraySdk: true }).receivers.awsxray).toMatchObject({ endpoint: '127.0.0.1:2000', transport: 'udp' });
    expect(mainWith(Telemetry.openTelemetry({ xraySdk: true })).AWS_XRAY_DAEMON_ADDRESS).toBe('127.0.0.1:2000');
  });

  test('refuses data before its memory is full', () => {
    const { limit_mib: limit, spike_limit_mib: spike } = settingsOf({}).processors.memory_limiter;

    expect(limit).toBeLessThan(256);
    expect(spike).toBeLessThan(limit);
  });

  test('logs where all others do, and waits for their router', () => {
    const { template } = web(({ stack }) => ({
      telemetry: Telemetry.openTelemetry({ instrumentation: Instrumentation.NODEJS }),
      logging: Logging.fireLens(LogDestination.s3(s3.Bucket.fromBucketName(stack, 'Lines', 'lines'))),
    }), {}, SETTING);

    for (const name of ['api', 'otel-collector', 'instrumentation']) {
      expect(containerOf(template, name).LogConfiguration.LogDriver).toBe('awsfirelens');
      expect(containerOf(template, name).DependsOn).toEqual(expect.arrayContaining([{ ContainerName: 'log-router', Condition: 'HEALTHY' }]));
    }
  });
});

describe('the main container', () => {
  test('wins with what it says itself, in plain text or as a secret', () => {
    const on = ground(SETTING);
    const secret = SecretSource.ssmParameter(ssm.StringParameter.fromSecureStringParameterAttributes(on.stack, 'Secret', { parameterName: '/x' }));
    service(on.stack, 'Api', on.platform(), {
      telemetry: Telemetry.openTelemetry(), environment: { OTEL_SERVICE_NAME: 'shop-api' }, secrets: { OTEL_PROPAGATORS: secret },
    });
    const variables = variablesOf(Template.fromStack(on.stack));

    expect(variables.OTEL_SERVICE_NAME).toBe('shop-api');
    expect(variables).not.toHaveProperty('OTEL_PROPAGATORS');
  });

  test.each([
    [Instrumentation.JAVA, { JAVA_TOOL_OPTIONS: '-Xmx1g' }, '-Xmx1g -javaagent:/otel-auto-instrumentation-java/javaagent.jar'],
    [Instrumentation.NODEJS, { NODE_OPTIONS: '--enable-source-maps' }, '--enable-source-maps --require /otel-auto-instrumentation-node/autoinstrumentation.js'],
    [Instrumentation.PYTHON, { PYTHONPATH: '/srv' },
      '/otel-auto-instrumentation-python/opentelemetry/instrumentation/auto_instrumentation:/srv:/otel-auto-instrumentation-python'],
  ])('keeps its own options of %s', (instrumentation, environment, expected) => {
    const variables = mainWith(Telemetry.openTelemetry({ instrumentation }), { environment: environment as Record<string, string> });

    expect(variables[Object.keys(environment)[0]]).toBe(expected);
  });

  test.each([[Architecture.X86_64, 'linux-x64'], [Architecture.ARM64, 'linux-arm64']])('loads the profiler of .NET for %s', (architecture, directory) => {
    const { CORECLR_PROFILER_PATH } = mainWith(Telemetry.applicationSignals({ instrumentation: Instrumentation.DOTNET }), { architecture });

    expect(CORECLR_PROFILER_PATH).toBe(`/otel-auto-instrumentation-dotnet/${directory}/OpenTelemetry.AutoInstrumentation.Native.so`);
  });

  test('loads for the processor that is the platform\'s default, too', () => {
    const on = ground(SETTING);
    service(on.stack, 'Api', on.platform({ workloadDefaults: { architecture: Architecture.ARM64 } }), {
      telemetry: Telemetry.openTelemetry({ instrumentation: Instrumentation.DOTNET }),
    });

    expect(variablesOf(Template.fromStack(on.stack)).CORECLR_PROFILER_PATH).toContain('linux-arm64');
  });
});

test('Application Signals may write traces and its own records, and nothing else', () => {
  const { template } = web({ telemetry: Telemetry.applicationSignals({ instrumentation: Instrumentation.PYTHON, environmentName: 'prod' }) }, {}, SETTING);
  const statements = statementsOf(template, 'ApiTaskRole');

  expect(statements).toHaveLength(2);
  expect(statements[1]).toMatchObject({ Resource: { 'Fn::Join': ['', expect.arrayContaining([expect.stringContaining('log-group:/aws/application-signals/data:*')])] } });
  expect(variablesOf(template).OTEL_RESOURCE_ATTRIBUTES).toBe('deployment.environment=prod');
  only(template, 'AWS::ECS::TaskDefinition').Volumes.forEach((volume: object) => expect(volume).toEqual({ Name: 'instrumentation' }));
  template.hasResourceProperties('AWS::ECS::TaskDefinition', { ContainerDefinitions: Match.arrayWith([Match.objectLike({ Name: 'instrumentation' })]) });
});
