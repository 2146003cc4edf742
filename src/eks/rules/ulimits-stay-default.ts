import { Rule } from '../../model/rules/rule';

export const ulimitsStayDefault: Rule = ({ containers }, report) => {
  for (const { name, ulimits } of containers) {
    if (ulimits.length > 0) {
      report('KubernetesHasNoUlimits', `containers.${name}.ulimits`, { given: ulimits.map(ulimit => ulimit.name) });
    }
  }
};
