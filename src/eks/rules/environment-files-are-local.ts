import { Rule } from '../../model/rules/rule';

export const environmentFilesAreLocal: Rule = ({ containers }, report) => {
  for (const { name, environmentFiles } of containers) {
    environmentFiles.forEach((file, index) => {
      if (file.kind === 'object') {
        report('EksEnvironmentFileInS3', `containers.${name}.environmentFiles[${index}]`, { key: file.key });
      }
    });
  }
};
