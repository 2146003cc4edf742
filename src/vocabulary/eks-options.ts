import { Nodes } from './nodes';

/**
 * What only EKS understands. On another platform these options are refused.
 */
export interface EksWorkloadOptions {
  /**
   * What the pods run on: one of the platform's `nodes`.
   * @default - the first of them
   */
  readonly nodes?: Nodes;

  /**
   * Run on spare capacity, in Auto Mode: cheaper, and taken away with two minutes' notice. Node groups say it themselves.
   * @default false
   */
  readonly spot?: boolean;

  /**
   * Namespace of the workload's objects, one of the platform's `namespaces`. It cannot be changed without making the objects
   * anew.
   * @default - the first of them
   */
  readonly namespace?: string;
}
