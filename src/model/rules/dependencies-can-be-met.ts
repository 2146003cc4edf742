import { Rule } from './rule';

/** A condition that can never come true leaves the copy starting for ever. */
export const dependenciesCanBeMet: Rule = ({ containers, logging }, report) => {
  const byName = new Map(containers.map(container => [container.name, container]));
  for (const { name, role, dependsOn } of containers) {
    for (const { container: given, condition } of dependsOn) {
      const target = byName.get(given);
      if (target === undefined || given === name) {
        continue;
      }
      const path = `containers.${name}.dependsOn.${given}`;
      if (condition === 'healthy' && target.probe === undefined) {
        report('DependencyHealthUnknown', path, { given });
      }
      if ((condition === 'complete' || condition === 'success') && target.essential) {
        report('DependencyNeverEnds', path, { given, condition });
      }
      // A router of logs comes before what runs to its end, too.
      const first = target.role === 'init' || logging.kind === 'routed' && logging.router === given;
      if (role === 'init' && !first) {
        report('DependencyOfInitContainer', path, { container: name, given });
      }
    }
  }
};
