import { EksTarget } from './target';
import { Rule } from '../../model/rules/rule';

/** The function that waits for the end of a run lives for a quarter of an hour, and has to answer. */
const MAX_MINUTES = 13;

/** A deployment waits for a release by asking the cluster, which has its limits, and applies nothing when it goes back. */
export function releasesAreWaitedFor({ writesOnly }: EksTarget): Rule {
  return ({ job }, report) => {
    if (job?.trigger.kind !== 'release') {
      return;
    }
    const { timeout, trigger } = job;
    if (writesOnly) {
      report('EksReleaseNotWaitedFor', 'platform.manifests', {});
    }
    if (trigger.undoCommand) {
      report('EksReleaseNotTakenBack', 'onRollback', {});
    }
    if (timeout && !timeout.isUnresolved() && timeout.toMinutes({ integral: false }) > MAX_MINUTES) {
      report('ReleaseTooLong', 'timeout', { given: timeout.toHumanString(), platform: 'EKS', max: MAX_MINUTES });
    } else if (timeout && !timeout.isUnresolved() && timeout.toMinutes({ integral: false }) < 1) {
      report('ReleaseTooShort', 'timeout', { given: timeout.toHumanString() });
    }
  };
}
