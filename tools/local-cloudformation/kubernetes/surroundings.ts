/** What a cluster sees of the account it is in, and what a test may break in it. */
import { Extension } from './api/kinds';

export type Outcome = 'runs' | 'never ready';

/** What goes wrong with pods; asked as long as a pod is not ready. */
export interface Faults {
  /** Whether containers of an image come up. @default - all run */
  readonly image?: (image: string) => Outcome;
  /** With what a Job's container ends. @default - 0 */
  readonly exitCode?: (image: string) => number;
  /** Whether a readiness or startup probe is ever answered. @default - all are */
  readonly probe?: (probe: Record<string, unknown>, image: string) => Outcome;
}

/** What decides where a pod runs. */
export interface PodPlace {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface ClusterSurroundings {
  readonly faults: Faults;
  /** Seconds since 1970. */
  now(): number;
  moveOn(seconds: number): void;
  /** Whether a part that brings kinds of its own is installed now. */
  has(extension: Extension): boolean;
  /** Whether there is anything for pods with these labels to run on, beside so many pools that are objects of the cluster. */
  hasNodes(pod: PodPlace, nodePools: number): boolean;
  /** The role of pods with this service account that are admitted now. */
  roleOf(pod: PodPlace, serviceAccount: string, annotations: Readonly<Record<string, string>>): string | undefined;
  /** Why pods cannot be registered with a target group, if they cannot. */
  refuseTargets(targetGroupArn: string, autoMode: boolean): string | undefined;
}
