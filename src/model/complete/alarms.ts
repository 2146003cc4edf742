import { AlarmKind, AlarmsDraft, AlarmsSpec } from '../alarms';
import { DEFAULTS } from '../defaults';

/**
 * The alarms of a workload; undefined where it has none. Whoever works off what waits uses all the CPU there is whenever something
 * waits, and is as it should be: nobody is told, unless one has said from where on.
 */
export function completeAlarms(draft: AlarmsDraft | boolean, { worksOff }: { readonly worksOff: boolean }): AlarmsSpec | undefined {
  if (draft === false) {
    return undefined;
  }
  const { kind, without = [], byDefault = draft === true, ...given }: AlarmsDraft = draft === true ? { kind: 'standard' } : draft;
  const has = (alarm: AlarmKind) => !without.includes(alarm);
  const { errorPercent, latency, cpuPercent, memoryPercent, restarts, tellWhenOver } = { ...DEFAULTS.alarms, ...given };
  return {
    ...has('errors') && { errorPercent },
    ...has('latency') && { latency },
    unhealthy: has('unhealthy'),
    noneHealthy: has('noneHealthy'),
    ...has('cpu') && (!worksOff || given.cpuPercent !== undefined) && { cpuPercent },
    ...has('memory') && { memoryPercent },
    ...has('restarts') && { restarts },
    tellWhenOver,
    ...!byDefault && { asked: { cpu: given.cpuPercent !== undefined && has('cpu') } },
  };
}
