/** Jobs: their work is done a moment after they are made, unless their image never comes up. */
import { Controller, ControllerContext } from './controller';
import { START_SECONDS } from './pods';
import { list, record, same, specOf, StoredObject } from '../api/values';

export const work: Controller = ({ store, around, time }) => store.all('Job').map(job => {
  const template = record(specOf(job).template);
  const images = list(record(template.spec).containers).map(container => String(record(container).image));
  const place = { namespace: job.metadata.namespace ?? '', labels: record(record(template.metadata).labels) };
  const done = endOf(job) <= time && around.hasNodes(place, store.all('NodePool').length) && !images.some(image => around.faults.image?.(image) === 'never ready');
  const status = done ? endedWell(images, around) ? { succeeded: Number(specOf(job).completions), conditions: [{ type: 'Complete', status: 'True' }] }
    : failed('BackoffLimitExceeded') : deadlineOf(job) <= time ? failed('DeadlineExceeded') : { active: Number(specOf(job).parallelism) };
  if (same(status, job.status)) { return false; }
  store.put({ ...job, status });
  return true;
}).some(Boolean);

export function jobMoments({ store }: ControllerContext): number[] {
  return store.all('Job').flatMap(job => [endOf(job), deadlineOf(job)].filter(Number.isFinite));
}

const endedWell = (images: readonly string[], { faults }: ControllerContext['around']): boolean => images.every(image => (faults.exitCode?.(image) ?? 0) === 0);

const failed = (reason: string): object => ({ failed: 1, conditions: [{ type: 'Failed', status: 'True', reason }] });

function deadlineOf(job: StoredObject): number {
  const { activeDeadlineSeconds: seconds = Infinity } = specOf(job) as { activeDeadlineSeconds?: number };
  return Date.parse(job.metadata.creationTimestamp) / 1000 + Number(seconds);
}

function endOf(job: StoredObject): number {
  return Date.parse(job.metadata.creationTimestamp) / 1000 + START_SECONDS;
}
