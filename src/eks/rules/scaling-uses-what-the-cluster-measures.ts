import { Rule } from '../../model/rules/rule';

export const scalingUsesWhatTheClusterMeasures: Rule = ({ scaling }, report) => {
  if (scaling.kind !== 'range') {
    return;
  }
  for (const { kind } of scaling.policies) {
    if (kind === 'backlog' || kind === 'metric') {
      report('EksScalingOnWork', 'scaling', { kind });
    }
    if (kind === 'requests' || kind === 'schedule') {
      report('EksScalingPolicy', 'scaling', { kind });
    }
  }
  if (scaling.min < 1) {
    report('EksScalingFromZero', 'scaling.min', { given: scaling.min });
  }
};
