/** A Job has bounds that it can reach. */
import { Rule } from './rule';
import { App, complain } from '../app';
import { KubernetesObject, record } from '../object';

export const jobsCanEnd: Rule = {
  name: 'jobs can end',
  *check(app: App) {
    for (const object of app.ofKind('Job')) {
      yield* checkJob(object, record(object.spec), 'spec');
    }
    for (const object of app.ofKind('CronJob')) {
      yield* checkJob(object, record(record(record(object.spec).jobTemplate).spec), 'spec.jobTemplate.spec');
    }
  },
};

function* checkJob(object: KubernetesObject, job: Record<string, any>, path: string) {
  if (job.activeDeadlineSeconds < 1) {
    yield complain(object, `${path}.activeDeadlineSeconds`, `${job.activeDeadlineSeconds} leaves no time`);
  }
  if (job.completionMode === 'Indexed' && job.completions === undefined) {
    yield complain(object, `${path}.completions`, 'an indexed job says how many there are');
  }
  if (job.selector !== undefined && job.manualSelector !== true) {
    yield complain(object, `${path}.selector`, 'is chosen by the cluster');
  }
  if (job.podFailurePolicy !== undefined && record(record(job.template).spec).restartPolicy !== 'Never') {
    yield complain(object, `${path}.podFailurePolicy`, 'needs pods that never restart');
  }
}
