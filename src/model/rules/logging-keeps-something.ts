import { Rule } from './rule';
import { checkRange } from './support/in-range';

export const loggingKeepsSomething: Rule = ({ logging }, report) => {
  if (logging.kind === 'group' || logging.kind === 'routed') {
    checkRange(report, 'logging.retentionDays', 'the retention of logs', logging.retentionDays, { min: 1, unit: 'days', whole: true });
  }
  if (logging.kind === 'group') {
    checkRange(report, 'logging.bufferMiB', 'the log buffer', logging.bufferMiB, { min: 1, unit: 'MiB', whole: true });
  }
  if (logging.kind === 'routed') {
    checkRange(report, 'logging.bufferedLines', 'the log buffer', logging.bufferedLines, { min: 1, max: 536_870_912, unit: 'lines', whole: true });
  }
};
