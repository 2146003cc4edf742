import { Rule } from '../../model/rules/rule';
import { known } from '../../model/rules/support/known';

const MAX_BYTES = 64 * 1024;

/** Counts what is surely in the definition: variables and command lines, which are what makes definitions large. */
export const definitionFits: Rule = ({ containers }, report) => {
  const texts = containers.flatMap(({ environment, secrets, command = [], entryPoint = [] }) => [
    ...Object.keys(environment), ...Object.values(environment), ...Object.keys(secrets), ...command, ...entryPoint,
  ]);
  const bytes = texts.reduce((sum, text) => sum + (known(text) ? Buffer.byteLength(String(text)) : 0), 0);
  if (bytes > MAX_BYTES) {
    report('EcsDefinitionTooLarge', 'containers', { kib: Math.ceil(bytes / 1024) });
  }
};
