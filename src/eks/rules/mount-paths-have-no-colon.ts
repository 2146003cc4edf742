import { Rule } from '../../model/rules/rule';

export const mountPathsHaveNoColon: Rule = ({ containers }, report) => {
  for (const { name, mounts } of containers) {
    mounts.forEach(({ path }, index) => {
      if (path.includes(':')) {
        report('KubernetesMountPath', `containers.${name}.mounts[${index}].path`, { given: path });
      }
    });
  }
};
