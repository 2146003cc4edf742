import { Rule } from '../../model/rules/rule';

/**
 * Nothing outside of the cluster replaces its pods when a secret changes: the API of a private cluster answers to nobody out there,
 * and CloudFormation applies an object only when its text changes. What the profile would like is left undone, what was asked for
 * is refused.
 */
export const rotationIsLeftToTheCluster: Rule = ({ redeployOnRotation }, report) => {
  if (redeployOnRotation === 'always') {
    report('EksRotation', 'redeployOnRotation', {});
  }
};
