import { Rule } from '../../model/rules/rule';
import { ULIMITS } from '../../model/rules/ulimits-are-sound';

export const fargateSetsFewUlimits: Rule = ({ containers }, report) => {
  for (const { name: container, ulimits } of containers) {
    for (const { name } of ulimits) {
      if (name !== 'nofile' && ULIMITS.includes(name)) {
        report('FargateUlimit', `containers.${container}.ulimits.${name}`, { given: name });
      }
    }
  }
};
