import { EcsRule } from './target';
import { hasOwnAddress, networkModeOf } from '../task-network';

/** Programs send to the loopback address, which containers of a task share only where the task has an address of its own. */
export const telemetryIsReached: EcsRule = ({ launchType }) => (spec, report) => {
  const mode = networkModeOf(spec, launchType);
  if (spec.telemetry && !hasOwnAddress(mode)) {
    report('TelemetryNeedsAnAddress', 'telemetry', { mode });
  }
};
