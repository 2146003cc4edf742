import { Rule } from '../../model/rules/rule';
import { known } from '../../model/rules/support/known';

export const environmentFilesAreRead: Rule = ({ containers }, report) => {
  for (const { name, environmentFiles } of containers) {
    const path = `containers.${name}.environmentFiles`;
    if (environmentFiles.length > 10) {
      report('EcsTooManyEnvironmentFiles', path, { given: environmentFiles.length });
    }
    environmentFiles.forEach((file, index) => {
      const given = file.kind === 'file' ? file.file : file.key;
      if (known(given) && !given.endsWith('.env')) {
        report('EcsEnvironmentFileName', `${path}[${index}]`, { given, nearest: `${given.replace(/\.\w+$/, '')}.env` });
      }
    });
  }
};
