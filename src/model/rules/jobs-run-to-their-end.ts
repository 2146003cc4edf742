import { Rule } from './rule';
import { isJob } from '../job';

/** A job has no copies that stay: none to send requests to, none to replace a few at a time, none to start again and again. */
export const jobsRunToTheirEnd: Rule = (spec, report) => {
  if (!isJob(spec)) {
    return;
  }
  const { exposures, rollout, containers } = spec;
  exposures.forEach((_, index) => report('JobExposed', `exposures[${index}]`, {}));
  if (rollout.kind !== 'rolling' || rollout.followTraffic) {
    report('JobRollsOut', 'rollout', {});
  }
  for (const { name } of containers.filter(({ role, probe }) => role === 'main' && probe)) {
    report('JobProbed', `containers.${name}.probe`, { container: name });
  }
  for (const { name } of containers.filter(({ role, restart }) => role === 'main' && restart)) {
    report('JobRestarts', `containers.${name}.restartPolicy`, { container: name });
  }
};
