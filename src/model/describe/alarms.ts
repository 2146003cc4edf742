import { duration, number } from './words';
import { AlarmsSpec } from '../alarms';
import { WorkloadSpec } from '../workload';

/** Only what there can be: nobody asks a workload without a way in for anything, and runs that end are not watched by the hour. */
export function describeAlarms({ alarms, exposures, job }: WorkloadSpec): string[] {
  if (!alarms) {
    return ['off'];
  }
  if (job) {
    return ['on', ...whoAsks(alarms)];
  }
  const { errorPercent, latency, unhealthy, noneHealthy, cpuPercent, memoryPercent, restarts, tellWhenOver } = alarms;
  const over = (what: string, percent: number | undefined) => percent === undefined ? [] : [`${what} over ${number(percent)} %`];
  const from = (what: string, percent: number | undefined) => percent === undefined ? [] : [`${what} at ${number(percent)} % or more`];
  const lines = [
    ...exposures.length === 0 ? [] : [
      ...over('failed requests', errorPercent),
      ...latency ? [`one request in a hundred over ${duration(latency)}`] : [],
      ...unhealthy ? ['a copy that is unwell'] : [],
      ...noneHealthy ? ['no copy that is well'] : [],
    ],
    ...from('CPU', cpuPercent),
    ...from('memory', memoryPercent),
    ...restarts === undefined ? [] : [`${number(restarts)} restarts in a quarter of an hour`],
  ];
  return [...lines.length === 0 ? ['off'] : [...lines, ...tellWhenOver ? ['told when they are over as well'] : []], ...whoAsks(alarms)];
}

/** A platform that cannot make them leaves out what is meant for all of its workloads, and refuses what one asks for. */
function whoAsks({ asked }: AlarmsSpec): string[] {
  return asked ? [asked.cpu ? 'asked for by the workload, CPU by name' : 'asked for by the workload'] : [];
}
