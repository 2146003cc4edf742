import { ContainerDraft } from './container';
import { Handle } from './handle';
import { SecretSpec } from './secret';
import { VolumeDraft } from './volume';

/** Where the output of the containers goes. */
export type LoggingSpec = GroupLogging | DriverLogging | RoutedLogging | { readonly kind: 'none' };

/** A log group, which the platform writes to. */
export interface GroupLogging {
  readonly kind: 'group';
  /** An existing log group; the workload gets one of its own when there is none. */
  readonly group?: Handle;
  readonly retentionDays: number;
  /** A blocking log stalls the container when it cannot be written; the other kind drops lines. */
  readonly blocking: boolean;
  /** Lines kept while they cannot be written, in MiB. */
  readonly bufferMiB: number;
}

/** Whatever a driver of the machine makes of it. */
export interface DriverLogging {
  readonly kind: 'driver';
  readonly driver: string;
  readonly options: Readonly<Record<string, string>>;
  readonly secretOptions: Readonly<Record<string, SecretSpec>>;
}

/** A container of each copy, which reads the output of the others and sends it on. */
export interface RoutedLogging {
  readonly kind: 'routed';
  /** Name of the container that routes. */
  readonly router: string;
  /** What the router is told about the destination, but for a log group, which it learns when that is there. */
  readonly options: Readonly<Record<string, string>>;
  readonly secretOptions: Readonly<Record<string, SecretSpec>>;
  /** The destination is the log group below; otherwise only what the router says of itself goes there. */
  readonly toGroup: boolean;
  /** An existing log group; the workload gets one of its own when there is none. */
  readonly group?: Handle;
  readonly retentionDays: number;
  /** Lines of each container that are kept in memory while the router does not take them. */
  readonly bufferedLines: number;
  /** Each line says which task it comes from. */
  readonly taskMetadata: boolean;
}

export type LoggingDraft =
  | { readonly kind: 'none' }
  | Partial<GroupLogging> & { readonly kind: 'group' }
  | DriverLogging
  | RoutedLoggingDraft;

/** A router is a container like others, with a volume of its own and rights at the destination. */
export type RoutedLoggingDraft =
  & Pick<RoutedLogging, 'kind' | 'options' | 'secretOptions' | 'toGroup'>
  & Partial<RoutedLogging>
  & { readonly container: ContainerDraft; readonly volumes: readonly VolumeDraft[]; readonly permissions: readonly Handle[] };
