import { Rule } from '../../model/rules/rule';

/** Each exposure is a target group of the service. */
export const atMostFiveExposures: Rule = ({ exposures, networkListeners }, report) => {
  const given = exposures.length + networkListeners.length;
  if (given > 5) {
    report('EcsTooManyExposures', exposures.length > 0 ? 'exposures' : 'listeners', { given });
  }
};
