import { Rule } from './rule';
import { repetitions } from './support/names';
import { didYouMean } from '../../private/did-you-mean';

export const dependenciesExist: Rule = ({ containers }, report) => {
  const names = containers.map(({ name }) => name);
  for (const { name, dependsOn } of containers) {
    const others = names.filter(other => other !== name);
    for (const { container: given } of dependsOn) {
      if (!names.includes(given)) {
        report('DependencyUnknown', `containers.${name}.dependsOn.${given}`, { given, nearest: didYouMean(given, others), known: others });
      }
    }
    for (const { item } of repetitions(dependsOn, ({ container }) => container)) {
      report('DependencyTaken', `containers.${name}.dependsOn.${item.container}`, { given: item.container });
    }
  }
};
