import { EcsRule } from './target';

/** Nobody can make Fargate join a domain, and it reads descriptions of accounts from buckets only. */
export const accountsCanBeUsed: EcsRule = ({ launchType }) => ({ containers }, report) => {
  for (const { name, credentialSpec } of launchType === 'fargate' ? containers : []) {
    if (credentialSpec && !credentialSpec.domainUser) {
      report('FargateCredentialSpec', `containers.${name}.credentialSpec`, { lacks: 'domainUser' });
    }
    if (credentialSpec?.kind === 'parameter') {
      report('FargateCredentialSpec', `containers.${name}.credentialSpec`, { lacks: 'bucket' });
    }
  }
};
