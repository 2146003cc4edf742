/** Jobs: their work is done a moment after they are made, unless their image never comes up. */
import { Controller, ControllerContext } from './controller';
import { START_SECONDS } from './pods';
import { list, record, same, specOf, StoredObject } from '../api/values';

export const work: Controller = ({ store, around, time }) => store.all('Job').map(job => {
  const images = list(record(record(specOf(job).template).spec).containers).map(container => String(record(container).image));
  const done = endOf(job) <= time && around.hasNodes(job.metadata.namespace ?? '', store.all('NodePool').length) && !images.some(image => around.faults.image?.(image) === 'never ready');
  const status = done ? { succeeded: Number(specOf(job).completions), conditions: [{ type: 'Complete', status: 'True' }] } : { active: Number(specOf(job).parallelism) };
  if (same(status, job.status)) { return false; }
  store.put({ ...job, status });
  return true;
}).some(Boolean);

export function jobMoments({ store }: ControllerContext): number[] {
  return store.all('Job').map(endOf);
}

function endOf(job: StoredObject): number {
  return Date.parse(job.metadata.creationTimestamp) / 1000 + START_SECONDS;
}
