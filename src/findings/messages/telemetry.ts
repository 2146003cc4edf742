import { message } from '../message';

const ECS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide';

/** What is refused about traces and metrics of programs. */
export const telemetryMessages = {
  TelemetryNeedsLinux: message<{ os: string }>({
    what: p => `there is no such agent for ${p.os}`,
    remedy: () => 'leave telemetry out and have the program send it somewhere else, or run the workload on Linux',
    see: `${ECS}/trace-data.html`,
  }),
  TelemetryPortTaken: message<{ container: string; port: number; agent: string }>({
    what: p => `container '${p.container}' listens on port ${p.port}, which '${p.agent}' beside it needs`,
    remedy: () => 'choose another port, for example 8080',
    see: `${ECS}/trace-data.html`,
  }),
  TelemetryOfNothing: message<object>({
    what: () => 'the collector is to send neither traces nor metrics, and one without any pipeline does not start',
    remedy: () => 'leave telemetry out, or turn on traces or metrics',
    see: 'https://opentelemetry.io/docs/collector/configuration/#pipelines',
  }),
  XraySdkWithoutTraces: message<object>({
    what: () => 'the collector is to take what SDKs of X-Ray send, which are traces, and to send none',
    remedy: () => 'leave xraySdk out, or turn on traces',
    see: 'https://docs.aws.amazon.com/xray/latest/devguide/xray-sdk-daemon-timeline.html',
  }),
  TelemetryNeedsAnAddress: message<{ mode: string }>({
    what: p => `in network mode '${p.mode}' the containers of a task do not have an address that is only theirs, at which one could reach the agent`,
    remedy: () => "leave ecs.networkMode out, or choose 'awsvpc'",
    see: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Application-Signals-Enable-ECS.html',
  }),
  EksSignalsAreAnAddOn: message<Record<string, never>>({
    what: () => 'on EKS an add-on on the nodes takes traces and metrics for Application Signals, and puts what programs load into their pods',
    remedy: () => "use Telemetry.openTelemetry(), or set manager.applicationSignals of 'amazon-cloudwatch-observability' in the addOnSettings of the platform",
    see: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Application-Signals-Enable-EKS.html',
  }),
};
