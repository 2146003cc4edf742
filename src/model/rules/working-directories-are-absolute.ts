import { Rule } from './rule';
import { absolute, isAbsolute } from './support/paths';

export const workingDirectoriesAreAbsolute: Rule = ({ containers, runtime }, report) => {
  for (const { name, workingDirectory } of containers) {
    if (workingDirectory !== undefined && !isAbsolute(workingDirectory, runtime.os)) {
      report('WorkingDirectoryRelative', `containers.${name}.workingDirectory`, { given: workingDirectory, nearest: absolute(workingDirectory, runtime.os) });
    }
  }
};
