import { Rule } from '../../model/rules/rule';

/** Kubernetes starts some containers before the others, one by one, and then all others at once. */
export const dependenciesAreStartOrder: Rule = ({ containers }, report) => {
  const main = containers.find(({ role }) => role === 'main');
  for (const { name, dependsOn } of containers) {
    for (const { container, condition } of dependsOn) {
      const path = `containers.${name}.dependsOn.${container}`;
      if (container === main?.name) {
        report('KubernetesMainIsNotAwaited', path, { container: name, main: container });
      } else if (condition === 'complete') {
        report('KubernetesCompletionMustSucceed', path, { container });
      }
    }
  }
};
