import { EksTarget } from './target';
import { GroupLogging, WorkloadSpec } from '../../model';
import { Report } from '../../model/rules/rule';
import { assertNever } from '../../private/assert-never';

/** All pods of a cluster log to one group, which the platform keeps. */
export function logsGoToThePlatform({ logRetentionDays }: EksTarget) {
  return ({ logging }: WorkloadSpec, report: Report) => {
    switch (logging.kind) {
      case 'none': return report('EksLogsEverything', 'logging', {});
      case 'driver': return report('EksLogsGoToThePlatform', 'logging', { given: `the log driver '${logging.driver}'` });
      case 'routed': return report('EksLogsGoToThePlatform', 'logging', { given: 'a router of logs in each copy (FireLens)' });
      case 'group': return checkGroup(logging, logRetentionDays, report);
      default: return assertNever(logging);
    }
  };
}

function checkGroup(logging: GroupLogging, platform: number, report: Report): void {
  if (logging.group) {
    report('EksLogGroupOfPlatform', 'logging.logGroup', { given: logging.group.label });
  } else if (logging.retentionDays !== platform) {
    report('EksLogRetentionOfPlatform', 'logging.retention', { given: logging.retentionDays, platform });
  }
  if (logging.blocking) {
    report('EksLogsNeverBlock', 'logging.blocking', {});
  }
}
