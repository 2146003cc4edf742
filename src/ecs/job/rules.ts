import { isJob } from '../../model';
import { Rule } from '../../model/rules/rule';

/** What only services have on ECS, and what only those runs have that something looks after. */
export const jobsDoWithout: Rule = (spec, report) => {
  if (!isJob(spec)) {
    return;
  }
  const { volumes, job: { trigger, timeout, retries } } = spec;
  volumes.filter(({ kind }) => kind === 'disk').forEach(({ name }) => report('JobHasNoDisks', `volumes.${name}`, { volume: name }));
  if (trigger.kind === 'request') {
    Object.entries({ timeout: timeout !== undefined, retries: retries > 0 }).filter(([, given]) => given)
      .forEach(([option]) => report('JobIsNotWatched', option, { option }));
  }
};
