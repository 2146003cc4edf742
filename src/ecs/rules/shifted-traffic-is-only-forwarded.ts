import { isSideBySide } from '../../model';
import { Rule } from '../../model/rules/rule';

export const shiftedTrafficIsOnlyForwarded: Rule = ({ rollout, exposures }, report) => {
  if (isSideBySide(rollout)) {
    exposures.forEach(({ authentication }, exposure) => {
      if (authentication) {
        report('RolloutNeedsPlainForward', `exposures[${exposure}].authentication`, { exposure });
      }
    });
  }
};
