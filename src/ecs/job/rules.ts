import { Duration } from 'aws-cdk-lib/core';
import { isJob } from '../../model';
import { Report, Rule } from '../../model/rules/rule';

/** CloudFormation waits for an hour, of which some is needed to start, to stop, and to say why. */
const RELEASE_MINUTES = 45;

function checkReleaseTime(timeout: Duration | undefined, report: Report): void {
  if (!timeout || timeout.isUnresolved()) {
    return;
  }
  const minutes = timeout.toMinutes({ integral: false });
  if (minutes > RELEASE_MINUTES) {
    report('ReleaseTooLong', 'timeout', { given: timeout.toHumanString(), platform: 'ECS', max: RELEASE_MINUTES });
  } else if (minutes < 1) {
    report('ReleaseTooShort', 'timeout', { given: timeout.toHumanString() });
  }
}

/** What only services have on ECS, and what only those runs have that something looks after. */
export const jobsDoWithout: Rule = (spec, report) => {
  if (!isJob(spec)) {
    return;
  }
  const { volumes, job: { trigger, timeout, retries } } = spec;
  volumes.filter(({ kind }) => kind === 'disk').forEach(({ name }) => report('JobHasNoDisks', `volumes.${name}`, { volume: name }));
  if (trigger.kind === 'release') {
    checkReleaseTime(timeout, report);
  }
  if (trigger.kind === 'request') {
    Object.entries({ timeout: timeout !== undefined, retries: retries > 0 }).filter(([, given]) => given)
      .forEach(([option]) => report('JobIsNotWatched', option, { option }));
  }
};
