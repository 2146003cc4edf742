import { Rule } from '../../model/rules/rule';
import { known } from '../../model/rules/support/known';

/** The periods CloudWatch Logs knows. The last one is how the CDK says "for ever". */
const DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, 9999];

export const logsAreKeptForAKnownTime: Rule = ({ logging }, report) => {
  if (logging.kind !== 'group' && logging.kind !== 'routed' || logging.group !== undefined || !known(logging.retentionDays)) {
    return;
  }
  const given = logging.retentionDays;
  if (given >= 1 && !DAYS.includes(given)) {
    const nearest = DAYS.reduce((best, days) => Math.abs(days - given) < Math.abs(best - given) ? days : best);
    report('LogRetentionUnknown', 'logging.retentionDays', { given, nearest });
  }
};
