import { Duration } from 'aws-cdk-lib/core';

/** When a workload alarms. What is left out does not. */
export interface AlarmsSpec {
  /** More of its answers than this are failures of its own. */
  readonly errorPercent?: number;
  /** One request in a hundred takes longer than this. */
  readonly latency?: Duration;
  /** A copy fails the checks of the load balancer. */
  readonly unhealthy: boolean;
  /** No copy passes them. */
  readonly noneHealthy: boolean;
  /** Its copies use this much of what they have or more, taken together. */
  readonly cpuPercent?: number;
  readonly memoryPercent?: number;
  /** So many copies, or containers where these are started again by themselves, ended unasked within a quarter of an hour. */
  readonly restarts?: number;
  /** People are told as well when it is over. */
  readonly tellWhenOver: boolean;
  /** Set where the workload asks for alarms itself, and not its platform for all, and whether for one on its processor by name. */
  readonly asked?: { readonly cpu: boolean };
}

/** What there is to alarm about. */
export type AlarmKind = 'errors' | 'latency' | 'unhealthy' | 'noneHealthy' | 'cpu' | 'memory' | 'restarts';

/** What differs from the usual. */
export interface AlarmsDraft extends Partial<Pick<AlarmsSpec, 'errorPercent' | 'latency' | 'cpuPercent' | 'memoryPercent' | 'restarts' | 'tellWhenOver'>> {
  readonly kind: 'standard';
  readonly without?: readonly AlarmKind[];
  /** The platform says so for all of its workloads. */
  readonly byDefault?: boolean;
}

/** Whether there is an alarm of the kind that decides over a new version: those that tell how its users fare. */
export function judgesVersions(alarms: AlarmsSpec | undefined): boolean {
  return alarms !== undefined && (alarms.errorPercent !== undefined || alarms.latency !== undefined || alarms.unhealthy);
}
