import { Rule } from './rule';
import { known } from './support/known';

/** What the agent of ECS writes itself, over whatever was there. */
const RESERVED = 'com.amazonaws.ecs.';

export const labelsAreSound: Rule = ({ containers }, report) => {
  for (const { name: container, labels } of containers) {
    for (const label of Object.keys(labels).filter(known)) {
      if (label.trim() === '' || label.startsWith(RESERVED)) {
        report('LabelReserved', `containers.${container}.dockerLabels.${label}`, { given: label, prefix: RESERVED });
      }
    }
  }
};
