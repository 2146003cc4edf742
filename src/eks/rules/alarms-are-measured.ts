import { isJob } from '../../model';
import { Rule } from '../../model/rules/rule';

/** What nobody measures on EKS nobody can alarm about. What the platform says for all workloads is meant for the others. */
export const alarmsAreMeasured: Rule = (spec, report) => {
  const { alarms } = spec;
  if (isJob(spec)) {
    if (alarms?.asked) {
      report('EksJobDoesWithout', 'alarms', { option: 'alarms', why: 'nothing on EKS counts runs that fail or do not start' });
    }
  } else if (alarms?.asked?.cpu) {
    report('EksHasNoCpuAlarm', 'alarms.cpuPercent', {});
  }
};
