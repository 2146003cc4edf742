import { RenderedNodes } from '../nodes';

/** What the workload is to run on, as far as the rules need it. */
export interface EksTarget {
  readonly nodes: readonly RenderedNodes[];
  readonly namespaces: readonly string[];
  /** How long the platform keeps the logs of all pods. */
  readonly logRetentionDays: number;
  /** Whether objects are only written down, for somebody else to apply. */
  readonly writesOnly?: boolean;
}
