import { Rule } from '../../model/rules/rule';

/** Each exposure is a target group of the service. */
export const atMostFiveExposures: Rule = ({ exposures }, report) => {
  if (exposures.length > 5) {
    report('EcsTooManyExposures', 'exposures', { given: exposures.length });
  }
};
