import { Rule } from '../../model/rules/rule';

const ALLOWED = ['SYS_PTRACE'];

export const fargateAddsFewCapabilities: Rule = ({ containers }, report) => {
  for (const { name, capabilities } of containers) {
    const given = capabilities.add.filter(capability => !ALLOWED.includes(capability));
    if (given.length > 0) {
      report('FargateCapability', `containers.${name}.capabilities.add`, { given });
    }
  }
};
