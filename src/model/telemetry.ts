import { ContainerDraft, MountSpec } from './container';
import { Handle } from './handle';
import { VolumeDraft } from './volume';

/** Who takes what the main container says about its work, besides its output. */
export type TelemetrySpec = CollectorTelemetry | SignalsTelemetry;

/** A collector, which speaks the protocol of OpenTelemetry. */
export interface CollectorTelemetry {
  readonly kind: 'openTelemetry';
  /** Name of the container that collects. */
  readonly agent: string;
  /** It writes metrics as records to a log group of their own, for whose name this stands in its variables. */
  readonly metricsGroupAs?: string;
  /** The share of requests that are traced; undefined means that the program decides. */
  readonly sampling?: number;
  readonly traces: boolean;
  readonly metrics: boolean;
  /** It takes what SDKs of X-Ray send, too. */
  readonly xraySdk: boolean;
}

/** An agent of CloudWatch, for Application Signals. */
export interface SignalsTelemetry {
  readonly kind: 'applicationSignals';
  readonly agent: string;
}

/** The containers and everything that the main one needs to use them. */
export type TelemetryDraft = TelemetrySpec & {
  readonly containers: readonly ContainerDraft[];
  readonly volumes: readonly VolumeDraft[];
  readonly permissions: readonly Handle[];
  readonly main: TelemetryOfMain;
};

export interface TelemetryOfMain {
  /** What the main container says itself wins. */
  readonly environment: Readonly<Record<string, string>>;
  /** Variables whose values depend on the processor. */
  readonly byArchitecture: Readonly<Record<Architecture, Readonly<Record<string, string>>>>;
  /** Lists of things: what the main container says itself is kept between these. */
  readonly lists: Readonly<Record<string, ListVariable>>;
  readonly mounts: readonly MountSpec[];
}

export type Architecture = 'x86_64' | 'arm64';

export interface ListVariable {
  readonly before?: string;
  readonly after?: string;
  readonly separator: string;
}
