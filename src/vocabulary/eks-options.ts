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

  /**
   * KEDA is in the cluster and scales the pods: by the messages of a worker's queue, and down to none. It is not installed by this
   * library, and its operator needs `sqs:GetQueueAttributes` on the queue.
   * @see https://keda.sh/docs/latest/scalers/aws-sqs/
   * @default false
   */
  readonly keda?: boolean;
}
