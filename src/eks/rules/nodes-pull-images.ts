import { Rule } from '../../model/rules/rule';

/** A password for a registry would have to be in the cluster before the first pod that needs it. */
export const nodesPullImages: Rule = ({ containers }, report) => {
  for (const { name, image } of containers) {
    if (image.kind === 'registry' && image.credentials) {
      report('EksRegistryPassword', `containers.${name}.image.credentials`, { reference: image.reference });
    }
  }
};
