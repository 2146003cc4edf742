import { EcsRule } from './target';
import { ULIMITS } from '../../model/rules/ulimits-are-sound';

export const fargateSetsFewUlimits: EcsRule = ({ launchType }) => ({ containers }, report) => {
  for (const { name: container, ulimits } of launchType === 'fargate' ? containers : []) {
    for (const { name } of ulimits) {
      if (name !== 'nofile' && ULIMITS.includes(name)) {
        report('FargateUlimit', `containers.${container}.ulimits.${name}`, { given: name });
      }
    }
  }
};
