import { Rule } from './rule';
import { known } from './support/known';

export const secretsNameOneValue: Rule = ({ containers }, report) => {
  for (const { name, secrets } of containers) {
    for (const [variable, secret] of Object.entries(secrets)) {
      if (secret.kind !== 'vault') {
        continue;
      }
      const path = `containers.${name}.secrets.${variable}`;
      const { field, versionStage, versionId } = secret;
      if (versionStage !== undefined && versionId !== undefined) {
        report('SecretVersionAmbiguous', path, { stage: versionStage, id: versionId });
      }
      if (known(field) && (field === '' || field.includes(':'))) {
        report('SecretFieldMalformed', `${path}.field`, { given: field });
      }
    }
  }
};
