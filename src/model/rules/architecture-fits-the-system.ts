import { Rule } from './rule';
import { isWindows } from '../defaults';

export const architectureFitsTheSystem: Rule = ({ runtime }, report) => {
  if (isWindows(runtime.os) && runtime.architecture === 'arm64') {
    report('ArchitectureUnavailable', 'runtime.architecture', { os: runtime.os });
  }
};
