import { Rule } from '../../model/rules/rule';
import { known } from '../../model/rules/support/known';

/** ECS runs a program inside the container; what the load balancer asks belongs to the exposure. */
export const probesAreCommands: Rule = ({ containers }, report) => {
  for (const { name, probe } of containers) {
    if (probe === undefined) {
      continue;
    }
    if (probe.kind !== 'command') {
      report('EcsProbeNeedsCommand', `containers.${name}.probe`, { kind: probe.kind });
    }
    if (known(probe.successes) && probe.successes > 1) {
      report('EcsProbeSuccesses', `containers.${name}.probe.successes`, { given: probe.successes });
    }
  }
};
