import { Rule } from '../../model/rules/rule';
import { variablesIn } from '../environment';

/** What Kubernetes takes for a key of a ConfigMap. */
const KEY = /^[-._a-zA-Z0-9]{1,253}$/;

export const environmentFilesAreUnderstood: Rule = ({ containers }, report) => {
  for (const { name, environmentFiles } of containers) {
    environmentFiles.forEach((file, index) => {
      const wrong = Object.keys(variablesIn({ environmentFiles: [file] })).find(variable => !KEY.test(variable));
      if (wrong !== undefined) {
        report('EksEnvironmentFileMalformed', `containers.${name}.environmentFiles[${index}]`, { given: wrong });
      }
    });
  }
};
