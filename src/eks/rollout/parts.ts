import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { WorkloadSpec } from '../../model';
import { RenderedExposure, RenderedListener } from '../../platform';
import { EksGround } from '../ground';
import { Visitor } from '../network-policy';
import { RenderedPod } from '../pod';

/** What other renderers have made of a workload when its pods are rolled out. */
export interface RolloutParts {
  readonly ground: EksGround;
  readonly spec: WorkloadSpec;
  readonly namespace: string;
  readonly pod: RenderedPod;
  readonly rendered: readonly RenderedExposure[];
  /** Listeners on Network Load Balancers. */
  readonly listeners: readonly RenderedListener[];
  /** Who may come in, besides load balancers. May grow until synthesis. */
  readonly visitors: () => readonly Visitor[];
  /** The alarms made from the workload's own metrics. */
  readonly alarms: readonly cloudwatch.IAlarm[];
}

/** What keeps the pods running, and what waits for them. */
export interface RenderedRollout {
  readonly deployment: Construct;
  readonly gate?: Construct;
  /** Who may come in. */
  readonly policy: Construct;
}
