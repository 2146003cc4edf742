import { AlarmKind, AlarmsDraft, AlarmsSpec } from '../alarms';
import { DEFAULTS } from '../defaults';

/** The alarms of a workload; undefined where it has none. */
export function completeAlarms(draft: AlarmsDraft | boolean): AlarmsSpec | undefined {
  if (draft === false) {
    return undefined;
  }
  const { kind, without = [], ...given }: AlarmsDraft = draft === true ? { kind: 'standard' } : draft;
  const has = (alarm: AlarmKind) => !without.includes(alarm);
  const { errorPercent, latency, cpuPercent, memoryPercent, restarts, tellWhenOver } = { ...DEFAULTS.alarms, ...given };
  return {
    ...has('errors') && { errorPercent },
    ...has('latency') && { latency },
    unhealthy: has('unhealthy'),
    noneHealthy: has('noneHealthy'),
    ...has('cpu') && { cpuPercent },
    ...has('memory') && { memoryPercent },
    ...has('restarts') && { restarts },
    tellWhenOver,
  };
}
