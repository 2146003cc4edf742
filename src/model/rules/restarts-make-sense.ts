import { Rule } from './rule';
import { checkRange } from './support/in-range';

/** Whoever waits for the end of a container waits for its first. */
export const restartsMakeSense: Rule = ({ containers }, report) => {
  const awaited = containers.flatMap(({ dependsOn }) => dependsOn)
    .filter(({ condition }) => condition === 'complete' || condition === 'success').map(({ container }) => container);
  for (const { name, role, restart } of containers) {
    const path = `containers.${name}.restartPolicy`;
    if (restart && (role === 'init' || awaited.includes(name))) {
      report('RestartOfWhatEnds', path, { container: name });
    }
    restart?.ignoredExitCodes.forEach((code, index) =>
      checkRange(report, `${path}.ignoredExitCodes[${index}]`, 'the exit code', code, { min: 0, max: 255, whole: true }));
  }
};
