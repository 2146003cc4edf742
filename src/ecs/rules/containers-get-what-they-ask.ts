import { CONTAINER_FEATURES } from './container-features';
import { reportMissing } from './launch-types';
import { EcsRule } from './target';
import { isWindows } from '../../model';
import { hasOwnAddress, networkModeOf } from '../task-network';

/** Refuses what the machines, their system or the network mode do not have, the first of them that explains it. */
export const containersGetWhatTheyAsk: EcsRule = ({ launchType }) => (spec, report) => {
  const mode = networkModeOf(spec, launchType);
  const windows = isWindows(spec.runtime.os);
  for (const container of spec.containers) {
    for (const feature of CONTAINER_FEATURES.filter(({ asked, ofLinux }) => asked?.(container) && !(windows && ofLinux))) {
      const path = `containers.${container.name}.${feature.option}`;
      const has = windows ? feature.windows : feature.has;
      if (windows && !has.includes(launchType) && (has.length === 0 || feature.has.includes(launchType))) {
        report('EcsWindowsHasNot', path, { feature: feature.name, os: spec.runtime.os });
      } else if (!has.includes(launchType)) {
        reportMissing(report, { ...feature, has }, path, launchType);
      } else if (feature.ofTheAddress && hasOwnAddress(mode)) {
        report('NetworkModeHasNot', path, { feature: feature.name, mode });
      }
    }
  }
};
