import { Rule } from './rule';
import { freeName, repetitions } from './support/names';

export const containerNamesAreUnique: Rule = ({ containers }, report) => {
  for (const { item, index } of repetitions(containers, ({ name }) => name)) {
    report('ContainerNameTaken', `containers[${index}].name`, { given: item.name, free: freeName(item.name, containers.map(({ name }) => name)) });
  }
};
