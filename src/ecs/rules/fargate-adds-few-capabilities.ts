import { EcsRule } from './target';

const ALLOWED = ['SYS_PTRACE'];

export const fargateAddsFewCapabilities: EcsRule = ({ launchType }) => ({ containers }, report) => {
  if (launchType !== 'fargate') {
    return;
  }
  for (const { name, capabilities } of containers) {
    const given = capabilities.add.filter(capability => !ALLOWED.includes(capability));
    if (given.length > 0) {
      report('FargateCapability', `containers.${name}.capabilities.add`, { given });
    }
  }
};
