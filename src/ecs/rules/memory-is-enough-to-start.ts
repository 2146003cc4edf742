import { Rule } from '../../model/rules/rule';
import { known } from '../../model/rules/support/known';

const MIN_MIB = 6;

export const memoryIsEnoughToStart: Rule = ({ containers }, report) => {
  for (const { name, resources } of containers) {
    for (const member of ['memoryLimitMiB', 'memoryReservationMiB'] as const) {
      const given = resources[member];
      if (known(given) && given > 0 && given < MIN_MIB) {
        report('EcsMemoryTooSmall', `containers.${name}.resources.${member}`, { given });
      }
    }
  }
};
