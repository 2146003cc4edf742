import { EksTarget } from './target';
import { WorkloadSpec } from '../../model';
import { Report } from '../../model/rules/rule';

/** All pods of a cluster log to one group, which the platform keeps. */
export function logsGoToThePlatform({ logRetentionDays }: EksTarget) {
  return ({ logging }: WorkloadSpec, report: Report) => {
    if (logging.kind === 'none') {
      report('EksLogsEverything', 'logging', {});
      return;
    }
    if (logging.group) {
      report('EksLogGroupOfPlatform', 'logging.logGroup', { given: logging.group.label });
    } else if (logging.retentionDays !== logRetentionDays) {
      report('EksLogRetentionOfPlatform', 'logging.retention', { given: logging.retentionDays, platform: logRetentionDays });
    }
    if (logging.blocking) {
      report('EksLogsNeverBlock', 'logging.blocking', {});
    }
  };
}
