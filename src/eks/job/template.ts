import { JobSpec, WorkloadSpec } from '../../model';
import { RenderedPod } from '../pod';

/** Long enough to look at a run after a long weekend. */
const KEPT_SECONDS = 7 * 86_400;

/**
 * What a Job consists of, whatever makes it: a schedule, a release, or somebody who asks.
 *
 * How long an attempt may take is said of the pod, since a deadline of the job would be one for all of its attempts.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
export function jobTemplate({ job }: WorkloadSpec & { readonly job: JobSpec }, { template }: RenderedPod): object {
  return { backoffLimit: job.retries, ttlSecondsAfterFinished: KEPT_SECONDS, template };
}
