import { Rule } from '../../model/rules/rule';
import { eksOptions } from '../options';

/** Without KEDA the cluster knows what its pods use; with it, also how long queues are. */
export const scalingUsesWhatTheClusterMeasures: Rule = (spec, report) => {
  const { scaling } = spec;
  if (scaling.kind !== 'range') {
    return;
  }
  const keda = eksOptions(spec).keda === true;
  const kinds = scaling.policies.map(({ kind }) => kind);
  for (const kind of kinds) {
    if (kind === 'metric' || (kind === 'backlog' && !keda)) {
      report('EksScalingOnWork', 'scaling', { kind });
    }
    if (kind === 'requests' || kind === 'schedule') {
      report('EksScalingPolicy', 'scaling', { kind });
    }
  }
  if (scaling.min < 1 && !(keda && kinds.includes('backlog'))) {
    report('EksScalingFromZero', 'scaling.min', { given: scaling.min });
  }
};
