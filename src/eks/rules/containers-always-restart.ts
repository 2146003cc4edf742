import { Rule } from '../../model/rules/rule';
import { runsToItsEnd } from '../start-order';

/** A pod starts a container that has ended again, which is right for those that are to be; none of the others may just go missing. */
export const containersAlwaysRestart: Rule = (spec, report) => {
  for (const container of spec.containers) {
    if (!container.essential && !container.restart && !runsToItsEnd(container, spec)) {
      report('KubernetesContainerRestarts', `containers.${container.name}.essential`, { container: container.name });
    }
  }
};
