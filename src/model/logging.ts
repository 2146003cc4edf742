import { Handle } from './handle';

/** Where the output of the containers goes. */
export type LoggingSpec =
  | {
    readonly kind: 'group';
    /** An existing log group; the workload gets one of its own when there is none. */
    readonly group?: Handle;
    readonly retentionDays: number;
    /** A blocking log stalls the container when it cannot be written; the other kind drops lines. */
    readonly blocking: boolean;
    /** Lines kept while they cannot be written, in MiB. */
    readonly bufferMiB: number;
  }
  | { readonly kind: 'none' };

export type LoggingDraft = { readonly kind: 'none' } | Partial<LoggingSpec> & { readonly kind: 'group' };
